import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { snapToGraphemes } from '../../../db/text/graphemes.ts'

const snapped = (text: string, start: number, end: number) => {
  const span = snapToGraphemes(text, start, end)
  return text.slice(span.start, span.end)
}

describe('a selection widens to whole characters as a reader sees them', () => {
  it('around a family emoji', () => {
    expect(snapped('see 👨‍👩‍👧 there', 6, 8)).toBe('👨‍👩‍👧')
  })

  it('around a flag, in a row of flags', () => {
    expect(snapped('🇵🇰🇨🇳🇮🇷', 6, 8)).toBe('🇨🇳')
    expect(snapped('x🇵🇰🇨🇳🇮🇷', 5, 6)).toBe('🇨🇳')
  })

  it('around a letter with its marks, in Latin, Arabic and Devanagari', () => {
    expect(snapped('cafe\u0301s', 0, 4)).toBe('cafe\u0301')
    expect(snapped('مُحَمَّد', 0, 1)).toBe('مُ')
    expect(snapped('हिन्दी', 1, 2)).toBe('हि')
  })

  it('and stays as it is where both ends are between characters', () => {
    expect(snapped('Two words here', 4, 9)).toBe('words')
    expect(snapToGraphemes('abc', 0, 3)).toEqual({ start: 0, end: 3 })
    expect(snapToGraphemes('', 0, 0)).toEqual({ start: 0, end: 0 })
  })

  it('and an empty one stays empty', () => {
    expect(snapToGraphemes('👨‍👩‍👧', 3, 3)).toEqual({ start: 0, end: 0 })
  })
})

it('agrees with the boundaries of the whole text', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const units = fc.constantFrom(
    'a',
    ' ',
    '\n',
    'e\u0301',
    '👍🏽',
    '🇵🇰',
    '\u200D',
    '👩',
    '中',
    'ہ',
    '\u064E',
    'क',
    '्',
    '한',
    'ᄒ',
    '©',
    '\uFE0F',
  )
  fc.assert(
    fc.property(fc.string({ unit: units, maxLength: 40 }), fc.nat(), fc.nat(), (text, a, b) => {
      const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [
        number,
        number,
      ]
      fc.pre(start < end)
      const edges = [...segmenter.segment(text)].map((each) => each.index).concat(text.length)
      expect(snapToGraphemes(text, start, end)).toEqual({
        start: edges.findLast((edge) => edge <= start),
        end: edges.find((edge) => edge >= end),
      })
    }),
    { numRuns: 1000 },
  )
})

it('ends even in a wall of marks', () => {
  const text = `e${'\u0301'.repeat(100_000)}`
  const { start, end } = snapToGraphemes(text, 50_000, 50_001)
  expect(start).toBeLessThanOrEqual(50_000)
  expect(end).toBeGreaterThanOrEqual(50_001)
})
