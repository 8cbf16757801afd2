import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import type { Analyst } from '../../db/analyst.ts'
import type { Call, Output } from '../../db/contract/contract.ts'
import { storeContract } from '../../db/contract/contract.ts'
import { createProject, type OpenProject, openProject } from '../../db/project.ts'
import { answer, startReader, startWriter } from '../../db/run.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import type { WritableDb } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { exported } from './exported.ts'
import { aDocument, anna, aPassage, aTag } from './factories.ts'
import { aFolder } from './project-files.ts'

export const extract = () => {
  throw new Error('A merge extracts nothing.')
}

export interface Copy {
  readonly file: string
  /** Opens it, does something, and closes it. */
  as<T>(analyst: Analyst, body: (project: OpenProject) => T): T
  write<T>(analyst: Analyst, body: (db: WritableDb) => T): T
  content(): string
}

export function copyAt(file: string): Copy {
  const as: Copy['as'] = (analyst, body) => {
    const project = openProject(file, { analyst, mustWrite: true })
    try {
      return body(project)
    } finally {
      project.close()
    }
  }
  return {
    file,
    as,
    write: (analyst, body) =>
      as(analyst, ({ history }) => {
        if (!history) throw new Error('It was opened with mustWrite.')
        return history.perform({ operation: 'test.write', label: 'Write' }, body).value
      }),
    content: () => as(anna, ({ db }) => exported(db, { what: 'project', format: 'json' }).toString()),
  }
}

/** Anna's project with a document, a passage and a tag, and Béla's copy of it. */
export function twoCopies() {
  const folder = aFolder()
  const ours = copyAt(path.join(folder, 'ours.claimboard'))
  createProject(ours.file, 'Harbour', anna)
  const made = ours.write(anna, (db) => {
    const document = aDocument(db, 'Officials denied it. Nobody was hurt at the port.', { title: 'Port' })
    const passage = aPassage(db, document, 'Officials')
    return { document, passage, tag: aTag(db, 'Denials') }
  })
  const theirs = copyAt(path.join(folder, 'theirs.claimboard'))
  copyFileSync(ours.file, theirs.file)
  return { folder, ours, theirs, ...made }
}

export function preview(project: OpenProject, file: string): Output<'merge.preview'> {
  const snapshot = openSnapshot(project.db.connection.name)
  try {
    const task = startReader(handlers, { context: project.context, db: snapshot.db }, 'merge.preview', {
      file,
    })
    return storeContract['merge.preview'].output.parse(runTaskSync(task, { extract }))
  } finally {
    snapshot.close()
  }
}

export function merge(
  project: OpenProject,
  file: string,
  stopAt = Number.POSITIVE_INFINITY,
): Output<'merge.run'> {
  const { task, finish } = startWriter(handlers, project, 'merge.run', { file })
  let steps = 0
  try {
    return storeContract['merge.run'].output.parse(
      runTaskSync(task, { extract, cancelled: () => steps++ === stopAt }),
    )
  } finally {
    finish()
  }
}

export const call = <Name extends keyof typeof storeContract>(
  project: OpenProject,
  name: Name,
  input: Call<Name>,
) => storeContract[name].output.parse(answer(handlers, project, name, input).value) as Output<Name>

export const mergeInto = (into: Copy, from: Copy, analyst = anna) =>
  into.as(analyst, (project) => merge(project, from.file))

export function expectSound(copy: Copy): void {
  copy.as(anna, ({ db }) => {
    expect(runTaskSync(verifyProject(db), { extract }).problems).toEqual([])
  })
}
