import { describe, expect, it } from 'vitest'
import { findWords, firstFrom, searchable } from '../../renderer/documents/reader/find.ts'

const found = (text: string, words: string) =>
  findWords(searchable(text), words).map(({ start, end }) => text.slice(start, end))

describe('words in a text', () => {
  it('are found whatever their case, their accents and the shape of quotation marks and dashes', () => {
    expect(found('Talks. TALKS; the talks', 'talks')).toEqual(['Talks', 'TALKS', 'talks'])
    expect(found('The café, the cafe\u0301, the CAFÉ', 'cafe')).toEqual(['café', 'cafe\u0301', 'CAFÉ'])
    expect(found('China’s “half – a yes”', `china's "half - a yes"`)).toEqual(['China’s “half – a yes”'])
    expect(found('Straße', 'STRASSE')).toEqual([])
  })

  it('are found over line ends and however many spaces there are', () => {
    expect(found('the road\n  is closed', 'road is')).toEqual(['road\n  is'])
    expect(found('the  road', '  the \n road ')).toEqual(['the  road'])
    expect(found('words', '  ')).toEqual([])
    expect(found('words', '')).toEqual([])
  })

  it('are found in Urdu with or without vowel marks, in Hindi with its vowel signs, in Chinese', () => {
    expect(found('اُردو زبان', 'اردو')).toEqual(['اُردو'])
    expect(found('नदी नद', 'नद')).toEqual(['नद', 'नद'])
    expect(found('内政部表示', '政部')).toEqual(['政部'])
    expect(found('🙂 closed 🙂', 'closed 🙂')).toEqual(['closed 🙂'])
  })

  it('do not lie over each other', () => {
    expect(found('aaaa', 'aa')).toEqual(['aa', 'aa'])
  })

  it('are looked at from the cursor on, and from the beginning after the last', () => {
    const places = findWords(searchable('one two one'), 'one')
    expect(firstFrom(places, 0)).toBe(0)
    expect(firstFrom(places, 1)).toBe(1)
    expect(firstFrom(places, 9)).toBe(0)
  })

  it('are found in a text whose letters grow when they are folded', () => {
    const text = `${'ﷺ '.repeat(1000)}İstanbul`
    expect(found(text, 'istanbul')).toEqual(['İstanbul'])
  })
})
