import type { TableRows } from '../../db/contract/evidence-table.ts'
import type { Store } from '../state/store.ts'

type Sort = TableRows['sort']

interface Column {
  getColId(): string
  isMoving(): boolean
  addEventListener(event: 'movingChanged', listener: () => void): void
  removeEventListener(event: 'movingChanged', listener: () => void): void
}

interface Params {
  readonly column: Column
  readonly displayName: string
  readonly eGridHeader: HTMLElement
  readonly sorting: Store<{ readonly sort: Sort }>
  readonly onSort: (sort: Sort) => void
}

// A column that was dragged is let go with a click on its head, which is not meant to sort.
const AFTER_MOVE_MS = 50

/**
 * The head of a column: its name, and an arrow where rows are sorted by it. A click or Enter sorts up, down and not at
 * all; with Shift by this column after the others. The grid knows nothing of sorts: it would take every row
 * away and paint the table empty first, where the rows that are there can stay until the others have come.
 */
export class SortHeader {
  readonly #element = document.createElement('div')
  readonly #name = document.createElement('span')
  readonly #mark = document.createElement('span')
  #params: Params | null = null
  #movedAt = Number.NEGATIVE_INFINITY
  #stop = () => {}

  init(params: Params): void {
    this.#params = params
    const { column, eGridHeader, sorting } = params
    this.#element.className = 'sort-head'
    this.#name.className = 'ellipsis'
    this.#name.textContent = params.displayName
    this.#mark.className = 'sort-mark'
    this.#mark.ariaHidden = 'true'
    this.#element.append(this.#name, this.#mark)
    const onClick = (event: MouseEvent) => this.#click(event)
    const onKey = (event: KeyboardEvent) => this.#key(event)
    const onMoved = () => {
      this.#movedAt = performance.now()
    }
    const unfollow = sorting.subscribe(() => this.#show())
    this.#element.addEventListener('click', onClick)
    eGridHeader.addEventListener('keydown', onKey)
    column.addEventListener('movingChanged', onMoved)
    this.#stop = () => {
      unfollow()
      eGridHeader.removeEventListener('keydown', onKey)
      column.removeEventListener('movingChanged', onMoved)
    }
    this.#showSoon()
  }

  getGui(): HTMLElement {
    return this.#element
  }

  refresh(params: Params): boolean {
    this.#params = params
    this.#name.textContent = params.displayName
    this.#showSoon()
    return true
  }

  destroy(): void {
    this.#stop()
    this.#params = null
  }

  #click(event: MouseEvent): void {
    const moving = this.#params?.column.isMoving() || performance.now() - this.#movedAt < AFTER_MOVE_MS
    if (!moving) this.#sort(event.shiftKey)
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    this.#sort(event.shiftKey)
  }

  #sort(further: boolean): void {
    if (!this.#params) return
    const { column, sorting, onSort } = this.#params
    onSort(nextSort(sorting.get().sort, column.getColId(), further))
  }

  /** The grid clears the state of a head that it has just made or changed, since it does not sort by it. */
  #showSoon(): void {
    this.#show()
    queueMicrotask(() => this.#show())
  }

  #show(): void {
    if (!this.#params) return
    const { column, eGridHeader, sorting } = this.#params
    const { sort } = sorting.get()
    const place = placeOf(sort, column)
    const own = sort[place]
    if (own) eGridHeader.ariaSort = own.descending ? 'descending' : 'ascending'
    else eGridHeader.ariaSort = 'none'
    this.#mark.dataset.sort = own ? (own.descending ? 'down' : 'up') : ''
    this.#mark.textContent = own && sort.length > 1 ? String(place + 1) : ''
  }
}

function placeOf(sort: Sort, column: Column): number {
  return sort.findIndex((one) => one.column === column.getColId())
}

/**
 * What a head does to the order: up, down, and not at all.
 *
 * @param further keeps the columns that are sorted by already, and puts a new one after them
 */
function nextSort(sort: Sort, column: string, further: boolean): Sort {
  const own = sort.find((one) => one.column === column)
  const next =
    own === undefined ? [{ column, descending: false }] : own.descending ? [] : [{ column, descending: true }]
  if (!further) return next
  return own === undefined ? [...sort, ...next] : sort.flatMap((one) => (one === own ? next : one))
}
