import { describe, expect, it } from 'vitest'
import {
  boundsOf,
  frameAround,
  groupAround,
  labelStop,
  lanesOf,
  overlap,
  pointOn,
  type Rect,
  routeLink,
} from '../../db/contract/board-geometry.ts'
import { freePlaces } from '../../db/contract/board-places.ts'
import { arranged, nudged, restacked } from '../../renderer/board/arranging.ts'
import { detailAt } from '../../renderer/board/detail.ts'
import { actionOfKey, stepOfKey } from '../../renderer/board/keys.ts'
import { inOrder } from '../../renderer/board/state.ts'

const rect = (x: number, y: number, width = 100, height = 50): Rect => ({ x, y, width, height })
const placed = (uid: string, x: number, y: number, width = 100, height = 50) => ({
  uid,
  ...rect(x, y, width, height),
})

describe('links', () => {
  it('run between the sides that face each other', () => {
    const from = rect(0, 0)
    const sides = (to: Rect) => {
      const { fromSide, toSide } = routeLink(from, to)
      return [fromSide, toSide]
    }
    expect(sides(rect(300, 20))).toEqual(['right', 'left'])
    expect(sides(rect(-300, 20))).toEqual(['left', 'right'])
    expect(sides(rect(20, 300))).toEqual(['bottom', 'top'])
    expect(sides(rect(20, -300))).toEqual(['top', 'bottom'])
  })

  it('begin and end on the edges of their cards', () => {
    const { curve } = routeLink(rect(0, 0), rect(300, 200))
    expect(curve[0]).toEqual({ x: 100, y: 25 })
    expect(curve[3]).toEqual({ x: 300, y: 225 })
    expect(pointOn(routeLink(rect(0, 0), rect(300, 0)), 0.5)).toEqual({ x: 200, y: 25 })
  })

  it('between the same two cards lie beside each other', () => {
    const lanes = lanesOf([
      { uid: 'a', from: '1', to: '2' },
      { uid: 'b', from: '2', to: '1' },
      { uid: 'c', from: '2', to: '3' },
    ])
    expect([...lanes]).toEqual([
      ['a', -0.5],
      ['b', 0.5],
      ['c', 0],
    ])
    const starts = [-0.5, 0.5].map((lane) => routeLink(rect(0, 0), rect(300, 0), lane).curve[0].y)
    expect(new Set(starts).size).toBe(2)
  })

  it('have their label where no card is in the way', () => {
    const route = routeLink(rect(0, 0), rect(600, 0))
    expect(labelStop(route, 'refuses', [])).toBe(0.5)
    const stop = labelStop(route, 'refuses', [rect(320, 0, 60, 60)])
    expect(stop).not.toBe(0.5)
    const { x, y } = pointOn(route, stop)
    expect(overlap(rect(x - 25, y - 10, 50, 20), rect(320, 0, 60, 60))).toBe(false)
  })
})

describe('groups', () => {
  it('are framed around their cards with room for the title', () => {
    const frame = frameAround([rect(100, 100), rect(300, 180)])
    expect(frame).not.toBeNull()
    for (const inner of [rect(100, 100), rect(300, 180)]) {
      expect(boundsOf([inner, frame as Rect])).toEqual(frame)
    }
    expect(frameAround([])).toBeNull()
  })

  it('take a card whose middle is in them, the innermost of several', () => {
    const groups = [
      { uid: 'outer', ...rect(0, 0, 1000, 1000) },
      { uid: 'inner', ...rect(100, 100, 300, 300) },
    ]
    expect(groupAround(rect(150, 150), groups)?.uid).toBe('inner')
    expect(groupAround(rect(380, 150), groups)?.uid).toBe('outer')
    expect(groupAround(rect(2000, 0), groups)).toBeUndefined()
  })
})

