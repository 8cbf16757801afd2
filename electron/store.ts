import path from 'node:path'
import { type UtilityProcess, utilityProcess } from 'electron'
import type { Analyst } from '../db/analyst.ts'
import type { StoreContract } from '../db/contract/contract.ts'
import { AppError } from '../db/contract/errors.ts'
import { Message, type Request } from '../db/contract/protocol.ts'
import { traceOf } from '../db/trace.ts'
import type { FromStore, Opening, ToStore } from './store-messages.ts'

const script = path.join(import.meta.dirname, 'store-process.cjs')

// A store that dies this often will die again: reopening it for ever would only hide that.
const MOST_DEATHS = 3
const DEATHS_WITHIN_MS = 60_000

// Closing ends running tasks and writes the log back into the file. A process that takes longer hangs; ending
// it loses nothing that was acknowledged.
const CLOSE_MS = 30_000

export interface StoreEvents {
  message(message: Message): void
  /** The process died: what was pending will not be answered. */
  lost(): void
  /** The project is open again. */
  restarted(): void
  /** It could not be opened again, or died too often. The store is closed. */
  gaveUp(error: AppError): void
}

/** A project that is held open by a process of its own. */
export interface Store {
  readonly file: string
  /** The version of SQLite that reads it. */
  readonly sqlite: string
  /** What it answers. */
  readonly operations: StoreContract
  send(request: Request): void
  setAnalyst(analyst: Analyst): void
  close(): Promise<void>
}

export interface StoreOptions {
  readonly opening: Opening
  readonly events: StoreEvents
  readonly log: (text: string) => void
}

/**
 * Opens a project in a process of its own and keeps it open: when the process dies, the project is opened
 * again, and what the window asks meanwhile waits.
 *
 * @throws AppError saying why the project cannot be opened
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { events, log } = options
  let opening = options.opening
  let child: Child | null = null
  let restarting: Promise<void> = Promise.resolve()
  let closing: Promise<void> | null = null
  const waiting: Request[] = []
  const deaths: number[] = []

  async function start(): Promise<Child> {
    const started = await startChild(opening, (message) => events.message(message), log)
    opening = { ...opening, create: null }
    child = started
    started.ended.then((code) => {
      child = null
      if (!closing) restarting = restart(code)
    })
    return started
  }

  async function restart(code: number): Promise<void> {
    log(`The store process of ${path.basename(opening.file)} ended with ${code}.`)
    events.lost()
    const now = Date.now()
    deaths.push(now)
    try {
      if (deaths.filter((at) => now - at < DEATHS_WITHIN_MS).length >= MOST_DEATHS) throw diesAgain()
      await start()
      if (closing) return
      events.restarted()
      for (const request of waiting.splice(0)) child?.post({ request })
    } catch (error) {
      log(`The project was not opened again: ${traceOf(error)}`)
      if (closing) return
      closing = Promise.resolve()
      events.gaveUp(error instanceof AppError ? error : new AppError('internal', String(error)))
    }
  }

  // The window comes up without the contract of the store, which takes a while to be read.
  const contract = import('../db/contract/contract.ts')
  const { sqlite } = await start()
  return {
    file: opening.file,
    sqlite,
    operations: (await contract).storeContract,
    send: (request) => {
      if (child) child.post({ request })
      else waiting.push(request)
    },
    setAnalyst: (analyst) => {
      opening = { ...opening, analyst }
      child?.post({ analyst })
    },
    close: () => {
      closing ??= restarting.then(() => child?.close())
      return closing
    },
  }
}

function diesAgain(): AppError {
  return new AppError(
    'internal',
    'The project was closed, because the part of Claimboard that reads it stopped several times within a minute. What was saved is in the file. Restart the computer, or verify the project; the log file has the details.',
  )
}

interface Child {
  readonly sqlite: string
  readonly ended: Promise<number>
  post(message: ToStore): void
  close(): Promise<void>
}

function startChild(
  opening: Opening,
  onMessage: (message: Message) => void,
  log: (text: string) => void,
): Promise<Child> {
  const process = utilityProcess.fork(script, [], { serviceName: 'Claimboard store', stdio: 'pipe' })
  const post = (message: ToStore) => process.postMessage(message)
  const ended = new Promise<number>((resolve) => process.once('exit', resolve))
  process.stderr?.on('data', (data: Buffer) => log(`Store: ${data.toString().trimEnd()}`))
  // What nobody reads would fill the pipe and stop the process.
  process.stdout?.resume()
  return new Promise((resolve, reject) => {
    process.on('message', (message: FromStore) => {
      if ('message' in message) relay(message.message, onMessage, log)
      else if ('log' in message) log(message.log)
      else if ('refused' in message) {
        process.kill()
        reject(AppError.fromReply(message.refused))
      } else {
        resolve({ ...message.opened, ended, post, close: () => closeChild(process, post, ended) })
      }
    })
    ended.then((code) => reject(startFailure(code)))
    post({ open: opening })
  })
}

/** The store reads files from elsewhere: what it says is checked like anything that comes in. */
function relay(raw: unknown, onMessage: (message: Message) => void, log: (text: string) => void): void {
  const message = Message.safeParse(raw)
  if (message.success) onMessage(message.data)
  else log(`The store sent what no window understands: ${message.error.message}`)
}

async function closeChild(process: UtilityProcess, post: (message: ToStore) => void, ended: Promise<number>) {
  post({ close: true })
  const timer = setTimeout(() => process.kill(), CLOSE_MS)
  await ended
  clearTimeout(timer)
}

/** better-sqlite3 is built for this version of Node-API; under an older one, loading it ends the process. */
const neededNodeApi = 10

/** Says in words why a process that loads the database ended before it said anything. */
function startFailure(code: number): AppError {
  const { napi = '', electron = '' } = process.versions
  const reason =
    Number(napi) < neededNodeApi
      ? `This Electron (${electron}) offers Node-API ${napi}, and the database needs ${neededNodeApi}: use Electron 35 or newer.`
      : 'Install Claimboard again; if that does not help, the log file has the details.'
  return new AppError('internal', `The database could not be started (exit status ${code}). ${reason}`)
}
