import { useDeferredValue } from 'react'
import type { PropositionInfo } from '../../db/contract/proposition.ts'
import { count } from '../documents/importing.ts'
import { useAnswer } from '../state/queries.ts'
import { similarTo } from './similar.ts'

/** Sentences that are stated already and may be meant: one of them makes the claim another report of it. */
export function SameStatement({
  statement,
  onChoose,
}: {
  readonly statement: string
  onChoose(proposition: PropositionInfo): void
}) {
  const late = useDeferredValue(statement)
  const { data: propositions = [] } = useAnswer(
    'propositions.find',
    { text: late, words: 'any' },
    late.trim() !== '',
  )
  const exact = propositions.find((one) => one.statement === statement.trim())
  if (exact) {
    return (
      <p className="hint">
        Stated already; this will be another report of it ({count(exact.claims, 'claim')} so far).
      </p>
    )
  }
  const similar = similarTo(late, propositions)
  if (similar.length === 0) return null
  return (
    <div className="hint">
      <span>Stated already, if you mean the same:</span>
      {similar.map((one) => (
        <button key={one.uid} type="button" className="link-button" onClick={() => onChoose(one)}>
          {one.statement}
        </button>
      ))}
    </div>
  )
}
