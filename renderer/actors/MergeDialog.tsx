import { useState } from 'react'
import { useKnown } from '../claims/useKnown.ts'
import { whoChoices } from '../claims/who.ts'
import { useStore } from '../state/store.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { mergeActor, merging } from './managing.ts'

/** Says that two actors are one: what names the first names the other from then on. */
export function MergeDialog() {
  const { actor } = useStore(merging)
  return actor === null ? null : <Merge key={actor.uid} actor={actor} />
}

function Merge({ actor }: { readonly actor: { readonly uid: string; readonly name: string } }) {
  const { actors, pending } = useKnown(null)
  const [typed, setTyped] = useState('')
  const [into, setInto] = useState<{ uid: string; name: string } | null>(null)
  const others = actors.filter(({ uid }) => uid !== actor.uid)
  const choices = whoChoices({ actors: others, sources: null, author: null }, typed).flatMap((choice) => {
    return choice.who.kind === 'actor' ? [{ ...choice, key: choice.who.uid, who: choice.who }] : []
  })
  const close = () => merging.set({ actor: null })
  return (
    <Dialog
      title={`Merge “${actor.name}” into another actor`}
      onClose={close}
      action={{
        label: 'Merge',
        disabled: into === null,
        run: async () => {
          if (!into) return
          await mergeActor(actor, into)
          close()
        },
      }}
    >
      <Combobox
        label="The actor that stays"
        placeholder="Name of the actor that stays"
        typed={typed}
        choices={choices}
        pending={pending ?? false}
        autoFocus
        onTyped={setTyped}
        onChoose={({ who }) => {
          setInto({ uid: who.uid, name: who.name })
          setTyped('')
        }}
      />
      {into && (
        <p className="link-to">
          “{actor.name}” will be another name of <strong>{into.name}</strong>.
        </p>
      )}
      <p className="quiet">Claims and mentions of both are shown together. They can be separated again.</p>
    </Dialog>
  )
}
