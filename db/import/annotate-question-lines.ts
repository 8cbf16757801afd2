import { z } from 'zod'
import { Name, Text } from '../contract/common.ts'
import { assessmentRatings, confidences, leadKinds, likelihoods, tokensOf } from '../contract/vocabulary.ts'
import { Edtf, Id, subjectFields, subjectKinds, Words } from './annotate-fields.ts'

/** What the whole project is about. */
export const ProjectLine = z.strictObject({
  kind: z.literal('project'),
  title: Name.optional(),
  question: Text.nullish(),
  assumptions: Text.nullish(),
})

const Subject = z.strictObject(subjectFields).superRefine((subject, context) => {
  if (Object.keys(subject).length === 1) return
  context.addIssue({ code: 'custom', message: `write one of ${subjectKinds.join(', ')}` })
})

export const LeadLine = z.strictObject({
  kind: z.literal('lead'),
  type: tokensOf(leadKinds).optional(),
  body: Words,
  /** What it belongs to; without it, the whole project. */
  subject: Subject.optional(),
  done: z.boolean().optional(),
})

const Judgement = z.strictObject({
  /** The day on which it was made. */
  judgedAt: z.iso.date('write a day like 2024-11-06'),
  likelihood: tokensOf(likelihoods).nullish(),
  confidence: tokensOf(confidences).nullish(),
  reason: Text.nullish(),
})

const Assessment = z.strictObject({
  /** The id of an earlier claim line, whose proposition is assessed. */
  claim: Id,
  rating: tokensOf(assessmentRatings),
  note: Text.nullish(),
})

export const HypothesisLine = z.strictObject({
  kind: z.literal('hypothesis'),
  id: Id.optional(),
  statement: Words,
  horizon: Edtf.nullish(),
  judgements: z.array(Judgement).default([]),
  assessments: z.array(Assessment).default([]),
})
