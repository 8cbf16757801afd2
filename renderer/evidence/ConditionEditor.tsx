import { useId, useState } from 'react'
import { dateProblem } from '../../db/contract/entered-date.ts'
import type { TableColumn, TableShape } from '../../db/contract/evidence-columns.ts'
import type { Condition } from '../../db/contract/evidence-table.ts'
import { call } from '../api.ts'
import { problemOf } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { Button } from '../ui/Button.tsx'
import { DateInput } from '../ui/DateInput.tsx'
import { type Asked, askedWords, asksOf, conditionOf, type Draft, draftOf } from './conditions.ts'

interface Props {
  readonly shape: TableShape
  readonly column: TableColumn
  /** The other conditions: values are counted in the rows that they leave. */
  readonly others: readonly Condition[]
  readonly condition?: Condition | undefined
  onApply(condition: Condition): void
}

/** Asks something of one column: what, and by which values. */
export function ConditionEditor({ shape, column, others, condition, onApply }: Props) {
  const asks = asksOf(column)
  const [draft, setDraft] = useState(() => draftOf(condition, asks[0] ?? 'filled'))
  const made = conditionOf(column.name, draft)
  const [problem, setProblem] = useState<string | null>(null)
  const test = useId()
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next })
  return (
    <form
      className="condition"
      onSubmit={(event) => {
        event.preventDefault()
        if (!made) return
        const wrong = draft.ask === 'between' ? (dateProblem(draft.from) ?? dateProblem(draft.to)) : undefined
        if (wrong !== undefined) return setProblem(wrong)
        // The store knows what is a date.
        call('evidence.count', { shape, filter: [made] }).then(
          () => onApply(made),
          (error: unknown) => setProblem(problemOf(error)),
        )
      }}
    >
      <div className="condition-head">
        <label htmlFor={test}>{column.label}</label>
        <select
          id={test}
          value={draft.ask}
          onChange={(event) => change({ ask: event.target.value as Asked })}
        >
          {asks.map((ask) => (
            <option key={ask} value={ask}>
              {askedWords[ask]}
            </option>
          ))}
        </select>
      </div>
      {(draft.ask === 'contains' || draft.ask === 'contains-not') && (
        <input
          aria-label="Words"
          placeholder="Words, in any case"
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      )}
      {(draft.ask === 'between' || draft.ask === 'range') && (
        <Span dates={draft.ask === 'between'} draft={draft} onChange={change} />
      )}
      {(draft.ask === 'oneOf' || draft.ask === 'noneOf') && (
        <Values
          shape={shape}
          column={column}
          others={others}
          keys={draft.keys}
          onKeys={(keys) => change({ keys })}
        />
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="condition-foot">
        <Button type="submit" look="primary" disabled={made === null}>
          Filter
        </Button>
      </div>
    </form>
  )
}

function Span({
  dates,
  draft,
  onChange,
}: {
  readonly dates: boolean
  readonly draft: Draft
  onChange(change: Partial<Draft>): void
}) {
  const id = useId()
  return (
    <div className="span-fields">
      {(['from', 'to'] as const).map((end) => (
        <div key={end}>
          <label htmlFor={`${id}-${end}`}>{end === 'from' ? 'From' : 'To'}</label>
          {dates ? (
            <DateInput
              id={`${id}-${end}`}
              placeholder={end === 'from' ? 'Nov 2024' : '31 Dec 2024'}
              value={draft[end]}
              onChange={(value) => onChange({ [end]: value })}
            />
          ) : (
            <input
              id={`${id}-${end}`}
              inputMode="decimal"
              value={draft[end]}
              onChange={(event) => onChange({ [end]: event.target.value })}
            />
          )}
        </div>
      ))}
    </div>
  )
}

interface ValuesProps extends Pick<Props, 'shape' | 'column' | 'others'> {
  readonly keys: readonly string[]
  onKeys(keys: readonly string[]): void
}

/** The values that a column has in the rows, with how many rows have each. */
function Values({ shape, column, others, keys, onKeys }: ValuesProps) {
  const [search, setSearch] = useState('')
  const { data } = useAnswer('evidence.values', { shape, filter: [...others], column: column.name, search })
  const values = data?.values ?? []
  const toggle = (key: string) =>
    onKeys(keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key])
  return (
    <>
      <input
        aria-label="Find a value"
        placeholder={`Find in ${(data?.total ?? 0).toLocaleString('en')} values`}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <fieldset className="value-list">
        <legend className="visually-hidden">Values of {column.label}</legend>
        {values.map(({ key, text, count }) => (
          <label key={key}>
            <input type="checkbox" checked={keys.includes(key)} onChange={() => toggle(key)} />
            <span className="ellipsis">{column.words?.[key] ?? text}</span>
            <span className="count">{count.toLocaleString('en')}</span>
          </label>
        ))}
        {data && values.length === 0 && <p className="quiet">No value like this.</p>}
      </fieldset>
      {data && data.total > values.length && (
        <p className="quiet">The {values.length} most frequent. Type to find others.</p>
      )}
    </>
  )
}
