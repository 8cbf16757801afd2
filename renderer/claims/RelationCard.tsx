import { useState } from 'react'
import { claimantNames } from '../../db/contract/claim-words.ts'
import type { RelationInfo } from '../../db/contract/relation.ts'
import { relationWords } from '../../db/contract/statement-words.ts'
import { contradictionKinds, relationKinds, stanceGlyphs, stances } from '../../db/contract/vocabulary.ts'
import { count } from '../documents/importing.ts'
import { attempt } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'
import { Grade } from '../ui/Grade.tsx'
import { openProposition, showClaim } from './showing.ts'
import { publication } from './words.ts'
import './claim-rows.css'

/** A link to another claim, to a proposition, or to a report that was never imported; open until it is resolved. */
export function RelationCard({
  relation,
  readOnly,
}: {
  readonly relation: RelationInfo
  readonly readOnly: boolean
}) {
  const [editing, setEditing] = useState(false)
  const { uid, kind, state, note, other } = relation
  const atOdds = kind === 'contradicts'
  const update = (change: Partial<Pick<RelationInfo, 'kind' | 'contradiction' | 'state' | 'note'>>) =>
    save('relations.update', { relation: uid, ...change })
  return (
    <article className={atOdds && state === 'open' ? 'relation at-odds' : 'relation'}>
      <div className="spread">
        <small className="relation-kind">{relationWords(relation)}</small>
        <small className="relation-state">{state}</small>
      </div>
      <Other other={other} />
      {note && !editing && <p className="relation-note">{note}</p>}
      {editing && (
        <>
          <ChoiceField
            label="Link"
            value={kind}
            options={relationKinds}
            save={(kind) => update(kind ? { kind } : {})}
          />
          {atOdds && (
            <ChoiceField
              label="In"
              value={relation.contradiction}
              options={contradictionKinds}
              none="Not said"
              save={(contradiction) => update({ contradiction })}
            />
          )}
          <EditField
            label="Note on the link"
            lines={2}
            value={note ?? ''}
            placeholder="Contradiction, changed position, or neither?"
            save={(text) => update({ note: text === '' ? null : text })}
          />
        </>
      )}
      {!readOnly && (
        <div className="actions">
          <Button
            look="quiet"
            className="link"
            onClick={() => attempt(() => update({ state: state === 'open' ? 'resolved' : 'open' }))}
          >
            {state === 'open' ? 'Resolve' : 'Reopen'}
          </Button>
          <Button look="quiet" className="link" aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {editing ? 'Done' : 'Edit'}
          </Button>
          <Button look="quiet" className="link" onClick={() => attempt(() => remove(uid))}>
            Remove
          </Button>
        </div>
      )}
    </article>
  )
}

function Other({ other }: { readonly other: RelationInfo['other'] }) {
  switch (other.kind) {
    case 'claim': {
      const { claim } = other
      const [first] = claim.evidence
      return (
        <button type="button" className="relation-other" onClick={() => showClaim(claim.uid)}>
          <span>
            <span className="stance-glyph" aria-hidden="true">
              {stanceGlyphs[claim.stance]}
            </span>{' '}
            {stances[claim.stance]} <strong dir="auto">{claim.statement}</strong>
          </span>
          <small>
            {[first && publication(first), claimantNames(claim)].filter(Boolean).join(' · ')}{' '}
            <Grade reliability={claim.reliability} credibility={claim.credibility} />
          </small>
        </button>
      )
    }
    case 'proposition':
      return (
        <button type="button" className="relation-other" onClick={() => openProposition(other.uid)}>
          <strong dir="auto">{other.statement}</strong>
          <small>{count(other.claims, 'claim')}</small>
        </button>
      )
    case 'report':
      return (
        <p className="relation-other">
          <strong dir="auto">{other.report}</strong>
          <small>A report that is not in the project</small>
        </p>
      )
  }
}

async function remove(relation: string): Promise<void> {
  await save('relations.remove', { relation })
  showUndoable({ tone: 'plain', text: 'The link was removed.' })
}
