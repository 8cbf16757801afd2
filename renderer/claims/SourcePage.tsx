import type { Call } from '../../db/contract/contract.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { openDocument } from '../state/selection.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'
import { ClaimRow } from './ClaimRow.tsx'
import { reliabilityOptions } from './fields.tsx'
import { Page, PageGone } from './Page.tsx'
import { openSource } from './showing.ts'

/** Somebody who speaks in one document: how many, how they can know, how reliable, and what they claim. */
export function SourcePage({ source: uid }: { readonly source: string }) {
  const { data: sources } = useAnswer('sources.list', {})
  const { data: claims = [] } = useAnswer('claims.list', { source: uid })
  const readOnly = useReadOnly()
  if (!sources) return null
  const source = sources.find((one) => one.uid === uid)
  if (!source) return <PageGone text="This source is no longer in the project." />
  const update = (change: Omit<Call<'sources.update'>, 'source'>) =>
    save('sources.update', { source: uid, ...change })
  const orNull = (words: string) => (words === '' ? null : words)
  const others = Object.fromEntries(
    sources
      .filter((one) => one.uid !== uid)
      .map((one) => [one.uid, `“${one.wording}”, ${one.publisher ?? one.documentTitle}`]),
  )
  return (
    <Page label="Source" kind="speaks in one document">
      <fieldset className="page-head in-place" disabled={readOnly}>
        <div className="statement wording">
          <EditField
            label="Wording"
            lines={1}
            value={source.wording}
            save={(wording) => update({ wording })}
          />
        </div>
        <p className="page-facts">
          in{' '}
          <button type="button" className="link-button" onClick={() => openDocument(source.document)}>
            {source.documentTitle}
          </button>
        </p>
        <div className="page-fields">
          <EditField
            label="How many"
            value={source.number === null ? '' : String(source.number)}
            placeholder="Not said"
            save={(words) => update({ number: words.trim() === '' ? null : Number(words) })}
          />
          <EditField
            label="Affiliation"
            value={source.affiliation ?? ''}
            placeholder="Whom they belong to"
            save={(words) => update({ affiliation: orNull(words) })}
          />
          <EditField
            label="Access"
            value={source.access ?? ''}
            placeholder="How they can know"
            save={(words) => update({ access: orNull(words) })}
          />
          <ChoiceField
            label="Reliability"
            value={source.reliability}
            options={reliabilityOptions}
            none="Not judged"
            save={(reliability) => update({ reliability })}
          />
          <EditField
            label="Why"
            value={source.reliabilityReason ?? ''}
            placeholder="What speaks for or against them"
            save={(words) => update({ reliabilityReason: orNull(words) })}
          />
          <ChoiceField
            label="Possibly"
            value={source.sameAs}
            options={others}
            none="Nobody else that is known"
            save={(sameAs) => update({ sameAs })}
          />
        </div>
      </fieldset>
      {source.possiblySame.length > 0 && (
        <section aria-label="Possibly the same">
          <h3>Possibly the same</h3>
          <ul>
            {source.possiblySame.map((other) => (
              <li key={other}>
                <button type="button" className="link-button" onClick={() => openSource(other)}>
                  {others[other]}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="Claims">
        <h3>
          Claims <span className="count">{claims.length}</span>
        </h3>
        {claims.map((claim) => (
          <ClaimRow key={claim.uid} claim={claim} quotes />
        ))}
        {claims.length === 0 && <p className="empty">It makes no claim yet.</p>}
      </section>
      <div className="actions">
        <HistoryLink of={{ thing: uid }} />
        {!readOnly && (
          <Button look="danger" onClick={() => attempt(() => remove(uid, source.wording))}>
            Delete source
          </Button>
        )}
      </div>
    </Page>
  )
}

async function remove(source: string, wording: string): Promise<void> {
  await save('sources.remove', { source })
  showUndoable({ tone: 'plain', text: `“${wording}” was deleted; claims go on naming it.` })
}
