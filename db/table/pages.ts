import type { Input, Output } from '../contract/contract.ts'
import { longestCell, type TableCell, type TableRow } from '../contract/evidence-table.ts'
import type { Cell, ListItem, Part } from '../export/table.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import type { RowKey } from './knowledge.ts'
import { rowList } from './row-list.ts'
import { pickTableColumns, rowMaker } from './row-maker.ts'

/** A stretch of the table, cell by cell as an export has it, only that very long texts are cut. */
export function tablePage(db: ReadableDb, input: Input<'evidence.rows'>): Output<'evidence.rows'> {
  const list = rowList(db, input)
  const columns = pickTableColumns(db, input.shape, input.columns)
  const keys = list.slice(input.from, input.to)
  const places = placesOf(db, keys)
  return {
    count: list.length,
    rows: rowMaker(
      db,
      input.shape,
    )(keys).map((row, i): TableRow => {
      const cells = columns.map(({ part, index }) => cut((row[part] as Part).cells[index] ?? null))
      return { ...(places[i] as Omit<TableRow, 'cells'>), cells }
    }),
  }
}

function cut(cell: Cell): TableCell {
  if (typeof cell === 'string') return cutText(cell)
  if (cell === null || typeof cell === 'number') return cell
  return cell.map((item: ListItem) => (typeof item === 'string' ? cutText(item) : { ...item }))
}

function cutText(text: string): string {
  return text.length <= longestCell ? text : `${text.slice(0, longestCell)}…`.toWellFormed()
}

interface Place {
  readonly passage: string | null
  readonly document: string
  readonly start: number
}

/** For each row its ids and where its sentence is: the passage, else the first that the claim rests on. */
function placesOf(db: ReadableDb, keys: readonly RowKey[]): Omit<TableRow, 'cells'>[] {
  const passages = new Map(
    db
      .tuples<
        [uid: string, document: string, start: number]
      >(sql`select uid, document, start_offset from passage
        where uid in ${jsonList(keys.flatMap(([passage]) => passage ?? []))}`)
      .map(([passage, document, start]): [string, Place] => [passage, { passage, document, start }]),
  )
  const claims = firstPlaces(
    db,
    keys.flatMap(([passage, , , claim]) => (passage === null ? (claim ?? []) : [])),
  )
  const absences = new Map(
    db.tuples<
      [uid: string, document: string]
    >(sql`select uid, document from evidence where document is not null
      and uid in ${jsonList(keys.flatMap(([passage, , evidence]) => (passage === null ? (evidence ?? []) : [])))}`),
  )
  return keys.map((key) => {
    const [passage, , evidence, claim] = key
    const absence = evidence === null ? undefined : absences.get(evidence)
    const place =
      passage !== null
        ? passages.get(passage)
        : absence !== undefined
          ? { passage: null, document: absence, start: 0 }
          : claims.get(claim ?? '')
    return {
      key: JSON.stringify(key),
      claim,
      passage: place?.passage ?? null,
      document: place?.document ?? null,
      start: place?.start ?? null,
    }
  })
}

/** Where the sentence is that a claim rests on first: contents before sources and cues, absences last. */
function firstPlaces(db: ReadableDb, claims: readonly string[]): Map<string, Place> {
  const rows = db.tuples<[claim: string, passage: string | null, document: string, start: number]>(sql`
    select e.claim, e.passage, coalesce(p.document, e.document), coalesce(p.start_offset, 0)
    from live_evidence e left join passage p on p.uid = e.passage
    where e.claim in ${jsonList(claims)} and coalesce(p.document, e.document) is not null
    order by e.passage is null, e.role <> 'content', e.position, e.uid`)
  const places = new Map<string, Place>()
  for (const [claim, passage, document, start] of rows) {
    if (!places.has(claim)) places.set(claim, { passage, document, start })
  }
  return places
}
