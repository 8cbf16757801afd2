import { useState } from 'react'
import { type TableShape, tagColumn } from '../../db/contract/evidence-columns.ts'
import { columnOf } from '../../db/contract/table-words.ts'
import type { TagInfo } from '../../db/contract/tag.ts'
import { Button } from '../ui/Button.tsx'
import { type ShownColumn, shown } from './view.ts'
import { offeredColumns } from './words.ts'

interface Props {
  readonly shape: TableShape
  readonly columns: readonly ShownColumn[]
  readonly tags: readonly TagInfo[]
  onColumns(columns: ShownColumn[]): void
}

/** Which columns are shown, in which order, and which stay in view. */
export function ColumnsPanel({ shape, columns, tags, onColumns }: Props) {
  const [search, setSearch] = useState('')
  const typed = search.trim().toLowerCase()
  const there = columns.filter(({ name }) => columnOf(shape, name, tags))
  const names = new Set(there.map(({ name }) => name))
  const offered = [
    ...offeredColumns(shape).map(({ name }) => name),
    // The evidence has a row for each tag; elsewhere a tag can be a column of its own.
    ...(shape === 'evidence' ? [] : tags.map(({ uid }) => tagColumn(uid))),
  ].filter((name) => !names.has(name))
  const labelOf = (name: string) => columnOf(shape, name, tags)?.label ?? name
  const fits = (name: string) => labelOf(name).toLowerCase().includes(typed)
  const change = (name: string, next: Partial<ShownColumn>) =>
    onColumns(there.map((column) => (column.name === name ? { ...column, ...next } : column)))
  const move = (index: number, step: number) => {
    const next = [...there]
    const [column] = next.splice(index, 1)
    if (column) next.splice(index + step, 0, column)
    onColumns(next)
  }
  return (
    <div className="columns-panel">
      <input
        aria-label="Find a column"
        placeholder="Find a column"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul aria-label="Columns that are shown">
        {there.map(({ name, pinned }, i) =>
          !fits(name) ? null : (
            <li key={name}>
              <label>
                <input
                  type="checkbox"
                  checked
                  disabled={there.length === 1}
                  onChange={() => onColumns(there.filter((column) => column.name !== name))}
                />
                <span className="ellipsis">{labelOf(name)}</span>
              </label>
              <Button
                look="quiet"
                aria-label={`Keep ${labelOf(name)} in view`}
                aria-pressed={pinned}
                title="Keep in view at the left"
                onClick={() => change(name, { pinned: !pinned })}
              >
                <Pin />
              </Button>
              <Button
                look="quiet"
                aria-label={`Move ${labelOf(name)} up`}
                disabled={i === 0}
                onClick={() => move(i, -1)}
              >
                ↑
              </Button>
              <Button
                look="quiet"
                aria-label={`Move ${labelOf(name)} down`}
                disabled={i === there.length - 1}
                onClick={() => move(i, 1)}
              >
                ↓
              </Button>
            </li>
          ),
        )}
      </ul>
      <ul aria-label="Other columns">
        {offered.filter(fits).map((name) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={false}
                onChange={() => onColumns([...there, shown(shape, name)])}
              />
              <span className="ellipsis">{labelOf(name)}</span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Pin() {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M6 2h4l-.5 5 2.5 2.5H4L6.500 7zM8 9.500V14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
