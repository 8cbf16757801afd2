import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import './combobox.css'

export interface Choice {
  readonly key: string
  readonly label: string
  /** What it is, in a few words. */
  readonly detail?: string
  readonly icon?: ReactNode
}

interface Props<C extends Choice> {
  /** The accessible name. */
  readonly label: string
  readonly id?: string
  readonly placeholder?: string
  readonly typed: string
  readonly choices: readonly C[]
  readonly field?: string
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  readonly autoFocus?: boolean
  /** The choices are still those for what was typed before: Enter waits for the new ones. */
  readonly pending?: boolean
  onTyped(typed: string): void
  onChoose(choice: C): void
  /** Keys that the field does not use itself. */
  onKeyDown?(event: React.KeyboardEvent<HTMLInputElement>): void
}

/**
 * A line in which one types what is chosen below it. Enter takes the marked choice once something was typed or
 * an arrow was pressed; before that it is the form's. Escape closes the list first.
 */
export function Combobox<C extends Choice>({
  label,
  id,
  placeholder,
  typed,
  choices,
  field,
  invalid = false,
  describedBy,
  autoFocus = false,
  pending = false,
  onTyped,
  onChoose,
  onKeyDown,
}: Props<C>) {
  const [open, setOpen] = useState(autoFocus)
  const [active, setActive] = useState(0)
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const shown = open && choices.length > 0
  const index = Math.min(active, choices.length - 1)
  useEffect(() => {
    if (!autoFocus) return
    // A dialog that opens around it after this would give the focus to its first field else.
    input.current?.setAttribute('autofocus', '')
    input.current?.focus()
  }, [autoFocus])

  const [waiting, setWaiting] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the arrival of new choices counts.
  useEffect(() => {
    if (!waiting || pending) return
    setWaiting(false)
    choose(choices[index])
  }, [waiting, pending])

  const choose = (choice: C | undefined) => {
    if (!choice) return
    setOpen(false)
    setActive(0)
    onChoose(choice)
  }
  const onKey = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') {
      setOpen(true)
      setActive(shown ? Math.min(index + 1, choices.length - 1) : 0)
    } else if (event.key === 'ArrowUp' && shown) setActive(Math.max(index - 1, 0))
    else if (event.key === 'Enter' && open && pending) setWaiting(true)
    else if (event.key === 'Enter' && shown && !event.shiftKey && !event.ctrlKey && !event.metaKey)
      choose(choices[index])
    else if (event.key === 'Escape' && shown) {
      setWaiting(false)
      setOpen(false)
    } else return onKeyDown?.(event)
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      <input
        ref={input}
        id={id}
        data-field={field}
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown ? `${list}-${index}` : undefined}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => {
          onTyped(event.target.value)
          setActive(0)
          setWaiting(false)
          setOpen(event.target.value.trim() !== '')
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      {shown && (
        <Choices<C> id={list} anchor={input.current} choices={choices} active={index} onChoose={choose} />
      )}
    </>
  )
}

// CSS pixels between a field and its list, and between the list and the window.
const gap = 2
const margin = 8
const narrowest = 320

function Choices<C extends Choice>({
  id,
  anchor,
  choices,
  active,
  onChoose,
}: {
  readonly id: string
  readonly anchor: HTMLElement | null
  readonly choices: readonly C[]
  readonly active: number
  onChoose(choice: C): void
}) {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const list = ref.current
    if (!list || !anchor) return
    if (!list.matches(':popover-open')) list.showPopover()
    const { left, right, top, bottom } = anchor.getBoundingClientRect()
    list.style.width = `${Math.max(right - left, narrowest)}px`
    const { width, height } = list.getBoundingClientRect()
    list.style.left = `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`
    const below = bottom + gap
    list.style.top = `${below + height + margin > innerHeight ? Math.max(margin, top - gap - height) : below}px`
  })
  return (
    <div ref={ref} id={id} popover="manual" className="choices-list" role="listbox" aria-label="Suggestions">
      {choices.map((choice, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and its keys.
        <div
          key={choice.key}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === active}
          ref={i === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
          // The field keeps the focus, and so its list.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(choice)}
        >
          {choice.icon}
          <span className="ellipsis">{choice.label}</span>
          {choice.detail && <small className="ellipsis">{choice.detail}</small>}
        </div>
      ))}
    </div>
  )
}
