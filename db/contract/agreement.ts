import { z } from 'zod'
import { Uid } from './common.ts'
import { query } from './operation.ts'
import { assessmentRatings, tokensOf } from './vocabulary.ts'

/** How far two analysts agree on a yes-or-no decision over units of text; null where a figure is not defined. */
export const AgreementFigures = z.object({
  /** UTF-16 code units of the texts that both worked on. */
  units: z.int(),
  both: z.int(),
  first: z.int(),
  second: z.int(),
  neither: z.int(),
  /** From 0 to 1. */
  percent: z.number().nullable(),
  /** Of what either chose, the share that both chose, from 0 to 1. */
  overlap: z.number().nullable(),
  /** Cohen's kappa, from -1 to 1. */
  kappa: z.number().nullable(),
  /** Krippendorff's alpha, at most 1. */
  alpha: z.number().nullable(),
})
export type AgreementFigures = z.infer<typeof AgreementFigures>

/** How far two analysts grade alike what both graded: the same statement in the same document. */
export const GradeAgreement = z.object({
  pairs: z.int(),
  /** Pairs with the same grade. */
  same: z.int(),
  /** Krippendorff's alpha for ranks; null where all grades are one, or there are none. */
  alpha: z.number().nullable(),
})
export type GradeAgreement = z.infer<typeof GradeAgreement>

/** How far two analysts rate alike how consistent statements are with hypotheses, as each last said for themselves. */
export const RatingAgreement = GradeAgreement.extend({
  /** What they rated differently, hypothesis by hypothesis. */
  disputes: z.array(
    z.object({
      hypothesis: z.string(),
      hypothesisStatement: z.string(),
      statement: z.string(),
      first: tokensOf(assessmentRatings),
      second: tokensOf(assessmentRatings),
    }),
  ),
})
export type RatingAgreement = z.infer<typeof RatingAgreement>

/** A stretch of text that one of two analysts gave a tag and the other did not. */
export const Dispute = z.object({
  document: z.string(),
  documentTitle: z.string(),
  /** UTF-16 code units. */
  start: z.int(),
  end: z.int(),
  quote: z.string(),
  /** Whose tag it is. */
  by: z.enum(['first', 'second']),
  /** The passages of that analyst's that cover it. */
  passages: z.array(z.string()),
})
export type Dispute = z.infer<typeof Dispute>

const Two = z.object({ first: Uid, second: Uid })

const agreementTables = ['tagging', 'passage', 'tag', 'document', 'analyst']

export const agreementOperations = {
  /** Who has tagged anything, and how many documents. */
  'agreement.analysts': query({
    input: z.object({}),
    output: z.array(z.object({ uid: z.string(), name: z.string(), documents: z.int(), taggings: z.int() })),
    reads: agreementTables,
  }),
  /** Two analysts' tags and grades, on the documents in which both have tagged something. */
  'agreement.compare': query({
    input: Two,
    output: z.object({
      documents: z.array(z.object({ uid: z.string(), title: z.string() })),
      /** Documents in which only one of them has tagged: work that is not done yet is no disagreement. */
      leftOut: z.int(),
      /** All tags together: each tag on each unit is a decision. */
      overall: AgreementFigures,
      tags: z.array(
        z.object({
          tag: z.string(),
          path: z.array(z.string()),
          figures: AgreementFigures,
          disputes: z.int(),
        }),
      ),
      reliability: GradeAgreement,
      credibility: GradeAgreement,
      ratings: RatingAgreement,
    }),
    reads: [...agreementTables, 'claim', 'proposition', 'evidence', 'assessment', 'hypothesis'],
  }),
  /** The stretches of text on which they disagree about a tag, in the order of the documents. */
  'agreement.disputes': query({
    input: Two.extend({ tag: Uid, limit: z.int().min(1).max(1000).default(200) }),
    output: z.object({ disputes: z.array(Dispute), total: z.int() }),
    reads: agreementTables,
  }),
}
