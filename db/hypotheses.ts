import { checkDate } from './contract/edtf.ts'
import type { assessmentRatings, confidences, likelihoods } from './contract/vocabulary.ts'
import { insertRow, linkRow, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

export interface HypothesisFields {
  readonly statement: string
  /** EDTF: until when it is to hold. */
  readonly horizon?: string | null | undefined
}

/** What an analyst thinks of a hypothesis on a day. Likelihood and confidence are two things (ICD 203). */
export interface JudgementFields {
  /** YYYY-MM-DD. */
  readonly judgedAt: string
  readonly likelihood?: keyof typeof likelihoods | null | undefined
  readonly confidence?: keyof typeof confidences | null | undefined
  readonly reason?: string | null | undefined
}

export interface AssessmentFields {
  readonly rating: keyof typeof assessmentRatings
  readonly note?: string | null | undefined
}

/** @returns the hypothesis of exactly this statement; the oldest where several have it */
export function findHypothesis(db: ReadableDb, statement: string): string | undefined {
  return db.value<string>(
    sql`select uid from live_hypothesis where statement = ${statement} order by uid limit 1`,
  )
}

/** @throws AppError `invalid` for a horizon that is not EDTF */
export function createHypothesis(db: WritableDb, fields: HypothesisFields, analyst: string): string {
  const { statement, horizon } = fields
  checkDate(horizon, 'horizon')
  const position = db.value<number>(sql`select coalesce(max(position), 0) + 1 from live_hypothesis`) ?? 1
  return insertRow(db, 'hypothesis', { statement, horizon, position }, analyst)
}

/** @throws AppError as {@link createHypothesis} */
export function updateHypothesis(
  db: WritableDb,
  hypothesis: string,
  fields: { readonly [Field in keyof HypothesisFields]?: HypothesisFields[Field] | undefined },
): void {
  checkDate(fields.horizon, 'horizon')
  updateRow(db, 'hypothesis', hypothesis, { statement: fields.statement, horizon: fields.horizon })
}

/**
 * Adds a judgement to a hypothesis's line of them. An analyst judges once a day: fields that are given are
 * written to the judgement of that day.
 *
 * @throws AppError `not-found` when the hypothesis is gone
 */
export function recordJudgement(
  db: WritableDb,
  hypothesis: string,
  { judgedAt, likelihood, confidence, reason }: JudgementFields,
  analyst: string,
): { judgement: string; created: boolean } {
  requireLive(db, 'hypothesis', [hypothesis])
  const known = db.value<string>(sql`select uid from live_judgement
    where hypothesis = ${hypothesis} and judged_at = ${judgedAt} and created_by = ${analyst} order by uid limit 1`)
  const given = { likelihood, confidence, reason }
  if (known === undefined) {
    const row = { hypothesis, judged_at: judgedAt, ...given }
    return { judgement: insertRow(db, 'judgement', row, analyst), created: true }
  }
  updateRow(db, 'judgement', known, given)
  return { judgement: known, created: false }
}

/**
 * Says how consistent a proposition is with a hypothesis: one cell of the matrix of competing hypotheses.
 *
 * @throws AppError `not-found` when one of them is gone
 */
export function assess(
  db: WritableDb,
  hypothesis: string,
  proposition: string,
  given: AssessmentFields,
  analyst: string,
): { assessment: string; created: boolean } {
  requireLive(db, 'hypothesis', [hypothesis])
  requireLive(db, 'proposition', [proposition])
  const values = { hypothesis, proposition, ...given }
  const { uid, created } = linkRow(db, 'assessment', [hypothesis, proposition], values, analyst)
  if (!created) updateRow(db, 'assessment', uid, { rating: given.rating, note: given.note })
  return { assessment: uid, created }
}
