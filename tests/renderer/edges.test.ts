import { describe, expect, it } from 'vitest'
import { type Edge, nudged, withEdge } from '../../renderer/passages/edges.ts'

const spanOf = (text: string, words: string) => {
  const start = text.indexOf(words)
  return { start, end: start + words.length }
}
const moved = (text: string, words: string, edge: Edge, offset: number) => {
  const { start, end } = withEdge(text, spanOf(text, words), edge, offset)
  return text.slice(start, end)
}
/** The words after each of some steps. */
const steps = (
  text: string,
  words: string,
  edge: Edge,
  unit: 'character' | 'word',
  direction: 1 | -1,
  times: number,
) => {
  let span = spanOf(text, words)
  return Array.from({ length: times }, () => {
    span = nudged(text, span, edge, unit, direction)
    return text.slice(span.start, span.end)
  })
}

const text = 'The road is closed. 👩‍🚒 came;\n\n  cafe\u0301 open.'

describe('a boundary that is put elsewhere', () => {
  it('takes the words up to there, without white space at its end', () => {
    expect(moved(text, 'road', 'end', text.indexOf(' closed') + 1)).toBe('road is')
    expect(moved(text, 'road', 'start', 0)).toBe('The road')
    expect(moved(text, 'closed', 'start', text.indexOf(' is'))).toBe('is closed')
  })

  it('stops at the character before the other boundary', () => {
    expect(moved(text, 'road', 'end', 0)).toBe('r')
    expect(moved(text, 'road', 'start', text.length)).toBe('d')
    expect(moved(text, 'came;', 'start', text.length + 50)).toBe(';')
  })

  it('goes to the nearer side of what readers see as one character', () => {
    const fire = text.indexOf('👩‍🚒')
    expect(moved(text, 'closed.', 'end', fire + 1)).toBe('closed.')
    expect(moved(text, 'closed.', 'end', fire + 4)).toBe('closed. 👩‍🚒')
    expect(moved(text, 'open', 'start', text.indexOf('\u0301'))).toMatch(/^(?:e\u0301|) ?open$/)
    expect(moved('in 🇵🇰🇨🇳 now', 'in', 'end', 6)).toBe('in 🇵🇰')
  })

  it('stays where only white space would be left', () => {
    expect(withEdge('a   b', { start: 1, end: 4 }, 'end', 2)).toEqual({ start: 1, end: 4 })
  })
})

describe('a boundary that is nudged', () => {
  it('goes by characters, and past white space in one step', () => {
    expect(steps(text, 'The', 'end', 'character', 1, 2)).toEqual(['The r', 'The ro'])
    expect(steps(text, 'The r', 'end', 'character', -1, 2)).toEqual(['The', 'Th'])
    expect(steps(text, 'road', 'start', 'character', -1, 2)).toEqual(['e road', 'he road'])
    expect(steps(text, 'd is', 'start', 'character', 1, 2)).toEqual(['is', 's'])
  })

  it('takes an emoji or a letter with its mark in one step', () => {
    expect(steps(text, 'closed.', 'end', 'character', 1, 2)).toEqual(['closed. 👩‍🚒', 'closed. 👩‍🚒 c'])
    expect(steps(text, 'caf', 'end', 'character', 1, 1)).toEqual(['cafe\u0301'])
    expect(steps(text, 'cafe\u0301', 'end', 'character', -1, 1)).toEqual(['caf'])
  })

  it('goes by words, over punctuation and line ends', () => {
    expect(steps(text, 'The ro', 'end', 'word', 1, 3)).toEqual([
      'The road',
      'The road is',
      'The road is closed',
    ])
    expect(steps(text, 'road is clo', 'end', 'word', -1, 3)).toEqual(['road is', 'road', 'road'])
    expect(steps(text, 'oad', 'start', 'word', -1, 2)).toEqual(['road', 'The road'])
    expect(steps(text, 'The road', 'start', 'word', 1, 2)).toEqual(['road', 'road'])
    expect(steps(text, 'came', 'end', 'word', 1, 1)).toEqual(['came;\n\n  cafe\u0301'])
  })

  it('stays in the text', () => {
    expect(steps(text, 'open.', 'end', 'character', 1, 1)).toEqual(['open.'])
    expect(steps(text, 'open', 'end', 'word', 1, 2)).toEqual(['open.', 'open.'])
    expect(steps(text, 'The', 'start', 'character', -1, 1)).toEqual(['The'])
    expect(steps(text, 'The', 'start', 'word', -1, 1)).toEqual(['The'])
  })

  it('knows the words of Chinese and Urdu', () => {
    expect(steps('内政部表示道路封闭', '内政部', 'end', 'word', 1, 1)).toEqual(['内政部表示'])
    expect(steps('وزارت داخلہ نے کہا', 'وزارت', 'end', 'word', 1, 1)).toEqual(['وزارت داخلہ'])
  })

  it('is quick in a text of one long line', () => {
    const long = 'x'.repeat(5_000_000)
    expect(nudged(long, { start: 2_000_000, end: 2_000_010 }, 'end', 'word', 1).end).toBeGreaterThan(
      2_000_010,
    )
    expect(nudged(long, { start: 0, end: 10 }, 'end', 'character', 1).end).toBe(11)
  })
})
