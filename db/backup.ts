import { basename, dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import { connect } from './connection.ts'
import { AppError } from './contract/errors.ts'
import { nameIsTaken, partialBeside, publishNew, removePartial } from './durable-file.ts'
import { integrityProblems } from './integrity.ts'

/**
 * Keeps a project as it is before its format changes or another copy is merged in, in a checked file beside it.
 *
 * @param remark what stands behind its name, such as "version 1"
 * @returns the name of that file
 */
export function backUp(connection: Database.Database, file: string, remark: string): string {
  const stem = basename(file).replace(/\.claimboard$/, '')
  const partial = partialBeside(file)
  try {
    copyInto(connection, partial)
    const copy = connect(partial)
    try {
      requireSound(copy)
    } finally {
      copy.close()
    }
    for (let n = 1; ; n++) {
      const name = `${stem} (${remark}${n === 1 ? '' : `, ${n}`}).claimboard`
      if (nameIsTaken(join(dirname(file), name))) continue
      publishNew(partial, join(dirname(file), name))
      return name
    }
  } finally {
    removePartial(partial)
  }
}

/**
 * Writes a copy of what a connection sees; unlike a copied file it is consistent while others write, and holds
 * nothing that was removed.
 */
export function copyInto(connection: Database.Database, target: string): void {
  connection.prepare('vacuum into ?').run(target)
}

/** The same of a project's file, for a task: in the snapshot that is open for it nothing can be written anew. */
export function copyAside(file: string, target: string): void {
  const connection = connect(file, { readonly: true })
  try {
    copyInto(connection, target)
  } finally {
    connection.close()
  }
}

/** @throws AppError `damaged` unless a copy that was just written can be read completely */
export function requireSound(copy: Database.Database): void {
  const reports = integrityProblems(copy)
  const references = copy.pragma('foreign_key_check') as unknown[]
  if (reports.length === 0 && references.length === 0) return
  throw new AppError(
    'damaged',
    'The copy could not be read back as it was written. Check the disk, and verify the project.',
    {
      reports: reports.slice(0, 10),
      references: references.slice(0, 10),
    },
  )
}
