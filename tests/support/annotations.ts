import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { claimHandlers } from '../../db/claims.ts'
import { AppError } from '../../db/contract/errors.ts'
import { annotateHandlers } from '../../db/import/annotate.ts'
import { sharedTables } from '../../db/model.ts'
import { afterFile } from './cleanup.ts'
import { aDocument, liveRows, type TestProject, testProject } from './factories.ts'

/** The text of the document “Port closed”. */
export const text = [
  'The port was closed on Monday, officials said.',
  '“We never agreed to it,” the minister told reporters. “It is final,” she added.',
  'The spokesman neither confirmed nor denied the report about the port.',
  'A boat 🚢 sank near the port; 3 people died.',
].join('\n')

/** A line that claims something about it. */
export const claim = {
  kind: 'claim',
  statement: 'The port was shut.',
  claimant: { source: 'officials' },
  evidence: [{ document: 'Port closed', quote: 'The port was closed on Monday' }],
}

export interface AnnotatedProject extends TestProject {
  readonly document: string
  /** Annotates: objects become lines of JSON, strings are lines as they are. */
  apply(...lines: readonly (object | string)[]): ReturnType<typeof applied>
  claims(): ReturnType<typeof claimsOf>
}

/** @param stopAt the step at which it is cancelled */
export function applied(project: TestProject, lines: readonly (object | string)[], stopAt?: number) {
  const file = path.join(project.folder, 'annotations.jsonl')
  writeFileSync(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  return project.run(annotateHandlers, 'annotations.apply', { file }, stopAt === undefined ? {} : { stopAt })
}

function claimsOf(project: TestProject) {
  return project.call(claimHandlers, 'claims.list', {})
}

/** A project with the documents “Port closed” and “Second”. */
export function projectWithText(): AnnotatedProject {
  const project = testProject()
  const document = project.write((db) => {
    aDocument(db, 'Another text', { title: 'Second' })
    return aDocument(db, text, { title: 'Port closed' })
  })
  return {
    ...project,
    document,
    apply: (...lines) => applied(project, lines),
    claims: () => claimsOf(project),
  }
}

/** What the work is refused with. */
export function refusal(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It was not refused.')
}

/** Every live row of a project. */
export function contents(project: TestProject) {
  return Object.fromEntries(sharedTables.map((table) => [table, liveRows(project.db, table)]))
}

let shared: AnnotatedProject | undefined

/** What the lines are refused with, in a project that refusals share, since they leave nothing behind. */
export function refusalOf(...lines: readonly (object | string)[]): AppError {
  shared ??= sharedInFile()
  const before = contents(shared)
  const error = refusal(() => shared?.apply(...lines))
  const after = contents(shared)
  if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error('A refusal left something behind.')
  return error
}

function sharedInFile(): AnnotatedProject {
  afterFile(() => {
    shared = undefined
  })
  return projectWithText()
}
