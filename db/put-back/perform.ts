import { removeUnclaimed } from '../propositions.ts'
import { followingQuoteTypes } from '../quote-type.ts'
import { removeRows, updateRow } from '../rows.ts'
import { jsonList, type ReadableDb, sql, type WritableDb } from '../sql.ts'
import type { Step } from './steps.ts'

/** Does what was found to be allowed: first brings rows back, which what is written may name, and takes rows away last. */
export function performSteps(db: WritableDb, steps: readonly Step[]): void {
  const left = propositionsLeft(db, steps)
  followingQuoteTypes(db, claimsResting(db, steps), () => {
    for (const { does, table, uid } of steps)
      if (does === 'restore') updateRow(db, table, uid, { deleted: 0 })
    for (const step of steps) if (step.does === 'write') updateRow(db, step.table, step.uid, step.values)
    const going = Map.groupBy(
      steps.filter(({ does }) => does === 'remove'),
      ({ table }) => table,
    )
    for (const [table, rows] of going) {
      removeRows(
        db,
        table,
        rows.map(({ uid }) => uid),
      )
    }
  })
  removeUnclaimed(db, left)
}

/** Claims whose evidence is another one afterwards. */
function claimsResting(db: ReadableDb, steps: readonly Step[]): string[] {
  const of = (table: 'evidence' | 'passage') =>
    jsonList(steps.filter((step) => step.table === table).map(({ uid }) => uid))
  return db.column<string>(
    sql`select distinct claim from evidence where uid in ${of('evidence')} or passage in ${of('passage')}`,
  )
}

/** Statements that were made with a claim and may lose it. */
function propositionsLeft(db: ReadableDb, steps: readonly Step[]): string[] {
  const claims = steps
    .filter(
      (step) =>
        step.table === 'claim' &&
        (step.does === 'remove' || (step.does === 'write' && step.cell === 'proposition')),
    )
    .map(({ uid }) => uid)
  return db.column<string>(sql`select distinct proposition from claim where uid in ${jsonList(claims)}`)
}
