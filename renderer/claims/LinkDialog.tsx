import { useId, useState } from 'react'
import type { Call } from '../../db/contract/contract.ts'
import { contradictionKinds, relationKinds } from '../../db/contract/vocabulary.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Choice, TextLine } from './fields.tsx'
import './claim-rows.css'

type End = Call<'relations.create'>['from']
type Kind = Call<'relations.create'>['kind']
type Target = Call<'relations.create'>['to']

interface Offered {
  readonly key: string
  readonly label: string
  readonly detail: string
  readonly to: Target
}

/** Links a claim or a proposition with another one, or with a report that was never imported. */
export function LinkDialog({
  from,
  statement,
  kind: first = 'contradicts',
  onClose,
}: {
  readonly from: End
  readonly statement: string
  readonly kind?: Kind
  onClose(): void
}) {
  const [kind, setKind] = useState<Kind>(first)
  const [contradiction, setContradiction] = useState<keyof typeof contradictionKinds | null>(null)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Offered | null>(null)
  const [note, setNote] = useState('')
  const label = useId()
  const claimsFound = useAnswer('claims.find', { text: typed, limit: 8 })
  const propositionsFound = useAnswer('propositions.find', { text: typed, limit: 5 })
  const { data: claims = [] } = claimsFound
  const { data: propositions = [] } = propositionsFound
  const pending = [claimsFound, propositionsFound].some((one) => one.isLoading || one.isPlaceholderData)
  const own = 'claim' in from ? from.claim : from.proposition
  const report = typed.trim()
  const choices: Offered[] = [
    ...claims.map(({ uid, cite, statement }) => ({
      key: uid,
      label: statement,
      detail: cite,
      to: { claim: uid },
    })),
    ...propositions.map(({ uid, statement, claims }) => ({
      key: uid,
      label: statement,
      detail: `every claim of it (${claims})`,
      to: { proposition: uid },
    })),
    ...(report === ''
      ? []
      : [{ key: 'report', label: `A report: “${report}”`, detail: 'not imported', to: { report } }]),
  ].filter(({ key }) => key !== own)
  return (
    <Dialog
      wide
      title="Link with another claim"
      onClose={onClose}
      action={{
        label: 'Link',
        disabled: chosen === null,
        run: async () => {
          if (!chosen) return
          const about = kind === 'contradicts' ? { contradiction } : {}
          const words = note.trim() === '' ? {} : { note: note.trim() }
          await save('relations.create', { kind, from, to: chosen.to, ...about, ...words })
          onClose()
        },
      }}
    >
      <p className="link-from" dir="auto">
        {statement}
      </p>
      <Choice
        label="Link"
        value={kind}
        options={relationKinds}
        onChange={(one) => setKind(one ?? 'contradicts')}
      />
      {kind === 'contradicts' && (
        <Choice<keyof typeof contradictionKinds>
          label="In"
          value={contradiction}
          options={contradictionKinds}
          none="Not said"
          onChange={setContradiction}
        />
      )}
      <div className="claim-line">
        <span className="line-label" id={label} aria-hidden="true">
          To
        </span>
        <div className="line-field">
          {chosen && (
            <p className="link-to" dir="auto">
              {chosen.label} <small className="quiet">{chosen.detail}</small>
            </p>
          )}
          <Combobox
            label="The other claim"
            placeholder={chosen ? 'Another one' : 'Its number, or words of its sentence'}
            typed={typed}
            pending={pending}
            choices={choices}
            autoFocus
            onTyped={setTyped}
            onChoose={(choice) => {
              setChosen(choice)
              setTyped('')
            }}
          />
        </div>
      </div>
      <TextLine label="Note" lines value={note} placeholder="What is at odds, and why" onChange={setNote} />
    </Dialog>
  )
}
