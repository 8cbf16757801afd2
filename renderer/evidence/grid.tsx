import {
  type CellClickedEvent,
  type CellKeyDownEvent,
  CellStyleModule,
  type ColDef,
  ColumnApiModule,
  createGrid,
  EventApiModule,
  type FullWidthCellKeyDownEvent,
  type GridApi,
  type IDatasource,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  type SuppressKeyboardEventParams,
  TooltipModule,
  themeQuartz,
} from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { TableColumn } from '../../db/contract/evidence-columns.ts'
import type { TableRow, TableRows } from '../../db/contract/evidence-table.ts'
import { cellText } from '../../db/contract/table-words.ts'
import { client } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { isStale } from '../state/stale.ts'
import { createStore, useStore } from '../state/store.ts'
import { CheckHeader } from './CheckHeader.ts'
import { type CellContext, rendererOf } from './cells.ts'
import { chooseTo, chosen, startAt, toggleRow } from './chosen.ts'
import { isJump, jump } from './jump.ts'
import { fetchLines, type Line } from './lines.ts'
import { look } from './look.ts'
import { SortHeader } from './SortHeader.ts'
import { useChanged } from './useChanged.ts'
import { columnWidths, rearranged, type ShownColumn } from './view.ts'

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  ColumnApiModule,
  EventApiModule,
  RowApiModule,
  ScrollApiModule,
  RenderApiModule,
  CellStyleModule,
  RowStyleModule,
  TooltipModule,
])

const theme = themeQuartz.withParams(look)

/** Rows that one call brings: a screen and a bit, so that they are there in a moment. */
const blockSize = 50
// So many stay at hand beside those on the screen. After every change and in every new order all of them are asked
// for again: more would keep the eye waiting for what it does not see.
const keptBlocks = 2
// A screen lies in two blocks, and one may be left from where it was before.
const callsAtOnce = keptBlocks + 1
// Rows beyond the screen that are painted already: a notch of the wheel.
const spareRows = 4

const checkColumn = 'check'
const checkWidth = 36
// CSS pixels that always scroll beside columns that are kept in view: a table narrower than both lets these go.
const leastScrolled = 50

export interface GridProps {
  /** The filter and the sort of the rows. */
  readonly rows: TableRows
  /** How many rows there are, as far as that is known. */
  readonly count: number
  readonly shown: readonly ShownColumn[]
  readonly columnOf: (name: string) => TableColumn | undefined
  /** The colour of a tag by its path, for dots. */
  readonly hues: ReadonlyMap<string, string>
  onSort(sort: TableRows['sort']): void
  onColumns(columns: ShownColumn[]): void
  onOpen(row: Omit<TableRow, 'cells'>): void
  onChooseAll(): void
}

