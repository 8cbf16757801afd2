import { useState } from 'react'
import type { ClaimInfo } from '../../db/contract/claim.ts'
import { claimantNames } from '../../db/contract/claim-words.ts'
import type { Call } from '../../db/contract/contract.ts'
import type { EventInfo } from '../../db/contract/event.ts'
import { conflictsAmong } from '../../db/contract/figure-conflict.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { measures } from '../../db/contract/vocabulary.ts'
import { ClaimRow } from '../claims/ClaimRow.tsx'
import { actorInput } from '../claims/draft-input.ts'
import { Line } from '../claims/fields.tsx'
import { Page, PageGone } from '../claims/Page.tsx'
import { goToEvidence, showClaim } from '../claims/showing.ts'
import { useKnown } from '../claims/useKnown.ts'
import { WhoField } from '../claims/WhoField.tsx'
import type { ActorWho } from '../claims/who.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { showTab } from '../state/tabs.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { EditDate } from '../ui/EditDate.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'
import './events.css'

/** An event: when and where, the figures that are given for it side by side, and the claims that speak of it. */
export function EventPage({ event: uid }: { readonly event: string }) {
  const { data: events } = useAnswer('events.list', {})
  const { data: claims = [] } = useAnswer('claims.list', { event: uid })
  const readOnly = useReadOnly()
  const known = useKnown(null)
  const [typed, setTyped] = useState('')
  if (!events) return null
  const event = events.find((one) => one.uid === uid)
  if (!event) return <PageGone text="This event is no longer in the project." />
  const update = (change: Omit<Call<'events.update'>, 'event'>) =>
    save('events.update', { event: uid, ...change })
  const wholes = Object.fromEntries(
    events.filter((one) => one.uid !== uid).map((one) => [one.uid, one.title]),
  )
  const parts = events.filter(({ partOf }) => partOf === uid)
  return (
    <Page label="Event" kind={readableDate(event.date) || 'undated'}>
      <fieldset className="page-head in-place" disabled={readOnly}>
        <div className="statement">
          <EditField label="Title" lines={1} value={event.title} save={(title) => update({ title })} />
        </div>
        <div className="page-fields">
          <EditDate
            label="Date"
            value={event.date}
            placeholder="Not known"
            save={(date) => update({ date })}
          />
          <Line label="Place">
            <WhoField
              label="Place"
              known={{ ...known, sources: null }}
              value={event.place === null ? [] : [placeWho(event.place)]}
              typed={typed}
              placeholder="Where it happened"
              onTyped={setTyped}
              onChange={([place]) =>
                attempt(() => update({ place: place ? actorInput(place as ActorWho) : null }))
              }
            />
          </Line>
          <ChoiceField
            label="Part of"
            value={event.partOf}
            options={wholes}
            none="Nothing"
            save={(partOf) => update({ partOf })}
          />
          <EditField
            label="Note"
            lines={1}
            value={event.note ?? ''}
            placeholder="What you make of it"
            save={(note) => update({ note: note === '' ? null : note })}
          />
        </div>
      </fieldset>
      {parts.length > 0 && (
        <section aria-label="Its parts">
          <h3>Its parts</h3>
          <ul>
            {parts.map((part) => (
              <li key={part.uid}>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => showTab({ kind: 'event', event: part.uid })}
                >
                  {part.title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Figures event={uid} claims={claims} />
      <section aria-label="Claims">
        <h3>
          Claims <span className="count">{claims.length}</span>
        </h3>
        {claims.map((claim) => (
          <ClaimRow key={claim.uid} claim={claim} quotes />
        ))}
        {claims.length === 0 && <p className="empty">No claim speaks of it yet.</p>}
      </section>
      <div className="actions">
        <HistoryLink of={{ thing: event.uid }} />
        {!readOnly && (
          <Button look="danger" onClick={() => attempt(() => remove(event))}>
            Delete event
          </Button>
        )}
      </div>
    </Page>
  )
}

function placeWho({ uid, name }: { readonly uid: string; readonly name: string }): ActorWho {
  return { kind: 'actor', uid, name }
}

async function remove({ uid, title }: EventInfo): Promise<void> {
  await save('events.remove', { event: uid })
  showUndoable({ tone: 'plain', text: `The event “${title}” was deleted; claims go on without it.` })
}

const number = (value: number | null) => (value === null ? '' : value.toLocaleString('en'))

/** The figures that claims give, side by side: who counts whom, and which cannot both be right. */
function Figures({ event, claims }: { readonly event: string; readonly claims: readonly ClaimInfo[] }) {
  const figures = claims.flatMap((claim) =>
    claim.figures.filter((figure) => figure.event?.uid === event).map((figure) => ({ claim, ...figure })),
  )
  if (figures.length === 0) return null
  const conflicts = conflictsAmong(figures)
  const citeOf = new Map(figures.map(({ uid, claim }) => [uid, claim.cite]))
  const ordered = Object.keys(measures).flatMap((measure) =>
    figures
      .filter((figure) => figure.measure === measure)
      .sort((a, b) => (a.counted ?? '').localeCompare(b.counted ?? '', 'en')),
  )
  const open = (claim: ClaimInfo) => {
    const [first] = claim.evidence
    if (first) goToEvidence(claim.uid, first)
    else showClaim(claim.uid)
  }
  return (
    <section aria-label="Figures">
      <h3>
        Figures <span className="count">{figures.length}</span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: in a narrow tab the table scrolls, by keys too. */}
      <section className="figure-table" aria-label="Figures side by side" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              <th scope="col">Counted</th>
              <th scope="col">Not counted</th>
              <th scope="col" className="number">
                Low
              </th>
              <th scope="col" className="number">
                High
              </th>
              <th scope="col">As of</th>
              <th scope="col">Claim</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map(({ uid, claim, measure, counted, notCounted, low, high, unit, qualifier, asOf }) => {
              const against = conflicts.get(uid) ?? []
              return (
                <tr key={uid} className={against.length > 0 ? 'differs' : undefined}>
                  <td>{measures[measure]}</td>
                  <td>{counted}</td>
                  <td>{notCounted}</td>
                  <td className="number">
                    {qualifier && <small>{qualifier} </small>}
                    {number(low)} {low !== null && unit}
                  </td>
                  <td className="number">
                    {number(high)} {high !== null && unit}
                  </td>
                  <td className="date">{readableDate(asOf)}</td>
                  <td>
                    <button
                      type="button"
                      className="link-button"
                      title={claim.statement}
                      onClick={() => open(claim)}
                    >
                      {claim.cite}
                    </button>{' '}
                    <small>{claimantNames(claim)}</small>
                    {against.length > 0 && (
                      <small className="at-odds">
                        At odds with{' '}
                        {against.map((one, i) => (
                          <span key={one}>
                            {i > 0 && ', '}
                            <span className="short-id">{citeOf.get(one)}</span>
                          </span>
                        ))}
                      </small>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </section>
  )
}
