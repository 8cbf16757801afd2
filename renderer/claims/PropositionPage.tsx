import { useEffect, useState } from 'react'
import { bySide, supportWords } from '../../db/contract/statement-words.ts'
import { propositionKinds } from '../../db/contract/vocabulary.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { EditDate } from '../ui/EditDate.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'
import { ClaimRow } from './ClaimRow.tsx'
import { frontProposition } from './front.ts'
import { joining } from './JoinDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { Page, PageGone } from './Page.tsx'
import { RelationCard } from './RelationCard.tsx'

/** A statement with everything that is tied to it: who says so, who denies it, and what it is linked with. */
export function PropositionPage({
  proposition: asked,
  active,
}: {
  readonly proposition: string
  readonly active: boolean
}) {
  const { data: page, error } = useAnswer('propositions.get', { proposition: asked })
  const readOnly = useReadOnly()
  const [linking, setLinking] = useState(false)
  const statement = page?.statement
  const uid = page?.uid
  useEffect(() => {
    if (!active || uid === undefined || statement === undefined) return
    frontProposition.set({ proposition: { uid, statement } })
    return () => frontProposition.set({ proposition: null })
  }, [active, uid, statement])
  if (error) return <PageGone text={error.message} />
  if (!page) return null
  const update = (change: { [field: string]: string | null }) =>
    save('propositions.update', { proposition: page.uid, ...change })
  const orNull = (words: string) => (words === '' ? null : words)
  return (
    <Page label="Statement" kind={propositionKinds[page.kind]}>
      <fieldset className="page-head in-place" disabled={readOnly}>
        <div className="statement">
          <EditField
            label="Statement"
            lines={1}
            value={page.statement}
            save={(words) => update({ statement: words })}
          />
        </div>
        <p className="page-facts">
          <strong>{supportWords(page.sources, page.origins)}</strong>
        </p>
        <div className="page-fields">
          <ChoiceField
            label="Kind"
            value={page.kind}
            options={propositionKinds}
            save={(kind) => update(kind ? { kind } : {})}
          />
          {(page.kind === 'forecast' || page.horizon !== null || page.outcome !== null) && (
            <>
              <EditDate
                label="Horizon"
                value={page.horizon}
                placeholder="By when: 2027, June 2026"
                save={(horizon) => update({ horizon })}
              />
              <EditField
                label="Outcome"
                value={page.outcome ?? ''}
                placeholder="What came of it"
                save={(words) => update({ outcome: orNull(words) })}
              />
            </>
          )}
          <EditField
            label="Note"
            lines={1}
            value={page.note ?? ''}
            placeholder="What you make of it"
            save={(words) => update({ note: orNull(words) })}
          />
        </div>
      </fieldset>
      <div className="actions">
        <HistoryLink of={{ thing: page.uid }} />
        {!readOnly && (
          <>
            <Button
              onClick={() => joining.set({ proposition: { uid: page.uid, statement: page.statement } })}
            >
              Join with another <kbd>J</kbd>
            </Button>
            <Button onClick={() => setLinking(true)}>Link with another</Button>
          </>
        )}
      </div>
      {page.joined.length > 0 && (
        <section aria-label="Joined with">
          <h3>Also said as</h3>
          <ul>
            {page.joined.map((one) => (
              <li key={one.uid} className="joined">
                <span dir="auto">{one.statement}</span>
                {!readOnly && (
                  <Button
                    look="quiet"
                    onClick={() => attempt(() => save('propositions.separate', { proposition: one.uid }))}
                  >
                    Separate
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {bySide(page.claims).map((side) => (
        <section key={side.title} aria-label={side.title}>
          <h3>
            {side.title} <span className="count">{side.claims.length}</span>
          </h3>
          {side.claims.map((claim) => (
            <ClaimRow key={claim.uid} claim={claim} statement={false} quotes />
          ))}
        </section>
      ))}
      {page.claims.length === 0 && <p className="empty">No claim reports this statement any more.</p>}
      {page.relations.length > 0 && (
        <section aria-label="Links">
          <h3>Links</h3>
          {page.relations.map((relation) => (
            <RelationCard
              key={`${relation.uid} ${relation.direction}`}
              relation={relation}
              readOnly={readOnly}
            />
          ))}
        </section>
      )}
      {linking && (
        <LinkDialog
          from={{ proposition: page.uid }}
          statement={page.statement}
          onClose={() => setLinking(false)}
        />
      )}
    </Page>
  )
}
