import type { Dispute } from '../../db/contract/agreement.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { goToPlace } from '../state/selection.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'

interface Props {
  readonly two: { readonly first: string; readonly second: string }
  readonly tag: string
  readonly names: Readonly<Record<Dispute['by'], string>>
}

/** What one of two analysts put under a tag and the other did not, side by side, to be settled. */
export function Disputes({ two, tag, names }: Props) {
  const { data } = useAnswer('agreement.disputes', { ...two, tag })
  const { data: state } = useAnswer('host.state', {})
  const readOnly = useReadOnly()
  if (!data) return null
  const me = state?.analyst.uid
  return (
    <section className="disputes" aria-label="Disputed passages">
      <div className="sides" aria-hidden="true">
        <strong>{names.first}</strong>
        <strong>{names.second}</strong>
      </div>
      <ul>
        {data.disputes.map((dispute) => {
          const { document, documentTitle, start, quote, by, passages } = dispute
          const other = by === 'first' ? two.second : two.first
          return (
            <li key={`${document} ${start} ${by}`} className={by}>
              <button
                type="button"
                className="quote dispute-quote"
                dir="auto"
                onClick={() => goToPlace(document, start, passages[0] ?? null)}
              >
                {quote}
              </button>
              <small>
                {names[by]} tagged it · {documentTitle}
              </small>
              {!readOnly && (
                <div className="dispute-acts">
                  {other === me && (
                    <Button onClick={() => attempt(() => save('passages.tag', { passages, tag }))}>
                      Tag it too
                    </Button>
                  )}
                  <Button onClick={() => attempt(() => save('passages.untag', { passages, tag }))}>
                    Take the tag off
                  </Button>
                </div>
              )}
            </li>
          )
        })}
      </ul>
      {data.total > data.disputes.length && (
        <p className="quiet">
          The first {data.disputes.length} of {data.total}.
        </p>
      )}
    </section>
  )
}
