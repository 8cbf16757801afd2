import { z } from 'zod'
import type { Input, Output } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { jsonList, type ReadableDb, sql } from '../sql.ts'
import type { RowKey } from './knowledge.ts'
import { rowList } from './row-list.ts'

const id = z.string().max(64).nullable()
const Key = z.tuple([id, id, id, id])

/** The keys of a stretch of rows. */
export function tableKeys(db: ReadableDb, { from, to, ...rows }: Input<'evidence.keys'>): string[] {
  return rowList(db, rows)
    .slice(from, to ?? undefined)
    .map((key) => JSON.stringify(key))
}

/**
 * What rows are made of, each once and only what is still visible. A row of claims stands for the passages that
 * its claim rests on, too.
 *
 * @throws AppError `invalid` for what is no key
 */
export function tableSubjects(
  db: ReadableDb,
  { shape, keys }: Input<'evidence.subjects'>,
): Output<'evidence.subjects'> {
  const rows = keys.map(parseKey)
  const claims = live(
    db,
    sql`live_claim`,
    rows.map(([, , , claim]) => claim),
  )
  if (shape !== 'claims')
    return {
      claims,
      passages: live(
        db,
        sql`live_passage`,
        rows.map(([passage]) => passage),
      ),
    }
  const passages = db.column<string>(sql`select distinct passage from live_evidence
    where passage is not null and claim in ${jsonList(claims)}`)
  return { claims, passages }
}

/** Those that are visible, in the order in which they came. */
function live(db: ReadableDb, table: ReturnType<typeof sql>, uids: readonly (string | null)[]): string[] {
  const wanted = [...new Set(uids.filter((uid) => uid !== null))]
  const there = new Set(db.column<string>(sql`select uid from ${table} where uid in ${jsonList(wanted)}`))
  return wanted.filter((uid) => there.has(uid))
}

function parseKey(text: string): RowKey {
  try {
    return Key.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid', 'That is not a row of the table.', { field: 'keys' }, { cause })
  }
}
