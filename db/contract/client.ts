import type { Call, OperationName, Output } from './contract.ts'
import { AppError } from './errors.ts'
import type { Message, Notice, Port, Progress, Request } from './protocol.ts'

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignal
}

export interface Client {
  /** @throws AppError as the operation failed */
  call<Name extends OperationName>(
    name: Name,
    input: Call<Name>,
    options?: CallOptions,
  ): Promise<Output<Name>>
  /** @returns a function that ends the subscription */
  onNotice(listener: (notice: Notice) => void): () => void
  /** Rejects what is pending, with `store-restarted`, and stops listening. */
  close(): void
}

interface Pending {
  resolve(value: unknown): void
  reject(error: AppError): void
  options: CallOptions
}

/** The caller's end of the contract over any port: the window's, a test's, the shell's own. */
export function connect(port: Port<Request, Message>): Client {
  let nextId = 1
  const pending = new Map<number, Pending>()
  const listeners = new Set<(notice: Notice) => void>()

  const receive = (message: Message) => {
    if ('notice' in message) {
      for (const listener of listeners) listener(message)
      return
    }
    const call = pending.get(message.id)
    if (!call) return
    if ('progress' in message) {
      call.options.onProgress?.(message.progress)
      return
    }
    pending.delete(message.id)
    if ('error' in message) call.reject(AppError.fromReply(message.error))
    else call.resolve(message.ok.value)
  }
  const stop = port.listen(receive)

  return {
    call: (name, input, options = {}) =>
      new Promise((resolve, reject) => {
        const id = nextId++
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject, options })
        port.send({ id, call: name, input })
        options.signal?.addEventListener('abort', () => port.send({ id, cancel: true }), { once: true })
      }),
    onNotice: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      stop()
      for (const call of pending.values()) {
        call.reject(new AppError('store-restarted', 'The project was closed before this was finished.'))
      }
      pending.clear()
    },
  }
}
