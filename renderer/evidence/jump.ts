/** What a jump needs of the table. */
interface Table {
  getDisplayedRowCount(): number
  getFirstDisplayedRowIndex(): number
  getLastDisplayedRowIndex(): number
  /** Asking for a row has it fetched, with those around it. */
  getDisplayedRowAtIndex(index: number): { readonly data?: unknown } | undefined
  ensureIndexVisible(index: number, place: 'top' | 'bottom'): void
  addEventListener(event: 'modelUpdated', listener: () => void): void
  removeEventListener(event: 'modelUpdated', listener: () => void): void
}

/** Whether a key goes to the first or the last row. (The browser would get there by a ride through all rows.) */
export function isJump(event: KeyboardEvent): boolean {
  return (event.key === 'End' || event.key === 'Home') && (event.ctrlKey || event.metaKey) && !event.altKey
}

const waiting = new WeakMap<Table, () => void>()

/**
 * Goes to the last row, or to the first. The rows there are fetched first, so that the table is painted once, full,
 * and not empty in between.
 *
 * @param focus gives the focus to the row
 */
export function jump(table: Table, to: 'first' | 'last', focus: (row: number) => void): void {
  const last = table.getDisplayedRowCount() - 1
  const screen = table.getLastDisplayedRowIndex() - table.getFirstDisplayedRowIndex()
  const ends = to === 'first' ? [0, Math.min(last, screen)] : [Math.max(0, last - screen), last]
  const there = () =>
    ends.map((row) => table.getDisplayedRowAtIndex(row)).every((row) => row?.data !== undefined)
  const go = () => {
    stop()
    const row = to === 'first' ? 0 : last
    table.ensureIndexVisible(row, to === 'first' ? 'top' : 'bottom')
    focus(row)
  }
  const look = () => {
    // Another filter leaves other rows: nobody means their ends.
    if (table.getDisplayedRowCount() - 1 !== last) stop()
    else if (there()) go()
  }
  const stop = () => {
    table.removeEventListener('modelUpdated', look)
    waiting.delete(table)
  }
  // Who presses another key means that one.
  waiting.get(table)?.()
  table.addEventListener('modelUpdated', look)
  waiting.set(table, stop)
  look()
}
