import type { ClaimInput } from './contract/claim.ts'
import { insertRow, removeRows, updateRow } from './rows.ts'
import { jsonList, type ReadableDb, sql, type WritableDb } from './sql.ts'

type Kind = ClaimInput['kind']

/** @returns the proposition of exactly this sentence and kind, joined ones followed one step after the other */
export function findProposition(db: ReadableDb, statement: string, kind: Kind): string | undefined {
  const uid = db.value<string>(
    sql`select uid from live_proposition where statement = ${statement} and kind = ${kind}
      order by joined_into is not null, uid limit 1`,
  )
  return uid === undefined ? undefined : joinedProposition(db, uid)
}

/** The proposition that a joined one stands for now; in a circle, which two copies can make, the smallest id. */
export function joinedProposition(db: ReadableDb, proposition: string): string {
  const path = [proposition]
  for (;;) {
    const next = db.value<string | null>(
      sql`select joined_into from live_proposition where uid = ${path.at(-1)}
        and joined_into in (select uid from live_proposition)`,
    )
    if (next == null) return path.at(-1) ?? proposition
    const circle = path.indexOf(next)
    if (circle >= 0) return path.slice(circle).sort()[0] ?? next
    path.push(next)
  }
}

/** Two claims of the same sentence are two reports of one proposition: it is made with the first of them. */
export function findOrCreateProposition(
  db: WritableDb,
  statement: string,
  kind: Kind,
  analyst: string,
): string {
  return findProposition(db, statement, kind) ?? insertRow(db, 'proposition', { statement, kind }, analyst)
}

/** Writes the kind of the proposition that a claim reports. */
export function updatePropositionKind(db: WritableDb, claim: string, kind: Kind): void {
  const proposition = db.value<string>(sql`select proposition from live_claim where uid = ${claim}`)
  if (proposition !== undefined) updateRow(db, 'proposition', proposition, { kind })
}

/** Deletes those propositions that were made with a claim, have none left, and that nothing else speaks of. */
export function removeUnclaimed(db: WritableDb, propositions: readonly string[]): void {
  const unclaimed = db.column<string>(sql`
    select uid from live_proposition p where uid in ${jsonList(propositions)}
      and not exists (select 1 from live_claim where proposition = p.uid)
      and not exists (select 1 from live_proposition where joined_into = p.uid)
      and not exists (select 1 from live_assessment where proposition = p.uid)
      and not exists (select 1 from live_card where kind = 'proposition' and subject = p.uid)
      and not exists (select 1 from live_relation where from_proposition = p.uid or to_proposition = p.uid)
      and not exists (select 1 from live_note where subject = p.uid)
      and not exists (select 1 from live_lead where subject = p.uid)`)
  removeRows(db, 'proposition', unclaimed)
}
