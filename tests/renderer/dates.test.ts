import { expect, it } from 'vitest'
import { readableDate } from '../../db/contract/readable-date.ts'

it('writes dates as people do', () => {
  expect(readableDate('2026-01-08')).toBe('8 Jan 2026')
  expect(readableDate('2024-11')).toBe('Nov 2024')
  expect(readableDate('2024')).toBe('2024')
  expect(readableDate('2024-21')).toBe('spring 2024')
  expect(readableDate('2024-35')).toBe('Q3 2024')
  expect(readableDate('202X')).toBe('2020s')
  expect(readableDate('19XX')).toBe('1900s')
  expect(readableDate('2024-XX')).toBe('some month in 2024')
  expect(readableDate('2024-11-XX')).toBe('some day in Nov 2024')
  expect(readableDate('2024-11-05T10:30:00Z')).toBe('5 Nov 2024, 10:30:00Z')
  expect(readableDate(null)).toBe('')
})

it('says what is about, and what is in doubt', () => {
  expect(readableDate('2019~')).toBe('about 2019')
  expect(readableDate('2019-05?')).toBe('May 2019?')
  expect(readableDate('2019%')).toBe('about 2019?')
})

it('says what both ends of an interval share once', () => {
  expect(readableDate('2024-11-12/2024-11-13')).toBe('12–13 Nov 2024')
  expect(readableDate('2024-10-30/2024-11-02')).toBe('30 Oct – 2 Nov 2024')
  expect(readableDate('2024-12-30/2025-01-02')).toBe('30 Dec 2024 – 2 Jan 2025')
  expect(readableDate('2024-11/2025-01')).toBe('Nov 2024 – Jan 2025')
  expect(readableDate('2024-11-05/..')).toBe('from 5 Nov 2024')
  expect(readableDate('../2024-11')).toBe('until Nov 2024')
  expect(readableDate('[2024-11-05,2024-11-07]')).toBe('5 Nov 2024 or 7 Nov 2024')
  expect(readableDate('{2022,2023,2024}')).toBe('2022, 2023 and 2024')
})

it('leaves as it is written what is no date', () => {
  for (const text of ['last week', '2024-13', '2X24', '../..', '1/2/3']) expect(readableDate(text)).toBe(text)
})
