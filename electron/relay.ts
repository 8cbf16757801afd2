import type { StoreContract, StoreName } from '../db/contract/contract.ts'
import { AppError, type ErrorReply } from '../db/contract/errors.ts'
import { isHostName } from '../db/contract/host.ts'
import type { Message, Notice, Request } from '../db/contract/protocol.ts'
import type { Tokens } from './tokens.ts'

export interface RelayOptions {
  readonly tokens: Tokens
  /** Delivers to the page. */
  readonly deliver: (message: Message) => void
  /** What the store of the window's project answers, or null where none is open. */
  readonly operations: () => StoreContract | null
  readonly toStore: (request: Request) => void
  /** Answers an operation of the shell. */
  readonly host: (name: string, input: unknown) => Promise<unknown>
  readonly toReply: (error: unknown, during: string) => ErrorReply
}

export interface Relay {
  /** From the page. */
  receive(request: Request): void
  /** From the store. */
  fromStore(message: Message): void
  /** To the page; kept until the page has asked for something and so is there to listen. */
  notice(notice: Notice): void
  /** Answers every pending call of the store with an error. */
  reject(error: AppError): void
  /** The page is loaded anew and knows nothing of its former calls: they are cancelled. */
  forget(): void
  /** Whether a task of this window is running. */
  busy(): boolean
}

/**
 * Stands between one page and the store of its project. The page's ids are replaced, because a page that was
 * loaded anew counts from 1 again; its tokens are replaced by the paths that they stand for.
 */
export function createRelay(options: RelayOptions): Relay {
  const { tokens, deliver, operations, toStore, host, toReply } = options
  const pending = new Map<number, { pageId: number; isTask: boolean }>()
  const kept: Notice[] = []
  let nextId = 1
  let page = 0
  let listening = false

  function call(pageId: number, name: string, input: unknown): void {
    try {
      if (isHostName(name)) {
        callHost(pageId, name, input)
        return
      }
      const served = operations()
      if (!served) throw new AppError('conflict', 'No project is open in this window.')
      if (!Object.hasOwn(served, name)) {
        throw new AppError('invalid', `There is no operation called “${name}”.`)
      }
      const { kind, files } = served[name as StoreName]
      const id = nextId++
      toStore({ id, call: name, input: withPaths(files, input, tokens) })
      pending.set(id, { pageId, isTask: kind === 'task' })
    } catch (error) {
      deliver({ id: pageId, error: toReply(error, name) })
    }
  }

  function callHost(pageId: number, name: string, input: unknown): void {
    const calledBy = page
    const answer = (message: Message) => {
      if (calledBy === page) deliver(message)
    }
    host(name, input).then(
      (value) => answer({ id: pageId, ok: { value, changed: [] } }),
      (error: unknown) => answer({ id: pageId, error: toReply(error, name) }),
    )
  }

  const cancel = (id: number) => toStore({ id, cancel: true })

  return {
    receive: (request) => {
      listening = true
      for (const notice of kept.splice(0)) deliver(notice)
      if (!('cancel' in request)) return call(request.id, request.call, request.input)
      for (const [id, { pageId }] of pending) if (pageId === request.id) cancel(id)
    },
    fromStore: (message) => {
      if ('notice' in message) return deliver(message)
      const known = pending.get(message.id)
      if (!known) return
      if (!('progress' in message)) pending.delete(message.id)
      deliver({ ...message, id: known.pageId })
    },
    notice: (notice) => {
      if (listening) deliver(notice)
      else kept.push(notice)
    },
    reject: (error) => {
      for (const { pageId } of pending.values()) deliver({ id: pageId, error: error.toReply() })
      pending.clear()
    },
    forget: () => {
      page += 1
      listening = false
      for (const id of pending.keys()) cancel(id)
      pending.clear()
    },
    busy: () => [...pending.values()].some(({ isTask }) => isTask),
  }
}

/** Puts paths in the place of the tokens in the fields that the contract names. */
function withPaths(files: readonly string[], input: unknown, tokens: Tokens): unknown {
  if (files.length === 0 || typeof input !== 'object' || input === null) return input
  const replaced: Record<string, unknown> = { ...input }
  for (const field of files) replaced[field] = pathsOf(replaced[field], field, tokens)
  return replaced
}

/** `target` is what every operation that writes a file calls it; any other field names files to read. */
function pathsOf(value: unknown, field: string, tokens: Tokens): unknown {
  const access = field === 'target' ? 'write' : 'read'
  const locate = (token: unknown) => {
    if (typeof token !== 'string') throw new AppError('invalid', 'A file is named by its token.')
    return tokens.resolve(token, access)
  }
  if (value === undefined) return undefined
  return Array.isArray(value) ? value.map(locate) : locate(value)
}
