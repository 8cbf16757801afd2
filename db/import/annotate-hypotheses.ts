import { assess, createHypothesis, findHypothesis, recordJudgement, updateHypothesis } from '../hypotheses.ts'
import type { ReadableDb } from '../sql.ts'
import type { AnnotationOf } from './annotate-lines.ts'
import type { AnnotatedSubjects, PlannedHypothesis } from './annotate-subjects.ts'
import type { Writing } from './annotate-writing.ts'

/** The hypotheses of the project and of a file together, by their exact statements. */
export class AnnotatedHypotheses {
  readonly #db: ReadableDb
  readonly #subjects: AnnotatedSubjects
  readonly #byStatement = new Map<string, PlannedHypothesis>()

  constructor(db: ReadableDb, subjects: AnnotatedSubjects) {
    this.#db = db
    this.#subjects = subjects
  }

  plan(line: AnnotationOf<'hypothesis'>): {
    hypothesis: PlannedHypothesis
    write: (writing: Writing) => void
  } {
    const statement = line.statement.trim()
    const hypothesis = this.#byStatement.get(statement) ?? { uid: findHypothesis(this.#db, statement) }
    this.#byStatement.set(statement, hypothesis)
    const assessments = line.assessments.map(({ claim, ...given }) => {
      return { ...given, proposition: this.#subjects.proposition(claim) }
    })
    const write = (writing: Writing) => {
      const { db, analyst, counts } = writing
      if (hypothesis.uid === undefined) {
        hypothesis.uid = createHypothesis(db, { statement, horizon: line.horizon }, analyst.uid)
        counts.hypotheses++
      } else updateHypothesis(db, hypothesis.uid, { horizon: line.horizon })
      for (const judgement of line.judgements) {
        const { created } = recordJudgement(db, hypothesis.uid, judgement, analyst.uid)
        counts.judgements += Number(created)
      }
      for (const { proposition, ...given } of assessments) {
        const { created } = assess(db, hypothesis.uid, proposition(writing), given, analyst.uid)
        counts.assessments += Number(created)
      }
    }
    return { hypothesis, write }
  }
}
