import { AppError } from './contract/errors.ts'
import type { HypothesisInfo, HypothesisPage, JudgementInfo } from './contract/hypothesis.ts'
import { assessmentRatings } from './contract/vocabulary.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { assess, createHypothesis, recordJudgement, updateHypothesis } from './hypotheses.ts'
import { removeRows, requireLive } from './rows.ts'
import { type ReadableDb, type Sql, sql } from './sql.ts'

type HypothesisRow = Omit<HypothesisInfo, 'judgements'>

/** Every hypothesis with its judgements, in the order of the list. */
function listHypotheses(db: ReadableDb): HypothesisInfo[] {
  const judgements = new Map<string, JudgementInfo[]>()
  for (const { hypothesis, ...judgement } of judgementRows(db, sql`true`)) {
    const known = judgements.get(hypothesis)
    if (known) known.push(judgement)
    else judgements.set(hypothesis, [judgement])
  }
  return db
    .all<HypothesisRow>(sql`select uid, statement, horizon from live_hypothesis order by position, uid`)
    .map((row) => ({ ...row, judgements: judgements.get(row.uid) ?? [] }))
}

function judgementRows(db: ReadableDb, where: Sql) {
  return db.all<JudgementInfo & { hypothesis: string }>(sql`
    select hypothesis, uid, judged_at as judgedAt, likelihood, confidence, reason,
      coalesce((select name from analyst where analyst.uid = created_by), created_by) as "by"
    from live_judgement where ${where} order by judged_at, uid`)
}

/** @throws AppError `not-found` */
export function getHypothesis(db: ReadableDb, hypothesis: string): HypothesisPage {
  const row = db.get<HypothesisRow>(
    sql`select uid, statement, horizon from live_hypothesis where uid = ${hypothesis}`,
  )
  if (!row) throw new AppError('not-found', 'This hypothesis is no longer in the project.')
  const judgements = judgementRows(db, sql`hypothesis = ${hypothesis}`).map(
    ({ hypothesis: _, ...judgement }) => judgement,
  )
  const order = Object.keys(assessmentRatings)
  const assessments = db
    .all<HypothesisPage['assessments'][number]>(sql`
      select a.uid, a.proposition, p.statement, a.rating, a.note
      from live_assessment a join live_proposition p on p.uid = a.proposition
      where a.hypothesis = ${hypothesis} order by a.uid`)
    .sort((a, b) => order.indexOf(a.rating) - order.indexOf(b.rating))
  return { ...row, judgements, assessments }
}

type Queries = QueryHandlers<'hypotheses.list' | 'hypotheses.get'>
type Commands = CommandHandlers<
  | 'hypotheses.create'
  | 'hypotheses.update'
  | 'hypotheses.remove'
  | 'hypotheses.judge'
  | 'hypotheses.removeJudgement'
  | 'hypotheses.assess'
>

export const hypothesisHandlers: Queries & Commands = {
  'hypotheses.list': (db) => listHypotheses(db),
  'hypotheses.get': (db, { hypothesis }) => getHypothesis(db, hypothesis),
  'hypotheses.create': (db, input, { analyst }) => ({
    hypothesis: createHypothesis(db, input, analyst.uid),
  }),
  'hypotheses.update': (db, { hypothesis, ...fields }) => {
    requireLive(db, 'hypothesis', [hypothesis])
    updateHypothesis(db, hypothesis, fields)
    return {}
  },
  'hypotheses.remove': (db, { hypothesis }) => {
    requireLive(db, 'hypothesis', [hypothesis])
    removeRows(db, 'hypothesis', [hypothesis])
    return {}
  },
  'hypotheses.judge': (db, { hypothesis, ...fields }, { analyst }) => {
    if (fields.likelihood === null && fields.confidence === null && !fields.reason)
      throw new AppError('invalid', 'Say how likely it is, how confident you are, or why.', {
        field: 'likelihood',
      })
    return { judgement: recordJudgement(db, hypothesis, fields, analyst.uid).judgement }
  },
  'hypotheses.removeJudgement': (db, { judgement }) => {
    requireLive(db, 'judgement', [judgement])
    removeRows(db, 'judgement', [judgement])
    return {}
  },
  'hypotheses.assess': (db, { hypothesis, proposition, rating, note }, { analyst, relabel }) => {
    if (rating !== null) assess(db, hypothesis, proposition, { rating, note }, analyst.uid)
    else {
      relabel('Remove assessment')
      const uids = db.column<string>(sql`select uid from live_assessment
        where hypothesis = ${hypothesis} and proposition = ${proposition}`)
      removeRows(db, 'assessment', uids)
    }
    return {}
  },
}
