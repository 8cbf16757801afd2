import { handlers } from '../all-handlers.ts'
import type { Analyst } from '../analyst.ts'
import { backupIsDue, makeBackup } from '../backups/make.ts'
import type { Call, NamesOfKind, Output } from '../contract/contract.ts'
import { storeContract } from '../contract/contract.ts'
import type { GateCommand } from '../gate.ts'
import type { ReaderContext, ReaderName, WriterName } from '../handlers.ts'
import { derivedUid } from '../ids.ts'
import { extractSync } from '../import/extract-runner.ts'
import { plainError } from '../plain-error.ts'
import { initialsOf, loadAnalyst, profileFolder } from '../profile.ts'
import { type OpenProject, openProject } from '../project.ts'
import { answer, parseInput, startReader, startWriter } from '../run.ts'
import { openSnapshot } from '../snapshot.ts'
import { runTaskSync, type Task } from '../task.ts'
import { warn } from './output.ts'
import { progressLine } from './progress.ts'

/** An open project, by the operations of the contract, each of which ends before it returns. */
export interface Session {
  call<Name extends NamesOfKind<'query'>>(name: Name, input: Call<Name>): Output<Name>
  task<Name extends NamesOfKind<'task'>>(name: Name, input: Call<Name>): Output<Name>
  /** Runs a reading task of our own on a snapshot. */
  read<T>(start: (context: ReaderContext) => Task<T>): T
  readonly warnings: readonly string[]
}

export interface SessionOptions {
  readonly gate: GateCommand
  /** Who writes; left out, the project is opened for reading. */
  readonly writer?: Analyst | undefined
}

/** Opens a project, through the gate where it is not known, and closes it however `body` ends. */
export function withProject<T>(
  path: string,
  { gate, writer }: SessionOptions,
  body: (session: Session) => T,
): T {
  const project = openProject(path, {
    analyst: writer ?? reader,
    gate: { command: gate, profile: profileFolder() },
    ...(writer ? { mustWrite: true } : { readOnly: true }),
  })
  try {
    const result = body(sessionOf(project))
    backUpIfDue(project)
    return result
  } finally {
    project.close()
  }
}

/** Also what scripts write is backed up by schedule. What was asked for is done: a backup that fails is a warning. */
function backUpIfDue({ context, db }: OpenProject): void {
  const { profile, path, readOnly } = context
  if (profile === null || readOnly) return
  try {
    if (backupIsDue(db, profile)) makeBackup(db.connection.name, { profile, path, reason: 'schedule' })
  } catch (error) {
    warn(plainError(error).message)
  }
}

/** Who looks without writing leaves no trace, so nobody's profile is needed, or made. */
const reader: Analyst = { uid: 'reader', name: 'Reader', initials: 'RE' }

/**
 * Who writes: the analyst of the profile, or the one that is named. A name makes the same id on every machine,
 * so that scripts that say who they are need no profile.
 */
export function analystOf(name: string | undefined): Analyst {
  if (name === undefined) return loadAnalyst(profileFolder())
  return { uid: derivedUid('analyst', name), name, initials: initialsOf(name) }
}

function sessionOf(project: OpenProject): Session {
  return {
    warnings: project.context.warnings,
    call: (name, input) => answer(handlers, project, name, input).value,
    task: (name, raw) => {
      const input = parseInput(name, raw)
      const run =
        storeContract[name].runs === 'writer'
          ? write(project, name as WriterName, input as never)
          : onSnapshot(project, (context) =>
              startReader(handlers, { context, db: context.db }, name as ReaderName, input as never),
            )
      return run as Output<typeof name>
    },
    read: (start) => onSnapshot(project, start),
  }
}

function write(project: OpenProject, name: WriterName, input: never): unknown {
  const { task, finish } = startWriter(handlers, project, name, input)
  try {
    return runToEnd(task)
  } finally {
    finish()
  }
}

function onSnapshot<T>(project: OpenProject, start: (context: ReaderContext) => Task<T>): T {
  const snapshot = openSnapshot(project.db.connection.name)
  try {
    return runToEnd(start({ ...project.context, db: snapshot.db }))
  } finally {
    snapshot.close()
  }
}

/** Runs a task and shows how far it is where somebody is looking. */
export function runToEnd<T>(task: Task<T>): T {
  const line = progressLine()
  try {
    return runTaskSync(task, { extract: (input) => extractSync(input), onProgress: line.show })
  } finally {
    line.clear()
  }
}
