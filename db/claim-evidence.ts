import type { Analyst } from './analyst.ts'
import { resolveEvidence } from './claim-entry.ts'
import { evidenceRows, insertEvidence, need } from './claims.ts'
import type { ClaimInput } from './contract/claim.ts'
import { AppError } from './contract/errors.ts'
import type { CommandHandlers } from './handlers.ts'
import { followingQuoteTypes } from './quote-type.ts'
import { removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

interface EvidenceRow {
  readonly uid: string
  readonly role: string
  readonly passage: string | null
  readonly document: string | null
  readonly position: number
}

/** What carries a claim, in its order. */
export function evidenceOf(db: ReadableDb, claim: string): EvidenceRow[] {
  return db.all<EvidenceRow>(
    sql`select uid, role, passage, document, position from live_evidence where claim = ${claim}
      order by position, uid`,
  )
}

/** Adds evidence that the claim does not have yet in this role. */
function addEvidence(
  db: WritableDb,
  claim: string,
  evidence: ClaimInput['evidence'],
  analyst: Analyst,
): void {
  const before = evidenceOf(db, claim)
  const last = before.at(-1)?.position ?? 0
  const known = new Set(before.map(({ role, passage }) => `${role} ${passage}`))
  const added = evidenceRows(evidence).filter(
    (row) => !('passage' in row) || !known.has(`${row.role} ${row.passage}`),
  )
  followingQuoteTypes(db, [claim], () => insertEvidence(db, claim, added, analyst.uid, last + 1))
}

/** @returns the claim that a piece of evidence belongs to */
function claimOf(db: ReadableDb, evidence: string): string {
  const claim = db.value<string>(sql`select claim from live_evidence where uid = ${evidence}`)
  if (claim === undefined) throw new AppError('not-found', 'This evidence is no longer in the project.')
  return claim
}

/** @throws AppError `conflict` when nothing else would carry the claim */
function removeEvidence(db: WritableDb, evidence: string): void {
  const claim = claimOf(db, evidence)
  const before = evidenceOf(db, claim)
  if (before.length === 1) {
    throw new AppError(
      'conflict',
      'A claim keeps at least one piece of evidence. Add other evidence first, or delete the claim.',
      { field: 'evidence' },
    )
  }
  followingQuoteTypes(db, [claim], () => removeRows(db, 'evidence', [evidence]))
}

function checkEvidence(db: ReadableDb, evidence: ClaimInput['evidence']): void {
  need(
    db,
    'passage',
    evidence.flatMap((one) => (one.role === 'absence' ? [] : [one.passage])),
    'evidence',
  )
  need(
    db,
    'document',
    evidence.flatMap((one) => (one.role === 'absence' ? [one.document] : [])),
    'evidence',
  )
}

export const claimEvidenceHandlers: CommandHandlers<
  'claims.addEvidence' | 'claims.setEvidenceRole' | 'claims.removeEvidence'
> = {
  'claims.addEvidence': (db, { claim, evidence }, { analyst }) => {
    requireLive(db, 'claim', [claim])
    const resolved = resolveEvidence(db, evidence, analyst)
    checkEvidence(db, resolved)
    addEvidence(db, claim, resolved, analyst)
    return {}
  },
  'claims.setEvidenceRole': (db, { evidence, role }) => {
    const claim = claimOf(db, evidence)
    const before = evidenceOf(db, claim)
    if (before.some(({ uid, passage }) => uid === evidence && passage === null)) {
      throw new AppError('invalid', 'What was looked for and not found has no other role.', { field: 'role' })
    }
    followingQuoteTypes(db, [claim], () => updateRow(db, 'evidence', evidence, { role }))
    return {}
  },
  'claims.removeEvidence': (db, { evidence }) => {
    removeEvidence(db, evidence)
    return {}
  },
}
