import type { Position } from '../../db/contract/actor.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { acts } from '../../db/contract/vocabulary.ts'
import { showClaim } from './showing.ts'
import './claim-rows.css'

/** How a position moved: "2024 refuses → 2026 accepts". */
export function PositionLine({
  positions,
  current,
}: {
  readonly positions: readonly Position[]
  readonly current: string
}) {
  return (
    <ol className="position-line" aria-label="Positions in time">
      {positions.map(({ claim, act, when, statement, cite }) => (
        <li key={claim}>
          <button
            type="button"
            className="link-button"
            aria-current={claim === current}
            title={`${cite} ${statement}`}
            onClick={() => showClaim(claim)}
          >
            {readableDate(when) || 'undated'} {acts[act]}
          </button>
        </li>
      ))}
    </ol>
  )
}

/** Positions in time, with the sentences that they are about. */
export function PositionTable({ positions }: { readonly positions: readonly Position[] }) {
  return (
    <ol className="position-table">
      {positions.map(({ claim, act, when, whenFrom, statement, cite }) => (
        <li key={claim}>
          <button type="button" className="row" onClick={() => showClaim(claim)}>
            <time title={whenFrom === 'published' ? 'When the document was published' : 'When it was said'}>
              {readableDate(when) || 'undated'}
            </time>
            <strong>{acts[act]}</strong>
            <span dir="auto">{statement}</span>
            <span className="cite">{cite}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
