import { expect, it } from 'vitest'
import { readableDate } from '../../db/contract/readable-date.ts'

it('writes dates as people do, and leaves what is no plain date as it is', () => {
  expect(readableDate('2026-01-08')).toBe('8 Jan 2026')
  expect(readableDate('2024-11')).toBe('Nov 2024')
  expect(readableDate('2024')).toBe('2024')
  expect(readableDate('2024-11-05/..')).toBe('2024-11-05/..')
  expect(readableDate('2024-21')).toBe('2024-21')
  expect(readableDate(null)).toBe('')
})
