import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInsideSurrogatePair, toCodePoints, trimSpan } from '../../db/contract/offsets.ts'

const anyText = fc.string({ unit: 'binary' })

describe('code points', () => {
  it('are fewer than code units behind an emoji', () => {
    const text = 'a😀b😀'
    expect(toCodePoints(text, [0, 1, 3, 4, 6])).toEqual([0, 1, 2, 3, 4])
  })

  it('are converted in the order given, doubles included', () => {
    expect(toCodePoints('😀😀', [4, 0, 4, 2])).toEqual([2, 0, 2, 1])
  })

  it('agree with an array of the characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const characters = Array.from(text)
        const points = characters.map((_, index) => index).concat(characters.length)
        const units = points.map((point) => characters.slice(0, point).join('').length)
        expect(toCodePoints(text, units)).toEqual(points)
      }),
    )
  })

  it('are refused outside of the text and inside a character', () => {
    expect(() => toCodePoints('a😀', [2])).toThrow('The offset 2 lies in the middle of a character.')
    expect(() => toCodePoints('abc', [4])).toThrow('The offset 4 is not in the text (its length is 3).')
    expect(() => toCodePoints('abc', [-1])).toThrow('not in the text')
    expect(() => toCodePoints('abc', [Number.NaN])).toThrow('not in the text')
  })

  it('of many offsets in a long text take one pass', () => {
    const text = 'Word 😀 '.repeat(200_000)
    const offsets = Array.from({ length: 100_000 }, (_, n) => n * 16)
    expect(toCodePoints(text, offsets)).toEqual(offsets.map((offset) => (offset / 8) * 7))
  })
})

it('a surrogate pair has an inside, lone surrogates have none', () => {
  expect([0, 1, 2, 3].map((offset) => isInsideSurrogatePair('a😀', offset))).toEqual([
    false,
    false,
    true,
    false,
  ])
  expect(isInsideSurrogatePair('\uDE00\uD83D', 1)).toBe(false)
})

describe('a trimmed span', () => {
  it('has no white space at its ends, of whatever kind', () => {
    const text = ' \u00A0\t\u2003word one\u3000\n '
    expect(trimSpan(text, 0, text.length)).toEqual({ start: 4, end: 12 })
  })

  it('is empty where there is nothing else', () => {
    expect(trimSpan('a   b', 1, 4)).toEqual({ start: 1, end: 1 })
  })

  it('is what trim leaves', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(' ', '\n', 'a', '😀', '\uFEFF', '\u2028', '\u200B') }),
        (text) => {
          const { start, end } = trimSpan(text, 0, text.length)
          expect(text.slice(start, end)).toBe(text.trim())
        },
      ),
    )
  })
})
