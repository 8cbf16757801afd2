import { type Input, type Output, type StoreName, storeContract } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { Handlers, MergeContext, ReaderName, WriterName } from './handlers.ts'
import type { SteppedAction } from './history.ts'
import { exchangeOperation } from './merge/unite-journals.ts'
import { plainError } from './plain-error.ts'
import type { OpenProject } from './project.ts'
import type { ReadableDb, WritableDb } from './sql.ts'
import type { Task } from './task.ts'

/** Parses what a caller sent. @throws AppError `invalid` with the first thing that is wrong, in words */
export function parseInput<Name extends StoreName>(name: Name, input: unknown): Input<Name> {
  const parsed = storeContract[name].input.safeParse(input)
  if (parsed.success) return parsed.data as Input<Name>
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  throw new AppError('invalid', issue?.message ?? 'The input is not valid.', {
    field,
    issues: parsed.error.issues,
  })
}

export interface Answer<T> {
  readonly value: T
  /** Tables whose rows changed. */
  readonly changed: string[]
}

/** Answers a query or a command of an open project, history included. */
export function answer<Name extends StoreName>(
  handlers: Handlers,
  project: OpenProject,
  name: Name,
  raw: unknown,
): Answer<Output<Name>> {
  const input = parseInput(name, raw)
  const operation = storeContract[name]
  try {
    if (operation.kind === 'query') {
      const handler = handlers[name as keyof Handlers] as (
        db: ReadableDb,
        input: unknown,
        context: unknown,
      ) => unknown
      return { value: handler(project.db, input, project.context) as Output<Name>, changed: [] }
    }
    if (operation.kind === 'task') throw new AppError('internal', `${name} is a task.`)
    return command(handlers, project, name, input) as Answer<Output<Name>>
  } catch (error) {
    throw plainError(error)
  }
}

function command(handlers: Handlers, project: OpenProject, name: StoreName, input: unknown): Answer<unknown> {
  const history = requireHistory(project)
  if (name === 'history.undo') return history.undo()
  if (name === 'history.redo') return history.redo()
  const handler = handlers[name as keyof Handlers] as (
    db: WritableDb,
    input: unknown,
    context: unknown,
  ) => unknown
  const spec = { operation: name, label: storeContract[name].label }
  return history.perform(spec, (db, relabel) => handler(db, input, { ...project.context, relabel }))
}

/**
 * Starts a writing task; `finish` closes its action, whether it ended well or not.
 *
 * @param onStep is told after each of its transactions which tables changed
 */
export function startWriter<Name extends WriterName>(
  handlers: Handlers,
  project: OpenProject,
  name: Name,
  input: Input<Name>,
  onStep: (changed: readonly string[]) => void = () => {},
): { task: Task<Output<Name>>; finish(): void } {
  const history = requireHistory(project)
  const stepped = history.startStepped({ operation: name, label: storeContract[name].label })
  const action: SteppedAction = {
    step: (body) => {
      const written = stepped.step(body)
      onStep(written.changed)
      return written
    },
    finish: stepped.finish,
  }
  const handler = handlers[name] as unknown as (context: unknown, input: unknown) => Task<Output<Name>>
  const merge: MergeContext['merge'] = (label, body) => {
    // What a team does meanwhile is nothing that this analyst would take back.
    const undoable = name !== exchangeOperation
    const written = history.merge({ operation: name, label, undoable }, body)
    onStep(written.changed)
    return written
  }
  const context: MergeContext = { ...project.context, db: project.db, action, merge }
  return { task: handler(context, input), finish: stepped.finish }
}

/** Starts a reading task on a connection that nothing else uses until it has ended. */
export function startReader<Name extends ReaderName>(
  handlers: Handlers,
  project: Pick<OpenProject, 'context' | 'db'>,
  name: Name,
  input: Input<Name>,
): Task<Output<Name>> {
  const handler = handlers[name] as unknown as (context: unknown, input: unknown) => Task<Output<Name>>
  return handler({ ...project.context, db: project.db }, input)
}

function requireHistory(project: OpenProject) {
  if (project.history) {
    project.requireInPlace()
    return project.history
  }
  const reason = project.context.readOnlyReason ?? 'It is open for reading only.'
  throw new AppError('read-only', `This project cannot be changed. ${reason}`)
}
