import { useId } from 'react'

interface Props<Value extends string> {
  readonly legend: string
  readonly choices: Readonly<Record<Value, { readonly label: string; readonly hint: string }>>
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of several, each with a line that says what it means. */
export function Choices<Value extends string>({ legend, choices, value, onChange }: Props<Value>) {
  const name = useId()
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {(Object.entries(choices) as [Value, { label: string; hint: string }][]).map(
        ([token, { label, hint }]) => (
          <label key={token} className="choice">
            <input type="radio" name={name} checked={token === value} onChange={() => onChange(token)} />
            <span>{label}</span>
            <small>{hint}</small>
          </label>
        ),
      )}
    </fieldset>
  )
}
