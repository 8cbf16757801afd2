import type { SharedTable } from './model.ts'
import type { ReadableDb } from './sql.ts'
import { fieldWords, valueWords } from './value-words.ts'

/** Columns of a cell by name, as the journal and the versions of cells hold them. */
export type CellValues = Readonly<Record<string, unknown>>

export interface CellWords {
  /** All of it on one line; empty where nothing is written. */
  readonly text: string
  readonly fields: { readonly column: string; readonly label: string; readonly text: string }[]
}

/** Columns that repeat in other terms what the rest of their cell says. */
const silent: readonly string[] = ['start_offset', 'end_offset', 'prefix', 'suffix']

/** What a cell holds as people read it. */
export function cellWords(db: ReadableDb, table: SharedTable, cell: string, values: CellValues): CellWords {
  const entries = Object.entries(values)
  const fields = entries.map(([column, value]) => ({
    column,
    label: fieldWords(column),
    text: valueWords(db, table, column, value),
  }))
  const spoken = fields.filter(
    ({ column, text }) => text !== '' && !(cell === 'span' && silent.includes(column)),
  )
  const text =
    entries.length === 1
      ? (fields[0]?.text ?? '')
      : spoken.map((field) => (cell === 'span' ? field.text : `${field.label}: ${field.text}`)).join('; ')
  return { text, fields }
}
