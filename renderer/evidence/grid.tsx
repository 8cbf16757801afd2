import {
  type CellClickedEvent,
  type CellKeyDownEvent,
  CellStyleModule,
  type ColDef,
  ColumnApiModule,
  type GridApi,
  type IDatasource,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
  themeQuartz,
} from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { TableColumn } from '../../db/contract/evidence-columns.ts'
import type { TableCell, TableRow, TableRows } from '../../db/contract/evidence-table.ts'
import { call } from '../api.ts'
import { attempt } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { CheckHeader } from './CheckHeader.ts'
import { type CellContext, GradeCell, TagsCell } from './cells.ts'
import { chooseTo, chosen, startAt, toggleRow } from './chosen.ts'
import type { ShownColumn } from './view.ts'
import { cellText, gradeColumns } from './words.ts'

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  ColumnApiModule,
  RowApiModule,
  ScrollApiModule,
  RenderApiModule,
  CellStyleModule,
  RowStyleModule,
  TooltipModule,
])

/** Colours and measures are the tokens' (styles/tokens.css), so that light and dark follow by themselves. */
const theme = themeQuartz.withParams({
  accentColor: 'var(--accent)',
  backgroundColor: 'var(--paper)',
  foregroundColor: 'var(--ink)',
  textColor: 'var(--ink)',
  headerTextColor: 'var(--ink-2)',
  headerBackgroundColor: 'var(--panel)',
  borderColor: 'var(--line)',
  rowHoverColor: 'color-mix(in srgb, var(--accent-soft) 45%, transparent)',
  browserColorScheme: 'inherit',
  fontFamily: 'var(--ui)',
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 600,
  rowHeight: 28,
  headerHeight: 30,
  cellHorizontalPadding: 8,
  iconSize: 12,
  spacing: 6,
  borderRadius: 4,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
})

/** Rows that one call brings: more than a screen, few enough to be there in a moment. */
const blockSize = 100
// Two thousand rows stay at hand; what was left far behind is asked for again.
const keptBlocks = 20
// Blocks that a dragged scroll bar only passes by are not asked for.
const restMs = 15

const checkColumn = 'check'

/** A row with its cells by the names of their columns. */
interface Line extends Omit<TableRow, 'cells'> {
  readonly values: Readonly<Record<string, TableCell>>
}

export interface GridProps {
  /** The filter and the sort of the rows; `fresh` changes whenever the rows may have. */
  readonly rows: TableRows
  readonly fresh: number
  readonly count: number
  readonly shown: readonly ShownColumn[]
  readonly columnOf: (name: string) => TableColumn | undefined
  /** The colour of a tag by its path, for dots. */
  readonly hues: ReadonlyMap<string, string>
  onSort(sort: TableRows['sort']): void
  onColumns(columns: ShownColumn[]): void
  onOpen(row: TableRow | Line): void
  onChooseAll(): void
}