describe('new cards', () => {
  const size = { width: 200, height: 100 }

  it('take free places, clear of everything and of each other', () => {
    const taken = [rect(0, 0, 400, 400), rect(424, 0, 200, 200)]
    const places = freePlaces(
      taken,
      Array.from({ length: 30 }, () => size),
      { x: 100, y: 100 },
    )
    const all = [...taken, ...places.map((place) => ({ ...place, ...size }))]
    for (const [i, one] of all.entries())
      for (const other of all.slice(i + 1)) expect(overlap(one, other)).toBe(false)
    expect(places.every(({ x, y }) => x % 8 === 0 && y % 8 === 0)).toBe(true)
  })

  it('go below the newest one, and into a new column when that one is long', () => {
    const places = freePlaces(
      [rect(0, 0, 200, 100)],
      Array.from({ length: 12 }, () => size),
    )
    expect(new Set(places.slice(0, 7).map(({ x }) => x))).toEqual(new Set([0]))
    expect(places.at(-1)?.x).toBeGreaterThan(200)
  })

  it('begin at the origin of an empty board', () => {
    expect(freePlaces([], [size])).toEqual([{ x: 0, y: 0 }])
  })
})

describe('lining up', () => {
  const cards = [placed('a', 0, 0), placed('b', 300, 40, 200), placed('c', 120, 400)]
  const places = (action: Parameters<typeof arranged>[0]) =>
    arranged(action, cards).map(({ card, x, y }) => [card, x, y])

  it('goes by the outermost edges, or the middle of all', () => {
    expect(places('align-left').map(([, x]) => x)).toEqual([0, 0, 0])
    expect(places('align-right').map(([, x]) => x)).toEqual([400, 300, 400])
    expect(places('align-centre').map(([, x]) => x)).toEqual([200, 150, 200])
    expect(places('align-top').map(([, , y]) => y)).toEqual([0, 0, 0])
    expect(places('align-bottom').map(([, , y]) => y)).toEqual([400, 400, 400])
    expect(places('align-middle').map(([, , y]) => y)).toEqual([200, 200, 200])
  })

  it('spreads cards with the same room between neighbours, the outermost ones staying', () => {
    expect(places('distribute-across')).toEqual([
      ['a', 0, 0],
      ['c', 150, 400],
      ['b', 300, 40],
    ])
    expect(arranged('distribute-down', cards.slice(0, 2))).toEqual([])
  })

  it('does nothing to what is in its place, or alone', () => {
    expect(arranged('align-left', [placed('a', 0, 0), placed('b', 0, 90)])).toEqual([])
    expect(arranged('align-left', cards.slice(0, 1))).toEqual([])
  })

  it('brings cards to the front or the back in the order that they have', () => {
    const layers = [
      { uid: 'a', layer: 1 },
      { uid: 'b', layer: 2 },
      { uid: 'c', layer: 3 },
    ]
    expect(restacked('front', ['b', 'a'], layers)).toEqual([
      { card: 'a', layer: 4 },
      { card: 'b', layer: 5 },
    ])
    expect(restacked('back', ['c'], layers)).toEqual([{ card: 'c', layer: -1 }])
  })
})

describe('keys', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
    key,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  })

  it('name what is done, alone and in any case', () => {
    expect([actionOfKey(press('n')), actionOfKey(press('N'))]).toEqual(['note', 'note'])
    expect(actionOfKey(press('Delete'))).toBe('delete')
    expect(actionOfKey(press('n', { ctrlKey: true }))).toBeUndefined()
    expect(actionOfKey(press('q'))).toBeUndefined()
  })

  it('walk by the grid, further with Shift, and resize with Alt', () => {
    expect(stepOfKey(press('ArrowLeft'))).toEqual({ step: { x: -8, y: 0 }, does: 'move' })
    expect(stepOfKey(press('ArrowDown', { shiftKey: true }))).toEqual({ step: { x: 0, y: 64 }, does: 'move' })
    expect(stepOfKey(press('ArrowRight', { altKey: true }))?.does).toBe('resize')
    expect(stepOfKey(press('ArrowRight', { ctrlKey: true }))).toBeUndefined()
    expect(nudged({ x: 3, y: 3 }, { x: 8, y: 0 })).toEqual({ x: 8, y: 3 })
  })
})

describe('the selection', () => {
  it('keeps the order in which cards were selected', () => {
    expect(inOrder(['b', 'a'], ['a', 'b', 'c'])).toEqual(['b', 'a', 'c'])
    expect(inOrder(['b', 'a'], ['a'])).toEqual(['a'])
    const same = ['b', 'a']
    expect(inOrder(same, ['a', 'b'])).toBe(same)
  })
})

describe('distance', () => {
  it('leaves out what could not be read', () => {
    expect([1, 0.5, 0.1].map(detailAt)).toEqual(['full', 'title', 'shape'])
  })
})
