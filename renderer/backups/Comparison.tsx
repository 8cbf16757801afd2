import type { Difference } from '../../db/contract/backup.ts'

const changes = ['added', 'removed', 'changed'] as const

/** What is different now from a backup: numbers by kind, and what it is by name. */
export function Comparison({ differences }: { readonly differences: readonly Difference[] }) {
  if (differences.length === 0) return <p>The project is now as it was then.</p>
  return (
    <>
      <table className="comparison">
        <caption>Since this backup</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">What</span>
            </th>
            <th scope="col">then</th>
            <th scope="col">now</th>
            <th scope="col">added</th>
            <th scope="col">removed</th>
            <th scope="col">changed</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ kind, before, now, added, removed, changed }) => (
            <tr key={kind}>
              <th scope="row">{kind}</th>
              <td>{before.toLocaleString('en')}</td>
              <td>{now.toLocaleString('en')}</td>
              <td>{orNothing(added)}</td>
              <td>{orNothing(removed)}</td>
              <td>{orNothing(changed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differences.flatMap((difference) =>
        changes.map((change) => (
          <Names key={`${difference.kind} ${change}`} difference={difference} change={change} />
        )),
      )}
    </>
  )
}

function orNothing(number: number): string {
  return number === 0 ? '–' : number.toLocaleString('en')
}

function Names({
  difference,
  change,
}: {
  readonly difference: Difference
  readonly change: (typeof changes)[number]
}) {
  const names = difference.names[change]
  if (names.length === 0) return null
  const rest = difference[change] - names.length
  return (
    <details className="comparison-names">
      <summary>
        {difference.kind[0]?.toUpperCase()}
        {difference.kind.slice(1)} {change}: {difference[change].toLocaleString('en')}
      </summary>
      <ul>
        {/* Two may have one name, and their order never changes. */}
        {names.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and never reordered
          <li key={index}>{name}</li>
        ))}
        {rest > 0 && <li className="quiet">and {rest.toLocaleString('en')} more</li>}
      </ul>
    </details>
  )
}
