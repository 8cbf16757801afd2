import { type TableColumn, type TableShape, tableColumns, tagOfColumn } from './evidence-columns.ts'
import type { TableCell } from './evidence-table.ts'
import { readableDate } from './readable-date.ts'
import { readableTime } from './readable-time.ts'
import type { TagInfo } from './tag.ts'
import { stanceGlyphs } from './vocabulary.ts'

/** A column by its name; that of a tag is called as the tag is now, and is nothing once the tag is gone. */
export function columnOf(shape: TableShape, name: string, tags: readonly TagInfo[]): TableColumn | undefined {
  const uid = tagOfColumn(name)
  if (uid === undefined) return tableColumns[shape].find((column) => column.name === name)
  const tag = tags.find((one) => one.uid === uid)
  return tag && { name, label: tag.path.join(' › '), kind: 'flag' }
}

/** Columns that show a grade alone; what it means is a tooltip. */
export const gradeColumns: readonly string[] = ['reliability', 'credibility', 'source_reliability']

/** How a cell reads in a line of the table. */
export function cellText(column: TableColumn, cell: TableCell): string {
  if (cell === null) return ''
  if (column.kind === 'flag') return cell === 1 ? '✓' : ''
  if (!Array.isArray(cell)) return itemText(column, cell)
  const items = cell.map((item) => (typeof item === 'string' ? itemText(column, item) : thingText(item)))
  if (column.name === 'tag_path') return items.join(' › ')
  const separator =
    column.kind === 'quote' ? ' … ' : column.kind === 'choice' || column.kind === 'token' ? ', ' : '; '
  return [...new Set(items.filter((item) => item !== ''))].join(separator)
}

function itemText(column: TableColumn, item: string | number): string {
  if (column.name === 'stance') {
    const glyph = stanceGlyphs[item as keyof typeof stanceGlyphs]
    return [glyph, column.words?.[item] ?? item].filter(Boolean).join(' ')
  }
  if (gradeColumns.includes(column.name)) return String(item)
  if (column.kind === 'date')
    return /T\d/.test(String(item)) ? readableTime(String(item)) : readableDate(String(item))
  if (typeof item === 'number') return item.toLocaleString('en')
  return column.words?.[item] ?? item
}

type Thing = Readonly<Record<string, string | number | null>>

function thingText(thing: Thing): string {
  return 'measure' in thing ? figureText(thing) : linkText(thing)
}

function figureText({ measure, qualifier, low, high, unit, counted }: Thing): string {
  const numbers = [low, high].filter((bound) => typeof bound === 'number')
  const range = [...new Set(numbers)].map((bound) => bound.toLocaleString('en')).join('–')
  return [measure, qualifier, range, unit, counted].filter(Boolean).join(' ')
}

function linkText({ kind, to, from }: Thing): string {
  const words = String(kind).replaceAll('-', ' ')
  return to == null ? `← ${words} ${from ?? ''}` : `${words} ${to}`
}
