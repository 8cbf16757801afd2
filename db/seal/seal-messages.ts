import type { MessagePort } from 'node:worker_threads'
import type { ErrorReply } from '../contract/errors.ts'

/** What the worker is started for. `target` must not exist; it is left incomplete where the work fails. */
export interface SealJob {
  /** `check` only tries whether the passphrase opens `source`. */
  readonly work: 'seal' | 'unseal' | 'check'
  readonly source: string
  readonly target: string | null
  readonly passphrase: string
}

export interface SealOwner {
  readonly job: SealJob
  readonly port: MessagePort
  /** Two 32-bit words: whether the reply was sent, and how many blocks of {@link blockBytes} were read. */
  readonly state: SharedArrayBuffer
}

export const blockBytes = 2 ** 20

/** How the work ended; `error` is null where it is done. */
export interface SealAnswer {
  readonly error: ErrorReply | null
}
