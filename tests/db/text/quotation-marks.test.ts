import { describe, expect, it } from 'vitest'
import { quotedLetters } from '../../../db/text/quotation-marks.ts'

/** The letters inside and outside of quotation marks within the part of a text that stands in ⟦…⟧. */
function counted(marked: string): string {
  const start = marked.indexOf('⟦')
  const end = marked.indexOf('⟧') - 1
  const { inside, outside } = quotedLetters(marked.replace('⟦', '').replace('⟧', ''), { start, end })
  return `${inside}/${outside}`
}

describe('Letters of a passage within quotation marks', () => {
  it.each([
    ['English, marks left out', 'He said: “⟦We go⟧.”', '4/0'],
    ['English, marks taken in', 'He said: ⟦“We go.”⟧', '4/0'],
    ['beside the quotation', '“We go,” ⟦he said⟧.', '0/6'],
    ['partly', '⟦He said “no”⟧.', '2/6'],
    ['the middle of a long one', '“Well, ⟦yes⟧, we go.”', '3/0'],
    ['a curly mark closed by a straight one', '⟦the “posts" here⟧', '5/7'],
    ['straight marks', 'He said "⟦no⟧" to it', '2/0'],
    ['inches', 'a 6" pipe and ⟦a hose⟧', '0/5'],
    ['a stray straight mark', 'He said "⟦no to it', '0/6'],
    ['an apostrophe', '⟦China’s plan⟧', '0/10'],
    ['single marks with an apostrophe inside', 'He said ‘⟦it’s over⟧’.', '7/0'],
    ['French', 'Il a dit « ⟦non⟧ ».', '3/0'],
    ['German', 'Er sagte: „⟦Nein⟧“, mehr nicht.', '4/0'],
    ['German with guillemets', 'Er sagte: »⟦Nein⟧«.', '4/0'],
    ['Chinese', '他说：「⟦不行⟧」。', '2/0'],
    ['a quotation that ended with its paragraph', '“One paragraph\n⟦another⟧', '0/7'],
    ['a quotation that opens again in the next paragraph', '“One paragraph\n“⟦another⟧”', '7/0'],
    ['letters beyond the basic plane', '“⟦𝒜𝒷⟧”', '2/0'],
    ['no letters', '“⟦…⟧”', '0/0'],
  ])('%s: %s', (_, text, expected) => {
    expect(counted(text.includes('⟧') ? text : `${text}⟧`)).toBe(expected)
  })
})
