import type { ReactNode } from 'react'
import { actorKinds } from '../../db/contract/vocabulary.ts'
import { KindIcon } from '../actors/KindIcon.tsx'
import { Combobox } from '../ui/Combobox.tsx'
import type { ActorKind } from './kinds.ts'
import { type Known, sameWho, type Who, type WhoChoice, whoChoices } from './who.ts'
import './lines.css'

interface Props {
  readonly label: string
  readonly field?: string
  readonly known: Known
  readonly value: readonly Who[]
  /** What was typed and not chosen yet. */
  readonly typed: string
  /** Whether there can be more than one. */
  readonly several?: boolean
  readonly placeholder?: string
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  /** More about each of them, beside its name. */
  readonly beside?: (who: Who) => ReactNode
  /** Shows the page of one of them. */
  readonly onOpen?: (who: Who) => void
  onTyped(typed: string): void
  onChange(value: readonly Who[]): void
  onKeyDown?(event: React.KeyboardEvent<HTMLInputElement>): void
}

/** Names actors, sources, the author or the analyst by typing; who is missing is made on the spot. */
export function WhoField(props: Props) {
  const { label, field, known, value, typed, several = false, placeholder, beside } = props
  const choices = whoChoices(known, typed)
    .filter(({ who }) => !value.some((one) => sameWho(one, who)))
    .map((choice) => ({ ...choice, key: keyOf(choice), icon: iconOf(choice.who, known) }))
  const remove = (who: Who) => props.onChange(value.filter((one) => one !== who))
  const replace = (who: Who, by: Who) => props.onChange(value.map((one) => (one === who ? by : one)))
  return (
    <div className="who-field">
      {value.map((who) => (
        <span key={`${who.kind} ${'uid' in who ? who.uid : who.name}`} className="who" data-kind={who.kind}>
          {iconOf(who, known)}
          <Name who={who} {...(props.onOpen ? { onOpen: props.onOpen } : {})} />
          {who.kind === 'new-actor' && (
            <select
              className="bare"
              aria-label={`Kind of ${who.name}`}
              value={who.actorKind}
              onChange={(event) => replace(who, { ...who, actorKind: event.target.value as ActorKind })}
            >
              {Object.entries(actorKinds).map(([kind, words]) => (
                <option key={kind} value={kind}>
                  {words}
                </option>
              ))}
            </select>
          )}
          {beside?.(who)}
          <button type="button" aria-label={`Remove ${who.name}`} onClick={() => remove(who)}>
            ×
          </button>
        </span>
      ))}
      <Combobox
        label={label}
        {...(field ? { field } : {})}
        placeholder={value.length === 0 ? (placeholder ?? '') : several ? 'Add another' : 'Someone else'}
        typed={typed}
        choices={choices}
        pending={known.pending ?? false}
        invalid={props.invalid ?? false}
        describedBy={props.describedBy}
        onTyped={props.onTyped}
        onChoose={({ who }) => {
          props.onTyped('')
          props.onChange(several ? [...value, who] : [who])
        }}
        onKeyDown={(event) => {
          const last = value.at(-1)
          if (event.key === 'Backspace' && typed === '' && last) {
            event.preventDefault()
            remove(last)
          } else props.onKeyDown?.(event)
        }}
      />
    </div>
  )
}

function Name({ who, onOpen }: { readonly who: Who; readonly onOpen?: (who: Who) => void }) {
  const quoted = who.kind.endsWith('source')
  const look = quoted ? 'quoted ellipsis' : 'ellipsis'
  const words = quoted ? `“${who.name}”` : who.name
  if (!onOpen || (who.kind !== 'actor' && who.kind !== 'source')) {
    return (
      <span className={look} title={who.name}>
        {words}
      </span>
    )
  }
  return (
    <button
      type="button"
      className={`name ${look}`}
      title="Show everything on it"
      onClick={() => onOpen(who)}
    >
      {words}
    </button>
  )
}

function keyOf({ who }: WhoChoice): string {
  return `${who.kind} ${'uid' in who ? who.uid : who.name}`
}

function iconOf(who: Who, { actors }: Known): ReactNode {
  if (who.kind === 'new-actor') return <KindIcon kind={who.actorKind} />
  if (who.kind !== 'actor') return null
  const kind = actors.find(({ uid }) => uid === who.uid)?.kind
  return kind ? <KindIcon kind={kind} /> : null
}
