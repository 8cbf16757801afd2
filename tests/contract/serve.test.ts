import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { handlers as allHandlers } from '../../db/all-handlers.ts'
import { type Client, connect } from '../../db/contract/client.ts'
import { AppError } from '../../db/contract/errors.ts'
import type { Message, Notice, Port, Request } from '../../db/contract/protocol.ts'
import type { JournalMode } from '../../db/file-system.ts'
import type { Handlers } from '../../db/handlers.ts'
import { extractAsync } from '../../db/import/extract-runner.ts'
import { createProject, openProject } from '../../db/project.ts'
import { type Server, serve } from '../../db/serve.ts'
import { anna } from '../support/factories.ts'
import { portOf } from '../support/port.ts'

interface Served {
  readonly folder: string
  readonly file: string
  readonly client: Client
  readonly port: Port<Request, Message>
  readonly server: Server
  readonly notices: Notice[]
  readonly log: string[]
}

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** A real project, served over a real message channel. */
function served({
  handlers = allHandlers,
  readOnly = false,
  texts = 0,
  sentences = 1,
  journal = 'wal' as JournalMode,
} = {}): Served {
  const folder = mkdtempSync(path.join(tmpdir(), 'claimboard-serve-'))
  const file = path.join(folder, 'test.claimboard')
  createProject(file, 'Test', anna)
  const body = 'A sentence that takes its time to be read. '.repeat(sentences)
  for (let i = 0; i < texts; i++) writeFileSync(path.join(folder, `${i}.txt`), `Text ${i}.\n\n${body}\n`)
  const { port1, port2 } = new MessageChannel()
  const log: string[] = []
  const server = serve(portOf(port2), {
    handlers,
    project: openProject(file, { analyst: anna, readOnly, journal }),
    extract: (input, signal) => extractAsync(input, signal ? { signal } : {}),
    log: (text) => log.push(text),
  })
  const port = portOf<Request, Message>(port1)
  const client = connect(port)
  const notices: Notice[] = []
  client.onNotice((notice) => notices.push(notice))
  open.push(async () => {
    await server.close()
    port1.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return { folder, file, client, port, server, notices, log }
}

function textsIn({ folder }: Served): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => path.join(folder, name))
}

