import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { ClaimRow } from './ClaimRow.tsx'
import { newClaim } from './entering.ts'
import { openActor } from './showing.ts'
import './lines.css'

/** What the selected passage carries: actors that are mentioned in it, and claims. */
export function PassageClaims({ passage }: { readonly passage: string }) {
  const { data: claims = [] } = useAnswer('claims.list', { passage })
  const { data: mentions = [] } = useAnswer('mentions.list', { passage })
  const readOnly = useReadOnly()
  return (
    <>
      {mentions.length > 0 && (
        <section className="facts" aria-label="Actors of the passage">
          <h2>Actors</h2>
          <ul className="chips" aria-label="Actors in the passage">
            {mentions.map(({ uid, actor }) => (
              <li key={uid} className="chip">
                <button type="button" className="link-button" onClick={() => openActor(actor.uid)}>
                  {actor.name}
                </button>
                <button
                  type="button"
                  aria-label={`Remove the mention of ${actor.name}`}
                  disabled={readOnly}
                  onClick={() => attempt(() => save('mentions.remove', { mention: uid }))}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="facts" aria-label="Claims of the passage">
        <div className="spread">
          <h2>Claims</h2>
          <span className="count">{claims.length}</span>
        </div>
        {claims.map((claim) => (
          <ClaimRow key={claim.uid} claim={claim} />
        ))}
        {!readOnly && (
          <div className="actions">
            <Button look="quiet" className="link" onClick={newClaim}>
              New claim <kbd>C</kbd>
            </Button>
          </div>
        )}
      </section>
    </>
  )
}
