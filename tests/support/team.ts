import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { handlers } from '../../db/all-handlers.ts'
import type { Analyst } from '../../db/analyst.ts'
import {
  type Call,
  type Input,
  type NamesOfKind,
  type Output,
  storeContract,
} from '../../db/contract/contract.ts'
import type { GateCommand } from '../../db/gate.ts'
import { derivedUid } from '../../db/ids.ts'
import { createProject, type OpenProject, openProject } from '../../db/project.ts'
import { answer, parseInput, startReader, startWriter } from '../../db/run.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import type { WritableDb } from '../../db/sql.ts'
import { runTaskSync, type Task } from '../../db/task.ts'
import { exported } from './exported.ts'
import { aFolder } from './project-files.ts'

type TeamTask = Extract<NamesOfKind<'task'>, `team.${string}`>

/** A copy of a project that is open, with the profile of whoever works on it. */
export interface Opened {
  readonly project: OpenProject
  write<T>(body: (db: WritableDb) => T, label?: string): T
  task<Name extends TeamTask>(name: Name, input: Call<Name>, stopAt?: number): Output<Name>
  state(): Output<'team.state'>
  undo(): string
  redo(): string
}

/** Somebody of a team: a copy of the project on a computer of their own, with a profile of their own. */
export interface Member {
  readonly analyst: Analyst
  readonly file: string
  readonly profile: string
  as<T>(body: (opened: Opened) => T): T
  write<T>(body: (db: WritableDb) => T): T
  /** One round with the folder, as `claimboard team` does it. */
  round(folder: string): { exchanged: Output<'team.exchange'>; published: Output<'team.publish'> }
  /** The canonical export. */
  content(): string
}

/** Says that everything is sound, without a look: the gate has tests of its own, and takes its time. */
export const trustingGate: GateCommand = {
  program: process.execPath,
  args: ['-e', 'console.log(JSON.stringify({ ok: true }))'],
  env: {},
}

/**
 * @param from the project that they have a copy of; without one they make it
 * @param have what they have already instead, and the gate where it is to be a real one
 */
export function aMember(
  name: string,
  from?: string,
  folder = aFolder(),
  have?: { readonly file: string; readonly profile: string; readonly gate?: GateCommand },
): Member {
  const file = have?.file ?? path.join(folder, `${name.replaceAll(/[^\w ]/g, '')}.claimboard`)
  const analyst = { uid: derivedUid('analyst', name), name, initials: name.slice(0, 2).toUpperCase() }
  const profile = have?.profile ?? aFolder()
  if (!have && from === undefined) createProject(file, 'Harbour', analyst)
  else if (from !== undefined) copyFileSync(from, file)
  const command = have?.gate ?? trustingGate
  const as: Member['as'] = (body) => {
    const project = openProject(file, { analyst, mustWrite: true, gate: { command, profile } })
    try {
      return body(openedOf(project))
    } finally {
      project.close()
    }
  }
  return {
    analyst,
    file,
    profile,
    as,
    write: (body) => as(({ write }) => write(body)),
    round: (shared) =>
      as(({ task }) => ({
        exchanged: task('team.exchange', { target: shared }),
        published: task('team.publish', { target: shared }),
      })),
    content: () => as(({ project }) => exported(project.db, { what: 'project', format: 'json' }).toString()),
  }
}

function openedOf(project: OpenProject): Opened {
  const { history } = project
  if (!history) throw new Error('It was opened with mustWrite.')
  return {
    project,
    write: (body, label = 'Write') => history.perform({ operation: 'test.write', label }, body).value,
    task: (name, raw, stopAt = Number.POSITIVE_INFINITY) => {
      const input = parseInput(name, raw)
      let steps = 0
      const run = <T>(task: Task<T>) =>
        runTaskSync(task, {
          extract: () => {
            throw new Error('Nothing is extracted.')
          },
          cancelled: () => steps++ === stopAt,
        })
      const output = storeContract[name].output
      if (storeContract[name].runs === 'writer') {
        const { task, finish } = startWriter(
          handlers,
          project,
          'team.exchange',
          input as Input<'team.exchange'>,
        )
        try {
          return output.parse(run(task)) as Output<typeof name>
        } finally {
          finish()
        }
      }
      const snapshot = openSnapshot(project.db.connection.name)
      try {
        const { context } = project
        return output.parse(
          run(startReader(handlers, { context, db: snapshot.db }, name as never, input as never)),
        ) as Output<typeof name>
      } finally {
        snapshot.close()
      }
    },
    state: () => answer(handlers, project, 'team.state', {}).value,
    undo: () => answer(handlers, project, 'history.undo', {}).value.label,
    redo: () => answer(handlers, project, 'history.redo', {}).value.label,
  }
}
