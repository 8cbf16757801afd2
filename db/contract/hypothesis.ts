import { z } from 'zod'
import { Nothing, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'
import { assessmentRatings, confidences, likelihoods, tokensOf } from './vocabulary.ts'

const Likelihood = tokensOf(likelihoods)
const Confidence = tokensOf(confidences)
const Rating = tokensOf(assessmentRatings)

/** What an analyst thought of a hypothesis on a day: likelihood and confidence are two things (ICD 203). */
export const JudgementInfo = z.object({
  uid: z.string(),
  /** YYYY-MM-DD. */
  judgedAt: z.string(),
  likelihood: Likelihood.nullable(),
  confidence: Confidence.nullable(),
  reason: z.string().nullable(),
  /** The analyst's name. */
  by: z.string(),
})
export type JudgementInfo = z.infer<typeof JudgementInfo>

export const HypothesisInfo = z.object({
  uid: z.string(),
  statement: z.string(),
  /** EDTF: until when it is to hold. */
  horizon: z.string().nullable(),
  /** The earliest first. */
  judgements: z.array(JudgementInfo),
})
export type HypothesisInfo = z.infer<typeof HypothesisInfo>

export const HypothesisPage = HypothesisInfo.extend({
  /** How consistent propositions are with it, in the order of the ratings. */
  assessments: z.array(
    z.object({
      uid: z.string(),
      proposition: z.string(),
      statement: z.string(),
      rating: Rating,
      note: z.string().nullable(),
    }),
  ),
})
export type HypothesisPage = z.infer<typeof HypothesisPage>

const Statement = Text.trim().min(1, 'A hypothesis needs a statement: what may be so.')
const Day = z.iso.date('Name the day of the judgement, such as 5 Nov 2024.')

export const hypothesisOperations = {
  'hypotheses.list': query({
    input: Nothing,
    output: z.array(HypothesisInfo),
    reads: ['hypothesis', 'judgement', 'analyst'],
  }),
  'hypotheses.get': query({
    input: z.object({ hypothesis: Uid }),
    output: HypothesisPage,
    reads: ['hypothesis', 'judgement', 'analyst', 'assessment', 'proposition'],
  }),
  'hypotheses.create': command({
    input: z.object({ statement: Statement, horizon: Text.nullable().default(null) }),
    output: z.object({ hypothesis: z.string() }),
    label: 'Create hypothesis',
  }),
  'hypotheses.update': command({
    input: z.object({
      hypothesis: Uid,
      statement: Statement.optional(),
      horizon: Text.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit hypothesis',
  }),
  'hypotheses.remove': command({
    input: z.object({ hypothesis: Uid }),
    output: Nothing,
    label: 'Delete hypothesis',
  }),
  /** Adds to the line of judgements; a second one of the same analyst and day takes the place of the first. */
  'hypotheses.judge': command({
    input: z.object({
      hypothesis: Uid,
      judgedAt: Day,
      likelihood: Likelihood.nullable().default(null),
      confidence: Confidence.nullable().default(null),
      reason: Text.nullable().default(null),
    }),
    output: z.object({ judgement: z.string() }),
    label: 'Judge hypothesis',
  }),
  'hypotheses.removeJudgement': command({
    input: z.object({ judgement: Uid }),
    output: Nothing,
    label: 'Delete judgement',
  }),
  /** Says how consistent a proposition is with a hypothesis; null takes that back. */
  'hypotheses.assess': command({
    input: z.object({
      hypothesis: Uid,
      proposition: Uid,
      rating: Rating.nullable(),
      note: Text.nullable().optional(),
    }),
    output: Nothing,
    label: 'Assess statement',
  }),
}
