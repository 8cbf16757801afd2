import { useEffect, useRef, useState } from 'react'
import { actorKinds } from '../../db/contract/vocabulary.ts'
import { actorInput } from '../claims/draft-input.ts'
import { useKnown } from '../claims/useKnown.ts'
import { type WhoChoice, whoChoices } from '../claims/who.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { KindIcon } from './KindIcon.tsx'
import { closeActorPicker, mentionActor, naming } from './naming.ts'

/** Says whom the selected words mean: an actor that is there, of which they become a form, or a new one. */
export function ActorPicker() {
  const { place } = useStore(naming)
  return place === null ? null : <Picker key={`${place.start} ${place.end}`} />
}

function Picker() {
  const { place, at } = useStore(naming)
  const words = place?.quote ?? ''
  const { actors } = useKnown(null)
  const { data: documents = [] } = useAnswer('documents.list', {})
  const [typed, setTyped] = useState(words)
  const [active, setActive] = useState(0)
  const [scope, setScope] = useState<'project' | 'document'>('project')
  const ref = useRef<HTMLDivElement>(null)
  const all = whoChoices({ actors, sources: null, author: null }, typed)
  const kinds = Object.keys(actorKinds) as (keyof typeof actorKinds)[]
  const [kind, setKind] = useState<keyof typeof actorKinds | null>(null)
  const choices = all.map((choice): WhoChoice => {
    const { who } = choice
    if (who.kind !== 'new-actor' || kind === null) return choice
    return { ...choice, who: { ...who, actorKind: kind }, detail: actorKinds[kind] }
  })
  const index = Math.min(active, choices.length - 1)
  const title = documents.find(({ uid }) => uid === place?.document)?.title ?? ''

  useEffect(() => {
    const picker = ref.current
    if (!picker) return
    picker.showPopover()
    const { width, height } = picker.getBoundingClientRect()
    picker.style.left = `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`
    picker.style.top = `${Math.max(8, Math.min(at.y, innerHeight - height - 40))}px`
    picker.querySelector('input')?.select()
  }, [at])

  const choose = (choice: WhoChoice | undefined) => {
    if (!choice || (choice.who.kind !== 'actor' && choice.who.kind !== 'new-actor')) return
    const { who } = choice
    attempt(() => mentionActor(actorInput(who), who.name, scope))
  }
  const chosen = choices[index]?.who
  return (
    <div
      ref={ref}
      popover="auto"
      role="dialog"
      aria-label="Name an actor"
      className="tag-picker"
      onToggle={(event) => event.newState === 'closed' && naming.set({ place: null })}
    >
      <input
        role="combobox"
        aria-label="Actor name"
        aria-expanded="true"
        aria-controls="actor-choices"
        aria-autocomplete="list"
        aria-activedescendant={index >= 0 ? `actor-choice-${index}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setActive(Math.min(index + 1, choices.length - 1))
          else if (event.key === 'ArrowUp') setActive(Math.max(index - 1, 0))
          else if (event.key === 'Enter') choose(choices[index])
          else if (event.key === 'Escape') closeActorPicker()
          else return
          event.preventDefault()
        }}
      />
      <div id="actor-choices" className="options" role="listbox" aria-label="Actors to choose from">
        {choices.map((choice, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and its keys.
          <div
            key={'uid' in choice.who ? choice.who.uid : 'new'}
            id={`actor-choice-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === index}
            ref={i === index ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => choose(choice)}
          >
            {choice.who.kind === 'new-actor' && <KindIcon kind={choice.who.actorKind} />}
            <span className="ellipsis">{choice.label}</span>
            {choice.who.kind !== 'new-actor' && <small className="ellipsis">{choice.detail}</small>}
          </div>
        ))}
        {choices.length === 0 && <div className="quiet">Type the actor’s name.</div>}
      </div>
      {chosen?.kind === 'new-actor' && (
        <div className="picker-line">
          <label htmlFor="actor-kind">Kind</label>
          <select
            id="actor-kind"
            value={chosen.actorKind}
            onChange={(event) => setKind(event.target.value as keyof typeof actorKinds)}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {actorKinds[one]}
              </option>
            ))}
          </select>
        </div>
      )}
      {chosen !== undefined && chosen.name !== words && (
        <div className="picker-line">
          <label htmlFor="actor-scope">“{words}” means it</label>
          <select
            id="actor-scope"
            value={scope}
            onChange={(event) => setScope(event.target.value as typeof scope)}
          >
            <option value="project">everywhere</option>
            <option value="document">only in “{title}”</option>
          </select>
        </div>
      )}
    </div>
  )
}
