import { actorKinds } from '../../db/contract/vocabulary.ts'
import { startDrag } from '../board/items.ts'
import { useAnswer } from '../state/queries.ts'

/** People, states, bodies and groups, with the number of claims that they make or that are about them. */
export function ActorList() {
  const { data: actors = [], isSuccess } = useAnswer('actors.list', {})
  return (
    <nav aria-label="Actors">
      <div className="list-head">
        <h2>Actors</h2>
        <span className="count">{actors.length}</span>
      </div>
      {isSuccess && actors.length === 0 && (
        <p className="empty">
          Publishers and authors of your documents are listed here, and who makes claims.
        </p>
      )}
      <ul>
        {actors.map((actor) => (
          <li
            key={actor.uid}
            className="row"
            draggable
            onDragStart={(event) => startDrag(event, { kind: 'actor', uid: actor.uid })}
            title={actor.aliases.map(({ form }) => form).join(', ') || undefined}
          >
            <span className="row-title">{actor.name}</span>
            <small className="quiet">{actorKinds[actor.kind]}</small>
            <span className="count">{actor.claims > 0 ? actor.claims : ''}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}
