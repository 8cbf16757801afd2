import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edtfRange } from '../../db/contract/edtf.ts'
import { enteredForm, readEnteredDate } from '../../db/contract/entered-date.ts'
import { readableDate } from '../../db/contract/readable-date.ts'

/** A Wednesday. */
const wednesday = { date: '2024-11-13', name: 'the date of the document' }

/** EDTF for one meaning, a list for several, the message for none. */
function read(text: string, base: typeof wednesday | null = null) {
  const entered = readEnteredDate(text, base)
  switch (entered.kind) {
    case 'date':
      return entered.edtf
    case 'several':
      return entered.readings.map(({ edtf }) => edtf)
    case 'unclear':
      return entered.message
    case 'nothing':
      return null
  }
}

function expectAll(cases: Readonly<Record<string, string | string[]>>, base: typeof wednesday | null = null) {
  for (const [text, edtf] of Object.entries(cases)) expect(read(text, base), text).toEqual(edtf)
}

describe('dates by themselves', () => {
  it('days in words, in any common order', () =>
    expectAll({
      '5 Nov 2024': '2024-11-05',
      '5th of November 2024': '2024-11-05',
      'on the 5th November, 2024': '2024-11-05',
      'Nov. 5, 2024': '2024-11-05',
      'NOVEMBER 5th 2024': '2024-11-05',
      '2024 Nov 5': '2024-11-05',
      '2024-Nov-05': '2024-11-05',
      'Tuesday, 5 November 2024.': '2024-11-05',
      '29 Feb 2024': '2024-02-29',
      '30 Sept 2023': '2023-09-30',
    }))

  it('months, years and decades', () =>
    expectAll({
      'November 2024': '2024-11',
      'in Nov 2024': '2024-11',
      'Nov, 2024': '2024-11',
      '2024': '2024',
      'in 2019': '2019',
      '11/2024': '2024-11',
      '11.2024': '2024-11',
      '2024/11': '2024-11',
      'the 1990s': '199X',
    }))

  it('EDTF as it is', () =>
    expectAll({
      '2024-11-05': '2024-11-05',
      ' 2024-11 ': '2024-11',
      '2024-11-05/..': '2024-11-05/..',
      '2019~': '2019~',
      '2024-10/2024-12': '2024-10/2024-12',
      '{2022,2023}': '{2022,2023}',
      '2024-11-05T10:30:00Z': '2024-11-05T10:30:00Z',
    }))

  it('parts of a year', () =>
    expectAll({
      'spring 2023': '2023-21',
      'the Autumn of 2023': '2023-23',
      'fall 2023': '2023-23',
      'winter 2023/24': '2023-24',
      'southern summer 2023': '2023-30',
      'Q3 2024': '2024-35',
      '2024 Q3': '2024-35',
      'the third quarter of 2024': '2024-35',
      'last quarter of 2024': '2024-36',
      'second half of 2024': '2024-41',
      'H1 2024': '2024-40',
      'early 2024': '2024-37',
      'mid-2024': '2024-38',
      'late 2024': '2024-39',
      'early November 2024': '2024-11-01/2024-11-10',
      'mid November 2024': '2024-11-11/2024-11-20',
      'late February 2024': '2024-02-21/2024-02-29',
    }))

  it('digits whose order is known', () =>
    expectAll({
      '25/11/2024': '2024-11-25',
      '11/25/2024': '2024-11-25',
      '5.11.2024': '2024-11-05',
      '5/5/2024': '2024-05-05',
      '2024/11/05': '2024-11-05',
      '2024-5-3': '2024-05-03',
    }))

  it('digits that can mean two days are asked about', () => {
    expect(readEnteredDate('5/11/2024')).toEqual({
      kind: 'several',
      readings: [
        { edtf: '2024-11-05', words: '5 Nov 2024' },
        { edtf: '2024-05-11', words: '11 May 2024' },
      ],
    })
    expect(read('before 5/11/2024')).toEqual(['../2024-11-04', '../2024-05-10'])
  })
})

