import type Database from 'better-sqlite3'
import type { LeftOut } from './contract/project.ts'
import { newUid } from './ids.ts'
import { baseTables } from './integrity.ts'
import { model, type SharedTable, sharedTables } from './model.ts'
import { rebuildSearchIndex } from './reindex.ts'
import {
  identifier,
  joinSql,
  type ReadableDb,
  type Sql,
  sql,
  type WritableDb,
  wrapConnection,
} from './sql.ts'
import { hiddenRows, installVisibility } from './visibility.ts'

/*
 * What is done to a copy before it is given away. The copy is an ordinary file that nobody else knows yet:
 * there is no journal on it, and what is removed is removed for good.
 */

/** Takes the history out of a copy. It can still be merged: cells and sessions stay. */
export function removeHistory(copy: Database.Database): void {
  copy.exec('delete from change; delete from action;')
}

/**
 * Makes a copy one for publication: what was deleted is gone, with everything that merging would need, and the
 * project has a new id, so that it cannot be merged back and bring deletions to life.
 */
export function makePublication(copy: Database.Database, without: readonly LeftOut[]): void {
  // Between the deletions, references lead nowhere; the finished copy is checked.
  copy.pragma('foreign_keys = off')
  installVisibility(copy)
  const db = wrapConnection(copy)
  copy
    .transaction(() => {
      removeHistory(copy)
      copy.exec('delete from cell; delete from session;')
      purgeDeleted(db)
      if (without.includes('notes')) removeNotes(db)
      if (without.includes('names')) replaceNames(db)
      for (const uid of db.column<string>(sql`select uid from project`)) {
        db.run(sql`update project set uid = ${newUid()} where uid = ${uid}`)
      }
    })
    .immediate()
  // The old index still holds the words of what was removed.
  rebuildSearchIndex(copy)
}

interface Reference {
  readonly from: SharedTable
  readonly column: string
  readonly to: SharedTable
  readonly required: boolean
}

function referencesOf(db: ReadableDb): Reference[] {
  return sharedTables.flatMap((from) => {
    const columns = db.connection.pragma(`table_info("${from}")`) as { name: string; notnull: number }[]
    const keys = db.connection.pragma(`foreign_key_list("${from}")`) as { from: string; table: SharedTable }[]
    return keys.map(({ from: column, table: to }) => {
      return {
        from,
        column,
        to,
        required: columns.some(({ name, notnull }) => name === column && notnull === 1),
      }
    })
  })
}

/**
 * Removes every row that nobody sees. Deleted actors and sources stay where a claim or a document that is seen
 * still names them, as everywhere in the program; references to what is gone become empty.
 */
function purgeDeleted(db: WritableDb): void {
  const references = referencesOf(db)
  for (const table of sharedTables) {
    const rows = identifier(table)
    db.run(sql`delete from ${rows} where uid not in (${keptIn(table, references)})`)
  }
  // An original is nobody's own: it goes with the last document or picture that needs it.
  db.run(sql`delete from original where uid not in (select original from document)
    and uid not in (select picture from card where picture is not null)`)
  db.run(sql`delete from original_bytes where original not in (select uid from original)`)
  db.run(sql`delete from document_text where document not in (select uid from document)`)
  // A name that was meant for one document only would otherwise hold for all of them.
  db.run(sql`delete from alias where document is not null and document not in (select uid from document)`)
  db.run(sql`update actor set description = null where deleted = 1`)
  for (const { from, column, to, required } of references) {
    if (required) continue
    db.run(sql`update ${identifier(from)} set ${identifier(column)} = null
      where ${identifier(column)} is not null and ${identifier(column)} not in (select uid from ${identifier(to)})`)
  }
}

/** The rows of a table that a publication holds. */
function keptIn(table: SharedTable, references: readonly Reference[]): Sql {
  const named = table === 'actor' || table === 'source' ? namedIn(table, references) : []
  return joinSql([sql`select uid from ${identifier(`live_${table}`)}`, ...named], ' union ')
}

