import { useEffect, useRef, useState } from 'react'
import { actorKinds } from '../../db/contract/vocabulary.ts'
import { actorInput } from '../claims/draft-input.ts'
import { useKnown } from '../claims/useKnown.ts'
import { type WhoChoice, whoChoices } from '../claims/who.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { PickerField } from '../ui/PickerField.tsx'
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

  const choose = ({ who }: WhoChoice) => {
    if (who.kind !== 'actor' && who.kind !== 'new-actor') return
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
      <PickerField
        label="Actor name"
        typed={typed}
        listLabel="Actors to choose from"
        choices={choices}
        keyOf={({ who }) => ('uid' in who ? who.uid : 'new')}
        index={index}
        empty="Type the actor’s name."
        onTyped={setTyped}
        onIndex={setActive}
        onChoose={choose}
        onCancel={closeActorPicker}
      >
        {({ who, label, detail }) => (
          <>
            {who.kind === 'new-actor' && <KindIcon kind={who.actorKind} />}
            <span className="ellipsis">{label}</span>
            {who.kind !== 'new-actor' && <small className="ellipsis">{detail}</small>}
          </>
        )}
      </PickerField>
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
