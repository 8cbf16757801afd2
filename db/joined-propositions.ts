import { kept } from './kept.ts'
import { sql } from './sql.ts'

/** Proposition → the one that it was joined into, both of them visible. */
export const joinedPropositions = kept<ReadonlyMap<string, string>>({
  cells: { proposition: ['', 'deleted', 'joined_into'] },
  make: (db) =>
    new Map(
      db.tuples<[string, string]>(sql`
        select p.uid, p.joined_into from live_proposition p join live_proposition t on t.uid = p.joined_into
        where p.joined_into is not null`),
    ),
  follow: (_db, joins, written) => {
    const ends = new Set([...joins].flat())
    // A new proposition stands alone, and deleting one that does, as with its only claim, joins and separates nothing.
    const matters = written.some(({ uid, col, after }) => {
      if (col === '') return after?.joined_into != null
      return col === 'joined_into' || after?.deleted !== 1 || ends.has(uid)
    })
    return matters ? undefined : joins
  },
})
