import type { Analyst } from '../db/analyst.ts'
import type { ErrorReply } from '../db/contract/errors.ts'
import type { Message, Request } from '../db/contract/protocol.ts'

/** What a store process is started for. */
export interface Opening {
  readonly file: string
  readonly analyst: Analyst
  /** Makes the project first, under this title. */
  readonly create: string | null
  /** Opens it for reading only, for this reason; null where it may be written. */
  readonly readOnly: string | null
  /** Folder of the person's profile. */
  readonly profile: string
  /** Starts this program again: the binary, and what has to come before the program's own arguments. */
  readonly launcher: readonly string[]
}

/** From the shell to a store process. */
export type ToStore =
  | { readonly open: Opening }
  | { readonly request: Request }
  | { readonly analyst: Analyst }
  | { readonly close: true }

/** From a store process to the shell. */
export type FromStore =
  | { readonly opened: { readonly sqlite: string } }
  | { readonly refused: ErrorReply }
  | { readonly message: Message }
  | { readonly log: string }
