import { describe, expect, it } from 'vitest'
import { extract } from '../../../db/import/extract.ts'

const read = (content: string, name = 'notes.txt') =>
  extract({ bytes: new TextEncoder().encode(content), name })

const outline = (content: string) => {
  const { text, blocks } = read(content)
  return blocks.map(({ kind, level, start, end }) => [
    level === undefined ? kind : `${kind} ${level}`,
    text.slice(start, end),
  ])
}

const LONG = `${'Officials said that the talks go on, and that nothing has been agreed. '.repeat(3)}The end.`

describe('the text of a plain text file', () => {
  it('is the file, white space and all', () => {
    const content = '\n\n  Title  \n\n\tA paragraph. \n\n\n'
    expect(read(content).text).toBe(content)
  })
})

describe('blocks', () => {
  it('are the lines that are not empty, without the white space around them', () => {
    expect(outline('\n  A title \n\nFirst.\nSecond. \n \n')).toEqual([
      ['heading 1', 'A title'],
      ['paragraph', 'First.'],
      ['paragraph', 'Second.'],
    ])
  })

  it('are the stretches between empty lines where lines were wrapped', () => {
    const first =
      'This is a paragraph that has been wrapped at about seventy characters\nby some old mail program, so that sentences go on over the line ends\nand paragraphs are parted by empty lines.'
    const second =
      'A second paragraph, which is also wrapped at the same width and has\nabout three lines of text in it, which should be sufficient for the\nhabit to show.'
    expect(outline(`The title\n\n${first}\n\n${second}\n`)).toEqual([
      ['heading 1', 'The title'],
      ['paragraph', first],
      ['paragraph', second],
    ])
  })

  it('are lines again where lines are whole sentences', () => {
    const lines = Array.from(
      { length: 8 },
      (_, n) => `Sentence number ${n} is a whole one, and about as long as the others.`,
    )
    expect(outline(lines.join('\n')).map(([, text]) => text)).toEqual(lines)
  })

  it('know the short lines between paragraphs as headings', () => {
    expect(
      outline(`${LONG}\nWhat might happen next?\n${LONG}\nRead more\nShare this\n${LONG.slice(0, 40)}`),
    ).toEqual([
      ['paragraph', LONG],
      ['heading 2', 'What might happen next?'],
      ['paragraph', LONG],
      ['paragraph', 'Read more'],
      ['paragraph', 'Share this'],
      ['paragraph', LONG.slice(0, 40)],
    ])
  })

  it('are parted by form feeds, which are page breaks', () => {
    expect(outline('Page one.\fPage two.\n\f\nPage three.')).toEqual([
      ['paragraph', 'Page one.'],
      ['page-break', '\f'],
      ['paragraph', 'Page two.'],
      ['page-break', '\f'],
      ['paragraph', 'Page three.'],
    ])
  })
})

describe('the title', () => {
  it('is the first line if it is short and ends no sentence', () => {
    expect(read('Has it changed?\nText.').title).toBe('Has it changed?')
    expect(read('“Quoted” title\nText.').title).toBe('“Quoted” title')
  })

  it.each([
    'A sentence.\nText.',
    `${'Long '.repeat(50)}\nText.`,
    '***\nText.',
    'یہ ایک جملہ ہے۔\nText.',
    '2026-01-08\nText.',
    'Published: 8 January 2026\nText.',
  ])('is else the name of the file: %j', (content) => {
    expect(read(content, 'folder/My notes.v2.txt').title).toBe('My notes.v2')
  })
})

describe('the date of publication', () => {
  it.each([
    ['Last Updated:January 08, 2026, 13:16 IST', '2026-01-08'],
    ['Published: 8 January 2026', '2026-01-08'],
    ['Published January 8, 2026', '2026-01-08'],
    ['Posted on Thursday, 8th Jan 2026 at 10:00', '2026-01-08'],
    ['First Published:\n\nJanuary 08, 2026, 13:16 IST', '2026-01-08'],
    ['Date: 2026-01', '2026-01'],
    ['Updated: 2026-01-09\nPublished: 2026-01-08', '2026-01-08'],
  ])('is read from the boilerplate of pages: %j', (lines, published) => {
    expect(read(`A title\n${lines}\n${LONG}`).proposed).toEqual({ published })
  })

  it.each([
    'Published: 03/04/2025',
    'Published: yesterday',
    'Published in March, 8 of 10 copies',
    'Published: 2026-01-08\nPublished: 2026-01-09',
  ])('is not guessed: %j', (lines) => {
    expect(read(`A title\n${lines}\n${LONG}`).proposed).toEqual({})
  })
})
