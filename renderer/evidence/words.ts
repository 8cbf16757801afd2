import {
  firstColumns,
  type TableColumn,
  type TableShape,
  tableColumns,
} from '../../db/contract/evidence-columns.ts'

/** What a shape's rows are called. */
export const shapeWords: Readonly<Record<TableShape, { readonly title: string; readonly one: string }>> = {
  claims: { title: 'Claims', one: 'claim' },
  evidence: { title: 'Evidence', one: 'row' },
  passages: { title: 'Passages', one: 'passage' },
}

/** The columns of a shape as they are offered: those that it begins with, and what only programs read at the end. */
export function offeredColumns(shape: TableShape): TableColumn[] {
  const last = firstColumns[shape].length
  const rank = ({ name }: TableColumn) => {
    const first = firstColumns[shape].indexOf(name)
    if (first >= 0) return first
    return /_ids?$|sha256|_start$|_end$/.test(name) ? last + 1 : last
  }
  return [...tableColumns[shape]].sort((a, b) => rank(a) - rank(b))
}

/** "1,234 claims". */
export function rowCount(shape: TableShape, count: number): string {
  const { one } = shapeWords[shape]
  return `${count.toLocaleString('en')} ${count === 1 ? one : `${one}s`}`
}
