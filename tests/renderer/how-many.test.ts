import { expect, it } from 'vitest'
import { withNumber } from '../../renderer/claims/how-many.ts'

const read = (qualifier: string) => withNumber({ qualifier, low: '', high: '' })

it.each([
  ['2', '', '2', '2'],
  ['three', '', '3', '3'],
  ['1,200', '', '1,200', '1,200'],
  ['at least 90', 'at least', '90', ''],
  ['more than three', 'more than', '3', ''],
  ['no more than 12', 'no more than', '', '12'],
  ['about 60', 'about', '60', '60'],
  ['8 to 12', '', '8', '12'],
  ['8–12', '', '8', '12'],
  ['between 8 and 12', '', '8', '12'],
  ['at least between eight and 12', 'at least', '8', '12'],
])('“%s” is read as people mean it', (typed, qualifier, low, high) => {
  expect(read(typed)).toEqual({ qualifier, low, high })
})

it.each(['', 'at least', 'about 60 million', 'dozens', 'three people'])(
  '“%s” is left as it is: no number stands at its end',
  (qualifier) => {
    expect(read(qualifier)).toEqual({ qualifier, low: '', high: '' })
  },
)

it('A number that stands in its field already is not touched', () => {
  const figure = { qualifier: 'at least 90', low: '80', high: '' }
  expect(withNumber(figure)).toBe(figure)
})