/** The table itself: rows are fetched by the block as they come into view, sorted and filtered by the store. */
export function Grid({
  rows,
  fresh,
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
  const now = useRef({ rows, shown, keys, onSort, onColumns, onOpen, onChooseAll })
  now.current = { rows, shown, keys, onSort, onColumns, onOpen, onChooseAll }

  const { shape, filter, sort } = rows
  const names = shown.flatMap(({ name }) => (columnOf(name) ? name : [])).sort()
  const nameList = JSON.stringify(names)
  const filterText = JSON.stringify(filter)

  const datasource = useMemo((): IDatasource => {
    const columns: string[] = JSON.parse(nameList)
    return {
      getRows: ({ startRow: from, endRow: to, sortModel, successCallback, failCallback }) => {
        const order = sortModel.map(({ colId, sort }) => ({ column: colId, descending: sort === 'desc' }))
        const asked = { shape, filter: JSON.parse(filterText), sort: order, columns, from, to }
        attempt(async () => {
          try {
            const page = await call('evidence.rows', asked)
            successCallback(
              page.rows.map(({ cells, ...row }): Line => {
                return {
                  ...row,
                  values: Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? null])),
                }
              }),
              page.count,
            )
          } catch (error) {
            failCallback()
            throw error
          }
        })
      },
    }
  }, [shape, filterText, nameList])

  const columnDefs = useMemo((): ColDef<Line>[] => {
    const columns = shown.flatMap(({ name, width, pinned }) => {
      const column = columnOf(name)
      if (!column) return []
      const place = sort.findIndex((one) => one.column === name)
      return {
        ...definition(column),
        width,
        pinned: pinned ? ('left' as const) : null,
        ...sorted(sort[place], place),
      }
    })
    return [checks(() => now.current.onChooseAll()), ...columns]
  }, [shown, sort, columnOf])

  const mark = useCallback(() => {
    for (const element of host.current?.querySelectorAll('.ag-row') ?? [])
      markRow(element, api.current, now.current.keys)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows on the screen are marked again when the choice changes.
  useEffect(mark, [keys, mark])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is asked for again when it may have changed.
  useEffect(() => {
    api.current?.refreshInfiniteCache()
  }, [fresh])
  // biome-ignore lint/correctness/useExhaustiveDependencies: dots are painted again in the colours that the tags have now.
  useEffect(() => {
    api.current?.refreshCells({ force: true })
  }, [hues])

  const context = useMemo((): CellContext => ({ hues }), [hues])
  const onCellClicked = ({ data, rowIndex, column, event }: CellClickedEvent<Line>) => {
    if (!data || rowIndex === null) return
    const { shiftKey, ctrlKey, metaKey } = (event ?? {}) as MouseEvent
    if (shiftKey) attempt(() => chooseTo(now.current.rows, rowIndex))
    else if (ctrlKey || metaKey || column.getColId() === checkColumn) toggleRow(rowIndex, data.key)
    else {
      startAt(rowIndex)
      now.current.onOpen(data)
    }
  }
  const onCellKeyDown = (event: CellKeyDownEvent<Line> | { event?: Event | null }) => {
    const key = event.event as KeyboardEvent
    if (!('data' in event) || !event.data || event.rowIndex === null) return
    const { data, rowIndex } = event
    if (key.key === 'Enter') now.current.onOpen(data)
    else if (key.key === ' ') toggleRow(rowIndex, data.key)
    else if (key.shiftKey && (key.key === 'ArrowDown' || key.key === 'ArrowUp')) {
      const next = rowIndex + (key.key === 'ArrowDown' ? 1 : -1)
      if (next < 0 || next >= count) return
      if (chosen.get().anchor === null) startAt(rowIndex)
      attempt(() => chooseTo(now.current.rows, next))
    } else return
    key.preventDefault()
  }

  return (
    <div className="evidence-grid" ref={host}>
      <AgGridReact<Line>
        theme={theme}
        rowModelType="infinite"
        datasource={datasource}
        columnDefs={columnDefs}
        context={context}
        cacheBlockSize={blockSize}
        maxBlocksInCache={keptBlocks}
        blockLoadDebounceMillis={restMs}
        infiniteInitialRowCount={count}
        getRowId={({ data }) => data.key}
        suppressDragLeaveHidesColumns
        suppressScrollOnNewData
        suppressNoRowsOverlay
        enableBrowserTooltips
        animateRows={false}
        onGridReady={(ready) => {
          api.current = ready.api
          ready.api.setGridAriaProperty('label', 'Evidence')
          ready.api.setGridAriaProperty('multiselectable', 'true')
        }}
        onGridPreDestroyed={() => {
          api.current = null
        }}
        processRowPostCreate={({ eRow, node }) =>
          setMarked(eRow, node.data !== undefined && now.current.keys.has(node.data.key))
        }
        onModelUpdated={mark}
        onCellClicked={onCellClicked}
        onCellKeyDown={onCellKeyDown}
        onSortChanged={({ api }) => {
          const next = sortOf(api)
          if (JSON.stringify(next) !== JSON.stringify(now.current.rows.sort)) now.current.onSort(next)
        }}
        onColumnResized={({ finished, source, api }) => {
          if (finished && source !== 'api') now.current.onColumns(columnsOf(api, now.current.shown))
        }}
        onColumnMoved={({ finished, source, api }) => {
          if (finished && source !== 'api') now.current.onColumns(columnsOf(api, now.current.shown))
        }}
      />
    </div>
  )
}

function checks(onAll: () => void): ColDef<Line> {
  return {
    colId: checkColumn,
    headerComponent: CheckHeader,
    headerComponentParams: { onAll },
    cellClass: 'check-cell',
    width: 36,
    minWidth: 36,
    pinned: 'left',
    lockPosition: 'left',
    resizable: false,
    sortable: false,
    suppressMovable: true,
  }
}

const rendererOf = (column: TableColumn) =>
  column.name === 'tags' || column.name === 'tag' || column.name === 'tag_path'
    ? { cellRenderer: TagsCell }
    : gradeColumns.includes(column.name)
      ? { cellRenderer: GradeCell, cellRendererParams: { words: column.words } }
      : {}

function definition(column: TableColumn): ColDef<Line> {
  return {
    colId: column.name,
    headerName: column.label,
    headerTooltip: column.label,
    minWidth: 40,
    valueGetter: ({ data }) => data?.values[column.name] ?? null,
    valueFormatter: ({ value }) => cellText(column, value ?? null),
    tooltipValueGetter: ({ value }) => cellText(column, value ?? null),
    cellClass: column.kind === 'quote' ? 'quote-cell' : column.kind === 'number' ? 'number-cell' : '',
    sortingOrder: ['asc', 'desc', null],
    // Equal by what is shown: a page that is fetched again paints only what is new.
    equals: (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b),
    ...rendererOf(column),
  }
}

function sorted(sort: TableRows['sort'][number] | undefined, place: number) {
  return sort === undefined
    ? { sort: null, sortIndex: null }
    : { sort: sort.descending ? ('desc' as const) : ('asc' as const), sortIndex: place }
}

function sortOf(api: GridApi): TableRows['sort'] {
  return api
    .getColumnState()
    .filter(({ sort }) => sort != null)
    .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .map(({ colId, sort }) => ({ column: colId, descending: sort === 'desc' }))
}

/** The columns in the order and width that they have got by hand. What is not shown just now keeps its place at the end. */
function columnsOf(api: GridApi, before: readonly ShownColumn[]): ShownColumn[] {
  const known = new Map(before.map((column) => [column.name, column]))
  const seen = api.getColumnState().flatMap(({ colId, width }): ShownColumn[] => {
    const column = known.get(colId)
    return column ? [{ ...column, width: width ?? column.width }] : []
  })
  const names = new Set(seen.map(({ name }) => name))
  return [...seen, ...before.filter(({ name }) => !names.has(name))]
}

function markRow(element: Element, api: GridApi<Line> | null, keys: ReadonlySet<string>): void {
  const data = api?.getDisplayedRowAtIndex(Number(element.getAttribute('row-index')))?.data
  setMarked(element, data !== undefined && keys.has(data.key))
}

function setMarked(element: Element, marked: boolean): void {
  element.setAttribute('aria-selected', String(marked))
}
