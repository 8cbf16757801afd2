import type { Conflict } from './contract/merge.ts'
import type { SharedTable } from './model.ts'
import { identifier, type ReadableDb, type Sql, sql } from './sql.ts'

/*
 * Where a row of any table is seen: in which document, and on whose page or board.
 */

/** The document that a row lies in, with the place of a passage. */
export function documentOf(db: ReadableDb, table: SharedTable, uid: string): Conflict['document'] {
  const passage = passageOf(table)
  const found = passage
    ? db.get<{ uid: string; title: string; start: number }>(sql`select d.uid, d.title, p.start_offset start
        from passage p join document d on d.uid = p.document where p.uid = (${passage(uid)})`)
    : db.get<{ uid: string; title: string; start: null }>(sql`select d.uid, d.title, null start
        from document d where d.uid = (${lyingIn(table, uid)})`)
  return found ?? null
}

function passageOf(table: SharedTable): ((uid: string) => Sql) | null {
  switch (table) {
    case 'passage':
      return (uid) => sql`${uid}`
    case 'tagging':
    case 'mention':
    case 'evidence':
      return (uid) => sql`select passage from ${identifier(table)} where uid = ${uid}`
    case 'claim':
      return (uid) =>
        sql`select passage from evidence where claim = ${uid} and passage is not null order by position limit 1`
    case 'claimant':
    case 'figure':
    case 'about':
      return (uid) => sql`select e.passage from evidence e join ${identifier(table)} t on t.claim = e.claim
        where t.uid = ${uid} and e.passage is not null order by e.position limit 1`
    default:
      return null
  }
}

function lyingIn(table: SharedTable, uid: string): Sql {
  switch (table) {
    case 'document':
      return sql`${uid}`
    case 'source':
    case 'block_mark':
      return sql`select document from ${identifier(table)} where uid = ${uid}`
    default:
      return sql`null`
  }
}

/** By table, whose page or board shows its rows, and the column that says which; `uid` where it is the row itself. */
const pages: Partial<Record<SharedTable, readonly [kind: Place['kind'], column: string]>> = {
  passage: ['passage', 'uid'],
  tagging: ['passage', 'passage'],
  mention: ['passage', 'passage'],
  claim: ['claim', 'uid'],
  claimant: ['claim', 'claim'],
  evidence: ['claim', 'claim'],
  about: ['claim', 'claim'],
  claim_event: ['claim', 'claim'],
  figure: ['claim', 'claim'],
  tag: ['tag', 'uid'],
  actor: ['actor', 'uid'],
  alias: ['actor', 'actor'],
  office: ['actor', 'actor'],
  source: ['source', 'uid'],
  proposition: ['proposition', 'uid'],
  event: ['event', 'uid'],
  hypothesis: ['hypothesis', 'uid'],
  judgement: ['hypothesis', 'hypothesis'],
  assessment: ['hypothesis', 'hypothesis'],
  board: ['board', 'uid'],
  card: ['board', 'board'],
  card_link: ['board', 'board'],
}

type Place = NonNullable<Conflict['page']>

/** Whose page or board shows a row; null where no page does. */
export function pageOf(db: ReadableDb, table: SharedTable, uid: string): Conflict['page'] {
  const page = pages[table]
  if (!page) return null
  const [kind, column] = page
  const shown = db.value<string>(
    sql`select ${identifier(column)} from ${identifier(table)} where uid = ${uid}`,
  )
  return shown === undefined ? null : { kind, uid: shown }
}
