import { useId, useState } from 'react'
import { type DateBase, dateProblem, enteredForm, readEnteredDate } from '../../db/contract/entered-date.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import './date-input.css'

/** How a date came about: what was typed, and whether it was counted from another date, as "last month" is. */
export interface DateEntry {
  readonly typed: string
  readonly relative: boolean
}

interface Props {
  readonly id?: string
  /** The accessible name, where there is no label for `id`. */
  readonly label?: string
  readonly field?: string
  /** EDTF; or what was typed, as long as that is no date. */
  readonly value: string
  /** What "last month" counts from. */
  readonly base?: DateBase | null
  readonly placeholder?: string
  readonly readOnly?: boolean
  /** What else is wrong with it. */
  readonly problem?: string | null | undefined
  /** Takes EDTF as soon as what is typed is a date; until then, what is typed. */
  onChange(value: string, entry: DateEntry): void
  /** The focus has gone elsewhere: neither here nor to the choice between two dates. */
  onLeave?(): void
  onKeyDown?(event: React.KeyboardEvent<HTMLInputElement>): void
}

/** A line that takes a date as people write it, and says what it understands while they do. */
export function DateInput({
  id,
  label,
  field,
  value,
  base = null,
  placeholder = '5 Nov 2024, about 2019',
  readOnly = false,
  problem,
  onChange,
  onLeave,
  onKeyDown,
}: Props) {
  const hint = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? enteredForm(value)
  const entered = readEnteredDate(typed ?? value, base)
  const wrong = problem ?? (typed === null ? dateProblem(value) : undefined)
  const several = entered.kind === 'several' ? entered.readings : []
  const told = typed !== null && entered.kind === 'date'
  const take = (text: string) => {
    setTyped(text)
    const read = readEnteredDate(text, base)
    const relative = read.kind === 'date' && read.relative
    onChange(read.kind === 'date' ? read.edtf : read.kind === 'nothing' ? '' : text, {
      typed: text,
      relative,
    })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus goes elsewhere.
    <div
      className="date-input"
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return
        setTyped(null)
        onLeave?.()
      }}
    >
      <input
        id={id}
        data-field={field}
        aria-label={label}
        aria-invalid={wrong != null}
        aria-describedby={hint}
        autoComplete="off"
        placeholder={placeholder}
        readOnly={readOnly}
        value={shown}
        onChange={(event) => take(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div id={hint} className="date-hint" aria-live="polite">
        {told && (
          <span>
            {entered.words}
            {entered.relative && base?.date && `, from ${readableDate(base.date)}`}{' '}
            {entered.edtf !== entered.words && <code>{entered.edtf}</code>}
          </span>
        )}
        {wrong != null && several.length === 0 && <span className="problem">{wrong}</span>}
      </div>
      {several.length > 0 && !readOnly && (
        <div className="date-choices">
          <span id={`${hint}-which`}>Which one?</span>
          {several.map(({ edtf, words }) => (
            <button
              key={edtf}
              type="button"
              className="button plain"
              aria-describedby={`${hint}-which`}
              onClick={(event) => {
                onChange(edtf, { typed: typed ?? value, relative: false })
                setTyped(null)
                // The focus would be lost with the button.
                event.currentTarget.closest('.date-input')?.querySelector('input')?.focus()
              }}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
