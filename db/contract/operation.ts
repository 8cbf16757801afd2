import type { z } from 'zod'

/**
 * What one operation promises, declared once; the client, the relay and the server derive from it.
 *
 * - a **query** reads one snapshot; `reads` names the tables whose change makes its answer stale;
 * - a **command** writes in one immediate transaction and is journalled under `label` (shown as "Undo: label");
 * - a **task** is long, reports progress and can be cancelled. A `reader` task runs beside the store on a
 *   connection of its own, a `writer` task takes turns with commands;
 * - a **host** operation belongs to the window's shell (dialogs, recent files, opening projects).
 *
 * `files` names the input fields that hold files: the renderer sends tokens that the shell gave out,
 * the store receives paths.
 */
export interface Operation<
  Kind extends OperationKind = OperationKind,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly kind: Kind
  readonly input: Input
  readonly output: Output
  readonly reads: readonly string[]
  readonly label: string
  readonly runs: 'reader' | 'writer'
  readonly files: readonly string[]
}

export type OperationKind = 'query' | 'command' | 'task' | 'host'
export type InputOf<O> = O extends Operation<OperationKind, infer I, z.ZodType> ? z.infer<I> : never
/** What a caller may write: fields with defaults can be left out. */
export type CallOf<O> = O extends Operation<OperationKind, infer I, z.ZodType> ? z.input<I> : never
export type OutputOf<O> = O extends Operation<OperationKind, z.ZodType, infer R> ? z.infer<R> : never

interface Shape<I, R> {
  input: I
  output: R
}

export function query<I extends z.ZodType, R extends z.ZodType>(
  shape: Shape<I, R> & { reads: readonly string[] },
): Operation<'query', I, R> {
  return { kind: 'query', label: '', runs: 'reader', files: [], ...shape }
}

export function command<I extends z.ZodType, R extends z.ZodType>(
  shape: Shape<I, R> & { label: string },
): Operation<'command', I, R> {
  return { kind: 'command', reads: [], runs: 'writer', files: [], ...shape }
}

export function task<I extends z.ZodType, R extends z.ZodType>(
  shape: Shape<I, R> & { label: string; runs: 'reader' | 'writer'; files?: readonly string[] },
): Operation<'task', I, R> {
  return { kind: 'task', reads: [], files: [], ...shape }
}

export function host<I extends z.ZodType, R extends z.ZodType>(shape: Shape<I, R>): Operation<'host', I, R> {
  return { kind: 'host', label: '', reads: [], runs: 'writer', files: [], ...shape }
}
