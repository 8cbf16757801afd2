import { type ReactNode, useId } from 'react'
import { credibilities, reliabilities } from '../../db/contract/vocabulary.ts'
import { DateInput } from '../ui/DateInput.tsx'
import { useChosen } from '../ui/useChosen.ts'
import './lines.css'

/** A label, a field, and what is wrong with it. */
export function Line({
  label,
  htmlFor,
  tall = false,
  problem,
  problemId,
  children,
}: {
  readonly label: string
  /** Whether the field takes the whole width, below its label. */
  readonly tall?: boolean
  readonly htmlFor?: string
  readonly problem?: string | undefined
  readonly problemId?: string
  readonly children: ReactNode
}) {
  return (
    <div className={tall ? 'claim-line tall' : 'claim-line'}>
      {htmlFor ? (
        <label htmlFor={htmlFor}>{label}</label>
      ) : (
        <span className="line-label" aria-hidden="true">
          {label}
        </span>
      )}
      <div className="line-field">
        {children}
        {problem && (
          <p id={problemId} className="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}

/** A choice out of a vocabulary; typing its first letters chooses. */
export function Choice<Token extends string>({
  label,
  field,
  value,
  options,
  none,
  sign,
  beside,
  onChange,
}: {
  readonly label: string
  readonly field?: string
  readonly value: Token | null
  readonly options: Readonly<Record<Token, string>>
  /** What the empty choice is called; without it there is none. */
  readonly none?: string
  /** A sign in front of the word. */
  readonly sign?: string
  /** What is to be seen with it. */
  readonly beside?: ReactNode
  onChange(value: Token | null): void
}) {
  const id = useId()
  return (
    <Line label={label} htmlFor={id}>
      <span className="choice-line">
        {sign !== undefined && (
          <span className="stance-glyph" aria-hidden="true">
            {sign}
          </span>
        )}
        <select
          id={id}
          data-field={field}
          data-empty={value === null}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : (event.target.value as Token))}
        >
          {none !== undefined && <option value="">{none}</option>}
          {Object.entries<string>(options).map(([token, words]) => (
            <option key={token} value={token}>
              {words}
            </option>
          ))}
        </select>
        {beside}
      </span>
    </Line>
  )
}

/** A choice of what stands in the project already, saved at once. */
export function SavedChoice<Token extends string>({
  value,
  save,
  ...props
}: Omit<React.ComponentProps<typeof Choice<Token>>, 'onChange'> & {
  save(value: Token | null): Promise<unknown>
}) {
  const [chosen, choose] = useChosen(value, save)
  return <Choice<Token> {...props} value={chosen} onChange={choose} />
}

/** A line of text, or several that grow with it. */
export function TextLine({
  label,
  field,
  value,
  lines = false,
  tall = false,
  placeholder,
  list,
  problem,
  onChange,
  onLeave,
}: {
  readonly label: string
  readonly field?: string
  readonly value: string
  readonly lines?: boolean
  readonly tall?: boolean
  readonly placeholder?: string
  readonly list?: string
  readonly problem?: string | undefined
  onChange(value: string): void
  /** The focus goes elsewhere. */
  onLeave?(): void
}) {
  const id = useId()
  const common = {
    id,
    'data-field': field,
    value,
    placeholder,
    onBlur: onLeave,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem === undefined ? undefined : `${id}-problem`,
  }
  return (
    <Line label={label} htmlFor={id} tall={tall} problem={problem} problemId={`${id}-problem`}>
      {lines ? (
        <textarea {...common} rows={1} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...common} list={list} onChange={(event) => onChange(event.target.value)} />
      )}
    </Line>
  )
}

/** A date as people write it, with what is understood of it. */
export function DateLine({
  label,
  ...props
}: { readonly label: string } & Omit<React.ComponentProps<typeof DateInput>, 'id' | 'label'>) {
  const id = useId()
  return (
    <Line label={label} htmlFor={id}>
      <DateInput id={id} {...props} />
    </Line>
  )
}

/** "B usually reliable": the letter is what people say and type, the words what it means. */
export const reliabilityOptions = Object.fromEntries(
  Object.entries(reliabilities).map(([grade, words]) => [grade, `${grade} ${words}`]),
) as Record<keyof typeof reliabilities, string>

export const credibilityOptions = Object.fromEntries(
  Object.entries(credibilities).map(([grade, words]) => [grade, `${grade} ${words}`]),
) as Record<`${1 | 2 | 3 | 4 | 5 | 6}`, string>

export type CredibilityToken = keyof typeof credibilityOptions

export function credibilityToken(credibility: number | null): CredibilityToken | null {
  return credibility === null ? null : (String(credibility) as CredibilityToken)
}
