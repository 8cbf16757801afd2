import type { SearchHit } from './contract/exchange.ts'
import { type ReadableDb, type Sql, sql } from './sql.ts'
import { tagPath } from './tags.ts'

/** What a hit is called, and the place in a document that it leads to (UTF-16 code units), if there is one. */
export interface HitAddress {
  readonly title: string
  readonly document: string | null
  readonly start: number | null
}

/** Longest title, in UTF-16 code units: a line. */
const LONGEST = 120

export function hitAddress(db: ReadableDb, kind: SearchHit['kind'], uid: string): HitAddress {
  const row = db.get<HitAddress>(addressQuery(kind, uid))
  const title = kind === 'tag' ? tagPath(db, uid).join(' / ') : (row?.title ?? '')
  return { title: shortened(title), document: row?.document ?? null, start: row?.start ?? null }
}

function addressQuery(kind: SearchHit['kind'], uid: string): Sql {
  switch (kind) {
    case 'document':
      return sql`select title, uid as document, null as start from document where uid = ${uid}`
    case 'passage':
      return sql`select quote as title, document, start_offset as start from passage where uid = ${uid}`
    case 'source':
      return sql`select wording as title, document, null as start from source where uid = ${uid}`
    case 'tag':
      return sql`select name as title, null as document, null as start from tag where uid = ${uid}`
    case 'actor':
      return sql`select name as title, null as document, null as start from actor where uid = ${uid}`
    case 'event':
      return sql`select title, null as document, null as start from event where uid = ${uid}`
    case 'hypothesis':
      return sql`select statement as title, null as document, null as start from hypothesis where uid = ${uid}`
    case 'lead':
      return sql`select body as title, null as document, null as start from lead where uid = ${uid}`
    case 'note':
      return sql`select coalesce(title, body) as title, null as document, null as start from note where uid = ${uid}`
    case 'card':
      return sql`select body as title, null as document, null as start from card where uid = ${uid}`
    case 'claim':
      return sql`select coalesce(a.initials, '?') || '-' || c.number || ': ' || p.statement as title, place.*
        from claim c join proposition p on p.uid = c.proposition left join live_analyst a on a.uid = c.created_by
        left join (${firstEvidence(sql`e.claim = ${uid}`)}) place on true where c.uid = ${uid}`
    case 'proposition':
      return sql`select p.statement as title, place.* from proposition p
        left join (${firstEvidence(sql`e.claim in (select uid from live_claim where proposition = ${uid})`)}) place on true
        where p.uid = ${uid}`
  }
}

/** From a claim to the sentence in its source is one step. */
function firstEvidence(ofClaim: Sql): Sql {
  return sql`select p.document, p.start_offset as start from live_evidence e join live_passage p on p.uid = e.passage
    where ${ofClaim} order by e.role <> 'content', e.position, e.uid limit 1`
}

function shortened(title: string): string {
  const line = title.replace(/\s+/gu, ' ').trim()
  return line.length <= LONGEST
    ? line
    : `${line
        .slice(0, LONGEST - 1)
        .toWellFormed()
        .trimEnd()}…`
}
