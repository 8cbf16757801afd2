import { describe, expect, it } from 'vitest'
import { extract } from '../../../db/import/extract.ts'

const read = (content: string) => extract({ bytes: new TextEncoder().encode(content), name: 'notes.md' })

const outline = (content: string) => {
  const { text, blocks } = read(content)
  return blocks.map(({ kind, level, start, end }) => [
    level === undefined ? kind : `${kind} ${level}`,
    text.slice(start, end),
  ])
}

it('keeps the source as it is', () => {
  const source = '# *Title* #\n\n> quoted\n\n- item\n'
  expect(read(source).text).toBe(source)
})

describe('blocks', () => {
  it('are headings of both kinds without their marks', () => {
    expect(outline('# One #\n###### Six\n#none\n\nSetext\n======\n\nOver two\nlines\n---\n')).toEqual([
      ['heading 1', 'One'],
      ['heading 6', 'Six'],
      ['paragraph', '#none'],
      ['heading 1', 'Setext'],
      ['heading 2', 'Over two\nlines'],
    ])
  })

  it('are list items with their depth, continuation lines included', () => {
    expect(outline('- one\n  goes on\n  - two\n\t\t1. three\n* one again\n- [x] task\n\n10) ten')).toEqual([
      ['list-item 1', 'one\n  goes on'],
      ['list-item 2', 'two'],
      ['list-item 3', 'three'],
      ['list-item 1', 'one again'],
      ['list-item 1', 'task'],
      ['list-item 1', 'ten'],
    ])
  })

  it('are paragraphs, quoted ones without the first mark', () => {
    expect(outline('One\ngoes on.\n> quoted\n> goes on\n>\n> > deeper\n\n***\nTwo.')).toEqual([
      ['paragraph', 'One\ngoes on.'],
      ['paragraph', 'quoted\n> goes on'],
      ['paragraph', 'deeper'],
      ['paragraph', 'Two.'],
    ])
  })

  it('are the rows of tables without the borders, and not the delimiter row', () => {
    expect(
      outline('| Year | Killed |\n|:---|---:|\n| 2024 | 2 |\n| 2025 | |\nAfter.\n\na | b\n--|--\nc | d'),
    ).toEqual([
      ['table-row', 'Year | Killed'],
      ['table-row', '2024 | 2'],
      ['table-row', '2025 |'],
      ['paragraph', 'After.'],
      ['table-row', 'a | b'],
      ['table-row', 'c | d'],
    ])
  })

  it('are fenced code as one paragraph, whatever it holds', () => {
    expect(
      outline(
        '```js\n# no heading\n\n- no item\n```\nAfter.\n\n~~~\n```\n~~~\n> ```\n> quoted code\n> ```\nEnd.',
      ),
    ).toEqual([
      ['paragraph', '# no heading\n\n- no item'],
      ['paragraph', 'After.'],
      ['paragraph', '```'],
      ['paragraph', '> quoted code'],
      ['paragraph', 'End.'],
    ])
  })
})

describe('front matter', () => {
  const source = `---
title: "The deal: signed"
author: [Jane Roe, 'John Doe']
date: 2026-01-08T10:00
url: https://example.org/x
publisher: Daily Example # the paper
retrieved: 9 January 2026
lang: en-GB
tags:
  - a
---
# Another title

Words.`

  it('is no block, and proposes what it says about the source', () => {
    expect(read(source)).toMatchObject({
      title: 'The deal: signed',
      language: 'en-GB',
      proposed: {
        author: 'Jane Roe, John Doe',
        published: '2026-01-08',
        sourceUrl: 'https://example.org/x',
        publisher: 'Daily Example',
        captured: '2026-01-09',
      },
    })
    expect(outline(source)).toEqual([
      ['heading 1', 'Another title'],
      ['paragraph', 'Words.'],
    ])
  })

  it('reads lists over several lines', () => {
    expect(read('---\nauthors:\n  - Jane Roe\n  - John Doe\n---\nWords.').proposed).toEqual({
      author: 'Jane Roe, John Doe',
    })
  })

  it('proposes no address but that of the web', () => {
    expect(read('---\nurl: javascript:alert(1)\nsource: file:///etc/passwd\n---\nWords.').proposed).toEqual(
      {},
    )
  })

  it('is none without an end, or further down', () => {
    expect(outline('---\ntitle: x\n\nWords.')).toEqual([
      ['paragraph', 'title: x'],
      ['paragraph', 'Words.'],
    ])
    expect(read('Words.\n\n---\ntitle: x\n---\n').title).not.toBe('x')
  })
})

describe('the title', () => {
  it('is the first heading without marks and links, or the name of the file', () => {
    expect(read('Words.\n\n## The **big** [deal](https://example.org)\n').title).toBe('The big deal')
    expect(read('Words.').title).toBe('notes')
  })
})