/** How many deleted rows a publication does not hold. Originals go with what needs them. */
export function countPurged(db: ReadableDb): number {
  const references = referencesOf(db)
  const tables = sharedTables.filter((table) => table !== 'original')
  const counts = tables.map((table) => {
    const hidden = sql`select count(*) n from ${identifier(`hidden_${table}`)} h`
    // The few that are hidden are looked for among what names them; what is visible is not gone through.
    return table === 'actor' || table === 'source'
      ? sql`${hidden} where not ${isNamed(table, references)}`
      : hidden
  })
  return (
    db.value<number>(
      sql`with ${hiddenRows(...tables)} select sum(n) from (${joinSql(counts, ' union all ')})`,
    ) ?? 0
  )
}

/** Whether a hidden row `h` is named by live rows without belonging to them: see {@link namedIn}. */
function isNamed(table: 'actor' | 'source', references: readonly Reference[]): Sql {
  const named = namingColumns(table, references).map(
    ({ from, column }) =>
      sql`exists (select 1 from ${identifier(`live_${from}`)} r where r.${identifier(column)} = h.uid)`,
  )
  const any = sql`(${joinSql(named, ' or ')})`
  return table === 'actor'
    ? any
    : sql`(${any} and exists (select 1 from source s join live_document d on d.uid = s.document where s.uid = h.uid))`
}

/** The rows of a table that live rows of other tables name without belonging to them. */
function namedIn(table: 'actor' | 'source', references: readonly Reference[]) {
  return namingColumns(table, references).map(({ from, column }) => {
    const name = sql`select ${identifier(column)} from ${identifier(`live_${from}`)} where ${identifier(column)} is not null`
    // Of a source in a deleted document, nothing is left to name.
    return table === 'actor'
      ? name
      : sql`select uid from source where uid in (${name}) and document in (select uid from live_document)`
  })
}

/** Columns that name rows of a table which the row with the column does not belong to. */
function namingColumns(table: SharedTable, references: readonly Reference[]): Reference[] {
  return references.filter(
    ({ from, column, to }) => to === table && from !== table && !(column in model[from].owners),
  )
}

/** Where analysts write remarks that are part of no judgement. */
export const remarks: readonly SharedTable[] = [
  'passage',
  'document',
  'claim',
  'proposition',
  'event',
  'assessment',
  'relation',
]

/**
 * Leaves out the analysts' remarks: free notes that are marked as private, with the cards that show them, and
 * every note on a passage, document, claim, proposition, event, assessment or link, which cannot be marked and
 * so are all taken for private. Free notes that are not private stay, and so do the reasons for grades and
 * judgements, without which those could not be checked.
 */
function removeNotes(db: WritableDb): void {
  db.run(sql`delete from card_link where from_card in (select uid from card where subject in (select uid from note where private = 1))
    or to_card in (select uid from card where subject in (select uid from note where private = 1))`)
  db.run(sql`update card set container = null where container in
    (select uid from card where subject in (select uid from note where private = 1))`)
  db.run(sql`delete from card where subject in (select uid from note where private = 1)`)
  db.run(sql`delete from note where private = 1`)
  for (const table of remarks) db.run(sql`update ${identifier(table)} set note = null where note is not null`)
}

/**
 * Replaces the analysts' names by "Analyst 1", "Analyst 2" … in the order in which they came to the project,
 * and their ids by new ones, because a colleague's other projects tell whose id it is.
 */
function replaceNames(db: WritableDb): void {
  const makers = joinSql(
    sharedTables.map((table) => sql`select created_by uid, created_at at from ${identifier(table)}`),
    ' union all ',
  )
  const analysts =
    db.column<string>(sql`select uid from (${makers} union all select uid, created_at from analyst
    union all select analyst, created_at from tagging) group by uid order by min(at), uid`)
  const columns = baseTables(db.connection).flatMap((table) => {
    const found = db.connection.pragma(`table_info("${table}")`) as { name: string }[]
    return found
      .filter(({ name }) => name === 'created_by' || name === 'analyst')
      .map(({ name }) => [table, name] as const)
  })
  for (const [index, analyst] of analysts.entries()) {
    const uid = newUid()
    const number = index + 1
    db.run(
      sql`update analyst set uid = ${uid}, name = ${`Analyst ${number}`}, initials = ${`A${number}`} where uid = ${analyst}`,
    )
    for (const [table, column] of columns) {
      db.run(
        sql`update ${identifier(table)} set ${identifier(column)} = ${uid} where ${identifier(column)} = ${analyst}`,
      )
    }
  }
}
