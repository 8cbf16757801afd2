import { expect, it } from 'vitest'
import { type CountedFigure, conflictsAmong } from '../../db/contract/figure-conflict.ts'

function figure(uid: string, fields: Partial<CountedFigure>): CountedFigure {
  const nothing = { counted: null, notCounted: null, low: null, high: null, unit: null, qualifier: null }
  return { uid, measure: 'killed', ...nothing, ...fields }
}

const conflicts = (...figures: CountedFigure[]) => Object.fromEntries(conflictsAmong(figures))

it('Ranges of one population that exclude each other are at odds', () => {
  const [two, three] = [figure('two', { low: 2, high: 2 }), figure('three', { low: 3, high: 3 })]
  expect(conflicts(two, three, figure('wide', { low: 1, high: 5 }))).toEqual({
    two: ['three'],
    three: ['two'],
  })
})

it('Other populations, measures and units are not', () => {
  const two = { low: 2, high: 2 }
  const three = { low: 3, high: 3 }
  expect(conflicts(figure('a', two), figure('b', { ...three, notCounted: 'the driver' }))).toEqual({})
  expect(conflicts(figure('a', two), figure('b', { ...three, measure: 'injured' }))).toEqual({})
  expect(conflicts(figure('a', { ...two, unit: 'million' }), figure('b', three))).toEqual({})
  expect(
    conflicts(
      figure('a', { ...two, counted: 'Engineers ' }),
      figure('b', { ...three, counted: 'engineers' }),
    ),
  ).toEqual({ a: ['b'], b: ['a'] })
})

it('A side that is not given is open, and so is what a qualifier opens', () => {
  expect(conflicts(figure('a', { low: 2 }), figure('b', { low: 9, high: 9 }))).toEqual({})
  expect(conflicts(figure('a', { high: 5 }), figure('b', { low: 9 }))).toEqual({ a: ['b'], b: ['a'] })
  const atLeast = figure('a', { low: 2, high: 2, qualifier: 'at least' })
  expect(conflicts(atLeast, figure('b', { low: 9, high: 9 }))).toEqual({})
  expect(conflicts(atLeast, figure('b', { low: 1, high: 1 }))).toEqual({ a: ['b'], b: ['a'] })
  const noMore = figure('a', { low: 5, high: 5, qualifier: 'no more than' })
  expect(conflicts(noMore, figure('b', { low: 9, high: 9 }))).toEqual({ a: ['b'], b: ['a'] })
  expect(conflicts(noMore, figure('b', { low: 3, high: 3 }))).toEqual({})
})
