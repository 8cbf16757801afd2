import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { handlers } from '../db/all-handlers.ts'
import type { Analyst } from '../db/analyst.ts'
import type { Call, Output } from '../db/contract/contract.ts'
import { AppError } from '../db/contract/errors.ts'
import type { ReaderName, WriterName } from '../db/handlers.ts'
import { derivedUid } from '../db/ids.ts'
import { extractSync } from '../db/import/extract-runner.ts'
import { createProject, type OpenProject, openProject } from '../db/project.ts'
import { parseInput, startReader, startWriter } from '../db/run.ts'
import { runTaskSync } from '../db/task.ts'

/** The articles of the sample project and the annotations of them. */
export const sampleSources = path.resolve(import.meta.dirname, '../resources/sample')

/** Each begins with its date, so that they are imported in the order in which they were published. */
const articles = /^\d{4}-\d{2}-\d{2}-.+$/

/** The invented analyst whose work the sample project is. */
const analyst: Analyst = { uid: derivedUid('analyst', 'Amina Rauf'), name: 'Amina Rauf', initials: 'AR' }

/** What the import and the annotations did. */
export interface SampleReport {
  readonly imported: Output<'documents.import'>
  readonly annotated: Output<'annotations.apply'>
}

/**
 * Makes the sample project by the operations that people use: the articles are imported, then annotated. The
 * result has no history, so that the first Undo of somebody who looks around does not empty it. Ids and times
 * differ from one build to the next, nothing else.
 *
 * @param target the project file; one that is there is replaced
 * @throws AppError as the operations do
 */
export function makeSample(target: string): SampleReport {
  const folder = mkdtempSync(path.join(tmpdir(), 'claimboard-sample-'))
  try {
    const file = path.join(folder, 'sample.claimboard')
    createProject(file, 'Corridor security 2024–2026', analyst)
    const project = openProject(file, { analyst, mustWrite: true })
    try {
      return fill(project, path.resolve(target))
    } finally {
      project.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fill(project: OpenProject, target: string): SampleReport {
  const files = readdirSync(sampleSources)
    .filter((name) => articles.test(name))
    .sort()
    .map((name) => path.join(sampleSources, name))
  const imported = write(project, 'documents.import', { files })
  for (const { file, message } of imported.failed) throw new AppError('invalid', `${file}: ${message}`)
  const file = path.join(sampleSources, 'annotations.jsonl')
  const annotated = write(project, 'annotations.apply', { file })
  mkdirSync(path.dirname(target), { recursive: true })
  read(project, 'project.share', { target, without: ['history'] })
  return { imported, annotated }
}

function write<Name extends WriterName>(project: OpenProject, name: Name, input: Call<Name>): Output<Name> {
  const { task, finish } = startWriter(handlers, project, name, parseInput(name, input))
  try {
    return runTaskSync(task, { extract: (document) => extractSync(document) })
  } finally {
    finish()
  }
}

function read<Name extends ReaderName>(project: OpenProject, name: Name, input: Call<Name>): Output<Name> {
  const task = startReader(handlers, project, name, parseInput(name, input))
  return runTaskSync(task, { extract: (document) => extractSync(document) })
}

if (process.argv[1] === import.meta.filename) {
  const [, , target = 'out/sample/sample.claimboard'] = process.argv
  const { imported, annotated } = makeSample(target)
  process.stderr.write(
    `${target}: ${imported.imported.length} documents, ${annotated.passages} passages, ${annotated.claims} claims\n`,
  )
}
