import type { Input } from './contract/contract.ts'
import type { CommandHandlers } from './handlers.ts'
import { requireLive, updateRow } from './rows.ts'
import type { WritableDb } from './sql.ts'

/**
 * Judges several claims at once. Reasons stay as they were written; where a judgement is taken away, its reason
 * goes too.
 *
 * @throws AppError `not-found` when one of them is gone: then none is graded
 */
function gradeClaims(db: WritableDb, { claims, reliability, credibility }: Input<'claims.grade'>): void {
  requireLive(db, 'claim', claims)
  const values = {
    reliability,
    reliability_reason: reliability === null ? null : undefined,
    credibility,
    credibility_reason: credibility === null ? null : undefined,
  }
  for (const claim of new Set(claims)) updateRow(db, 'claim', claim, values)
}

function setStatus(db: WritableDb, { claims, status }: Input<'claims.setStatus'>): void {
  requireLive(db, 'claim', claims)
  for (const claim of new Set(claims)) updateRow(db, 'claim', claim, { status })
}

export const claimGradeHandlers: CommandHandlers<'claims.grade' | 'claims.setStatus'> = {
  'claims.grade': (db, input, { relabel }) => {
    gradeClaims(db, input)
    if (input.claims.length > 1) relabel(`Grade ${input.claims.length} claims`)
    return {}
  },
  'claims.setStatus': (db, input, { relabel }) => {
    setStatus(db, input)
    if (input.claims.length > 1) relabel(`Change status of ${input.claims.length} claims`)
    return {}
  },
}