/** The table itself: rows are fetched by the block as they come into view, sorted and filtered by the store. */
export function Grid({
  rows,
  count,
  shown,
  columnOf,
  hues,
  onSort,
  onColumns,
  onOpen,
  onChooseAll,
}: GridProps) {
  const host = useRef<HTMLDivElement>(null)
  const api = useRef<GridApi<Line> | null>(null)
  const { keys } = useStore(chosen)
  const now = useRef({ rows, count, shown, keys, onSort, onColumns, onOpen, onChooseAll })
  now.current = { rows, count, shown, keys, onSort, onColumns, onOpen, onChooseAll }

  const { shape, filter, sort } = rows
  const names = shown.flatMap(({ name }) => (columnOf(name) ? name : [])).sort()
  const asking = useRef({ names, sort })
  asking.current = { names, sort }
  const sorting = useRef(createStore({ sort })).current
  const filterText = JSON.stringify(filter)

  const datasource = useMemo((): IDatasource => {
    return {
      getRows: ({ startRow: from, endRow: to, successCallback, failCallback }) => {
        const { names: columns, sort } = asking.current
        const asked = { shape, filter: JSON.parse(filterText), sort, columns, from, to }
        attempt(async () => {
          try {
            const { lines, count } = await fetchLines(asked)
            successCallback(lines, count)
          } catch (error) {
            failCallback()
            throw error
          }
        })
      },
    }
  }, [shape, filterText])

  const columnDefs = useMemo((): ColDef<Line>[] => {
    const columns = shown.flatMap(({ name, width, pinned }) => {
      const column = columnOf(name)
      if (!column) return []
      const headerComponentParams = { sorting, onSort: (next: TableRows['sort']) => now.current.onSort(next) }
      return {
        ...definition(column),
        headerComponentParams,
        width,
        pinned: pinned ? ('left' as const) : null,
      }
    })
    return [checks(() => now.current.onChooseAll()), ...columns]
  }, [shown, sorting, columnOf])

  const mark = useCallback(() => {
    for (const element of host.current?.querySelectorAll('.ag-row') ?? [])
      markRow(element, api.current, now.current.keys)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows on the screen are marked again when the choice changes.
  useEffect(mark, [keys, mark])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the grid is made once; what changes is handed to it below.
  useEffect(() => {
    if (!host.current) return
    const made = createGrid<Line>(host.current, {
      theme,
      rowModelType: 'infinite',
      datasource,
      columnDefs,
      context: { hues } satisfies CellContext,
      cacheBlockSize: blockSize,
      maxBlocksInCache: keptBlocks,
      maxConcurrentDatasourceRequests: callsAtOnce,
      // Without a row nothing would be asked for, and an empty table would stay empty.
      infiniteInitialRowCount: Math.max(1, count),
      rowBuffer: spareRows,
      getRowId: ({ data }) => data.key,
      defaultColDef: { suppressKeyboardEvent: jumps },
      suppressDragLeaveHidesColumns: true,
      suppressNoRowsOverlay: true,
      enableBrowserTooltips: true,
      animateRows: false,
      processRowPostCreate: ({ eRow, node }) => setMarked(eRow, isChosen(node.data)),
      onModelUpdated: mark,
      onCellClicked,
      onCellKeyDown,
      // However narrow the table is, rows can be chosen.
      processUnpinnedColumns: ({ columns }) => columns.filter((column) => column.getColId() !== checkColumn),
      onGridSizeChanged: ({ api, clientWidth }) => keepInView(api, now.current.shown, clientWidth),
      onColumnResized: ({ finished, source, api }) => {
        if (finished && source !== 'api')
          now.current.onColumns(rearranged(now.current.shown, api.getColumnState()))
      },
      onColumnMoved: ({ finished, source, api }) => {
        if (finished && source !== 'api')
          now.current.onColumns(rearranged(now.current.shown, api.getColumnState()))
      },
    })
    made.setGridAriaProperty('label', 'Evidence')
    made.setGridAriaProperty('multiselectable', 'true')
    api.current = made
    const stop = client.onNotice((notice) => {
      const changed = notice.notice === 'changed' && isStale('evidence.rows', notice.tables)
      if (changed || notice.notice === 'store-restarted') made.refreshInfiniteCache()
    })
    return () => {
      stop()
      api.current = null
      made.destroy()
    }
  }, [])
  useChanged(datasource, () => {
    api.current?.setGridOption('datasource', datasource)
    api.current?.ensureIndexVisible(0, 'top')
  })
  useChanged(JSON.stringify(sort), () => {
    sorting.set({ sort })
    // Its row has another number now.
    chosen.set({ anchor: null })
    api.current?.ensureIndexVisible(0, 'top')
    // The rows stay until those of the new order take their places.
    api.current?.refreshInfiniteCache()
  })
  // Columns that are new have no cells yet; the place in the table stays.
  useChanged(names.join('\n'), () => api.current?.refreshInfiniteCache())
  useChanged(columnDefs, () => api.current?.setGridOption('columnDefs', columnDefs))
  useChanged(hues, () => {
    api.current?.setGridOption('context', { hues } satisfies CellContext)
    api.current?.refreshCells({ force: true })
  })

  return <div className="evidence-grid" ref={host} />

  function isChosen(line: Line | undefined): boolean {
    return line !== undefined && now.current.keys.has(line.key)
  }

  function onCellClicked({ data, rowIndex, column, event }: CellClickedEvent<Line>): void {
    if (!data || rowIndex === null) return
    const { shiftKey, ctrlKey, metaKey } = event as MouseEvent
    if (shiftKey) attempt(() => chooseTo(now.current.rows, rowIndex))
    else if (ctrlKey || metaKey || column.getColId() === checkColumn) toggleRow(rowIndex, data.key)
    else {
      startAt(rowIndex)
      now.current.onOpen(data)
    }
  }

  function onCellKeyDown(pressed: CellKeyDownEvent<Line> | FullWidthCellKeyDownEvent<Line>): void {
    const { data, rowIndex } = pressed
    const event = pressed.event as KeyboardEvent
    if (!data || rowIndex === null) return
    if (event.key === 'Enter') now.current.onOpen(data)
    else if (event.key === ' ') toggleRow(rowIndex, data.key)
    else if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const next = rowIndex + (event.key === 'ArrowDown' ? 1 : -1)
      if (next < 0 || next >= now.current.count) return
      if (chosen.get().anchor === null) startAt(rowIndex)
      attempt(() => chooseTo(now.current.rows, next))
    } else return
    event.preventDefault()
  }
}

/** Keys that go to an end of the table. Events of the grid come too late to keep the browser from its own way. */
function jumps({ api, event, column }: SuppressKeyboardEventParams<Line>): boolean {
  if (!isJump(event)) return false
  event.preventDefault()
  jump(api, event.key === 'End' ? 'last' : 'first', (row) => api.setFocusedCell(row, column))
  return true
}

function checks(onAll: () => void): ColDef<Line> {
  return {
    colId: checkColumn,
    headerComponent: CheckHeader,
    headerComponentParams: { onAll },
    cellClass: 'check-cell',
    width: checkWidth,
    minWidth: checkWidth,
    pinned: 'left',
    lockPosition: 'left',
    resizable: false,
    sortable: false,
    suppressMovable: true,
  }
}

function definition(column: TableColumn): ColDef<Line> {
  return {
    colId: column.name,
    headerName: column.label,
    headerTooltip: column.label,
    // A width that is not allowed could not be kept with the rest of how the table stands.
    minWidth: columnWidths.least,
    maxWidth: columnWidths.most,
    valueGetter: ({ data }) => data?.values[column.name] ?? null,
    valueFormatter: ({ value }) => cellText(column, value ?? null),
    tooltipValueGetter: ({ value }) => cellText(column, value ?? null),
    cellClass: column.kind === 'quote' ? 'quote-cell' : column.kind === 'number' ? 'number-cell' : '',
    headerComponent: SortHeader,
    sortable: false,
    // Equal by what is shown: a page that is fetched again paints only what is new.
    equals: (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b),
    ...rendererOf(column),
  }
}

/** The grid lets columns go that it cannot keep in view for want of room; it does not fetch them back by itself. */
function keepInView(api: GridApi, shown: readonly ShownColumn[], room: number): void {
  const kept = shown.filter(({ pinned }) => pinned)
  const width = kept.reduce((sum, column) => sum + column.width, checkWidth + leastScrolled)
  if (width < room) api.applyColumnState({ state: kept.map(({ name }) => ({ colId: name, pinned: 'left' })) })
}

function markRow(element: Element, api: GridApi<Line> | null, keys: ReadonlySet<string>): void {
  const data = api?.getDisplayedRowAtIndex(Number(element.getAttribute('row-index')))?.data
  setMarked(element, data !== undefined && keys.has(data.key))
}

function setMarked(element: Element, marked: boolean): void {
  element.setAttribute('aria-selected', String(marked))
}
