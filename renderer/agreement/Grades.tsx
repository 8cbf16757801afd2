import type { Output } from '../../db/contract/contract.ts'
import { assessmentRatings } from '../../db/contract/vocabulary.ts'
import { useReadOnly } from '../state/read-only.ts'
import { showTab } from '../state/tabs.ts'
import { coefficient } from './numbers.ts'

type Comparison = Output<'agreement.compare'>

interface Props {
  readonly comparison: Comparison
  readonly names: { readonly first: string; readonly second: string }
}

/** How far two analysts gave the same grades and ratings, and which ratings differ. */
export function Grades({ comparison: { reliability, credibility, ratings }, names }: Props) {
  const lines = [
    ['Reliability', reliability],
    ['Credibility', credibility],
    ['Consistency with hypotheses', ratings],
  ] as const
  const graded = lines.filter(([, { pairs }]) => pairs > 0)
  if (graded.length === 0 && ratings.disputes.length === 0) return null
  return (
    <section aria-label="Grades">
      <h3>Grades and ratings of the same statements</h3>
      <ul className="plain">
        {graded.map(([name, { pairs, same, alpha }]) => (
          <li key={name}>
            {name}: {same} of {pairs} the same, alpha for ranks {coefficient(alpha)}
          </li>
        ))}
      </ul>
      {ratings.disputes.length > 0 && <RatingDisputes disputes={ratings.disputes} names={names} />}
    </section>
  )
}

interface DisputesProps {
  readonly disputes: Comparison['ratings']['disputes']
  readonly names: Props['names']
}

function RatingDisputes({ disputes, names }: DisputesProps) {
  const readOnly = useReadOnly()
  return (
    <>
      <table className="agreement">
        <caption className="visually-hidden">Ratings that differ</caption>
        <thead>
          <tr>
            <th scope="col">Statement, and the hypothesis</th>
            <th scope="col">{names.first}</th>
            <th scope="col">{names.second}</th>
          </tr>
        </thead>
        <tbody>
          {disputes.map(({ hypothesis, hypothesisStatement, statement, first, second }) => (
            <tr key={`${hypothesis} ${statement}`}>
              <th scope="row">
                {statement}
                <button
                  type="button"
                  className="link-button rated"
                  onClick={() => showTab({ kind: 'hypothesis', hypothesis })}
                >
                  {hypothesisStatement}
                </button>
              </th>
              <td title={assessmentRatings[first]}>{first}</td>
              <td title={assessmentRatings[second]}>{second}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!readOnly && (
        <p className="quiet">
          CC very consistent, C consistent, N neutral, I inconsistent, II very inconsistent. Open the
          hypothesis to settle a rating: what you choose there is yours from then on.
        </p>
      )}
    </>
  )
}