describe('queries and commands', () => {
  test('are answered, and a write is announced before its reply', async () => {
    const { client, notices } = served()
    const { tag } = await client.call('tags.create', { name: 'Demands' })
    expect(notices).toEqual([{ notice: 'changed', tables: expect.arrayContaining(['tag']) }])
    expect(await client.call('tags.list', {})).toMatchObject([{ uid: tag, name: 'Demands' }])
    expect(notices).toHaveLength(1)
  })

  test('undo and redo are commands like others', async () => {
    const { client } = served()
    await client.call('tags.create', { name: 'Demands' })
    expect(await client.call('history.state', {})).toEqual({ undo: 'Create tag', redo: null })
    expect(await client.call('history.undo', {})).toEqual({ label: 'Create tag' })
    expect(await client.call('tags.list', {})).toEqual([])
    await client.call('history.redo', {})
    expect(await client.call('tags.list', {})).toHaveLength(1)
    const actions = await client.call('history.list', {})
    expect(actions.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'redo Create tag',
      'undo Create tag',
      'do Create tag',
      'do Create project',
    ])
    expect(actions[2]).toMatchObject({ analystName: anna.name, state: 'done', changes: { tag: 1 } })
  })

  test('fail with a code and a sentence', async () => {
    const { client } = served()
    await expect(client.call('tags.create', { name: '  ' })).rejects.toMatchObject({
      code: 'invalid',
      message: 'A name is needed.',
      detail: { field: 'name' },
    })
    await expect(client.call('documents.get', { document: 'none' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(client.call('history.undo', {})).rejects.toMatchObject({ code: 'conflict' })
  })

  test('are refused in words where the project is open for reading only', async () => {
    const { client } = served({ readOnly: true })
    await expect(client.call('tags.create', { name: 'Demands' })).rejects.toMatchObject({ code: 'read-only' })
    expect(await client.call('tags.list', {})).toEqual([])
  })
})

describe('what is no request of the contract', () => {
  test('an operation that does not exist is invalid', async () => {
    const { client } = served()
    for (const name of ['tags.destroy', '__proto__', 'host.state', '']) {
      const call = client.call(name as 'tags.list', {})
      await expect(call, name).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  test('a message of another shape is dropped and logged, and the next call is answered', async () => {
    const { client, port, log } = served()
    for (const message of [null, 7, 'x', {}, { id: 'a', call: 'tags.list' }, { id: 1, cancel: false }]) {
      port.send(message as never)
    }
    expect(await client.call('tags.list', {})).toEqual([])
    expect(log).toHaveLength(6)
  })

  test('an error inside the program is told by a reference; the trace is in the log only', async () => {
    const handlers: Handlers = {
      ...allHandlers,
      'tags.list': () => {
        throw new TypeError('cannot read properties of undefined')
      },
    }
    const { client, log } = served({ handlers })
    const error = await client.call('tags.list', {}).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    const { code, message, detail } = error as AppError
    const { reference } = detail as { reference: string }
    expect(code).toBe('internal')
    expect(message).toContain(reference)
    expect(message).not.toContain('undefined')
    expect(log.join('\n')).toContain(reference)
    expect(log.join('\n')).toContain('TypeError: cannot read properties of undefined')
  })
})

describe('a writing task', () => {
  test('takes turns with queries, reports progress and announces what it changed', async () => {
    const project = served({ texts: 40 })
    const ended: string[] = []
    const progress: number[] = []
    const importing = project.client
      .call(
        'documents.import',
        { files: textsIn(project) },
        { onProgress: ({ done }) => progress.push(done) },
      )
      .finally(() => ended.push('import'))
    await project.client.call('documents.list', {}).finally(() => ended.push('list'))
    expect((await importing).imported).toHaveLength(40)
    expect(ended).toEqual(['list', 'import'])
    expect(progress.length).toBeGreaterThan(0)
    expect(project.notices.at(-1)).toMatchObject({ tables: expect.arrayContaining(['document', 'original']) })
    expect(await project.client.call('history.state', {})).toMatchObject({
      undo: expect.stringContaining('Import'),
    })
  })

  test('is the only one: a second is refused in words, and commands go on', async () => {
    const project = served({ texts: 20 })
    const { client } = project
    const importing = client.call('documents.import', { files: textsIn(project) })
    await expect(client.call('documents.import', { files: textsIn(project) })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Import documents'),
    })
    await client.call('tags.create', { name: 'Meanwhile' })
    expect((await importing).imported).toHaveLength(20)
    await client.call('documents.import', { files: textsIn(project) })
  })

  test('keeps whole documents when it is cancelled, and one undo takes them away', async () => {
    const project = served({ texts: 80, sentences: 10_000 })
    const { client } = project
    const controller = new AbortController()
    const importing = client.call(
      'documents.import',
      { files: textsIn(project) },
      { signal: controller.signal, onProgress: ({ done }) => done > 0 && controller.abort() },
    )
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' })
    const kept = await client.call('documents.list', {})
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(80)
    await client.call('history.undo', {})
    expect(await client.call('documents.list', {})).toEqual([])
  })
})

describe('a reading task', () => {
  test('runs beside commands, on what was there when it began', async () => {
    const { client, folder } = served()
    await client.call('tags.create', { name: 'Before' })
    const copy = path.join(folder, 'copy.claimboard')
    const sharing = client.call('project.share', { target: copy })
    await client.call('tags.create', { name: 'Meanwhile' })
    expect(await sharing).toMatchObject({ bytes: expect.any(Number) })
    expect(existsSync(copy)).toBe(true)
    expect(await client.call('project.verify', {})).toMatchObject({ problems: [] })
  })

  test('can be cancelled, and leaves nothing half done', async () => {
    const { client, folder } = served()
    const controller = new AbortController()
    const target = path.join(folder, 'evidence.csv')
    const exporting = client.call('export.file', { what: 'evidence', target }, { signal: controller.signal })
    controller.abort()
    await expect(exporting).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder).filter((name) => name.includes('csv'))).toEqual([])
  })

  test('turns commands away, in words, where the place of the file lets only one of them in', async () => {
    const { client } = served({ journal: 'delete' })
    const verifying = client.call('project.verify', {})
    await expect(client.call('tags.create', { name: 'Meanwhile' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Verify project'),
    })
    expect(await client.call('tags.list', {})).toEqual([])
    await verifying
    await client.call('tags.create', { name: 'Afterwards' })
  })

  test('fails as a command does', async () => {
    const { client, folder } = served()
    const target = path.join(folder, 'no such folder', 'evidence.csv')
    const exporting = client.call('export.file', { what: 'evidence', target })
    await expect(exporting).rejects.toBeInstanceOf(AppError)
    await expect(client.call('export.file', { what: 'nothing' as 'tags', target })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('closing', () => {
  test('ends what is running, answers it and leaves a single file', async () => {
    const project = served({ texts: 80, sentences: 10_000 })
    const { client, server, folder } = project
    const importing = client.call('documents.import', { files: textsIn(project) })
    const cancelled = expect(importing).rejects.toMatchObject({ code: 'cancelled' })
    const verifying = client.call('project.verify', {}).catch((error: AppError) => error.code)
    await client.call('tags.list', {})
    await server.close()
    open.pop()
    await cancelled
    await verifying
    expect(readdirSync(folder).filter((name) => name.startsWith('test.claimboard'))).toEqual([
      'test.claimboard',
    ])
    rmSync(folder, { recursive: true, force: true })
  })
})
