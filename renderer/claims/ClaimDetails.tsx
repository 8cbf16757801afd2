import { useState } from 'react'
import type { ClaimPage } from '../../db/contract/proposition.ts'
import { readableTime } from '../../db/contract/readable-time.ts'
import { isOpposed, supportWords } from '../../db/contract/statement-words.ts'
import { claimStatuses } from '../../db/contract/vocabulary.ts'
import { addToBoard } from '../board/add-to-board.ts'
import { startDrag } from '../board/items.ts'
import { count } from '../documents/importing.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { selection } from '../state/selection.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'
import { ClaimFacts } from './ClaimFacts.tsx'
import { ClaimMore } from './ClaimMore.tsx'
import { ClaimRow } from './ClaimRow.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { joining } from './JoinDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { RelationCard } from './RelationCard.tsx'
import { openProposition } from './showing.ts'
import type { ClaimEdit } from './words.ts'
import './in-place.css'
import './claim-form.css'

/** A claim on one screen, to be edited in place. */
export function ClaimDetails({ claim: uid }: { readonly claim: string }) {
  const { data: claim, error } = useAnswer('claims.get', { claim: uid })
  const readOnly = useReadOnly()
  const [linking, setLinking] = useState<'contradicts' | 'derived-from' | null>(null)
  if (error) return <p className="empty">{error.message}</p>
  if (!claim) return null
  const update = (edit: ClaimEdit) => save('claims.update', { claim: uid, ...edit })
  const contradictions = claim.relations.filter(({ kind }) => kind === 'contradicts')
  const links = claim.relations.filter(({ kind }) => kind !== 'contradicts')
  const opposed = claim.others.filter((other) => isOpposed(claim, other))
  const agreeing = claim.others.filter((other) => !isOpposed(claim, other))
  const open = contradictions.filter(({ state }) => state === 'open').length + opposed.length
  return (
    <section className="claim-details" aria-label={`Claim ${claim.cite}`}>
      <fieldset className="facts in-place" disabled={readOnly}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: by keys, the claim is put on a board by B. */}
        <div
          className="spread grip"
          draggable
          title="Drag the claim to a board"
          onDragStart={(event) => startDrag(event, { kind: 'claim', uid })}
        >
          <h2>Claim</h2>
          <span className="cite">{claim.cite}</span>
          <Button
            look="quiet"
            aria-label="Close the claim"
            title="Close"
            onClick={() => selection.set({ subject: null })}
          >
            ×
          </Button>
        </div>
        <div className="statement">
          <EditField
            label="Statement"
            lines={2}
            value={claim.statement}
            save={(statement) => update({ statement })}
          />
        </div>
        <ClaimFacts claim={claim} update={update} />
      </fieldset>
      <EvidenceList claim={claim} readOnly={readOnly} />
      <section className="facts" aria-label="At odds with">
        <div className="spread">
          <h2>At odds with</h2>
          {open > 0 && <span className="count danger">{open} open</span>}
        </div>
        {contradictions.map((relation) => (
          <RelationCard key={relation.uid} relation={relation} readOnly={readOnly} />
        ))}
        {opposed.map((other) => (
          <div key={other.uid} className="relation at-odds">
            <small className="relation-kind">says the opposite of the same sentence</small>
            <ClaimRow claim={other} statement={false} />
          </div>
        ))}
        {contradictions.length + opposed.length === 0 && <p className="quiet">Nothing so far.</p>}
        {!readOnly && (
          <div className="actions">
            <Button look="quiet" className="link" onClick={() => setLinking('contradicts')}>
              Link with what contradicts it
            </Button>
          </div>
        )}
      </section>
      <section className="facts" aria-label="Origins">
        <h2>Origins</h2>
        <p>
          <strong>{supportWords(claim.sources, claim.origins)}</strong>
        </p>
        {links.map((relation) => (
          <RelationCard key={relation.uid} relation={relation} readOnly={readOnly} />
        ))}
        {agreeing.map((other) => (
          <ClaimRow key={other.uid} claim={other} statement={false} />
        ))}
        <div className="actions">
          {!readOnly && (
            <Button look="quiet" className="link" onClick={() => setLinking('derived-from')}>
              Say where it comes from
            </Button>
          )}
          {!readOnly && (
            <Button
              look="quiet"
              className="link"
              onClick={() => attempt(() => addToBoard([{ kind: 'claim', subject: uid }]))}
            >
              Add to board
            </Button>
          )}
          <Button look="quiet" className="link" onClick={() => openProposition(claim.proposition)}>
            All on this statement ({count(claim.others.length + 1, 'claim')})
          </Button>
          <HistoryLink of={{ thing: uid }} />
          {!readOnly && (
            <Button
              look="quiet"
              className="link"
              onClick={() =>
                joining.set({ proposition: { uid: claim.proposition, statement: claim.statement } })
              }
            >
              Join with another <kbd>J</kbd>
            </Button>
          )}
        </div>
      </section>
      <ClaimMore claim={claim} readOnly={readOnly} update={update} />
      <fieldset className="facts in-place" disabled={readOnly}>
        <ChoiceField
          label="Status"
          value={claim.status}
          options={claimStatuses}
          save={(status) => update({ status: status ?? 'draft' })}
        />
        <div className="spread">
          <span className="quiet">{readableTime(claim.createdAt)}</span>
          {!readOnly && (
            <Button look="danger" onClick={() => attempt(() => remove(claim))}>
              Delete claim
            </Button>
          )}
        </div>
      </fieldset>
      {linking && (
        <LinkDialog
          from={{ claim: uid }}
          statement={claim.statement}
          kind={linking}
          onClose={() => setLinking(null)}
        />
      )}
    </section>
  )
}

async function remove({ uid, cite }: ClaimPage): Promise<void> {
  await save('claims.remove', { claims: [uid] })
  if (selection.get().subject?.uid === uid) selection.set({ subject: null })
  showUndoable({ tone: 'plain', text: `Claim ${cite} was deleted; its passages stay.` })
}
