import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { TableColumn, TableShape } from '../../db/contract/evidence-columns.ts'
import type { Condition } from '../../db/contract/evidence-table.ts'
import { useAnswer } from '../state/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Popover } from '../ui/Popover.tsx'
import { ConditionEditor } from './ConditionEditor.tsx'
import { conditionText } from './conditions.ts'
import { offeredColumns } from './words.ts'

interface Props {
  readonly shape: TableShape
  readonly filter: readonly Condition[]
  readonly columnOf: (name: string) => TableColumn | undefined
  onFilter(filter: Condition[]): void
  /** What stands at the end of the bar. */
  readonly children?: ReactNode
}

/** What is asked of the rows, each a chip that can be changed or taken away. */
export function FilterBar({ shape, filter, columnOf, onFilter, children }: Props) {
  const labels = useLabels(filter)
  return (
    <section className="filter-bar" aria-label="Filters">
      {filter.map((condition, i) => {
        const column = columnOf(condition.column)
        const others = filter.filter((_, other) => other !== i)
        const name = column?.label ?? 'A tag that is gone'
        const words = conditionText(condition, (key) => column?.words?.[key] ?? labels.get(key) ?? key)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no other name, and keep their places.
          <span key={i} className="chip">
            {column ? (
              <Popover
                label={`Filter: ${name} ${words}`}
                look="quiet"
                className="chip-text"
                button={
                  <>
                    <strong>{name}</strong> <span className="ellipsis">{words}</span>
                  </>
                }
              >
                {(close) => (
                  <ConditionEditor
                    shape={shape}
                    column={column}
                    others={others}
                    condition={condition}
                    onApply={(changed) => {
                      close()
                      onFilter(filter.map((one, other) => (other === i ? changed : one)))
                    }}
                  />
                )}
              </Popover>
            ) : (
              <span>{name}</span>
            )}
            <button
              type="button"
              aria-label={`Remove filter: ${name} ${words}`}
              onClick={() => onFilter(others)}
            >
              ×
            </button>
          </span>
        )
      })}
      <Popover label="Add a filter" button="+ Filter" look="quiet">
        {(close) => (
          <NewCondition
            shape={shape}
            others={filter}
            onApply={(condition) => {
              close()
              onFilter([...filter, condition])
            }}
          />
        )}
      </Popover>
      {filter.length > 0 && (
        <Button look="quiet" onClick={() => onFilter([])}>
          Clear all
        </Button>
      )}
      {children}
    </section>
  )
}

interface NewProps {
  readonly shape: TableShape
  readonly others: readonly Condition[]
  onApply(condition: Condition): void
}

function NewCondition({ shape, others, onApply }: NewProps) {
  const [column, setColumn] = useState<TableColumn | null>(null)
  const [search, setSearch] = useState('')
  const editor = useRef<HTMLDivElement>(null)
  // What had the focus is gone with the list of columns.
  useEffect(() => {
    if (column === null) return
    const fields = editor.current?.querySelectorAll<HTMLElement>('input, select') ?? []
    const [first] = [...fields].sort((a, b) => Number(a.matches('select')) - Number(b.matches('select')))
    first?.focus()
  }, [column])
  if (column) {
    return (
      <div ref={editor}>
        <ConditionEditor key={column.name} shape={shape} column={column} others={others} onApply={onApply} />
      </div>
    )
  }
  const typed = search.trim().toLowerCase()
  const found = offeredColumns(shape).filter(({ label }) => label.toLowerCase().includes(typed))
  return (
    <form
      className="condition"
      onSubmit={(event) => {
        event.preventDefault()
        if (found[0]) setColumn(found[0])
      }}
    >
      <input
        aria-label="Find a column"
        placeholder="Which column?"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="column-choices">
        {found.map((one) => (
          <li key={one.name}>
            <button type="button" onClick={() => setColumn(one)}>
              {one.label}
            </button>
          </li>
        ))}
      </ul>
    </form>
  )
}

/** How the chosen values are called now. */
function useLabels(filter: readonly Condition[]): ReadonlyMap<string, string> {
  const keys = filter.flatMap((condition) => (condition.test === 'oneOf' ? condition.keys : []))
  const { data } = useAnswer('evidence.labels', { keys }, keys.length > 0)
  return new Map(
    data && data.labels.length === keys.length ? keys.map((key, i) => [key, data.labels[i] ?? key]) : [],
  )
}