describe('dates that are not exact', () => {
  it('about, and in doubt', () =>
    expectAll({
      'about 2019': '2019~',
      'circa 2019': '2019~',
      'c. 2019': '2019~',
      '~ 2019': '2019~',
      'around 5 Nov 2024': '2024-11-05~',
      'about spring 2023': '2023-21~',
      'perhaps November 2024': '2024-11?',
      'Nov 2024?': '2024-11?',
      'perhaps about 2019': '2019%',
    }))

  it('open on one side, as exact as what bounds them', () =>
    expectAll({
      'before March 2024': '../2024-02',
      'before 1 March 2024': '../2024-02-29',
      'before 2024': '../2023',
      'before spring 2024': '../2024-02',
      'until March 2024': '../2024-03',
      'by 5 Nov 2024': '../2024-11-05',
      'not later than 2024': '../2024',
      'after March 2024': '2024-04/..',
      'after 31 December 2024': '2025-01-01/..',
      'since March 2024': '2024-03/..',
      'from 5 Nov 2024 on': '2024-11-05/..',
      'not before 5 Nov 2024': '2024-11-05/..',
      'before about 2019': '../2018~',
    }))

  it('between two, with what both share said once', () =>
    expectAll({
      'between 3 and 9 November 2024': '2024-11-03/2024-11-09',
      '3–9 Nov 2024': '2024-11-03/2024-11-09',
      '3-9 Nov 2024': '2024-11-03/2024-11-09',
      '3rd to 9th Nov 2024': '2024-11-03/2024-11-09',
      'from March to May 2024': '2024-03/2024-05',
      'Mar-May 2024': '2024-03/2024-05',
      'November – January 2025': '2024-11/2025-01',
      '30 Oct – 2 Nov 2024': '2024-10-30/2024-11-02',
      '30 Dec 2024 – 2 Jan 2025': '2024-12-30/2025-01-02',
      '2019-2021': '2019/2021',
      'between 2019 and 2021': '2019/2021',
      '2024-11-05 - 2024-11-09': '2024-11-05/2024-11-09',
    }))
})

describe('dates that count from another one', () => {
  it('by days and weeks', () =>
    expectAll(
      {
        today: '2024-11-13',
        Yesterday: '2024-11-12',
        'the day before yesterday': '2024-11-11',
        tomorrow: '2024-11-14',
        'three days ago': '2024-11-10',
        'in 2 days': '2024-11-15',
        'two weeks ago': '2024-10-30~',
        'last week': '2024-11-04/2024-11-10',
        'next week': '2024-11-18/2024-11-24',
        'the past two weeks': '2024-10-30/2024-11-13',
        'on Tuesday': '2024-11-12',
        'on Wednesday': '2024-11-13',
        'last Wednesday': '2024-11-06',
        'last Thursday': '2024-11-07',
        'next Wednesday': '2024-11-20',
        'next Friday': '2024-11-15',
      },
      wednesday,
    ))

  it('by months and years', () =>
    expectAll(
      {
        'last month': '2024-10',
        'this month': '2024-11',
        'the previous month': '2024-10',
        'five months ago': '2024-06',
        'a year ago': '2023',
        'earlier this year': '2024',
        'next year': '2025',
        'last November': '2023-11',
        'last March': '2024-03',
        'next March': '2025-03',
        'since last month': '2024-10/..',
        'before last week': '../2024-11-03',
      },
      wednesday,
    ))

  it('without a year can mean the last one or the next', () => {
    expect(read('5 November', wednesday)).toEqual(['2024-11-05', '2025-11-05'])
    expect(read('March', wednesday)).toEqual(['2024-03', '2025-03'])
    expect(read('5 November')).toBe('Write the year too, such as 5 November 2024.')
  })

  it('say so, and need something exact enough to count from', () => {
    expect(readEnteredDate('last month', wednesday)).toMatchObject({ relative: true, words: 'Oct 2024' })
    expect(readEnteredDate('5 Nov 2024', wednesday)).toMatchObject({ relative: false })
    expect(read('last month', { ...wednesday, date: '2024-11' })).toBe('2024-10')
    expect(read('yesterday', { ...wednesday, date: '2024-11' })).toBe(
      '“yesterday” counts from the date of the document, which is known as Nov 2024 only. Write the date itself.',
    )
    expect(read('yesterday', { ...wednesday, date: '' })).toBe(
      '“yesterday” counts from the date of the document, which is not known. Enter that one first, or write the date itself.',
    )
    expect(read('yesterday')).toBe(
      '“yesterday” counts from another date, and there is none here. Write the date itself.',
    )
  })
})

