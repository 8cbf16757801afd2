import type { PassageInfo } from '../../db/contract/passage.ts'
import { createStore } from '../state/store.ts'

/** Words that somebody has just marked, while the project has not answered yet. */
export interface PendingMark {
  /** Stands for the passage's id as long as it has none. */
  readonly key: string
  readonly document: string
  /** UTF-16 code units, end exclusive. */
  readonly start: number
  readonly end: number
  readonly tags: readonly string[]
  /**
   * The passage that it was stored as: the next answer of the project has it, or somebody has taken it back already.
   * Null while it is not stored.
   */
  readonly passage: string | null
}

/** What the reader paints before it is stored, and never more than that: nothing else knows of it. */
export const pendingMarks = createStore<{ readonly marks: readonly PendingMark[] }>({ marks: [] })

const prefix = 'pending-'
let next = 1

/** Shows a mark at once. @returns its key */
export function showPending(mark: Pick<PendingMark, 'document' | 'start' | 'end' | 'tags'>): string {
  const key = `${prefix}${next++}`
  pendingMarks.set({ marks: [...pendingMarks.get().marks, { ...mark, key, passage: null }] })
  return key
}

export function pendingStored(key: string, passage: string): void {
  const marks = pendingMarks.get().marks.map((mark) => (mark.key === key ? { ...mark, passage } : mark))
  pendingMarks.set({ marks })
}

export function dropPending(gone: readonly string[]): void {
  const { marks } = pendingMarks.get()
  if (gone.length > 0) pendingMarks.set({ marks: marks.filter(({ key }) => !gone.includes(key)) })
}

/** Whether a passage's id is a pending mark's key. */
export function isPending(uid: string): boolean {
  return uid.startsWith(prefix)
}

/** The passage that is meant by what the reader has painted; null for a mark that is not stored and cannot be selected. */
export function passageOf(painted: string): string | null {
  if (!isPending(painted)) return painted
  return pendingMarks.get().marks.find(({ key }) => key === painted)?.passage ?? null
}

/** The marks of a document that the project's passages do not have yet. */
export function stillPending(
  marks: readonly PendingMark[],
  document: string,
  passages: readonly PassageInfo[],
): PendingMark[] {
  const isThere = ({ start, end, tags }: PendingMark) =>
    passages.some(
      (one) => one.start === start && one.end === end && tags.every((tag) => one.tags.includes(tag)),
    )
  return marks.filter((mark) => mark.document === document && !isThere(mark))
}

/** A pending mark as the reader shows passages. */
export function asPassage({ key, document, start, end, tags }: PendingMark): PassageInfo {
  return {
    uid: key,
    document,
    start,
    end,
    quote: '',
    note: null,
    tags: [...tags],
    claims: [],
    fits: true,
    createdBy: '',
    createdByName: '',
    createdAt: '',
  }
}
