import { decodeBlocks } from '../blocks.ts'
import { schemaVersion } from '../migrate.ts'
import { type SharedTable, sharedTables } from '../model.ts'
import { identifier, joinSql, type ReadableDb, type Sql, sql } from '../sql.ts'
import { batchSize } from './passage-batches.ts'
import type { Sink } from './sink.ts'

const otherTables = ['document_text', 'original_bytes'] as const
type ProjectTable = SharedTable | (typeof otherTables)[number]

/** What the canonical export holds, in its order. */
export const projectTables: readonly ProjectTable[] = [...sharedTables, ...otherTables].sort()

/**
 * Writes the canonical export of a project: one JSON value with everything that is visible in it. Two projects
 * with the same content give the same bytes, whatever happened to them before.
 *
 * ```
 * {"format":"claimboard-project","version":1,
 * "tables":{"about":[{"uid":…,…},…],…,"original_bytes":[{"original":SHA-256,"base64":…}],…},
 * "conflicts":[{"table":…,"uid":…,"cell":…,"values":[…]}]}
 * ```
 *
 * Tables go by name, rows by id, columns in the order of the schema, a row a line. Originals are in it while a
 * document or a card needs them. A conflict is a cell with several live values, in the order of their JSON
 * text; the row itself holds the one that the program shows. Sessions, clocks, the journal and deleted rows are
 * left out.
 *
 * @yields how many of `projectTables` are done
 * @returns how many rows were written
 */
export function* writeProject(db: ReadableDb, sink: Sink): Generator<number, number, void> {
  let rows = 0
  sink.write(`{"format":"claimboard-project","version":${schemaVersion},\n"tables":{`)
  for (const [done, name] of projectTables.entries()) {
    sink.write(`${done === 0 ? '' : ','}\n${JSON.stringify(name)}:[`)
    let before = '\n'
    for (const batch of batchesOf(db, name)) {
      for (const row of batch) {
        sink.write(before)
        for (const piece of row) sink.write(piece)
        before = ',\n'
        rows++
      }
      yield done
    }
    sink.write(']')
  }
  sink.write('},\n"conflicts":[')
  let before = '\n'
  for (const conflict of conflicts(db)) {
    sink.write(before + JSON.stringify(conflict))
    before = ',\n'
  }
  sink.write(']}\n')
  return rows
}

/** A row in pieces of JSON text. */
type RowText = Iterable<string>

function batchesOf(db: ReadableDb, name: ProjectTable): Generator<RowText[], void, void> {
  switch (name) {
    case 'document_text':
      return oneByOne(db, sql`select uid from live_document order by uid`, textOf)
    case 'original_bytes':
      return oneByOne(db, sql`select uid from ${liveRows('original')} order by uid`, bytesOf)
    default:
      return sharedRows(db, name)
  }
}

function* sharedRows(db: ReadableDb, name: SharedTable): Generator<RowText[], void, void> {
  const columns = db
    .column<string>(sql`select name from pragma_table_info(${name}) order by cid`)
    .filter((column) => column !== 'deleted')
  let after = ''
  for (;;) {
    const batch = db.all<{ readonly uid: string }>(sql`
      select ${joinSql(columns.map(identifier), ', ')} from ${liveRows(name)}
      where uid > ${after} order by uid limit ${batchSize}`)
    const last = batch.at(-1)
    if (!last) return
    yield batch.map((row) => [JSON.stringify(row)])
    after = last.uid
  }
}

/** An original outlives its document, so that an undo finds it; without one it is no content. */
function liveRows(name: SharedTable): Sql {
  const live = identifier(`live_${name}`)
  if (name !== 'original') return live
  return sql`(select * from ${live} where uid in (
    select original from live_document union all select picture from live_card where picture is not null))`
}

/** Texts and originals can be as large as everything else together. */
function* oneByOne(
  db: ReadableDb,
  ids: Sql,
  row: (db: ReadableDb, uid: string) => RowText | undefined,
): Generator<RowText[], void, void> {
  for (const uid of db.column<string>(ids)) {
    const text = row(db, uid)
    if (text) yield [text]
  }
}

function textOf(db: ReadableDb, document: string): RowText | undefined {
  const row = db.get<{ body: string; blocks: string; sha256: string }>(
    sql`select body, blocks, sha256 from document_text where document = ${document}`,
  )
  if (!row) return undefined
  const { body, sha256 } = row
  return [JSON.stringify({ document, body, blocks: decodeBlocks(row.blocks), sha256 })]
}

// A multiple of 3 bytes is a whole number of base64 digits, so that the pieces join to one text.
const bytesPerPiece = 3 * (1 << 18)

function bytesOf(db: ReadableDb, original: string): RowText | undefined {
  const bytes = db.value<Buffer>(sql`select bytes from original_bytes where original = ${original}`)
  return bytes && base64Row(original, bytes)
}

function* base64Row(original: string, bytes: Buffer): Generator<string, void, void> {
  yield `{"original":${JSON.stringify(original)},"base64":"`
  for (let from = 0; from < bytes.length; from += bytesPerPiece) {
    yield bytes.toString('base64', from, from + bytesPerPiece)
  }
  yield '"}'
}

interface Conflict {
  readonly table: string
  readonly uid: string
  readonly cell: string
  readonly values: unknown[]
}

/** Cells of visible rows with more than one live entry of different value. */
function* conflicts(db: ReadableDb): Generator<Conflict, void, void> {
  for (const table of [...sharedTables].sort()) {
    const cells = db.all<{ uid: string; cell: string; vals: string }>(sql`
      select uid, col as cell, json_group_array(distinct val order by val) as vals from cell
      where tbl = ${table} and uid in (select uid from ${liveRows(table)})
      group by uid, col having count(distinct val) > 1 order by uid, col`)
    for (const { uid, cell, vals } of cells) {
      yield { table, uid, cell, values: (JSON.parse(vals) as string[]).map((value) => JSON.parse(value)) }
    }
  }
}
