import type { Analyst } from './analyst.ts'
import type { Input, NamesOfKind, Output } from './contract/contract.ts'
import type { GateCommand } from './gate.ts'
import type { History, SteppedAction } from './history.ts'
import type { ReadableDb, WritableDb } from './sql.ts'
import type { Task } from './task.ts'

/** What every handler may know of the project that it works on. */
export interface Context {
  readonly analyst: Analyst
  readonly path: string
  readonly readOnly: boolean
  readonly readOnlyReason: string | null
  /** What to tell about the file as it was opened, such as that it is on a network share. */
  readonly warnings: readonly string[]
  /** Folder of the person's profile, where backups are kept; null where the program works without one. */
  readonly profile: string | null
  /** How files from elsewhere are checked; null where they are taken for this program's own. */
  readonly gate: GateCommand | null
}

/** A command can name its action more exactly than the contract does: "Tag passage" for a highlight with tags. */
export interface CommandContext extends Context {
  relabel(label: string): void
}

/** A writing task: its steps are transactions of one action. */
export interface WriterContext extends Context {
  readonly db: ReadableDb
  readonly action: SteppedAction
}

/** A writing task that takes other copies of the project in. */
export interface MergeContext extends WriterContext {
  /** Takes another copy in as one action of its own: see {@link History.merge}. */
  merge(label: string, body: Parameters<History['merge']>[1]): ReturnType<History['merge']>
}

/** A reading task: a connection of its own, with one snapshot for as long as the task runs. */
export interface ReaderContext extends Context {
  readonly db: ReadableDb
}

type QueryName = NamesOfKind<'query'>
type CommandName = Exclude<NamesOfKind<'command'>, 'history.undo' | 'history.redo'>
type TaskName = NamesOfKind<'task'>

export type QueryHandlers<Names extends QueryName = QueryName> = {
  [Name in Names]: (db: ReadableDb, input: Input<Name>, context: Context) => Output<Name>
}
export type CommandHandlers<Names extends CommandName = CommandName> = {
  [Name in Names]: (db: WritableDb, input: Input<Name>, context: CommandContext) => Output<Name>
}
/** Tasks that write. */
export type WriterName = Extract<
  TaskName,
  'documents.import' | 'documents.paste' | 'annotations.apply' | 'merge.run' | 'team.exchange'
>
/** Tasks that read. */
export type ReaderName = Exclude<TaskName, WriterName>
export type WriterHandlers<Names extends WriterName = WriterName> = {
  [Name in Names]: (
    context: Name extends 'merge.run' | 'team.exchange' ? MergeContext : WriterContext,
    input: Input<Name>,
  ) => Task<Output<Name>>
}
export type ReaderHandlers<Names extends ReaderName = ReaderName> = {
  [Name in Names]: (context: ReaderContext, input: Input<Name>) => Task<Output<Name>>
}

/** Every handler of the store. One that is missing, or returns the wrong type, does not compile. */
export type Handlers = QueryHandlers & CommandHandlers & WriterHandlers & ReaderHandlers
