import { useState } from 'react'
import { count } from '../documents/importing.ts'
import { useAnswer } from '../state/queries.ts'
import { createStore, useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { Dialog } from '../ui/Dialog.tsx'

/** The proposition that is being joined with another one. */
export const joining = createStore<{
  readonly proposition: { readonly uid: string; readonly statement: string } | null
}>({ proposition: null })

/** Says that two sentences mean the same: the claims of this one stand under the other from then on. */
export function JoinDialog() {
  const { proposition } = useStore(joining)
  return proposition === null ? null : <Join key={proposition.uid} {...proposition} />
}

function Join({ uid, statement }: { readonly uid: string; readonly statement: string }) {
  const [typed, setTyped] = useState('')
  const { data: alike = [] } = useAnswer('propositions.find', { text: statement, words: 'any' })
  const { data: found = [], isPlaceholderData, isLoading } = useAnswer('propositions.find', { text: typed })
  const [chosen, setChosen] = useState<{ uid: string; statement: string } | null>(null)
  const choices = (typed.trim() === '' ? [...alike, ...found] : found)
    .filter((one, i, all) => one.uid !== uid && all.findIndex((other) => other.uid === one.uid) === i)
    .map((one) => ({ ...one, key: one.uid, label: one.statement, detail: count(one.claims, 'claim') }))
  const close = () => joining.set({ proposition: null })
  const join = async (into: { uid: string; statement: string }) => {
    await save('propositions.join', { proposition: uid, into: into.uid })
    close()
    showUndoable({ tone: 'good', text: `Joined with “${into.statement}”.` })
  }
  return (
    <Dialog
      title="Which sentence says the same?"
      wide
      onClose={close}
      action={{
        label: 'Join',
        disabled: chosen === null,
        run: async () => {
          if (chosen) await join(chosen)
        },
      }}
    >
      <p className="link-from" dir="auto">
        {statement}
      </p>
      <Combobox
        label="The sentence that stays"
        placeholder={choices.length === 0 ? 'There is no other sentence yet' : 'Words of the other sentence'}
        typed={typed}
        pending={isLoading || isPlaceholderData}
        choices={choices}
        autoFocus
        onTyped={setTyped}
        onChoose={(choice) => {
          setChosen(choice)
          setTyped('')
        }}
      />
      {chosen && (
        <p className="link-to" dir="auto">
          {chosen.statement}
        </p>
      )}
      <p className="quiet">
        The claims of both count as reports of the sentence that stays. They can be separated again on its
        page.
      </p>
    </Dialog>
  )
}
