import { useEffect, useMemo, useRef } from 'react'
import type { PassageInfo } from '../../db/contract/passage.ts'
import { useStore } from '../state/store.ts'
import { asPassage, dropPending, pendingMarks, stillPending } from './pending.ts'

/** The passages of a document, and those that were just made and are not among them yet. */
export function usePending(document: string, passages: readonly PassageInfo[]): readonly PassageInfo[] {
  const { marks } = useStore(pendingMarks)
  const answered = useRef(passages)

  useEffect(() => {
    const own = marks.filter((mark) => mark.document === document)
    const waiting = new Set(stillPending(own, document, passages))
    // An answer that came after a mark was stored and does not have it: it was taken back in between.
    const isNew = answered.current !== passages
    answered.current = passages
    dropPending(
      own.filter((mark) => !waiting.has(mark) || (isNew && mark.passage !== null)).map(({ key }) => key),
    )
  }, [marks, document, passages])

  return useMemo(() => {
    const waiting = stillPending(marks, document, passages)
    return waiting.length === 0 ? passages : [...passages, ...waiting.map(asPassage)]
  }, [marks, document, passages])
}
