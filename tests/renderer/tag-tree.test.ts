import { describe, expect, it } from 'vitest'
import type { TagInfo } from '../../db/contract/tag.ts'
import { dropPlace, stepOf, treeRows, withBelow, zoneOf } from '../../renderer/tags/tree.ts'

/** Tags by their paths, in the order of the tree; a tag's id is its path. */
function tree(...paths: string[]): TagInfo[] {
  return paths.map((path) => {
    const names = path.split('/')
    return {
      uid: path,
      parent: names.length > 1 ? names.slice(0, -1).join('/') : null,
      name: names.at(-1) ?? '',
      path: names,
      colour: null,
      description: path === 'B' ? 'What is denied' : null,
      digit: null,
      passages: 0,
    }
  })
}

const tags = tree('A', 'A/1', 'A/1/x', 'A/2', 'B', 'C', 'C/1')
const rows = (closed: string[], filter = '') =>
  treeRows(tags, new Set(closed), filter).map(({ tag, open, aside }) =>
    [open === null ? '' : open ? '-' : '+', tag.uid, aside ? '?' : ''].join(''),
  )

describe('rows', () => {
  it('leave out what lies below a closed tag, however deep', () => {
    expect(rows([])).toEqual(['-A', '-A/1', 'A/1/x', 'A/2', 'B', '-C', 'C/1'])
    expect(rows(['A/1'])).toEqual(['-A', '+A/1', 'A/2', 'B', '-C', 'C/1'])
    expect(rows(['A', 'C'])).toEqual(['+A', 'B', '+C'])
  })

  it('are what was looked for, with what is above it, closed or not', () => {
    expect(rows(['A'], '1')).toEqual(['A?', 'A/1', 'C?', 'C/1'])
    expect(rows([], 'DENIED')).toEqual(['B'])
    expect(rows([], 'nothing')).toEqual([])
  })
})

describe('keys', () => {
  it('move a tag past its neighbours', () => {
    expect(stepOf(tags, 'B', 'up')).toEqual({ parent: null, before: 'A' })
    expect(stepOf(tags, 'B', 'down')).toEqual({ parent: null, before: null })
    expect(stepOf(tags, 'A', 'down')).toEqual({ parent: null, before: 'C' })
    expect(stepOf(tags, 'A', 'up')).toBeNull()
    expect(stepOf(tags, 'C', 'down')).toBeNull()
  })

  it('put a tag below the one before it, and out again after the one above it', () => {
    expect(stepOf(tags, 'B', 'in')).toEqual({ parent: 'A', before: null })
    expect(stepOf(tags, 'A/1', 'in')).toBeNull()
    expect(stepOf(tags, 'A/1', 'out')).toEqual({ parent: null, before: 'B' })
    expect(stepOf(tags, 'C/1', 'out')).toEqual({ parent: null, before: null })
    expect(stepOf(tags, 'B', 'out')).toBeNull()
  })
})

describe('a tag that is dragged', () => {
  const drop = (
    dragged: string,
    over: string,
    zone: 'before' | 'on' | 'after',
    open: boolean | null = null,
  ) => {
    const tag = tags.find(({ uid }) => uid === over)
    if (!tag) throw new Error(`There is no tag ${over}.`)
    return dropPlace(tags, dragged, { tag, open }, zone)
  }

  it('goes before a row, after it, or below it', () => {
    expect(drop('C', 'B', 'before')).toEqual({ parent: null, before: 'B' })
    expect(drop('B', 'A', 'on')).toEqual({ parent: 'A', before: null })
    expect(drop('B', 'A/1', 'after')).toEqual({ parent: 'A', before: 'A/2' })
    expect(drop('A/2', 'C', 'after')).toEqual({ parent: null, before: null })
  })

  it('goes first below a row that is open', () => {
    expect(drop('B', 'A', 'after', true)).toEqual({ parent: 'A', before: 'A/1' })
  })

  it('never goes below itself, and nowhere where it is already', () => {
    expect(drop('A', 'A', 'on')).toBeNull()
    expect(drop('A', 'A/1/x', 'on')).toBeNull()
    expect(drop('A', 'A/1', 'before')).toBeNull()
    expect(drop('B', 'B', 'before')).toBeNull()
    expect(drop('B', 'A', 'after')).toBeNull()
    expect(drop('B', 'C', 'before')).toBeNull()
    expect(drop('A/2', 'A', 'on')).toBeNull()
  })

  it('is held over the edges or the middle of a row', () => {
    expect([2, 13, 24].map((y) => zoneOf(y, 26))).toEqual(['before', 'on', 'after'])
  })
})

it('knows what lies below a tag', () => {
  expect([...withBelow(tags, 'A')]).toEqual(['A', 'A/1', 'A/1/x', 'A/2'])
})
