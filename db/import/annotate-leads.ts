import { createLead, findLead, updateLead } from '../leads.ts'
import type { AnnotationOf } from './annotate-lines.ts'
import type { AnnotatedSubjects } from './annotate-subjects.ts'
import type { Writing } from './annotate-writing.ts'

/** @returns what writes the line: a lead is the same by its words */
export function planLead(
  { type, body, subject, done }: AnnotationOf<'lead'>,
  subjects: AnnotatedSubjects,
): (writing: Writing) => void {
  const find = subject && subjects.plan(subject)
  return (writing) => {
    const { db, analyst, counts } = writing
    const words = body.trim()
    const given = { kind: type, done, subject: find?.(writing) }
    const known = findLead(db, words)
    if (known !== undefined) updateLead(db, known, given)
    else {
      createLead(db, { ...given, body: words }, analyst.uid)
      counts.leads++
    }
  }
}
