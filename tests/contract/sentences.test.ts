import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentenceAt, sentenceInBlocks, sentences } from '../../db/contract/sentences.ts'

const split = (text: string) =>
  sentences(text, 0, text.length).map(({ start, end }) => text.slice(start, end))

describe('sentences', () => {
  it.each([
    [['Mr. Smith met Gen. Asim Munir in the U.S. Senate.', 'He left at 5 p.m.', 'The talks failed.']],
    [['Donald J. Trump won.', 'J. K. Rowling wrote.', 'The group (B.L.A.) attacked.', 'Others fled.']],
    [['The U.S. has 3.5 million.', 'It happened in the U.S.', 'The plan is dead.', 'See e.g. China.']],
    [
      [
        'On Jan. 8 he went.',
        'It was so in Feb.',
        'No. 5 is alive.',
        'It cost approx. $5.',
        'Yes and no.',
        'Well.',
      ],
    ],
    [['Visit www.example.com today.', '1. First item.', '2. Second.']],
    [['پاکستان نے کہا۔', 'چین نے انکار کیا۔', 'کیوں؟', 'معلوم نہیں۔']],
    [['قال المتحدث إن بكين لم تؤكد.', 'هل عاد؟', 'لا.']],
  ])('end at full stops that are no abbreviations: %j', (expected) => {
    expect(split(expected.join(' '))).toEqual(expected)
  })

  it.each([
    [['He said: “We will go.”', 'Then he left.', '“Will you go?” he asked.', '“No!”', 'She left.']],
    [['"We won\'t," he said.', '"Why?" she asked.', 'He left.']],
  ])('keep their closing quotes: %j', (expected) => {
    expect(split(expected.join(' '))).toEqual(expected)
  })

  it('need no spaces in Chinese, and begin with their own quotation mark', () => {
    expect(split('中国没有证实。“我们不知道。”他说。真的吗？是的！')).toEqual([
      '中国没有证实。',
      '“我们不知道。”',
      '他说。',
      '真的吗？',
      '是的！',
    ])
  })

  it('go over the line ends of hard-wrapped text, and end at empty lines', () => {
    expect(split('A wrapped\nsentence. And\nanother.\n\nNew one')).toEqual([
      'A wrapped\nsentence.',
      'And\nanother.',
      'New one',
    ])
  })

  it('are none in nothing', () => {
    expect(split('')).toEqual([])
    expect(split(' \n ')).toEqual([])
  })

  it('together hold everything but white space, in order, whatever the text', () => {
    const unit = fc.constantFrom(
      'a',
      'B',
      ' ',
      '.',
      '?',
      '“',
      '”',
      '\n',
      '。',
      '😀',
      'Mr.',
      '5',
      '…',
      '(',
      ')',
    )
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const found = sentences(text, 0, text.length)
        const gaps = [{ start: 0, end: 0 }, ...found].map(({ end }, index) =>
          text.slice(end, found[index]?.start),
        )
        expect(gaps.join('').trim()).toBe('')
        for (const { start, end } of found) expect(text.slice(start, end)).toBe(text.slice(start, end).trim())
      }),
    )
  })
})

describe('the sentence at a place', () => {
  const text = 'Heading\nOne here.  Two there. \nNext'
  const block = { start: 8, end: 30 }
  const at = (offset: number) => {
    const found = sentenceAt(text, block, offset)
    return found && text.slice(found.start, found.end)
  }

  it('is the one that holds it, and in the space behind a sentence that sentence', () => {
    expect([8, 12, 17, 18].map(at)).toEqual(['One here.', 'One here.', 'One here.', 'One here.'])
    expect([19, 25, 29, 30].map(at)).toEqual(['Two there.', 'Two there.', 'Two there.', 'Two there.'])
  })

  it('stays within the block', () => {
    expect(at(0)).toBe('One here.')
    expect(at(35)).toBe('Two there.')
  })

  it('is none in a block without words', () => {
    expect(sentenceAt('   ', { start: 0, end: 3 }, 1)).toBeUndefined()
  })

  it('is found in one endless line', () => {
    const line = 'Some words in a row. '.repeat(500_000)
    const middle = 21 * 250_000
    expect(sentenceAt(line, { start: 0, end: line.length }, middle + 5)).toEqual({
      start: middle,
      end: middle + 20,
    })
  })
})

it('the sentence at a place of a document lies within its block', () => {
  const words = 'Road closed\n\nOfficials deny it. Mr. Smith does not.\n'
  const blocks = [
    { kind: 'heading', start: 0, end: 11 },
    { kind: 'paragraph', start: 13, end: 51 },
  ]
  const at = (offset: number) => {
    const span = sentenceInBlocks(words, blocks, offset)
    return span && words.slice(span.start, span.end)
  }
  expect(at(words.indexOf('Smith'))).toBe('Mr. Smith does not.')
  expect(at(words.indexOf('deny'))).toBe('Officials deny it.')
  expect(at(words.length)).toBeUndefined()
})
