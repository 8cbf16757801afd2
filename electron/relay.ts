import { isHostName, isStoreName, type StoreName, storeContract } from '../db/contract/contract.ts'
import { AppError, type ErrorReply } from '../db/contract/errors.ts'
import type { Message, Notice, Request } from '../db/contract/protocol.ts'
import type { Tokens } from './tokens.ts'

export interface RelayOptions {
  readonly tokens: Tokens
  /** Delivers to the page. */
  readonly deliver: (message: Message) => void
  /** Sends to the store of the window's project, or returns false where none is open. */
  readonly toStore: (request: Request) => boolean
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
  const { tokens, deliver, toStore, host, toReply } = options
  const pending = new Map<number, { pageId: number; name: StoreName }>()
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
      if (!isStoreName(name)) throw new AppError('invalid', `There is no operation called “${name}”.`)
      const id = nextId++
      const request = { id, call: name, input: withPaths(name, input, tokens) }
      if (!toStore(request)) throw new AppError('conflict', 'No project is open in this window.')
      pending.set(id, { pageId, name })
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
    busy: () => [...pending.values()].some(({ name }) => storeContract[name].kind === 'task'),
  }
}

/** Puts paths in the place of the tokens in the fields that the contract names. */
function withPaths(name: StoreName, input: unknown, tokens: Tokens): unknown {
  const { files } = storeContract[name]
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
