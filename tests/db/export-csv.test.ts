import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvOptions, csvWriter } from '../../db/export/csv.ts'
import { type Cell, columnsOf, Part } from '../../db/export/table.ts'
import { memorySink, recordsInPython, rowsInPython } from '../support/exported.ts'

const exact: CsvOptions = { dialect: 'exact', separator: ',' }

function csvOf(names: readonly string[], rows: readonly (readonly Cell[])[], options = exact): Buffer {
  const sink = memorySink()
  const writer = csvWriter(sink, columnsOf([names]), options)
  for (const row of rows) writer.row([new Part(row)])
  writer.end()
  return sink.bytes()
}

const hostile = [
  'plain',
  '',
  ' leading and trailing ',
  '"',
  '""',
  'a "quoted" word',
  'comma, semicolon; tab\t',
  'two\nlines',
  'two\r\nlines',
  'a lone \r CR',
  '\r',
  '\n',
  '\uFEFF a mark inside',
  'emoji 👩‍👩‍👧‍👦 and 🇵🇰',
  'سیکیورٹی پوسٹس',
  '安全岗哨',
  '\u202Eoverride\u202C',
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  "'already with an apostrophe",
  "'=1",
  '2024-11',
  '007',
  'null',
  'NaN',
  '\\',
  '\\"',
  '\u2028\u2029\u0085',
  '\u0001\u001f',
]

// Whole UTF-16 texts, and those made of what CSV readers trip over.
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\r', '\n', '\t', "'", '=', '-', '@', ' ', 'a', '\uFEFF'),
  }),
)

describe('An exact CSV', () => {
  it('gives back hostile values as they were', () => {
    expect(
      rowsInPython(
        csvOf(
          ['first', 'second'],
          hostile.map((value) => [value, value]),
        ),
      ),
    ).toEqual([['first', 'second'], ...hostile.map((value) => [value, value])])
  })

  it('keeps a row whose only value is empty', () => {
    expect(rowsInPython(csvOf(['only'], [[''], [null], ['x']]))).toEqual([['only'], [''], [''], ['x']])
  })

  it('ends lines with CRLF and has no byte-order mark', () => {
    expect(csvOf(['a', 'b'], [[1, 'x']]).toString()).toBe('a,b\r\n1,x\r\n')
  })

  it('writes lists as JSON arrays and numbers with all their digits', () => {
    const bytes = csvOf(['list', 'number'], [[['a', 'b"c', { low: 1 }], 0.1 + 0.2]])
    const [record] = recordsInPython(bytes)
    expect(JSON.parse(record?.list ?? '')).toEqual(['a', 'b"c', { low: 1 }])
    expect(Number(record?.number)).toBe(0.1 + 0.2)
  })

  it('gives back any texts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { minLength: 300, maxLength: 1000 }), (rows) => {
        expect(rowsInPython(csvOf(['a', 'b', 'c'], rows))).toEqual([['a', 'b', 'c'], ...rows])
      }),
      { numRuns: 8 },
    )
  })
})

/** Takes away what the spreadsheet dialect put in front, as its last column says. */
function undone(record: Record<string, string>): Record<string, string> {
  const { neutralised = '', ...values } = record
  const columns = neutralised.split(';')
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, columns.includes(name) ? value.slice(1) : value]),
  )
}

describe('A CSV for spreadsheets', () => {
  const separators = [',', ';', '\t'] as const

  it.each(separators)(
    'never begins a value with what would be run, and says where it changed one (%j)',
    (separator) => {
      const bytes = csvOf(
        ['a', 'b'],
        hostile.map((value) => [value, 'x']),
        { dialect: 'spreadsheet', separator },
      )
      const records = recordsInPython(bytes, separator, 'utf-8-sig')
      expect(records.map(undone)).toEqual(hostile.map((a) => ({ a, b: 'x' })))
      for (const { a = '' } of records) expect(a).not.toMatch(/^[=+\-@\t\r\n＝]/)
      expect(
        records
          .filter(({ neutralised }) => neutralised !== '')
          .map(undone)
          .map(({ a }) => a),
      ).toEqual(['\r', '\n', '=1+1', "=cmd|' /C calc'!A0", '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])
    },
  )

  it('begins with a byte-order mark and leaves numbers as they are', () => {
    const bytes = csvOf(['n'], [[-5]], { dialect: 'spreadsheet', separator: ';' })
    expect(bytes.toString()).toBe('\uFEFFn;neutralised\r\n-5;\r\n')
  })

  it('joins lists by semicolons, and neutralises what comes out', () => {
    const bytes = csvOf(['list'], [[['=a', 'b']]], { dialect: 'spreadsheet', separator: ',' })
    expect(recordsInPython(bytes, ',', 'utf-8-sig')).toEqual([{ list: "'=a; b", neutralised: 'list' }])
  })

  it('gives back any texts once what it put in front is taken away', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: text, b: text }), { minLength: 300, maxLength: 1000 }),
        fc.constantFrom(...separators),
        (records, separator) => {
          const bytes = csvOf(
            ['a', 'b'],
            records.map(({ a, b }) => [a, b]),
            { dialect: 'spreadsheet', separator },
          )
          expect(recordsInPython(bytes, separator, 'utf-8-sig').map(undone)).toEqual(records)
        },
      ),
      { numRuns: 8 },
    )
  })
})
