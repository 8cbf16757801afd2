import { describe, expect, it } from 'vitest'
import type { DocumentInfo } from '../../db/contract/document.ts'
import { arranged, asImported, type SortKey } from '../../renderer/documents/arranging.ts'
import { extended, nothingChosen, toggled, within } from '../../renderer/documents/chosen.ts'

function document(uid: string, fields: Partial<DocumentInfo> = {}): DocumentInfo {
  return {
    uid,
    title: uid,
    kind: 'article',
    language: null,
    direction: 'ltr',
    publisher: null,
    author: null,
    published: null,
    publishedReason: null,
    captured: null,
    sourceUrl: null,
    reliability: null,
    reliabilityReason: null,
    readingStatus: 'unread',
    note: null,
    fileName: null,
    encoding: null,
    paragraphs: 1,
    sha256: '',
    passages: 0,
    claims: 0,
    createdAt: '',
    ...fields,
  }
}

const meridian = { uid: 'm', name: 'The Meridian' }
const documents = [
  document('Part 10', {
    published: '2024-11-05',
    publisher: meridian,
    reliability: 'B',
    readingStatus: 'done',
  }),
  document('part 9', { published: '2024-11', reliability: 'A' }),
  document('Étude', { publisher: { uid: 'c', name: 'Capital Wire' }, readingStatus: 'set-aside' }),
  document('Echo', { published: '../2023', publisher: meridian, fileName: 'harbour.txt' }),
]

const titles = (sort: SortKey, descending = false) =>
  arranged(documents, { ...asImported, sort, descending }).map(({ title }) => title)

describe('documents', () => {
  it('are sorted as people expect, with what is not known last either way', () => {
    expect(titles('imported', true)).toEqual(['Echo', 'Étude', 'part 9', 'Part 10'])
    expect(titles('title')).toEqual(['Echo', 'Étude', 'part 9', 'Part 10'])
    expect(titles('published')).toEqual(['Echo', 'part 9', 'Part 10', 'Étude'])
    expect(titles('published', true)).toEqual(['Part 10', 'part 9', 'Echo', 'Étude'])
    expect(titles('publisher')).toEqual(['Étude', 'Part 10', 'Echo', 'part 9'])
    expect(titles('reliability', true)).toEqual(['Part 10', 'part 9', 'Étude', 'Echo'])
    expect(titles('status')).toEqual(['part 9', 'Echo', 'Part 10', 'Étude'])
  })

  it('are filtered by all that is asked for, and by words in any case', () => {
    const shown = (change: Partial<typeof asImported>, text = '') =>
      arranged(documents, { ...asImported, ...change }, text).map(({ title }) => title)
    expect(shown({ statuses: ['done', 'set-aside'] })).toEqual(['Part 10', 'Étude'])
    expect(shown({ publishers: ['m'] }, 'HARBOUR')).toEqual(['Echo'])
    expect(shown({ grades: [null], publishers: [null] })).toEqual([])
    expect(shown({ grades: ['A', null] })).toEqual(['part 9', 'Étude', 'Echo'])
    expect(shown({}, 'meridian part')).toEqual(['Part 10'])
  })
})

describe('a choice of documents', () => {
  const order = ['a', 'b', 'c', 'd']

  it('grows and shrinks one by one, and by stretches from where it began', () => {
    const one = toggled(nothingChosen, 'b')
    expect(within(toggled(one, 'd'), order)).toEqual(['b', 'd'])
    expect(within(toggled(one, 'b'), order)).toEqual([])
    const stretch = extended(one, order, 'd')
    expect(within(stretch, order)).toEqual(['b', 'c', 'd'])
    expect(within(extended(stretch, order, 'a'), order)).toEqual(['a', 'b'])
  })

  it('leaves out what is not shown', () => {
    expect(within(toggled(nothingChosen, 'gone'), order)).toEqual([])
  })
})
