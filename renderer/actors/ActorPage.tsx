import { useMemo, useState } from 'react'
import type { ClaimInfo } from '../../db/contract/claim.ts'
import type { Call } from '../../db/contract/contract.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { actorKinds } from '../../db/contract/vocabulary.ts'
import { ClaimRow } from '../claims/ClaimRow.tsx'
import { actorInput } from '../claims/draft-input.ts'
import { Line } from '../claims/fields.tsx'
import { Page, PageGone } from '../claims/Page.tsx'
import { PositionTable } from '../claims/Positions.tsx'
import { openActor } from '../claims/showing.ts'
import { useKnown } from '../claims/useKnown.ts'
import { WhoField } from '../claims/WhoField.tsx'
import type { ActorWho } from '../claims/who.ts'
import { actorWho, type ClaimRole, rolesOf } from '../claims/words.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { goToPlace, openDocument } from '../state/selection.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'
import { ActorNames } from './ActorNames.tsx'
import { KindIcon } from './KindIcon.tsx'
import { merging, removeActor } from './managing.ts'
import { Offices } from './Offices.tsx'
import './actors.css'

const noClaims: ClaimInfo[] = []
const sections: readonly { role: ClaimRole; title: string }[] = [
  { role: 'claimant', title: 'Says' },
  { role: 'holder', title: 'Holds' },
  { role: 'about', title: 'Is spoken about' },
]

/** An actor with everything that is tied to it: its names, offices, claims, positions and mentions. */
export function ActorPage({ actor: asked }: { readonly actor: string }) {
  const { data: page, error } = useAnswer('actors.get', { actor: asked })
  const { data: claims = noClaims } = useAnswer('claims.list', { actor: asked })
  const { data: mentions = [] } = useAnswer('mentions.list', { actor: asked })
  const readOnly = useReadOnly()
  const known = useKnown(null)
  const [typed, setTyped] = useState('')
  const byRole = useMemo(() => {
    const authored = new Set(page?.documents.flatMap((one) => (one.as === 'author' ? [one.uid] : [])))
    const shown = new Set<string>()
    return sections.map(({ role, title }) => ({
      title,
      claims: claims
        .filter((claim) => page && rolesOf(claim, page.uid, authored).includes(role))
        .map((claim) => {
          // The words that carry a claim stand with it once.
          const quotes = !shown.has(claim.uid)
          shown.add(claim.uid)
          return { claim, quotes }
        }),
    }))
  }, [claims, page])
  if (error) return <PageGone text={error.message} />
  if (!page) return null
  const update = (change: Omit<Call<'actors.update'>, 'actor'>) =>
    save('actors.update', { actor: page.uid, ...change })
  return (
    <Page label="Actor" kind={actorKinds[page.kind]}>
      <fieldset className="page-head in-place" disabled={readOnly}>
        <div className="statement with-icon">
          <KindIcon kind={page.kind} />
          <EditField label="Name" lines={1} value={page.name} save={(name) => update({ name })} />
        </div>
        <div className="page-fields">
          <ChoiceField
            label="Kind"
            value={page.kind}
            options={actorKinds}
            save={(kind) => update(kind ? { kind } : {})}
          />
          <Line label="Belongs to">
            <WhoField
              label="Belongs to"
              known={{ ...known, sources: null, actors: known.actors.filter(({ uid }) => uid !== page.uid) }}
              value={page.parentActor === null ? [] : [actorWho(page.parentActor)]}
              typed={typed}
              placeholder="Nobody, or the state of a ministry"
              onTyped={setTyped}
              onChange={([parent]) =>
                attempt(() => update({ parent: parent ? actorInput(parent as ActorWho) : null }))
              }
            />
          </Line>
          <EditField
            label="Description"
            lines={1}
            value={page.description ?? ''}
            placeholder="Who or what this is"
            save={(words) => update({ description: words === '' ? null : words })}
          />
        </div>
      </fieldset>
      <ActorNames page={page} readOnly={readOnly} />
      <Offices page={page} readOnly={readOnly} />
      {page.children.length > 0 && (
        <section aria-label="What belongs to it">
          <h3>
            What belongs to it <span className="count">{page.children.length}</span>
          </h3>
          <ul className="chips">
            {page.children.map((child) => (
              <li key={child.uid} className="chip plain">
                <KindIcon kind={child.kind} />
                <button type="button" className="link-button" onClick={() => openActor(child.uid)}>
                  {child.name}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.positions.length > 0 && (
        <section aria-label="Positions">
          <h3>
            Positions in time <span className="count">{page.positions.length}</span>
          </h3>
          <PositionTable positions={page.positions} />
        </section>
      )}
      {byRole.map(
        (section) =>
          section.claims.length > 0 && (
            <section key={section.title} aria-label={section.title}>
              <h3>
                {section.title} <span className="count">{section.claims.length}</span>
              </h3>
              {section.claims.map(({ claim, quotes }) => (
                <ClaimRow key={claim.uid} claim={claim} quotes={quotes} />
              ))}
            </section>
          ),
      )}
      {claims.length === 0 && <p className="empty">No claim names this actor yet.</p>}
      {mentions.length > 0 && (
        <section aria-label="Mentions">
          <h3>
            Mentions <span className="count">{mentions.length}</span>
          </h3>
          <ul>
            {mentions.map(({ uid, document, documentTitle, start, passage, quote }) => (
              <li key={uid}>
                <button
                  type="button"
                  className="evidence-quote"
                  onClick={() => goToPlace(document, start, passage)}
                >
                  <span className="quote" dir="auto">
                    {quote}
                  </span>
                  <small>{documentTitle}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.documents.length > 0 && (
        <section aria-label="Documents">
          <h3>
            Documents <span className="count">{page.documents.length}</span>
          </h3>
          <ul>
            {page.documents.map(({ uid, title, published, as }) => (
              <li key={`${uid} ${as}`} className="joined">
                <button type="button" className="link-button" onClick={() => openDocument(uid)}>
                  {title}
                </button>
                <small className="quiet">{[as, readableDate(published)].filter(Boolean).join(' · ')}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="actions">
        <HistoryLink of={{ thing: page.uid }} />
        {!readOnly && (
          <>
            <Button onClick={() => merging.set({ actor: { uid: page.uid, name: page.name } })}>
              Merge into another
            </Button>
            <Button look="danger" onClick={() => attempt(() => removeActor(page))}>
              Delete actor
            </Button>
          </>
        )}
      </div>
    </Page>
  )
}
