import { describe, expect, it } from 'vitest'
import { boardHandlers } from '../../db/boards.ts'
import type { ExportRequest } from '../../db/export/export-file.ts'
import { handlers, withBoard } from '../support/boards.ts'
import { exported } from '../support/exported.ts'
import { aClaim, aDocument, anActor, aPassage, aTag, aTagging, liveRows } from '../support/factories.ts'

const body = 'Beijing has asked for posts.\nOfficials <deny> it & more.'

function withContent() {
  const test = withBoard()
  const { write, put, call } = test
  const made = write((db) => {
    const document = aDocument(db, body, { title: 'Posts', published: '2024-11', reliability: 'B' })
    const passage = aPassage(db, document, 'Officials <deny> it & more')
    aTagging(db, passage, aTag(db, 'Denials', { colour: '#1f8a70' }))
    const claim = aClaim(db, 'There are no posts.', [passage], {
      stance: 'denies',
      reliability: 'B',
      credibility: 3,
    })
    return { passage, claim, actor: anActor(db, 'Interior ministry', { kind: 'government-body' }) }
  })
  const passage = put({ kind: 'passage', subject: made.passage }, 0.4, -20)
  const claim = put({ kind: 'claim', subject: made.claim }, 300, 0)
  const actor = put({ kind: 'actor', subject: made.actor }, 600, 300)
  const note = put({ kind: 'note', body: 'Ask\nagain' }, 0, 300)
  const group = put({ kind: 'group', title: 'Autumn', holds: [passage, claim] }, -24, -60)
  call(handlers, 'links.create', { from: passage, to: claim, direction: 'none' })
  call(handlers, 'links.create', {
    from: claim,
    to: actor,
    kind: 'contradicts',
    style: 'dashed',
    direction: 'both',
  })
  const request = { what: 'board', dialect: 'exact', separator: ',', board: 'Who agreed to what' } as const
  const exportAs = (format: ExportRequest['format']) => exported(test.db, { ...request, format }).toString()
  return { ...test, made, ids: { passage, claim, actor, note, group }, written: exportAs }
}

interface Canvas {
  nodes: Record<string, unknown>[]
  edges: Record<string, unknown>[]
  claimboard: {
    cards: Record<string, { geometry: object; subject: string | null }>
    links: Record<string, object>
  }
}

describe('a board as JSON Canvas', () => {
  it('has a node for each card and an edge for each link, in whole pixels', () => {
    const { written, ids } = withContent()
    const canvas = JSON.parse(written('canvas')) as Canvas
    expect(canvas.nodes.map(({ id, type }) => [id, type])).toEqual([
      [ids.group, 'group'],
      [ids.passage, 'text'],
      [ids.claim, 'text'],
      [ids.actor, 'text'],
      [ids.note, 'text'],
    ])
    for (const node of canvas.nodes) {
      for (const length of ['x', 'y', 'width', 'height']) expect(Number.isInteger(node[length])).toBe(true)
    }
    expect(canvas.edges).toMatchObject([
      {
        fromNode: ids.passage,
        toNode: ids.claim,
        fromSide: 'right',
        toSide: 'left',
        fromEnd: 'none',
        toEnd: 'none',
      },
      {
        fromNode: ids.claim,
        toNode: ids.actor,
        fromEnd: 'arrow',
        toEnd: 'arrow',
        label: 'contradicts',
        color: '#b3352c',
      },
    ])
  })

  it('says what a card is, what it says, where it is from, and what it stands for', () => {
    const { written, ids, made } = withContent()
    const { nodes } = JSON.parse(written('canvas')) as Canvas
    const text = (id: string) => nodes.find((node) => node.id === id)?.text
    expect(text(ids.passage)).toBe(
      `**Passage**\n\n> “Officials <deny> it & more”\n\nPosts · Nov 2024 · ¶2\n\n[passage](claimboard:passage/${made.passage})`,
    )
    expect(text(ids.claim)).toContain('**Claim** ⊘ denies\n\nThere are no posts.')
    expect(text(ids.note)).toBe('Ask\nagain')
    expect(nodes.find((node) => node.id === ids.passage)?.color).toBe('#1f8a70')
  })

  it('keeps beside it what the format has no place for', () => {
    const { written, ids, made, card } = withContent()
    const { claimboard } = JSON.parse(written('canvas')) as Canvas
    const { x, y, width, height, layer, container } = card(ids.passage) ?? {}
    expect(claimboard.cards[ids.passage]).toEqual({
      kind: 'passage',
      subject: made.passage,
      geometry: { x, y, width, height, layer, container },
      colour: null,
    })
    expect(Object.keys(claimboard.links)).toHaveLength(2)
  })
})

describe('a board as SVG', () => {
  it('shows every card, link and group, with nothing that could run', () => {
    const { written } = withContent()
    const svg = written('svg')
    expect(svg).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/,
    )
    for (const words of [
      '“Officials &lt;deny&gt; it &amp;',
      'There are no posts.',
      'Interior ministry',
      'Autumn',
      'contradicts',
    ]) {
      expect(svg).toContain(words)
    }
    expect(svg).not.toMatch(/<script|<style|<foreignObject|href="http|onload/)
    expect(svg.match(/<(\w+)/g)?.length).toBe(svg.match(/<\/\w+|\/>/g)?.length ?? 0)
  })

  it('has no character that XML forbids', () => {
    const { written, note } = withContent()
    note('a\u0001b\u000bc\ud83d\ude91')
    const svg = written('svg')
    for (const forbidden of ['\u0001', '\u000b']) expect(svg).not.toContain(forbidden)
    expect(svg).toContain('\u{1f691}')
  })

  it('is as large as what is on the board', () => {
    const { call, board, note } = withBoard()
    const empty = call(boardHandlers, 'boards.draw', { board })
    expect([empty.width, empty.height]).toEqual([544, 384])
    note('Here', -100, -100)
    note('There', 900, 500)
    const { width, height, svg } = call(boardHandlers, 'boards.draw', { board })
    expect([width, height]).toEqual([1264, 764])
    expect(svg).toContain('viewBox="-132 -132 1264 764"')
  })

  it('breaks lines where a page would, and says where it leaves something out', () => {
    const { call, board, put, db } = withBoard()
    put({ kind: 'note', body: `${'word '.repeat(200)}${'x'.repeat(2000)}` })
    put({ kind: 'note', body: '中文'.repeat(60) }, 400)
    const { svg } = call(boardHandlers, 'boards.draw', { board })
    const lines = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)
    expect(lines.every((line) => line.length < 60)).toBe(true)
    expect(lines.filter((line) => line.endsWith('…'))).toHaveLength(2)
    expect(liveRows(db, 'card')).toHaveLength(2)
  })
})

describe('exports that do not go together', () => {
  it('are refused in words', () => {
    const { db } = withContent()
    const request = { what: 'board', dialect: 'exact', separator: ',', format: 'canvas' } as const
    expect(() => exported(db, request)).toThrow('Name the board')
    expect(() => exported(db, { ...request, board: 'Nothing' })).toThrow('There is no board “Nothing”')
    expect(() => exported(db, { ...request, board: 'Who agreed to what', format: 'csv' })).toThrow('“canvas”')
    expect(() => exported(db, { ...request, what: 'claims' })).toThrow('Only a board')
  })
})
