import { beforeAll, describe, expect, it, vi } from 'vitest'
import { periodsOf } from '../../renderer/history/periods.ts'

let view: typeof import('../../renderer/history/view.ts')
let words: typeof import('../../renderer/history/words.ts')
let asOf: typeof import('../../renderer/history/AsOfDialog.tsx')

beforeAll(async () => {
  vi.stubGlobal('window', {
    claimboard: {
      post: () => {},
      subscribe: () => () => {},
      registerFiles: async () => [],
      platform: 'linux',
    },
  })
  view = await import('../../renderer/history/view.ts')
  words = await import('../../renderer/history/words.ts')
  asOf = await import('../../renderer/history/AsOfDialog.tsx')
})

const day = (name: string, actions = 1, analyst = 'ann') => ({ day: name, analyst, actions })

describe('the picture of activity', () => {
  it('has a bar for every day between the first and the last, and some before', () => {
    const { unit, periods } = periodsOf([
      day('2026-11-20', 2),
      day('2026-11-20', 3, 'bob'),
      day('2026-11-18'),
    ])
    expect(unit).toBe('day')
    expect(periods).toHaveLength(28)
    expect(periods.slice(-3).map(({ from, actions }) => [from, actions])).toEqual([
      ['2026-11-18', 1],
      ['2026-11-19', 0],
      ['2026-11-20', 5],
    ])
    expect([...(periods.at(-1)?.shares ?? [])]).toEqual([
      ['ann', 2],
      ['bob', 3],
    ])
  })

  it('goes over to weeks, months and years where the days are too many', () => {
    const between = (first: string, last: string) => periodsOf([day(first), day(last)])
    expect(between('2026-01-01', '2026-11-20').unit).toBe('week')
    expect(between('2022-01-01', '2026-11-20').unit).toBe('month')
    const long = between('1000-01-01', '9899-12-31')
    expect([long.unit, long.periods.length, long.periods.at(-1)?.label]).toEqual(['year', 92, '9899'])
    expect(between('0001-01-01', '9999-12-31').periods).toEqual([])
    const [week] = between('2026-01-01', '2026-11-20').periods
    expect([week?.from, week?.to]).toEqual(['2025-12-29', '2026-01-04'])
    expect(periodsOf([]).periods).toEqual([])
  })

  it('loses no action', () => {
    const days = Array.from({ length: 60 }, (_, i) => day(`2026-0${1 + (i % 9)}-1${i % 10}`))
    const { periods } = periodsOf(days)
    expect(periods.reduce((sum, { actions }) => sum + actions, 0)).toBe(60)
  })
})

describe('the filters', () => {
  it('take days as people say them, on the clock of this computer', () => {
    const filter = view.filterOf({ ...view.everything, from: '2026-11', until: '2026-11-20' })
    expect(filter).toEqual({
      since: new Date(2026, 10, 1).toISOString(),
      before: new Date(2026, 10, 21).toISOString(),
    })
    expect(view.filterOf({ ...view.everything, from: 'no date yet', text: '  ' })).toEqual({})
    expect(
      view.filterOf({ ...view.everything, of: { document: 'd' }, analyst: 'a', table: 'tag', text: ' x ' }),
    ).toEqual({
      document: 'd',
      analyst: 'a',
      table: 'tag',
      text: 'x',
    })
  })
})

describe('the moment of a day', () => {
  it('is its end, or that of its minute, and never later than now', () => {
    const now = new Date(2026, 10, 20, 14, 5, 30)
    expect(asOf.momentOf('2026-11-19', '', now)).toBe(new Date(2026, 10, 19, 23, 59, 59, 999).toISOString())
    expect(asOf.momentOf('2026-11-19', '14:05', now)).toBe(
      new Date(2026, 10, 19, 14, 5, 59, 999).toISOString(),
    )
    expect(asOf.momentOf('2026-11-20', '', now)).toBe(now.toISOString())
    expect(() => asOf.momentOf('2026-11-21', '', now)).toThrow('still to come')
    expect(() => asOf.momentOf('2026-11-20', '15:00', now)).toThrow('still to come')
    expect(() => asOf.momentOf('whenever', '', now)).toThrow('Give a day')
  })
})

describe('an action', () => {
  it('is told in words', () => {
    expect(words.labelOf({ kind: 'undo', label: 'Tag passage' })).toBe('Undo: Tag passage')
    expect(words.extentOf({ changes: { document: 1, original: 1, analyst: 1 } })).toBe('1 thing')
    expect(words.extentOf({ changes: { analyst: 1 } })).toBe('')
    const marks = (state: string | null, operation = 'x') =>
      words.marksOf({ state, operation, kind: 'do' }).map(({ word }) => word)
    expect(marks('done', 'merge.run')).toEqual(['Merge'])
    expect([marks('undone'), marks('abandoned'), marks('elsewhere'), marks('running'), marks(null)]).toEqual([
      ['Undone'],
      ['Undone'],
      ['In another copy'],
      ['Going on'],
      [],
    ])
  })
})
