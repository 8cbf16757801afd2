import { describe, expect, it } from 'vitest'
import { markable } from '../../renderer/passages/span.ts'

/** The words that a passage would get for the first place of `selected` in the text. */
function marked(text: string, selected: string): string | null {
  const start = text.indexOf(selected)
  const span = markable(text, { start, end: start + selected.length })
  return span && text.slice(span.start, span.end)
}

describe('the stretch that a passage gets', () => {
  it('has no white space at its ends', () => {
    expect(marked('  one two \n', '  one two \n')).toBe('one two')
    expect(marked('one\n\n two', 'one\n\n ')).toBe('one')
    expect(marked('one \n two', ' \n ')).toBeNull()
    expect(markable('one', { start: 1, end: 1 })).toBeNull()
  })

  it('keeps a letter with its marks, an emoji and a flag whole', () => {
    expect(marked('die Cafe\u0301s hier', 'Cafe')).toBe('Cafe\u0301')
    expect(marked('a 👩‍👩‍👧 b', '👩‍👩')).toBe('👩‍👩‍👧')
    expect(marked('in 🇵🇰🇨🇳 now', '🇨')).toBe('🇨🇳')
    expect(marked('an \ud83d', '\ud83d')).toBe('\ud83d')
    // Selected from inside a pair.
    expect(markable('x😀y', { start: 2, end: 4 })).toEqual({ start: 1, end: 4 })
  })

  it('leaves Arabic, Chinese and Devanagari where they are cut between letters', () => {
    expect(marked('وزارت داخلہ نے کہا', 'داخلہ')).toBe('داخلہ')
    expect(marked('内政部表示', '政部')).toBe('政部')
    expect(marked('क्षेत्र में', 'क्ष')).toMatch(/^क्षे?$/u)
  })

  it('is found quickly in a text of one long line', () => {
    const text = `${'x'.repeat(5_000_000)}e\u0301${'y'.repeat(5_000_000)}`
    expect(markable(text, { start: 5_000_001, end: 5_000_005 })?.start).toBe(5_000_000)
  })
})
