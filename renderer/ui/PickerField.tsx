import { type ReactNode, useId } from 'react'

interface Props<Choice> {
  readonly label: string
  readonly placeholder?: string
  readonly typed: string
  /** What the list is called to those who cannot see it. */
  readonly listLabel: string
  readonly choices: readonly Choice[]
  readonly keyOf: (choice: Choice) => string
  /** Which of them Enter takes; -1 where there is none. */
  readonly index: number
  /** Said where there is nothing to choose from. */
  readonly empty: string
  readonly onTyped: (typed: string) => void
  readonly onIndex: (index: number) => void
  readonly onChoose: (choice: Choice) => void
  readonly onCancel: () => void
  readonly children: (choice: Choice) => ReactNode
}

/** What a picker chooses by: a line to type in, and the list below it of what that may mean. */
export function PickerField<Choice>({
  label,
  placeholder,
  typed,
  listLabel,
  choices,
  keyOf,
  index,
  empty,
  onTyped,
  onIndex,
  onChoose,
  onCancel,
  children,
}: Props<Choice>) {
  const list = useId()
  const chosen = choices[index]
  return (
    <>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={index >= 0 ? `${list}-${index}` : undefined}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => {
          onTyped(event.target.value)
          onIndex(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') onIndex(Math.min(index + 1, choices.length - 1))
          else if (event.key === 'ArrowUp') onIndex(Math.max(index - 1, 0))
          else if (event.key === 'Enter') {
            if (chosen !== undefined) onChoose(chosen)
          } else if (event.key === 'Escape') onCancel()
          else return
          event.preventDefault()
        }}
      />
      <div id={list} className="options" role="listbox" aria-label={listLabel}>
        {choices.map((choice, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and its keys.
          <div
            key={keyOf(choice)}
            id={`${list}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === index}
            ref={i === index ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => onChoose(choice)}
          >
            {children(choice)}
          </div>
        ))}
        {choices.length === 0 && <div className="quiet">{empty}</div>}
      </div>
    </>
  )
}
