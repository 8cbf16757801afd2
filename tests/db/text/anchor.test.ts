import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONTEXT, findQuote, makeAnchor } from '../../../db/text/anchor.ts'

const text = 'Officials said no. The ministry said no, and 😀 said no.'

describe('an anchor', () => {
  it('keeps the quote with up to 32 characters on each side', () => {
    const long = `${'a'.repeat(40)}QUOTE${'b'.repeat(40)}`
    expect(makeAnchor(long, 40, 45)).toEqual({
      start: 40,
      end: 45,
      quote: 'QUOTE',
      prefix: 'a'.repeat(CONTEXT),
      suffix: 'b'.repeat(CONTEXT),
    })
    expect(makeAnchor('QUOTE', 0, 5)).toMatchObject({ prefix: '', suffix: '' })
  })

  it('has no half characters in its context', () => {
    const around = `😀${'a'.repeat(CONTEXT - 1)}QUOTE${'b'.repeat(CONTEXT - 1)}😀`
    const start = around.indexOf('QUOTE')
    expect(makeAnchor(around, start, start + 5)).toMatchObject({
      prefix: 'a'.repeat(CONTEXT - 1),
      suffix: 'b'.repeat(CONTEXT - 1),
    })
  })

  it.each([
    [5, 5, 'The passage at 5 is empty.'],
    [9, 5, 'The passage ends at 5, before it starts at 9.'],
    [-1, 5, 'The passage starts at -1, before the text begins.'],
    [0, 99, 'The passage ends at 99, but the text ends at 56.'],
    [46, 50, 'The passage starts at 46, in the middle of a character.'],
    [0, 46, 'The passage ends at 46, in the middle of a character.'],
    [0.5, 2, 'The start and end of a passage are whole numbers.'],
    [0, Number.NaN, 'The start and end of a passage are whole numbers.'],
  ])('is refused from %d to %d', (start, end, message) => {
    expect(() => makeAnchor(text, start, end)).toThrow(message)
  })

  it('is the slice of its offsets between its context, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.nat(),
        (any, a, b) => {
          const [start, end] = [a % (any.length + 1), b % (any.length + 1)].sort((x, y) => x - y) as [
            number,
            number,
          ]
          try {
            const anchor = makeAnchor(any, start, end)
            expect(anchor.quote).toBe(any.slice(start, end))
            expect(anchor.prefix.isWellFormed() && anchor.suffix.isWellFormed()).toBe(true)
            expect(any.endsWith(anchor.prefix, start) && any.startsWith(anchor.suffix, end)).toBe(true)
            const found = findQuote(any, anchor)
            // Short texts may repeat quote and context whole; then the answer is that it is ambiguous.
            expect(found).toMatchObject(found.found ? { start, end } : { reason: 'ambiguous' })
          } catch (error) {
            expect(error).toMatchObject({ name: 'AppError', code: 'invalid' })
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a quote', () => {
  it('is found where it stands once', () => {
    expect(findQuote(text, { quote: 'The ministry' })).toEqual({ found: true, start: 19, end: 31 })
  })

  it('is absent, or ambiguous with the number of its places', () => {
    expect(findQuote(text, { quote: 'said yes' })).toEqual({ found: false, reason: 'absent' })
    expect(findQuote(text, { quote: 'said no' })).toEqual({ found: false, reason: 'ambiguous', count: 3 })
  })

  it('counts places that overlap', () => {
    expect(findQuote('aaaa', { quote: 'aa' })).toEqual({ found: false, reason: 'ambiguous', count: 3 })
  })

  it('is settled by a prefix or a suffix of any length', () => {
    expect(findQuote(text, { quote: 'said no', prefix: 'ministry ' })).toMatchObject({ start: 32 })
    expect(findQuote(text, { quote: 'said no', prefix: text.slice(0, 48) })).toMatchObject({ start: 48 })
    expect(findQuote(text, { quote: 'said no', suffix: ', and' })).toMatchObject({ start: 32 })
    expect(findQuote(text, { quote: 'said no', prefix: '', suffix: '.' })).toMatchObject({ count: 2 })
    expect(findQuote(text, { quote: 'said no', prefix: 'nobody ' })).toEqual({
      found: false,
      reason: 'absent',
    })
  })

  it('is no half of a character', () => {
    expect(findQuote('😀', { quote: '\uD83D' })).toEqual({ found: false, reason: 'absent' })
  })

  it('is found whatever line ends its writer had', () => {
    expect(findQuote('one\ntwo', { quote: 'one\r\ntwo' })).toEqual({ found: true, start: 0, end: 7 })
  })

  it('is refused when empty', () => {
    expect(() => findQuote(text, { quote: '' })).toThrow('The quote is empty.')
  })
})
