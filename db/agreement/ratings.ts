import type { RatingAgreement } from '../contract/agreement.ts'
import type { Input } from '../contract/contract.ts'
import { assessmentRatings } from '../contract/vocabulary.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { gradeAgreement } from './grades.ts'

type Two = Pick<Input<'agreement.compare'>, 'first' | 'second'>
type Rating = keyof typeof assessmentRatings

interface Rated {
  readonly assessment: string
  readonly analyst: string
  readonly rating: Rating
}

/**
 * How far two analysts rate alike how consistent statements are with hypotheses. A rating is one value for all who work
 * on the project; what each last said for themselves is in the history, and nothing where a copy came without it.
 */
export function ratings(db: ReadableDb, two: Two): RatingAgreement {
  const own = Map.groupBy(ownRatings(db, two), ({ assessment }) => assessment)
  const rows = db.all<{
    assessment: string
    hypothesis: string
    hypothesisStatement: string
    statement: string
  }>(sql`
    select a.uid assessment, a.hypothesis, h.statement hypothesisStatement, p.statement
    from live_assessment a join hypothesis h on h.uid = a.hypothesis join proposition p on p.uid = a.proposition
    order by h.created_at, h.uid, p.created_at, p.uid`)
  const both = rows.flatMap(({ assessment, ...row }) => {
    const said = (analyst: string) => own.get(assessment)?.find((one) => one.analyst === analyst)?.rating
    const [first, second] = [said(two.first), said(two.second)]
    return first && second ? [{ ...row, first, second }] : []
  })
  const scale = Object.keys(assessmentRatings)
  return {
    ...gradeAgreement(
      both.map(({ first, second }) => [scale.indexOf(first), scale.indexOf(second)] as const),
      scale.length,
    ),
    disputes: both.filter(({ first, second }) => first !== second),
  }
}

/** The last rating of each analyst for each assessment, without those that were undone. */
function ownRatings(db: ReadableDb, { first, second }: Two): Rated[] {
  const turned = sql`select target, kind, row_number() over (partition by target order by at desc, n desc) latest
    from action where kind in ('undo', 'redo')`
  return db.all<Rated>(sql`
    with undone as (select target from (${turned}) where latest = 1 and kind = 'undo'),
      said as (
        select c.uid assessment, a.analyst, c.after ->> 'rating' rating,
          row_number() over (partition by c.uid, a.analyst order by a.at desc, a.n desc, c.n desc) latest
        from change c join action a on a.uid = c.action
        where c.tbl = 'assessment' and c.col in ('', 'rating') and a.kind = 'do' and a.analyst in (${first}, ${second})
          and a.uid not in (select target from undone)
      )
    select assessment, analyst, rating from said where latest = 1 and rating is not null`)
}
