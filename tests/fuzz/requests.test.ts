import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { type StoreName, storeContract } from '../../db/contract/contract.ts'
import type { Message } from '../../db/contract/protocol.ts'
import { nodeGate } from '../../db/gate.ts'
import { extractAsync } from '../../db/import/extract-runner.ts'
import { type OpenProject, openProject } from '../../db/project.ts'
import { type Server, serve } from '../../db/serve.ts'
import { anyInput } from '../support/any-input.ts'
import { anna } from '../support/factories.ts'
import { randomFrom } from '../support/mutate.ts'
import { portOf } from '../support/port.ts'
import { aFolder } from '../support/project-files.ts'
import { times } from './bounded.ts'
import { hostileTexts } from './hostile.ts'
import { illFormed, strangeValues } from './ill-formed.ts'
import { makeWholeProject } from './whole-project.ts'

let project: OpenProject
let server: Server
let port: MessageChannel['port1']
const replies = new Map<number, Message[]>()

beforeAll(() => {
  const file = path.join(aFolder(), 'whole.claimboard')
  makeWholeProject(file)
  project = openProject(file, { analyst: anna, gate: { command: nodeGate, profile: aFolder() } })
  const { port1, port2 } = new MessageChannel()
  port = port1
  port1.on('message', (message: Message) => {
    if ('notice' in message || 'progress' in message) return
    replies.set(message.id, [...(replies.get(message.id) ?? []), message])
  })
  server = serve(portOf(port2), {
    handlers,
    project,
    extract: (input, signal) => extractAsync(input, signal ? { signal } : {}),
    // Every refusal with a cause of its own is logged: that is not what is looked at here.
    log: () => {},
  })
})

afterAll(async () => {
  await server.close()
  port.close()
})

let nextId = 1

/** Sends calls one after the other, as a page could, and waits until each has its one reply. */
async function answersTo(calls: readonly (readonly [name: string, input: unknown])[]): Promise<Message[]> {
  const ids = calls.map(([call, input]) => {
    const id = nextId++
    port.postMessage({ id, call, input })
    return id
  })
  await expect.poll(() => ids.every((id) => replies.has(id)), { timeout: 60_000 }).toBe(true)
  return ids.map((id) => {
    expect(replies.get(id)).toHaveLength(1)
    return replies.get(id)?.[0] as Message
  })
}

/** What was answered with a fault of the program's own. */
const faults = (messages: readonly Message[]) =>
  messages.flatMap((message) => ('error' in message && message.error.code === 'internal' ? [message] : []))

const names = Object.keys(storeContract) as StoreName[]

it.each(names)('%s answers ill-formed inputs in words, each once', async (name) => {
  const random = randomFrom(names.indexOf(name))
  const draw = (below: number) => Math.floor(random() * below)
  const { input, files, kind } = storeContract[name]
  // Of a task, most inputs that are not wrong enough start a thread.
  const count = (kind === 'task' ? 4 : 40) * times
  const [noun = ''] = name.split('.')
  const calls = Array.from({ length: count }, () => {
    return [name, illFormed(anyInput(input, project.db, noun, draw), files, draw)] as const
  })
  expect(faults(await answersTo(calls))).toEqual([])
  expect('polluted' in {}).toBe(false)
})

it('What is no call at all is dropped, and the next one is answered', async () => {
  for (const value of strangeValues) {
    port.postMessage(value)
    port.postMessage({ id: value, call: 'tags.list', input: {} })
    port.postMessage({ id: -1, call: value, input: {} })
    port.postMessage({ id: -1, cancel: value })
  }
  for (const name of ['__proto__', 'constructor', 'toString', 'host.state', 'tags', 'tags.list ', '']) {
    expect(await answersTo([[name, {}]])).toMatchObject([{ error: { code: 'invalid' } }])
  }
  expect(await answersTo([['tags.list', {}]])).toMatchObject([{ ok: { value: expect.any(Array) } }])
})

it('Whatever is looked for, a search finds something or nothing', async () => {
  const signs = [
    '"',
    '“',
    '*',
    '-',
    'NOT',
    'OR',
    'AND',
    'NEAR(',
    ')',
    '(',
    '^',
    ':',
    '{',
    '}',
    'body:',
    '+',
    '%',
    '_',
    '\\',
    "'",
    ';',
    '\0',
    '\uD800',
    '港',
    'ا',
    '🙂',
    'port',
    '…',
  ]
  const random = randomFrom(11)
  const pick = () => signs[Math.floor(random() * signs.length)] ?? ''
  const queries = [
    ...hostileTexts,
    ...Array.from({ length: 300 * times }, () =>
      Array.from({ length: 1 + Math.floor(random() * 12) }, pick).join(random() < 0.5 ? ' ' : ''),
    ),
    'a* '.repeat(300),
    '"'.repeat(1000),
    'x OR '.repeat(199),
    '-'.repeat(999),
  ]
  const answers = await answersTo(
    queries.map((query) => ['search.find', { query: query.slice(0, 1000) || 'x' }]),
  )
  expect(answers.filter((message) => !('ok' in message))).toEqual([])
})

it('Whatever a filter of the table asks, rows are counted, or it is refused in words', async () => {
  const patterns = [
    ...hostileTexts,
    '%',
    '_',
    '%'.repeat(900),
    '_%'.repeat(400),
    '*[',
    '(a+)+$',
    '(?:',
    '\\',
    '\uDC00',
    '\0',
  ]
  const columns = [
    'statement',
    'claim_statement',
    'passage',
    'nothing',
    'tag:x',
    '"; drop table claim; --',
    'uid',
    '__proto__',
    'published',
    'reliability',
  ]
  const tests = (text: string, column: string) => [
    { test: 'contains', column, text: text || 'x' },
    { test: 'oneOf', column, keys: [text.slice(0, 900)] },
    { test: 'between', column, from: text.slice(0, 90), to: null },
    { test: 'range', column, from: Number.MAX_VALUE, to: -Number.MAX_VALUE },
    { test: 'filled', column },
  ]
  const filters = patterns.flatMap((text) =>
    columns.flatMap((column) => tests(text, column).map((one) => [one])),
  )
  const calls = filters.flatMap((filter, n) => {
    const shape = ['claims', 'evidence', 'passages'][n % 3]
    return n % 7 === 0
      ? ([
          [
            'evidence.count',
            { shape, filter, sort: [{ column: columns[n % columns.length], descending: true }] },
          ],
        ] as const)
      : []
  })
  expect(faults(await answersTo(calls))).toEqual([])
  expect(await answersTo([['evidence.count', { shape: 'claims', filter: [] }]])).toMatchObject([
    { ok: { value: { count: expect.any(Number) } } },
  ])
})
