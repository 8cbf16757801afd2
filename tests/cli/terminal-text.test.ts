import { describe, expect, it } from 'vitest'
import { table } from '../../db/cli/table.ts'
import { cutTo, harmless, widthOf } from '../../db/cli/terminal-text.ts'

describe('Text for a terminal', () => {
  it('cannot move the cursor, change colours or set the title', () => {
    const text = harmless('a\x1b[31mred\x1b]0;title\x07\x9b2J\r\b\x00b')
    expect(text).not.toMatch(/[^\n\P{Cc}]/u)
    expect(text).toContain('red')
  })

  it('cannot turn round what follows, but keeps its own direction and joiners', () => {
    expect(harmless('exe\u202Etxt\u2066x')).toBe('exe\uFFFDtxt\uFFFDx')
    const persian = 'می\u200Cخواهم'
    expect(harmless(persian)).toBe(persian)
    expect(harmless('👨‍👩‍👧')).toBe('👨‍👩‍👧')
  })

  it.each([
    ['port', 4],
    ['Čapek', 5],
    ['中文', 4],
    ['、。', 4],
    ['한국어', 6],
    ['🚢', 2],
    ['👨‍👩‍👧', 2],
    ['🇵🇰', 2],
    ['e\u0301', 1],
    ['کراچی', 5],
    ['', 0],
  ])('knows that “%s” takes %d columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns)
  })

  it('is cut by columns, between what reads as characters', () => {
    expect(cutTo('中文中文', 8)).toBe('中文中文')
    expect(cutTo('中文中文', 7)).toBe('中文中…')
    expect(cutTo('ab👨‍👩‍👧cd', 5)).toBe('ab👨‍👩‍👧…')
    expect(cutTo('ab👨‍👩‍👧cd', 4)).toBe('ab…')
  })
})

describe('A table', () => {
  it('has columns under each other, numbers to the right, and no line break in a cell', () => {
    const lines = table(
      ['name', 'n', 'note'],
      [
        ['中文', 5, 'a\nb'],
        ['port', 12, null],
      ],
    ).split('\n')
    expect(lines).toEqual(['name   n  note', '中文   5  a b', 'port  12'])
  })

  it('cuts long cells, but never the last column', () => {
    const long = 'x'.repeat(200)
    const [, row = ''] = table(['a', 'b'], [[long, long]]).split('\n')
    expect(row).toBe(`${'x'.repeat(71)}…  ${long}`)
  })
})
