import { describe, expect, it, vi } from 'vitest'
import type { ConflictValue, Incoming, MergeResult } from '../../db/contract/merge.ts'
import { differing } from '../../renderer/merge/difference.ts'

// Nothing here asks the page's shell for anything.
vi.stubGlobal('window', { claimboard: { subscribe: () => () => {} } })
const {
  changesOf,
  contributorWords,
  deedWords,
  mergedWords,
  partedIncoming,
  samenessOf,
  settledWords,
  takeWords,
  writerWords,
} = await import('../../renderer/merge/words.ts')

const incoming = (table: string, added: number, changed = 0, removed = 0): Incoming => ({
  table,
  kind: `${table}s`,
  added,
  changed,
  removed,
  examples: [],
})

const value = (fields: Partial<ConflictValue>): ConflictValue => ({
  id: 'AB:1',
  text: 'A text',
  fields: [],
  analyst: null,
  analystName: null,
  did: null,
  at: '2026-11-22T05:00:00.000Z',
  side: null,
  shown: false,
  ...fields,
})

const result: MergeResult = {
  from: { file: 'bela.claimboard', title: 'Harbour' },
  news: true,
  incoming: [incoming('document', 1), incoming('passage', 1200, 3, 1)],
  contributors: [],
  conflicts: { total: 2, first: [] },
  duplicates: { total: 1, first: [] },
  kept: 'among its backups (File > Backups)',
}

describe('What came of a merge', () => {
  it('is said with what there is to settle, and where the project is kept as it was', () => {
    expect(mergedWords(result)).toBe(
      'Merged bela.claimboard: 1,201 new, 3 changed, 1 deleted. 2 conflicts to settle, 1 thing made twice. As it was before, the project is kept among its backups (File > Backups).',
    )
  })

  it('is said where only values of the same things came in', () => {
    const quiet = { ...result, incoming: [], duplicates: { total: 0, first: [] }, kept: null }
    expect(mergedWords(quiet)).toBe(
      'Merged bela.claimboard: what was done to the same things. 2 conflicts to settle.',
    )
  })

  it('leaves out what did not happen', () => {
    expect(changesOf([incoming('tag', 0, 2)])).toBe('2 changed')
    expect(changesOf([])).toBe('')
  })
})

describe('What comes in', () => {
  it('has what people look for first, and what belongs to it apart', () => {
    const { things, parts } = partedIncoming([
      incoming('analyst', 1),
      incoming('tag', 1),
      incoming('evidence', 4),
      incoming('document', 1),
    ])
    expect(things.map(({ table }) => table)).toEqual(['document', 'tag'])
    expect(parts.map(({ table }) => table)).toEqual(['analyst', 'evidence'])
  })

  it('says whose it is, how much and of when', () => {
    const bela = { analyst: 'b', name: 'Béla Writer', rows: 5, actions: 1, first: null, last: null }
    expect(contributorWords(bela)).toBe('Béla Writer made 5 things and did 1 action')
    const days = { first: '2026-11-20T10:00:00Z', last: '2026-11-20T11:00:00Z' }
    expect(contributorWords({ ...bela, rows: 0, ...days })).toBe('Béla Writer did 1 action on 20 Nov 2026')
    expect(contributorWords({ ...bela, ...days, last: '2026-11-22T11:00:00Z' })).toMatch(
      /between 20 Nov 2026 and 22 Nov 2026$/,
    )
  })
})

describe('A conflict', () => {
  it('says who wrote a value, and "You" to whoever did', () => {
    expect(writerWords({ analyst: 'a', analystName: 'Anna' }, 'a')).toBe('You')
    expect(writerWords({ analyst: 'a', analystName: 'Anna' }, 'b')).toBe('Anna')
    expect(writerWords({ analyst: null, analystName: null }, undefined)).toBe('Somebody')
  })

  it('between deleting and editing is told as a sentence', () => {
    const values = [
      value({ analyst: 'b', analystName: 'Béla', did: 'deleted it' }),
      value({ analyst: 'a', analystName: 'Anna', did: 'changed its note' }),
    ]
    expect(deedWords({ values }, 'a')).toBe('Béla deleted it, you changed its note.')
    expect(deedWords({ values }, 'b')).toBe('You deleted it, Anna changed its note.')
    expect(deedWords({ values: [value({})] }, 'a')).toBeNull()
    expect(takeWords({ cell: 'deleted' }, { text: 'Kept' })).toBe('Keep it')
    expect(takeWords({ cell: 'deleted' }, { text: 'Deleted' })).toBe('Delete it')
    expect(takeWords({ cell: 'note' }, { text: 'Deleted' })).toBe('Take this')
  })

  it('is settled by a rule, which says what it could not settle', () => {
    expect(settledWords(3, 0)).toBe('3 conflicts settled.')
    expect(settledWords(0, 2)).toMatch(/^Nothing was settled\. 2 stay: /)
    expect(settledWords(1, 1)).toMatch(/^1 conflict settled\. 1 stays: /)
  })
})

describe('The difference between texts', () => {
  it('is what lies between what all begin and end with, by whole words', () => {
    expect(differing(['Officials denied it on Monday.', 'Officials confirmed it on Monday.'])).toEqual([
      { before: 'Officials ', middle: 'denied', after: ' it on Monday.' },
      { before: 'Officials ', middle: 'confirmed', after: ' it on Monday.' },
    ])
  })

  it('never counts a word twice where one text is within the other', () => {
    expect(differing(['a b', 'a b b'])).toEqual([
      { before: 'a b', middle: '', after: '' },
      { before: 'a b', middle: ' b', after: '' },
    ])
  })

  it('is everything where nothing is the same, or where one of them is empty', () => {
    expect(differing(['Yes', 'No'])).toMatchObject([{ middle: 'Yes' }, { middle: 'No' }])
    expect(differing(['', 'A note'])).toMatchObject([{ middle: '' }, { middle: 'A note' }])
  })
})

it('Documents that look the same say by what', () => {
  expect(samenessOf({ kind: 'document', because: 'the same text' })).toMatch(/SHA-256/)
  expect(samenessOf({ kind: 'tag', because: 'the same name' })).toBeNull()
})
