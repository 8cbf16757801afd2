import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Analyst } from '../../db/analyst.ts'
import { harden } from '../../db/connection.ts'
import { type ActionSpec, History } from '../../db/history.ts'
import { installJournal } from '../../db/journal.ts'
import { otherSchema, unite } from '../../db/merge/unite.ts'
import { uniteJournals } from '../../db/merge/unite-journals.ts'
import { migrate } from '../../db/migrate.ts'
import { insertRow } from '../../db/rows.ts'
import { type WritableDb, wrapConnection } from '../../db/sql.ts'
import { installVisibility } from '../../db/visibility.ts'
import { exported } from './exported.ts'

/**
 * A project in memory, with the program's own journal, history and merge: thousands of them are made in the time
 * that a hundred files take. Each opening is a session of its own, as of a file.
 */
export interface Memory {
  readonly db: WritableDb
  readonly history: History
  /** The project as a file would hold it. */
  bytes(): Buffer
  /** Its canonical export. */
  content(): string
  close(): void
}

export function openMemory(bytes: Buffer | undefined, analyst: Analyst): Memory {
  const connection = new Database(bytes ?? ':memory:')
  harden(connection)
  if (!bytes) migrate(connection)
  installJournal(connection)
  installVisibility(connection)
  const db = wrapConnection(connection)
  const history = new History(db, analyst)
  if (!bytes) {
    history.perform({ operation: 'project.create', label: 'Create project', undoable: false }, (writable) =>
      insertRow(writable, 'project', { title: 'Memory' }, analyst.uid),
    )
  }
  return {
    db,
    history,
    bytes: () => connection.serialize(),
    content: () => exported(db, { what: 'project', format: 'json' }).toString(),
    close: () => connection.close(),
  }
}

export const byHand: ActionSpec = { operation: 'merge.run', label: 'Merge' }

/** As copies of a team folder are taken in. */
export const byFolder: ActionSpec = { operation: 'team.exchange', label: 'Exchange', undoable: false }

let files = 0

/** Merges a project into another one through a file in `folder`, as the program attaches it. */
export function mergeBytes(into: Memory, from: Buffer, folder: string, spec: ActionSpec = byHand) {
  const file = path.join(folder, `other-${++files}`)
  writeFileSync(file, from)
  const { connection } = into.db
  connection.prepare(`attach ? as ${otherSchema}`).run(file)
  try {
    return into.history.merge(spec, (db, action) => {
      const changed = unite(db, action)
      uniteJournals(db)
      return changed
    })
  } finally {
    connection.exec(`detach ${otherSchema}`)
    rmSync(file)
  }
}
