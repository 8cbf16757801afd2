import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { nodeGate, type SpawnGate } from '../../db/gate.ts'
import { createProject, type OpenProject, openProject } from '../../db/project.ts'
import type { WritableDb } from '../../db/sql.ts'
import { afterFile } from './cleanup.ts'
import { aDocument, anna, aPassage, aTag } from './factories.ts'

/** An empty folder, removed after the test file. */
export function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'claimboard-test-'))
  afterFile(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** A closed project with one document, one passage and one tag. */
export function aProjectFile(
  name = 'test.claimboard',
  folder = aFolder(),
  body = 'Officials denied it. Nobody was hurt.',
): string {
  const file = path.join(folder, name)
  createProject(file, 'Test', anna)
  writeTo(file, (db) => {
    aPassage(db, aDocument(db, body), [0, 9])
    aTag(db, 'Denials')
  })
  return file
}

/** Opens a project, writes rows as one action, and closes it. */
export function writeTo<T>(file: string, body: (db: WritableDb) => T): T {
  const project = openProject(file, { analyst: anna, mustWrite: true })
  try {
    if (!project.history) throw new Error('It was opened with mustWrite.')
    return project.history.perform({ operation: 'test.write', label: 'Write' }, body).value
  } finally {
    project.close()
  }
}

/** Changes a closed file as another program would, with no journal and no rules. */
export function tamper(file: string, statements: string): void {
  const connection = new Database(file)
  try {
    connection.pragma('foreign_keys = off')
    connection.exec(statements)
  } finally {
    connection.close()
  }
}

/** Opens a file as one from elsewhere: with a gate and a profile that knows nothing, unless one is given. */
export function openForeign(
  file: string,
  { profile = aFolder(), spawn, ...options }: ForeignOptions = {},
): OpenProject {
  return openProject(file, {
    analyst: anna,
    gate: { command: nodeGate, profile, ...(spawn ? { spawn } : {}) },
    ...options,
  })
}

interface ForeignOptions {
  readonly profile?: string
  readonly spawn?: SpawnGate
  readonly readOnly?: boolean
  readonly mustWrite?: boolean
}
