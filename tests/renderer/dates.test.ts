import { expect, it } from 'vitest'
import { readableDate } from '../../renderer/documents/dates.ts'
import { trimmed } from '../../renderer/state/reader.ts'

it('writes dates as people do, and leaves what is no plain date as it is', () => {
  expect(readableDate('2026-01-08')).toBe('8 Jan 2026')
  expect(readableDate('2024-11')).toBe('Nov 2024')
  expect(readableDate('2024')).toBe('2024')
  expect(readableDate('2024-11-05/..')).toBe('2024-11-05/..')
  expect(readableDate('2024-21')).toBe('2024-21')
  expect(readableDate(null)).toBe('')
})

it('takes the white space off both ends of a selection', () => {
  const text = '  one two \n'
  expect(trimmed(text, { start: 0, end: text.length })).toEqual({ start: 2, end: 9 })
  expect(trimmed(text, { start: 9, end: text.length })).toBeNull()
  expect(trimmed(text, { start: 3, end: 3 })).toBeNull()
})
