import type { ErrorReply } from '../contract/errors.ts'
import type { GateCommand } from '../gate.ts'

/** What a merge is prepared for: data, so that a thread can be told. */
export interface MergeRequest {
  /** The copy that is to be merged, which is never changed. */
  readonly file: string
  /** What the analyst knows the project by that takes it in, and the database itself. */
  readonly path: string
  readonly database: string
  /** The project's id. */
  readonly project: string
  readonly gate: GateCommand | null
  /**
   * Whether the project is to be kept as it is, where there is anything to come in: always, or where the last backup is
   * as old as the schedule allows.
   */
  readonly keep: 'always' | 'when-due' | 'never'
  /** For a file of a team folder, which may be half-written: the beginning of its SHA-256, or null where none is known. */
  readonly arrival: { readonly content: string | null } | null
  /** The profile that keeps it; without one it is kept beside the project. */
  readonly profile: string | null
}

/** A copy of the project that has passed every check and may be attached; see `discard`. */
export interface Prepared {
  readonly file: string
  readonly title: string
  /** Where the project was kept as it was, in words; null where it was not, or nothing is there to come in. */
  readonly kept: string | null
}

/** What the thread that prepares a merge is started with. */
export interface PrepareJob {
  readonly request: MergeRequest
  /** One 32-bit word that is not zero once it shall end. */
  readonly cancel: SharedArrayBuffer
}

/** What it answers. `trace` is for the log. */
export type PrepareReply = { readonly ok: Prepared } | { readonly error: ErrorReply; readonly trace: string }
