import { describe, expect, it } from 'vitest'
import type { Board } from '../../db/contract/board.ts'
import type { CardInfo } from '../../db/contract/card.ts'
import { cardAsText } from '../../db/contract/card-words.ts'
import { dropped } from '../../renderer/board/items.ts'
import { edgesOf, hueOfCard, insideOf, merged, nodesOf, placesOf } from '../../renderer/board/nodes.ts'
import { placedAt } from '../../renderer/board/placing.ts'

function card(uid: string, fields: Partial<CardInfo> = {}): CardInfo {
  return {
    uid,
    kind: 'note',
    subject: null,
    x: 0,
    y: 0,
    width: 200,
    height: 100,
    layer: 1,
    container: null,
    colour: null,
    content: { kind: 'note', title: null, body: `Note ${uid}` },
    createdAt: '2024-11-13T00:00:00.000Z',
    ...fields,
  }
}

const group = (uid: string, fields: Partial<CardInfo> = {}) =>
  card(uid, { kind: 'group', content: { kind: 'group', title: uid }, width: 600, height: 400, ...fields })

function board(cards: readonly CardInfo[], links: Board['links'] = []): Board {
  return { uid: 'board', title: 'Board', cards: [...cards], links }
}

describe('cards on the canvas', () => {
  const cards = [
    card('inner', { x: 140, y: 180, container: 'sub' }),
    group('sub', { x: 100, y: 100, width: 300, height: 200, container: 'top' }),
    card('free', { x: 900, y: 40 }),
    group('top', { x: 40, y: 20 }),
  ]

  it('are told their place within their group, and groups come first', () => {
    const nodes = nodesOf(board(cards), [])
    expect(nodes.map(({ id }) => id)).toEqual(['top', 'sub', 'free', 'inner'])
    expect(nodes.find(({ id }) => id === 'inner')).toMatchObject({
      parentId: 'sub',
      position: { x: 40, y: 80 },
    })
    expect(placesOf(nodes).get('inner')).toMatchObject({ x: 140, y: 180 })
    expect([...insideOf(new Set(['top']), nodes)].sort()).toEqual(['inner', 'sub'])
  })

  it('have their sizes and handles beforehand, so that nothing is mounted to be measured', () => {
    for (const node of nodesOf(board(cards), [])) {
      expect(node.measured).toEqual({ width: node.width, height: node.height })
      expect(node.handles).toHaveLength(4)
    }
  })

  it('lie above groups, in the order of their layers', () => {
    const z = new Map(nodesOf(board(cards), []).map(({ id, zIndex }) => [id, zIndex ?? 0]))
    const above = (a: string, b: string) => (z.get(a) ?? 0) > (z.get(b) ?? 0)
    expect([above('free', 'inner'), above('inner', 'sub'), above('sub', 'top')]).toEqual([true, true, true])
  })

  it('that did not change stay the same objects, and keep their selection when they did', () => {
    const before = nodesOf(board(cards), []).map((node) => ({ ...node, selected: node.id === 'free' }))
    const again = merged(nodesOf(board(cards), []), before)
    expect(again.every((node, i) => node === before[i])).toBe(true)
    const moved = cards.map((one) => (one.uid === 'free' ? { ...one, x: 960 } : one))
    const after = merged(nodesOf(board(moved), []), before).find(({ id }) => id === 'free')
    expect(after).toMatchObject({ selected: true, position: { x: 960, y: 40 } })
  })

  it('that are in somebody’s hand stay there while the project changes', () => {
    const before = nodesOf(board(cards), []).map((node) =>
      node.id === 'free' ? { ...node, dragging: true, position: { x: 1, y: 2 } } : node,
    )
    const elsewhere = cards.map((one) => (one.uid === 'free' ? { ...one, x: 960 } : one))
    const after = merged(nodesOf(board(elsewhere), []), before).find(({ id }) => id === 'free')
    expect(after?.position).toEqual({ x: 1, y: 2 })
  })

  it('are saved where they were put down, into the group that is there', () => {
    const nodes = nodesOf(board(cards), []).map((node) =>
      node.id === 'free' ? { ...node, position: { x: 400, y: 300 } } : node,
    )
    expect(placedAt(['free'], nodes)).toEqual([{ card: 'free', x: 400, y: 300, container: 'top' }])
  })

  it('move along with their group and stay in it', () => {
    const nodes = nodesOf(board(cards), []).map((node) =>
      node.id === 'top' ? { ...node, position: { x: 48, y: 20 } } : node,
    )
    expect(placedAt(['top'], nodes)).toEqual([
      { card: 'top', x: 48, y: 20, container: null },
      { card: 'sub', x: 108, y: 100 },
      { card: 'inner', x: 148, y: 180 },
    ])
  })

  it('have the hue of their colour, their tag or their kind', () => {
    const tags = [
      {
        uid: 't',
        parent: null,
        name: 'T',
        path: ['T'],
        colour: '#1f8a70',
        description: null,
        digit: null,
        passages: 1,
      },
    ]
    const place = {
      document: 'd',
      title: 'D',
      publisher: null,
      published: null,
      reliability: null,
      passage: 'p',
      start: 0,
      paragraph: 1,
    }
    const passage = (own: string[]) =>
      card('p', { kind: 'passage', content: { kind: 'passage', quote: 'Q', note: null, tags: own, place } })
    expect(hueOfCard(passage(['t']), tags)).toBe('var(--t3)')
    expect(hueOfCard(passage([]), tags)).toBe('var(--t1)')
    expect(hueOfCard({ ...passage(['t']), colour: '#c0426b' }, tags)).toBe('var(--t6)')
    expect(cardAsText(passage([]))).toBe('“Q”\n(D · ¶1 · D)')
  })
})

describe('links on the canvas', () => {
  it('are called by their words and by what they join', () => {
    const link = {
      uid: 'l',
      from: 'a',
      to: 'b',
      kind: null,
      direction: 'forward',
      style: 'solid',
      colour: null,
    } as const
    const cards = [card('a'), card('b', { x: 600 })]
    const name = (label: string | null, kind: 'contradicts' | null = null) =>
      edgesOf(board(cards, [{ ...link, label, kind }]))[0]?.ariaLabel
    expect(name('refuses')).toBe('Link refuses, from “Note a” to “Note b”')
    expect(name(null, 'contradicts')).toBe('Link contradicts, from “Note a” to “Note b”')
    expect(name(null)).toBe('Link from “Note a” to “Note b”')
  })
})

describe('what a drop brings', () => {
  const drag = (data: string) => ({ dataTransfer: { getData: () => data } as unknown as DataTransfer })

  it('is one thing or several, of the kinds that a board shows', () => {
    expect(dropped(drag('{"kind":"actor","uid":"1"}'))).toEqual([{ kind: 'actor', subject: '1' }])
    expect(dropped(drag('[{"kind":"tag","uid":"1"},{"kind":"claim","uid":"2"}]'))).toHaveLength(2)
  })

  it('is words of a text, which become a passage there', () => {
    const place = { document: '1', start: 2, end: 5 }
    expect(dropped(drag(JSON.stringify({ kind: 'words', place })))).toEqual([{ kind: 'passage', place }])
  })

  it('is nothing where it is not ours', () => {
    for (const data of ['', 'text', '{"kind":"board","uid":"1"}', '[1]'])
      expect(dropped(drag(data))).toEqual([])
  })
})
