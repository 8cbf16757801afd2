import { z } from 'zod'
import {
  firstColumns,
  type TableShape,
  tableColumns,
  tableShapes,
  tagOfColumn,
} from '../../db/contract/evidence-columns.ts'
import { TableFilter, TableSort, type TableView } from '../../db/contract/evidence-table.ts'
import { createStore } from '../state/store.ts'
import { forgetChosen } from './chosen.ts'

/** CSS pixels: room for a letter and its dots, and more than a wide screen has. */
export const columnWidths = { least: 40, most: 2000 } as const

const ShownColumn = z.object({
  name: z.string(),
  /** CSS pixels. */
  width: z.number().min(columnWidths.least).max(columnWidths.most),
  /** Stays at the left while the others scroll. */
  pinned: z.boolean(),
})
export type ShownColumn = z.infer<typeof ShownColumn>

const ShapeView = z.object({ filter: TableFilter, sort: TableSort, columns: z.array(ShownColumn).min(1) })
export type ShapeView = z.infer<typeof ShapeView>

const Kept = z.object({
  shape: z.enum(tableShapes),
  views: z.object({ claims: ShapeView, evidence: ShapeView, passages: ShapeView }),
})

/** How the table stands: which shape is shown, and for each what is filtered, sorted and shown of it. */
type TableState = z.infer<typeof Kept> & { readonly project: string | null }

// CSS pixels: room for a line that can be read, by what is in it.
const widths = {
  text: 160,
  quote: 340,
  token: 110,
  choice: 150,
  date: 104,
  number: 90,
  things: 200,
  flag: 96,
}
const special: Readonly<Record<string, number>> = {
  claim_cite: 76,
  claim_statement: 320,
  reliability: 84,
  credibility: 88,
  source_reliability: 84,
  stance: 190,
  tags: 190,
  document_title: 230,
  passage_paragraph: 84,
  origins: 74,
}

const first: z.infer<typeof Kept> = {
  shape: 'claims',
  views: { claims: startOf('claims'), evidence: startOf('evidence'), passages: startOf('passages') },
}

export const tableState = createStore<TableState>({ ...first, project: null })

function startOf(shape: TableShape): ShapeView {
  return { filter: [], sort: [], columns: firstColumns[shape].map((name) => shown(shape, name)) }
}

/** A column as it is shown first. */
export function shown(shape: TableShape, name: string): ShownColumn {
  const pinned = name === 'claim_cite' && shape === 'claims'
  return { name, width: widthOf(shape, name), pinned }
}

function widthOf(shape: TableShape, name: string): number {
  const kind = tableColumns[shape].find((column) => column.name === name)?.kind ?? 'flag'
  return special[name] ?? widths[kind]
}

const keyOf = (project: string) => `claimboard.table.${project}`

/** Brings the table of a project back as it stood on this computer. */
export function loadTable(project: string): void {
  if (tableState.get().project === project) return
  forgetChosen()
  tableState.set({ ...first, ...kept(project), project })
}

/** What was kept by an older version, or by somebody's hand, may not fit any more: then the table starts anew. */
function kept(project: string): z.infer<typeof Kept> | null {
  const text = localStorage.getItem(keyOf(project))
  if (text === null) return null
  try {
    const { shape, views } = Kept.parse(JSON.parse(text))
    for (const name of tableShapes) {
      const known = new Set(tableColumns[name].map((column) => column.name))
      const fits = (column: string) => known.has(column) || tagOfColumn(column) !== undefined
      if (!namesOf(views[name]).every(fits)) return null
    }
    return { shape, views }
  } catch (error) {
    console.warn('How the evidence table stood could not be read and starts anew.', error)
    return null
  }
}

function namesOf({ filter, sort, columns }: ShapeView): string[] {
  return [...filter, ...sort].map(({ column }) => column).concat(columns.map(({ name }) => name))
}

function keep(): void {
  const { project, shape, views } = tableState.get()
  if (project !== null) localStorage.setItem(keyOf(project), JSON.stringify({ shape, views }))
}

export function showShape(shape: TableShape): void {
  if (tableState.get().shape === shape) return
  forgetChosen()
  tableState.set({ shape })
  keep()
}

/** Changes the shape that is shown. Under another filter nothing stays chosen: what is not seen shall not be changed. */
export function changeView(change: Partial<ShapeView>): void {
  const { shape, views } = tableState.get()
  if (change.filter) forgetChosen()
  tableState.set({ views: { ...views, [shape]: { ...views[shape], ...change } } })
  keep()
}

/** Shows what was kept under a name; the columns have the widths that they have here. */
export function applyView({ shape, filter, sort, columns }: TableView): void {
  forgetChosen()
  const { views } = tableState.get()
  const here = new Map(views[shape].columns.map((column) => [column.name, column]))
  const next = { filter, sort, columns: columns.map((name) => here.get(name) ?? shown(shape, name)) }
  tableState.set({ shape, views: { ...views, [shape]: next } })
  keep()
}

/** Rows and columns as they stand. */
export function currentView(
  { shape, views }: Pick<TableState, 'shape' | 'views'> = tableState.get(),
): TableView {
  const { columns, ...rows } = views[shape]
  return { shape, ...rows, columns: columns.map(({ name }) => name) }
}

/**
 * Columns in the order and width that they have got by hand. What is not shown just now keeps its place at the end.
 *
 * @param now those on the screen, from the left, with their widths in CSS pixels
 */
export function rearranged(
  before: readonly ShownColumn[],
  now: readonly { readonly colId: string; readonly width?: number | null | undefined }[],
): ShownColumn[] {
  const known = new Map(before.map((column) => [column.name, column]))
  const seen = now.flatMap(({ colId, width }): ShownColumn[] => {
    const column = known.get(colId)
    return column ? [{ ...column, width: width ?? column.width }] : []
  })
  const names = new Set(seen.map(({ name }) => name))
  return [...seen, ...before.filter(({ name }) => !names.has(name))]
}
