import { expect, it } from 'vitest'
import { type Entry, matching } from '../../renderer/palette/entries.ts'

const entry = (label: string, detail = ''): Entry => ({
  key: label,
  kind: 'Document',
  label,
  detail,
  run: () => {},
})
const entries = [
  entry('Harbour road blast', 'Coastal Monitor'),
  entry('Guards beside the road', 'The Meridian'),
  entry('Road to nowhere'),
  entry('封路 road closed'),
]
const found = (typed: string) => matching(entries, typed).map(({ label }) => label)

it('offers everything before anything is typed', () => {
  expect(found('  ')).toEqual(entries.map(({ label }) => label))
})

it('puts labels that begin with what was typed first, then words that do', () => {
  expect(found('road')).toEqual([
    'Road to nowhere',
    'Harbour road blast',
    'Guards beside the road',
    '封路 road closed',
  ])
})

it('wants every word, and finds by what is known of a thing last', () => {
  expect(found('road guards')).toEqual(['Guards beside the road'])
  expect(found('meridian')).toEqual(['Guards beside the road'])
  expect(found('封')).toEqual(['封路 road closed'])
  expect(found('nothing like it')).toEqual([])
})
