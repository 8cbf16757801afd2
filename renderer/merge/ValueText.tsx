import type { ConflictValue } from '../../db/contract/merge.ts'
import type { Differing } from './difference.ts'

interface Props {
  readonly cell: string
  readonly value: ConflictValue
  readonly others: readonly ConflictValue[]
  /** Where its text differs from those of the others. */
  readonly difference: Differing | null
}

/** What one side wrote: a text with what differs in it, a place in its context, or several fields one below the other. */
export function ValueText({ cell, value, others, difference }: Props) {
  if (value.text === '') return <p className="conflict-text quiet">Nothing is written</p>
  if (cell === 'span') return <Place value={value} />
  if (value.fields.length > 1) return <Fields value={value} others={others} />
  const { before, middle, after } = difference ?? { before: '', middle: value.text, after: '' }
  // Where nothing is the same, marking all of it says nothing.
  const marked = before.trim() !== '' || after.trim() !== ''
  return (
    <p className="conflict-text">
      {before}
      {marked ? <mark>{middle}</mark> : middle}
      {after}
    </p>
  )
}

/** A passage between the words around it. */
function Place({ value }: Pick<Props, 'value'>) {
  const field = (name: string) => value.fields.find(({ column }) => column === name)?.text ?? ''
  return (
    <p className="conflict-text quote">
      <span className="conflict-around">…{field('prefix')}</span>
      <mark>{field('quote')}</mark>
      <span className="conflict-around">{field('suffix')}…</span>
    </p>
  )
}

function Fields({ value, others }: Pick<Props, 'value' | 'others'>) {
  const said = value.fields.filter(
    ({ column, text }) => text !== '' || others.some((other) => textOf(other, column) !== ''),
  )
  return (
    <dl className="conflict-fields">
      {said.map(({ column, label, text }) => (
        <div key={column}>
          <dt>{label}</dt>
          <dd>
            {others.some((other) => textOf(other, column) !== text) ? (
              <mark>{text === '' ? 'nothing' : text}</mark>
            ) : (
              text
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function textOf({ fields }: ConflictValue, column: string): string {
  return fields.find((field) => field.column === column)?.text ?? ''
}
