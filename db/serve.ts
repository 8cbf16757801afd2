import { type Input, isStoreName, type Output, type StoreName, storeContract } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import { type Message, type Port, type Progress, Request } from './contract/protocol.ts'
import { reply } from './failure.ts'
import type { Handlers, ReaderName, WriterName } from './handlers.ts'
import { prepareAside } from './merge/prepare-runner.ts'
import type { OpenProject } from './project.ts'
import { runReader } from './reader.ts'
import { answer, parseInput, startWriter } from './run.ts'
import { runTask } from './task.ts'
import { listFolderAside } from './team/folder.ts'
import { throttled } from './throttle.ts'

// Ten reports a second look continuous; more would only cost time.
const PROGRESS_MS = 100

// An import commits many files a second, and the window reads lists again after every notice.
const CHANGES_MS = 250

export interface ServeOptions {
  readonly handlers: Handlers
  readonly project: OpenProject
  /** Extracts a document's text where a hostile one does no harm. */
  readonly extract: Parameters<typeof runTask>[1]['extract']
  /** Takes what analysts are not shown: traces of internal errors under their reference. */
  readonly log: (text: string) => void
}

export interface Server {
  /**
   * Runs a task for the program itself, in turns with the tasks of the caller.
   *
   * @throws AppError `conflict` for a writing task beside another, or beside a reader that keeps it from writing
   */
  background<Name extends ReaderName | WriterName>(
    name: Name,
    input: Input<Name>,
    signal?: AbortSignal,
  ): Promise<Output<Name>>
  /** Ends the running tasks, waits until they have ended, and closes the project. */
  close(): Promise<void>
}

interface RunningTask {
  readonly label: string
  readonly runs: 'reader' | 'writer'
  readonly cancel: () => void
  readonly ended: Promise<void>
}

/**
 * Serves the contract's store operations on an open project over a port: queries and commands at once and one
 * after the other, one writing task in turns with them, reading tasks beside them. Every call is answered
 * once; a write is followed by a `changed` notice.
 */
export function serve(port: Port<Message, Request>, options: ServeOptions): Server {
  const { handlers, project, log } = options
  const running = new Map<number, RunningTask>()
  /** Counts down, so that no caller's id is met. */
  let ownId = -1
  // With a rollback journal (network shares, some sticks) a reader keeps everybody from writing.
  const readersBlockWriters = project.db.connection.pragma('journal_mode', { simple: true }) !== 'wal'

  const stop = port.listen((raw) => {
    const request = Request.safeParse(raw)
    if (!request.success) log(`A malformed request was dropped: ${request.error.message}`)
    else if ('cancel' in request.data) running.get(request.data.id)?.cancel()
    else receive(request.data.id, request.data.call, request.data.input)
  })

  function receive(id: number, name: string, input: unknown): void {
    try {
      if (running.has(id)) throw new AppError('invalid', `Call ${id} is running already.`)
      if (!isStoreName(name)) throw new AppError('invalid', `There is no operation called “${name}”.`)
      const { kind } = storeContract[name]
      if (kind === 'task') startTask(id, name as WriterName | ReaderName, input)
      else answerNow(id, name, input, kind === 'command')
    } catch (error) {
      fail(id, name, error)
    }
  }

  function answerNow(id: number, name: StoreName, input: unknown, writes: boolean): void {
    if (writes && readersBlockWriters) refuseBeside('reader')
    const { value, changed } = answer(handlers, project, name, input)
    noticeChanged(changed)
    port.send({ id, ok: { value, changed } })
  }

  function startTask(id: number, name: WriterName | ReaderName, raw: unknown): void {
    const { runs, label } = storeContract[name]
    const input = parseInput(name, raw)
    if (runs === 'writer') refuseBeside('writer')
    if (readersBlockWriters) refuseBeside(runs === 'writer' ? 'reader' : 'writer')
    const started =
      runs === 'writer'
        ? write(id, name as WriterName, input as Input<WriterName>)
        : read(id, name as ReaderName, input)
    track(id, { label, runs, cancel: started.cancel }, started.ended).then(
      (ok) => port.send({ id, ok }),
      (error: unknown) => fail(id, name, error),
    )
  }

  /** Keeps a task among the running ones until it has ended. */
  function track<T>(id: number, task: Omit<RunningTask, 'ended'>, result: Promise<T>): Promise<T> {
    const tracked = result.finally(() => running.delete(id))
    running.set(id, { ...task, ended: tracked.then(nothing, nothing) })
    return tracked
  }

  function write(id: number, name: WriterName, input: Input<WriterName>) {
    const controller = new AbortController()
    const all = new Set<string>()
    const unannounced = new Set<string>()
    const announce = () => {
      noticeChanged([...unannounced])
      unannounced.clear()
    }
    const announceNowAndThen = throttled(CHANGES_MS, announce)
    const { task, finish } = startWriter(handlers, project, name, input, (changed) => {
      for (const table of changed) {
        all.add(table)
        unannounced.add(table)
      }
      announceNowAndThen(undefined)
    })
    const run = async () => {
      try {
        const value = await runTask(task, {
          extract: options.extract,
          // With a rollback journal, reading in another thread would keep this one from writing.
          ...(readersBlockWriters ? {} : { prepare: prepareAside }),
          list: listFolderAside,
          onProgress: throttled(PROGRESS_MS, (progress) => port.send({ id, progress })),
          signal: controller.signal,
        })
        return { value, changed: [...all] }
      } finally {
        finish()
        // The action can be undone from here on, which the last step's notice came too early for.
        for (const table of all) unannounced.add(table)
        announce()
      }
    }
    return { ended: run(), cancel: () => controller.abort() }
  }

  function startReading(name: ReaderName, input: unknown, onProgress: (progress: Progress) => void) {
    const { file, release } = project.readable()
    const { result, cancel } = runReader({ file, context: project.context, name, input }, onProgress)
    return { result: result.finally(release), cancel }
  }

  function read(id: number, name: ReaderName, input: unknown) {
    const reader = startReading(name, input, (progress) => port.send({ id, progress }))
    return {
      ended: reader.result.then((value) => ({ value, changed: [] as string[] })),
      cancel: reader.cancel,
    }
  }

  function refuseBeside(runs: 'reader' | 'writer'): void {
    const other = [...running.values()].find((task) => task.runs === runs)
    if (!other) return
    throw new AppError('conflict', `“${other.label}” is running. Wait until it has finished, or cancel it.`)
  }

  function noticeChanged(tables: readonly string[]): void {
    if (tables.length > 0) port.send({ notice: 'changed', tables: [...tables] })
  }

  function fail(id: number, name: string, error: unknown): void {
    port.send({ id, error: reply(error, name, log) })
  }

  return {
    background: async (name, input, signal) => {
      const id = ownId--
      const { label, runs } = storeContract[name]
      if (runs === 'writer') refuseBeside('writer')
      // Readers that come by themselves do so only when such a project is closed: nothing is to be kept waiting then.
      if (runs === 'writer' && readersBlockWriters) refuseBeside('reader')
      const { ended, cancel } =
        runs === 'writer'
          ? write(id, name as WriterName, input as Input<WriterName>)
          : read(id, name as ReaderName, input)
      signal?.addEventListener('abort', cancel, { once: true })
      return (await track(id, { label, runs, cancel }, ended)).value as Output<typeof name>
    },
    close: async () => {
      stop()
      const tasks = [...running.values()]
      for (const task of tasks) task.cancel()
      await Promise.all(tasks.map((task) => task.ended))
      project.close()
    },
  }
}

function nothing(): void {}