describe('what is no date', () => {
  it('is told in plain words', () =>
    expectAll({
      '31 June 2024': 'June 2024 has 30 days.',
      '29.2.2023': 'February 2023 has 28 days.',
      '32/1/2024': 'January 2024 has 31 days.',
      '13/13/2024': 'A year has twelve months.',
      '5/11/24': 'Write the year with four digits, such as 2024.',
      '5 Nov 24': 'Write the year with four digits, such as 2024.',
      'Monday, 5 November 2024': '5 November 2024 is a Tuesday, not a Monday. Correct one of them.',
      '2025 to 2024': '“2025 to 2024” ends before it begins.',
      'when the talks began':
        '“when the talks began” is not understood as a date. Write it like 5 Nov 2024, November 2024, about 2019, before March 2024, or 2024-11-05.',
    }))

  it('may be nothing at all', () => {
    expect(readEnteredDate('  ')).toEqual({ kind: 'nothing' })
  })

  it('never becomes a date that cannot be stored', () => {
    const words = fc.constantFrom(
      ...[
        'before',
        'between',
        'and',
        'about',
        '5',
        '31',
        'Feb',
        'November',
        '2024',
        '0000',
        '9999',
        '–',
        '-',
      ],
      ...[
        'last',
        'next',
        'week',
        'month',
        'Tuesday',
        'ago',
        'two',
        'spring',
        '5/11/2024',
        'to',
        'the',
        '?',
        ',',
      ],
    )
    const anyText = fc.oneof(
      fc.array(words, { maxLength: 7 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary', maxLength: 20 }),
    )
    fc.assert(
      fc.property(anyText, fc.option(fc.constant(wednesday)), (text, base) => {
        const entered = readEnteredDate(text, base)
        if (entered.kind === 'date') expect(edtfRange(entered.edtf), entered.edtf).toBeDefined()
        if (entered.kind === 'several')
          for (const { edtf } of entered.readings) expect(edtfRange(edtf), edtf).toBeDefined()
      }),
      { numRuns: 3000 },
    )
  })
})

it('What a field shows for a stored date is read as the same date', () => {
  const year = fc.integer({ min: 1000, max: 2999 }).map(String)
  const month = fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0'))
  const day = fc.integer({ min: 1, max: 28 }).map((n) => String(n).padStart(2, '0'))
  const part = fc.integer({ min: 21, max: 41 }).map(String)
  const mark = fc.constantFrom('', '~', '?', '%')
  const plain = fc.oneof(
    year,
    fc.tuple(year, month).map((parts) => parts.join('-')),
    fc.tuple(year, month, day).map((parts) => parts.join('-')),
    fc.tuple(year, part).map((parts) => parts.join('-')),
    year.map((one) => `${one.slice(0, 3)}X`),
  )
  const anyDate = fc.oneof(
    fc.tuple(plain, mark).map((parts) => parts.join('')),
    plain.map((one) => `${one}/..`),
    plain.map((one) => `../${one}`),
    fc.tuple(plain, plain).map((ends) => ends.join('/')),
  )
  fc.assert(
    fc.property(anyDate, (edtf) => {
      fc.pre(edtfRange(edtf) !== undefined)
      const shown = enteredForm(edtf)
      expect(readEnteredDate(shown)).toMatchObject({ kind: 'date', edtf })
      // In words wherever it can be.
      if (/^\d{4}(-\d\d){0,2}[~?%]?$/.test(edtf)) expect(shown).toBe(readableDate(edtf))
    }),
    { numRuns: 2000 },
  )
})
