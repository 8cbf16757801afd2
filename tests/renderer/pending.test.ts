import { beforeEach, describe, expect, it } from 'vitest'
import type { PassageInfo } from '../../db/contract/passage.ts'
import {
  asPassage,
  dropPending,
  isPending,
  passageOf,
  pendingMarks,
  pendingStored,
  showPending,
  stillPending,
} from '../../renderer/passages/pending.ts'

const place = { document: 'd', start: 4, end: 9, tags: ['red'] }
const waiting = (passages: readonly PassageInfo[] = []) =>
  stillPending(pendingMarks.get().marks, 'd', passages)
const stored = (change: Partial<PassageInfo> = {}): PassageInfo => ({
  ...asPassage({ ...place, key: 'p1', passage: 'p1' }),
  ...change,
})

beforeEach(() => pendingMarks.set({ marks: [] }))

describe('a mark that is not stored yet', () => {
  it('is shown as a passage of its document until the project has it with its tags', () => {
    const key = showPending(place)
    expect(waiting()).toMatchObject([{ ...place, key, passage: null }])
    expect(stillPending(pendingMarks.get().marks, 'other', [])).toEqual([])
    expect(waiting([stored({ tags: [] })])).toHaveLength(1)
    expect(waiting([stored({ end: 10 })])).toHaveLength(1)
    expect(waiting([stored({ tags: ['blue', 'red'] })])).toEqual([])
  })

  it('is known by its key, which is no passage’s id', () => {
    const [first, second] = [showPending(place), showPending(place)]
    expect(first).not.toBe(second)
    expect(isPending(first)).toBe(true)
    expect(first).not.toContain(' ')
    expect(isPending('0198c0de-0000-7000-8000-000000000000')).toBe(false)
  })

  it('means the passage that it was stored as, although the project has not answered with it yet', () => {
    const key = showPending(place)
    expect(passageOf(key)).toBeNull()
    pendingStored(key, 'p1')
    expect(passageOf(key)).toBe('p1')
    expect(passageOf('p2')).toBe('p2')
  })

  it('goes where it was refused, and is told from one that is stored', () => {
    const [refused, kept] = [showPending(place), showPending({ ...place, start: 0 })]
    dropPending([refused])
    pendingStored(kept, 'p1')
    expect(waiting()).toMatchObject([{ key: kept, passage: 'p1' }])
  })
})
