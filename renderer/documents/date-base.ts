import type { DateBase } from '../../db/contract/entered-date.ts'
import { useAnswer } from '../state/queries.ts'

/** What "last month" counts from in a claim: the date of the document that it rests on. */
export function useDateBase(document: string | null): DateBase {
  const { data } = useAnswer('documents.get', { document: document ?? '' }, document !== null)
  return { date: data?.published ?? null, name: 'the date of the document' }
}
