import { expect, test } from 'vitest'
import { storeContract } from '../../db/contract/contract.ts'
import { AppError } from '../../db/contract/errors.ts'
import type { Message, Request } from '../../db/contract/protocol.ts'
import { createRelay } from '../../electron/relay.ts'
import { createTokens } from '../../electron/tokens.ts'

function relayed() {
  const toPage: Message[] = []
  const toStore: Request[] = []
  const tokens = createTokens()
  const hostCalls: { resolve(value: unknown): void }[] = []
  const relay = createRelay({
    tokens,
    deliver: (message) => toPage.push(message),
    operations: () => storeContract,
    toStore: (request) => toStore.push(request),
    host: () => new Promise((resolve) => hostCalls.push({ resolve })),
    toReply: (error) => (error as AppError).toReply(),
  })
  return { relay, tokens, toPage, toStore, hostCalls }
}

const done = (id: number): Message => ({ id, ok: { value: id, changed: [] } })

test('a page that was loaded anew gets no reply to what its predecessor asked', async () => {
  const { relay, toPage, toStore, hostCalls } = relayed()
  relay.receive({ id: 1, call: 'project.verify', input: {} })
  relay.receive({ id: 2, call: 'host.state', input: {} })
  expect(relay.busy()).toBe(true)
  relay.forget()
  expect(relay.busy()).toBe(false)
  expect(toStore.at(-1)).toEqual({ id: toStore[0]?.id, cancel: true })

  relay.receive({ id: 1, call: 'tags.list', input: {} })
  const [first, , second] = toStore
  relay.fromStore(done(first?.id ?? 0))
  hostCalls[0]?.resolve({})
  await Promise.resolve()
  expect(toPage).toEqual([])
  relay.fromStore(done(second?.id ?? 0))
  expect(toPage).toEqual([{ id: 1, ok: { value: second?.id, changed: [] } }])
})

test('paths take the place of tokens in the fields that hold files, and nowhere else', () => {
  const { relay, tokens, toPage, toStore } = relayed()
  const text = tokens.give('/texts/one.txt', 'read').token
  const target = tokens.give('/out/table.csv', 'write').token
  relay.receive({ id: 1, call: 'documents.import', input: { files: [text], note: text } })
  relay.receive({ id: 2, call: 'export.file', input: { what: 'tags', target } })
  expect(toStore.map((request) => 'input' in request && request.input)).toEqual([
    { files: ['/texts/one.txt'], note: text },
    { what: 'tags', target: '/out/table.csv' },
  ])
  for (const files of [['/etc/passwd'], [target], [7], '/etc/passwd', null]) {
    relay.receive({ id: 3, call: 'documents.import', input: { files } })
  }
  relay.receive({ id: 3, call: 'export.file', input: { what: 'tags', target: text } })
  expect(toPage).toHaveLength(6)
  expect(new Set(toPage.map((message) => 'error' in message && message.error.code))).toEqual(
    new Set(['invalid']),
  )
  expect(toStore).toHaveLength(2)
})

test('the same file keeps its token, and what it was given for', () => {
  const tokens = createTokens()
  const read = tokens.give('/a/b.txt', 'read')
  expect(read).toEqual({ token: expect.any(String), name: 'b.txt', folder: 'a' })
  expect(tokens.give('/a/b.txt', 'read').token).toBe(read.token)
  expect(tokens.give('/a/b.txt', 'write').token).not.toBe(read.token)
  expect(() => tokens.resolve(read.token, 'write')).toThrow(AppError)
})

test('notices wait for a page that listens; a lost store answers what is pending', () => {
  const { relay, toPage } = relayed()
  relay.notice({ notice: 'project', project: 'one.claimboard' })
  expect(toPage).toEqual([])
  relay.receive({ id: 1, call: 'tags.list', input: {} })
  expect(toPage).toEqual([{ notice: 'project', project: 'one.claimboard' }])
  relay.reject(new AppError('store-restarted', 'It stopped.'))
  expect(toPage.at(-1)).toEqual({ id: 1, error: { code: 'store-restarted', message: 'It stopped.' } })
  expect(relay.busy()).toBe(false)
})
