import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { keysOf } from '../../renderer/help/keys.ts'
import { anchorOf, type Block, type Inline, parseMarkdown } from '../../renderer/help/markdown.ts'

const file = path.resolve(import.meta.dirname, '../../docs/guide.md')
const guide = fs.readFileSync(file, 'utf8')
const blocks = parseMarkdown(guide)

const wordsOf = (block: Block): readonly Inline[] => {
  switch (block.kind) {
    case 'paragraph':
      return block.words
    case 'list':
      return block.items.flat()
    case 'table':
      return [...block.head, ...block.rows.flat()].flat()
    default:
      return []
  }
}

describe('The user guide', () => {
  let shortcuts: typeof import('../../renderer/help/shortcuts.ts')

  beforeAll(async () => {
    const bridge = {
      post: () => {},
      subscribe: () => () => {},
      registerFiles: async () => [],
      platform: 'linux',
    }
    vi.stubGlobal('window', { claimboard: bridge })
    shortcuts = await import('../../renderer/help/shortcuts.ts')
  })

  it('lists every shortcut; `vitest -u` writes the table anew', async () => {
    const table = shortcuts
      .shortcutGroups()
      .flatMap(({ group, shortcuts: entries }) => [
        `### ${group}`,
        '',
        '| Key | What it does |',
        '|---|---|',
        ...entries.map((entry) => `| \`${keysOf(entry)}\` | ${entry.label} |`),
        '',
      ])
    const [before, rest = ''] = guide.split('<!-- shortcuts: begin -->\n')
    const [, after = ''] = rest.split('<!-- shortcuts: end -->')
    const marked = ['<!-- shortcuts: begin -->', '', ...table, '<!-- shortcuts: end -->'].join('\n')
    await expect(`${before}${marked}${after}`).toMatchFileSnapshot(file)
  })

  it('shows pictures that are there, each with words for who does not see it', () => {
    const pictures = blocks.filter((block) => block.kind === 'picture')
    expect(pictures.length).toBeGreaterThan(5)
    for (const { alt, file: picture } of pictures) {
      expect(alt).not.toBe('')
      expect(picture).toMatch(/^images\/guide-[a-z]+\.png$/u)
      expect(fs.existsSync(path.join(path.dirname(file), picture))).toBe(true)
    }
  })

  it('leads to headings that are there, and reads whole', () => {
    const ids = new Set(blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])))
    for (const word of blocks.flatMap(wordsOf)) {
      if (word.kind === 'link') expect(word.to.startsWith('#') && ids.has(word.to.slice(1))).toBe(true)
      // A sign of Markdown that was not understood would be read out.
      else if (word.kind === 'text') expect(word.text).not.toMatch(/\*\*|`|\]\(/u)
    }
  })
})

describe('What is read as Markdown', () => {
  it('is headings, paragraphs over lines, lists, tables, pictures and lines of code', () => {
    const text = [
      '# Title',
      '',
      'One **line**',
      'and `S`.',
      '- first',
      '  goes on',
      '- [second](#title)',
      '',
      '| a | b\\|c |',
      '|---|---|',
      '| 1 | 2 |',
      '<!-- not',
      'shown -->',
      '![A board](images/guide-board.png)',
      '```',
      'claimboard help',
      '```',
      '1. one',
    ].join('\n')
    expect(parseMarkdown(text)).toEqual([
      { kind: 'heading', level: 1, text: 'Title', id: 'title' },
      {
        kind: 'paragraph',
        words: [
          { kind: 'text', text: 'One ' },
          { kind: 'strong', text: 'line' },
          { kind: 'text', text: ' and ' },
          { kind: 'code', text: 'S' },
          { kind: 'text', text: '.' },
        ],
      },
      {
        kind: 'list',
        ordered: false,
        items: [[{ kind: 'text', text: 'first goes on' }], [{ kind: 'link', text: 'second', to: '#title' }]],
      },
      {
        kind: 'table',
        head: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b|c' }]],
        rows: [[[{ kind: 'text', text: '1' }], [{ kind: 'text', text: '2' }]]],
      },
      { kind: 'picture', alt: 'A board', file: 'images/guide-board.png' },
      { kind: 'lines', text: 'claimboard help' },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'one' }]] },
    ])
  })

  it('loses nothing that it does not know', () => {
    expect(parseMarkdown('a * b [c] ` d')).toEqual([
      { kind: 'paragraph', words: [{ kind: 'text', text: 'a * b [c] ` d' }] },
    ])
    expect(parseMarkdown('![a](b.png) c\n![d')).toEqual([
      {
        kind: 'paragraph',
        words: [
          { kind: 'text', text: '!' },
          { kind: 'link', text: 'a', to: 'b.png' },
          { kind: 'text', text: ' c' },
        ],
      },
      { kind: 'paragraph', words: [{ kind: 'text', text: '![d' }] },
    ])
    expect(anchorOf('1. Open the sample project')).toBe('1-open-the-sample-project')
  })
})
