import type { JudgementInfo } from '../../db/contract/hypothesis.ts'
import { likelihoods } from '../../db/contract/vocabulary.ts'

export type Likelihood = keyof typeof likelihoods

/** Per cent of each term (ICD 203, 2015): from, to. */
export const ranges: Readonly<Record<Likelihood, readonly [number, number]>> = {
  'almost-no-chance': [1, 5],
  'very-unlikely': [5, 20],
  unlikely: [20, 45],
  'roughly-even': [45, 55],
  likely: [55, 80],
  'very-likely': [80, 95],
  'almost-certain': [95, 99],
}

/** "likely (55–80 %)"; the confidence is never said in the same sentence (ICD 203). */
export function likelihoodWords(likelihood: Likelihood | null): string {
  return likelihood === null ? 'not judged' : likelihoods[likelihood]
}

/** The judgement that holds: the latest of those that are in order of their days. */
export function latest(judgements: readonly JudgementInfo[]): JudgementInfo | null {
  return judgements.findLast(({ likelihood }) => likelihood !== null) ?? null
}
