import type { Conflict, Incoming, MergePreview } from '../../db/contract/merge.ts'
import { count } from '../documents/importing.ts'
import { useAnswer } from '../state/queries.ts'
import { changesOf, contributorWords, duplicateWords, partedIncoming, writerWords } from './words.ts'

// As many as are read before somebody decides; the rest is one click away.
const shownFirst = 3

/** What merging a copy would bring: from whom, what, what conflicts, what looks the same. */
export function Preview({ preview }: { readonly preview: MergePreview }) {
  const { contributors, incoming, conflicts, duplicates } = preview
  const { things, parts } = partedIncoming(incoming)
  return (
    <>
      {contributors.length > 0 && (
        <ul className="merge-people" aria-label="From whom">
          {contributors.map((person) => (
            <li key={person.analyst}>{contributorWords(person)}</li>
          ))}
        </ul>
      )}
      {things.length > 0 && <IncomingTable incoming={things} />}
      {parts.length > 0 && (
        <details className="merge-more">
          <summary>What belongs to these: {changesOf(parts)}</summary>
          <IncomingTable incoming={parts} />
        </details>
      )}
      <section className="merge-section" aria-label="What conflicts">
        <h3>{conflicts.total === 0 ? 'Nothing conflicts' : `${count(conflicts.total, 'conflict')}`}</h3>
        {conflicts.total > 0 && (
          <>
            <p className="quiet">Both values are kept, and you choose afterwards, in the tab “Conflicts”.</p>
            <Some
              items={conflicts.first}
              total={conflicts.total}
              keyOf={({ table, uid, cell }) => `${table} ${uid} ${cell}`}
              render={(conflict) => <ConflictLine conflict={conflict} />}
            />
          </>
        )}
      </section>
      {duplicates.total > 0 && (
        <section className="merge-section" aria-label="What looks the same">
          <h3>Made apart, and looking the same: {duplicates.total.toLocaleString('en')}</h3>
          <p className="quiet">Nothing is joined by itself. They are offered for joining afterwards.</p>
          <Some
            items={duplicates.first}
            total={duplicates.total}
            keyOf={({ members }) => members.map(({ uid }) => uid).join(' ')}
            render={(duplicate) => (
              <>
                {duplicateWords(duplicate)}: {duplicate.members.map(({ title }) => `“${title}”`).join(', ')}
              </>
            )}
          />
        </section>
      )}
      <p className="merge-safe">
        It is one step, which Undo takes back. Before it, the project as it is now is kept among its backups.
      </p>
    </>
  )
}

function IncomingTable({ incoming }: { readonly incoming: readonly Incoming[] }) {
  const number = (n: number) => (n === 0 ? '' : n.toLocaleString('en'))
  return (
    <table className="merge-table">
      <thead>
        <tr>
          <th scope="col">What comes in</th>
          <th scope="col">New</th>
          <th scope="col">Changed</th>
          <th scope="col">Deleted</th>
          <th scope="col">Such as</th>
        </tr>
      </thead>
      <tbody>
        {incoming.map(({ table, kind, added, changed, removed, examples }) => (
          <tr key={table}>
            <th scope="row">{kind.charAt(0).toUpperCase() + kind.slice(1)}</th>
            <td>{number(added)}</td>
            <td>{number(changed)}</td>
            <td>{number(removed)}</td>
            <td className="merge-examples">
              {examples.slice(0, shownFirst).map(({ uid, title }) => (
                <span key={uid}>{title}</span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ConflictLine({ conflict }: { readonly conflict: Conflict }) {
  const { kind, title, field, values, cell } = conflict
  const { data: state } = useAnswer('host.state', {})
  const me = state?.analyst.uid
  return (
    <>
      {kind} “{title}”, {field.toLowerCase()}:{' '}
      {values
        .map((value) => {
          const what = cell === 'deleted' ? (value.did ?? value.text) : `“${value.text}”`
          return `${writerWords(value, me)}: ${value.text === '' ? 'nothing' : what}`
        })
        .join('; ')}
    </>
  )
}

/** The first of a list, with the others behind one click; where not all were sent, how many more there are. */
function Some<Item>({
  items,
  total,
  keyOf,
  render,
}: {
  readonly items: readonly Item[]
  readonly total: number
  keyOf(item: Item): string
  render(item: Item): React.ReactNode
}) {
  const rest = items.slice(shownFirst)
  const unsent = total - items.length
  const lines = (some: readonly Item[]) => (
    <ul className="merge-lines">
      {some.map((item) => (
        <li key={keyOf(item)}>{render(item)}</li>
      ))}
    </ul>
  )
  return (
    <>
      {lines(items.slice(0, shownFirst))}
      {rest.length > 0 && (
        <details className="merge-more">
          <summary>{(total - shownFirst).toLocaleString('en')} more</summary>
          {lines(rest)}
          {unsent > 0 && <p className="quiet">and {unsent.toLocaleString('en')} more.</p>}
        </details>
      )}
    </>
  )
}
