import type { ClaimPage } from '../../db/contract/proposition.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { hueOf } from '../tags/hues.ts'
import { Button } from '../ui/Button.tsx'
import { Grade } from '../ui/Grade.tsx'
import type { EvidenceRole } from './draft.ts'
import { passageRoles } from './EvidenceFields.tsx'
import { EvidenceQuote } from './EvidenceQuote.tsx'
import { publication } from './words.ts'

/** What a claim rests on, each piece one click from its sentence, with the tags that it carries. */
export function EvidenceList({ claim, readOnly }: { readonly claim: ClaimPage; readonly readOnly: boolean }) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  return (
    <section className="facts" aria-label="Evidence">
      <div className="spread">
        <h2>Evidence</h2>
        <span className="count">{claim.evidence.length}</span>
      </div>
      {claim.evidence.map((one, i) => {
        const own = one.tags.flatMap((uid) => tags.find((tag) => tag.uid === uid) ?? [])
        const hue = own[0] ? hueOf(own[0], tags) : 'var(--plain)'
        return (
          <div key={one.uid} className="evidence-item" style={{ '--hue': hue } as React.CSSProperties}>
            <EvidenceQuote claim={claim.uid} evidence={one} />
            {!one.fits && (
              <p className="problem">
                The text at this place is not what was marked. The passage is kept as it was.
              </p>
            )}
            {own.length > 0 && (
              <ul className="chips" aria-label={`Tags of evidence ${i + 1}`}>
                {own.map((tag) => (
                  <li
                    key={tag.uid}
                    className="chip plain"
                    style={{ '--hue': hueOf(tag, tags) } as React.CSSProperties}
                  >
                    <span className="dot" />
                    <span className="ellipsis">{tag.name}</span>
                  </li>
                ))}
              </ul>
            )}
            <div className="evidence-foot">
              <small className="quiet">
                {[publication(one), one.paragraph === null ? '' : `¶\u00a0${one.paragraph}`]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              <Grade reliability={one.documentReliability} />
              {!readOnly && one.role !== 'absence' && (
                <select
                  className="bare"
                  aria-label={`Role of evidence ${i + 1}`}
                  value={one.role}
                  onChange={(event) =>
                    attempt(() =>
                      save('claims.setEvidenceRole', {
                        evidence: one.uid,
                        role: event.target.value as EvidenceRole,
                      }),
                    )
                  }
                >
                  {Object.entries(passageRoles).map(([role, words]) => (
                    <option key={role} value={role}>
                      {words}
                    </option>
                  ))}
                </select>
              )}
              {!readOnly && (
                <Button
                  look="quiet"
                  aria-label={`Remove evidence ${i + 1}`}
                  onClick={() => attempt(() => remove(one.uid))}
                >
                  ×
                </Button>
              )}
            </div>
          </div>
        )
      })}
      {!readOnly && (
        <p className="hint">
          Select more words and press <kbd>E</kbd> to add them.
        </p>
      )}
    </section>
  )
}

async function remove(evidence: string): Promise<void> {
  await save('claims.removeEvidence', { evidence })
  showUndoable({ tone: 'plain', text: 'The evidence was removed from the claim; the passage stays.' })
}
