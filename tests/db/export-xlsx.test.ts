import { spawnSync } from 'node:child_process'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, columnsOf, Part } from '../../db/export/table.ts'
import { XlsxWriter } from '../../db/export/xlsx.ts'
import { exported, memorySink } from '../support/exported.ts'
import { aDocument, aPassage, testProject } from '../support/factories.ts'

interface Sheet {
  name: string
  frozen: string
  rows: ([type: 'n' | 'text', value: string | number] | null)[][]
}

function sheetsInPython(bytes: Uint8Array): Sheet[] {
  const script = path.join(import.meta.dirname, '../support/read-xlsx.py')
  const python = spawnSync('python3', [script], { input: bytes, maxBuffer: 1 << 30 })
  if (python.status !== 0) throw new Error(`Python could not read the workbook: ${python.stderr}`)
  return JSON.parse(python.stdout.toString()) as Sheet[]
}

function workbook(names: readonly string[], rows: readonly (readonly Cell[])[]): Buffer {
  const sink = memorySink()
  const writer = new XlsxWriter(sink, ['sheet'], { dialect: 'exact' })
  const sheet = writer.sheet(columnsOf([names]))
  for (const row of rows) sheet.row([new Part(row)])
  sheet.end()
  writer.end()
  return sink.bytes()
}

describe('A workbook', () => {
  it('has typed cells: texts stay texts, numbers are numbers, nothing is no cell', () => {
    const rows = [
      ['2024-11', 7, null, '=1+1'],
      ['007', -0.5, '', "'x"],
    ] as const
    const [sheet] = sheetsInPython(workbook(['a', 'b', 'c', 'd'], rows))
    expect(sheet?.frozen).toBe('1')
    expect(sheet?.rows).toEqual([
      ['a', 'b', 'c', 'd'].map((name) => ['text', name]),
      [['text', '2024-11'], ['n', 7], null, ['text', '=1+1']],
      [
        ['text', '007'],
        ['n', -0.5],
        ['text', ''],
        ['text', "'x"],
      ],
    ])
  })

  it('gives back any texts, control characters and line ends included', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('_x000D_', '\r', '\n', '\0', '\u0007', '\uFFFE', '<', '&', ' ', 'x'),
    })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(nasty, fc.string({ unit: 'grapheme' })), { minLength: 200, maxLength: 400 }),
        (texts) => {
          const [sheet] = sheetsInPython(
            workbook(
              ['text'],
              texts.map((text) => [text]),
            ),
          )
          expect(sheet?.rows.slice(1)).toEqual(texts.map((text) => [['text', text]]))
        },
      ),
      { numRuns: 5 },
    )
  })

  it('of the evidence holds the values of the CSV', () => {
    const { db, write } = testProject()
    write((w) =>
      aPassage(w, aDocument(w, 'One = two\nand 😀', { title: '2024-11' }), 'and 😀', { note: '=note' }),
    )
    const [sheet] = sheetsInPython(exported(db, { what: 'evidence', format: 'xlsx' }))
    const [header = [], row = []] = sheet?.rows ?? []
    const value = (name: string) => row[header.findIndex((cell) => cell?.[1] === name)]
    expect(sheet?.name).toBe('evidence')
    expect(value('document_title')).toEqual(['text', '2024-11'])
    expect(value('passage_start')).toEqual(['n', 10])
    expect(value('passage_quote')).toEqual(['text', 'and 😀'])
    expect(value('passage_note')).toEqual(['text', '=note'])
  })

  it('of the linked tables has a sheet for each', () => {
    const { db, write } = testProject()
    write((w) => aPassage(w, aDocument(w, 'One two'), 'two'))
    const sheets = sheetsInPython(exported(db, { what: 'tables', format: 'xlsx' }))
    expect(sheets.find(({ name }) => name === 'passages')?.rows).toHaveLength(2)
    expect(sheets.map(({ name }) => name)).toContain('ratings')
  })

  it('refuses what a cell cannot hold, naming it, instead of cutting it', () => {
    const { db, write } = testProject()
    write((w) => aPassage(w, aDocument(w, 'x'.repeat(32_768)), [0, 32_768]))
    expect(() => exported(db, { what: 'evidence', format: 'xlsx' })).toThrow(
      /passage_quote in row 2 of “evidence” has 32768 characters.*Export as CSV/,
    )
  })

  it('refuses more columns than a sheet has', () => {
    const names = Array.from({ length: 16_385 }, (_, i) => `c${i}`)
    expect(() => workbook(names, [])).toThrow(/16384 columns/)
  })
})
