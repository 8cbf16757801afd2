import { listClaims } from './claim-list.ts'
import type { ClaimInfo } from './contract/claim.ts'
import type { Input } from './contract/contract.ts'
import type { PropositionInfo } from './contract/proposition.ts'
import type { Names } from './export/names.ts'
import type { QueryHandlers } from './handlers.ts'
import { claimCount } from './relation-list.ts'
import { parseQuery } from './search-query.ts'
import { jsonList, type ReadableDb, sql } from './sql.ts'
import { knowledgeOf } from './table/knowledge.ts'
import { searchWords } from './text/search-words.ts'

// Up to so many matches are ranked, which takes each of them apart. Words that are in more sentences say little: the
// latest that have them come first.
const mostRanked = 2_000

// Words that are looked for: a sentence has hardly more that tell it from others.
const mostWords = 16

/**
 * Propositions whose sentence has the words, those that fit best first: every word or its beginning, or some of
 * them. Joined ones are found as the one that stands for them.
 */
function findPropositions(db: ReadableDb, { text, words, limit }: Input<'propositions.find'>, names: Names) {
  const match = expression(text, words)
  const uids =
    match === undefined
      ? db.column<string>(sql`select uid from live_proposition order by uid desc limit ${limit}`)
      : db.column<string>(sql`
          select e.uid from search_index x cross join search_entry e on e.n = x.rowid
          where x.search_index match ${match} and e.tbl = 'proposition' and e.col = 'statement'
            and exists (select 1 from live_proposition where uid = e.uid)
          order by ${isCommon(db, match) ? sql`x.rowid desc` : sql`x.rank, e.uid`} limit ${limit}`)
  return [...new Set(uids.map(names.proposition))]
}

function isCommon(db: ReadableDb, match: string): boolean {
  const matches = db.value<number>(
    sql`select count(*) from (select 1 from search_index where search_index match ${match} limit ${mostRanked + 1})`,
  )
  return (matches ?? 0) > mostRanked
}

/** In the language of the full-text index; undefined where there is nothing to look for. */
function expression(text: string, words: Input<'propositions.find'>['words']): string | undefined {
  const found = [...new Set(Array.from(searchWords(text), ({ word }) => word))]
  if (words === 'all') return parseQuery(found.map((word) => `"${word}"*`).join(' '))?.match
  // Short words are in every sentence.
  const telling = found.filter((word) => word.length > 2 || !/^[a-z]+$/.test(word)).slice(0, mostWords)
  return parseQuery(telling.map((word) => `"${word}"`).join(' OR '))?.match
}

function infosOf(db: ReadableDb, names: Names, uids: readonly string[]): PropositionInfo[] {
  const rows = new Map(
    db
      .all<Omit<PropositionInfo, 'claims'>>(
        sql`select uid, statement, kind from live_proposition where uid in ${jsonList(uids)}`,
      )
      .map((row) => [row.uid, row]),
  )
  return uids.flatMap((uid) => {
    const row = rows.get(uid)
    return row ? [{ ...row, claims: claimCount(db, names.joined(uid)) }] : []
  })
}

/** Claims by their short ids, then by the words of their sentences. */
function findClaims(db: ReadableDb, { text, limit }: Input<'claims.find'>): ClaimInfo[] {
  const { names } = knowledgeOf(db)
  const cited = citedAs(db, text.trim(), limit)
  const propositions = findPropositions(db, { text, words: 'all', limit }, names).flatMap(names.joined)
  const stating = db.column<string>(
    sql`select uid from live_claim where proposition in ${jsonList(propositions)} order by uid desc limit ${limit}`,
  )
  const wanted = [...new Set([...cited, ...stating])].slice(0, limit)
  const claims = new Map(listClaims(db, { claims: wanted }, names).map((claim) => [claim.uid, claim]))
  return wanted.flatMap((uid) => claims.get(uid) ?? [])
}

/** A short id is the initials of who made the claim and its number: what looks otherwise is not looked for. */
function citedAs(db: ReadableDb, text: string, limit: number): string[] {
  const [, initials, number] = /^(.+)-(\d{1,15})$/u.exec(text) ?? []
  if (initials === undefined) return []
  return db.column<string>(sql`
    select c.uid from analyst a cross join live_claim c on c.created_by = a.uid
    where c.number = ${Number(number)} and upper(a.initials) = ${initials.toUpperCase()}
    order by c.uid limit ${limit}`)
}

export const findStatementHandlers: QueryHandlers<'propositions.find' | 'claims.find'> = {
  'propositions.find': (db, input) => {
    const { names } = knowledgeOf(db)
    return infosOf(db, names, findPropositions(db, input, names))
  },
  'claims.find': (db, input) => findClaims(db, input),
}
