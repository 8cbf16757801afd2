import { useState } from 'react'
import type { ActorInfo } from '../../db/contract/actor.ts'
import { actorKinds } from '../../db/contract/vocabulary.ts'
import { addToBoard } from '../board/add-to-board.ts'
import { startDrag } from '../board/items.ts'
import { guessKind } from '../claims/kinds.ts'
import { openActor } from '../claims/showing.ts'
import { attempt } from '../state/notices.ts'
import { answeredAgain, useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { ListFilter } from '../ui/ListFilter.tsx'
import { NameField } from '../ui/NameField.tsx'
import { KindIcon } from './KindIcon.tsx'
import { merging, removeActor } from './managing.ts'
import './actors.css'

/** People, states, bodies and groups, with the number of claims that they make or that are about them. */
export function ActorList() {
  const { data: actors = [], isSuccess } = useAnswer('actors.list', {})
  const readOnly = useReadOnly()
  const [filter, setFilter] = useState('')
  const [editing, setEditing] = useState<string | 'new' | null>(null)
  const [menu, setMenu] = useState<{ actor: ActorInfo; x: number; y: number } | null>(null)
  const shown = actors.filter((actor) => matches(actor, filter))
  return (
    <nav aria-label="Actors">
      <div className="list-head">
        <h2>Actors</h2>
        <span className="count">{actors.length}</span>
        {!readOnly && (
          <Button look="quiet" aria-label="New actor" title="New actor" onClick={() => setEditing('new')}>
            +
          </Button>
        )}
      </div>
      <ListFilter of="actors" count={actors.length} value={filter} onChange={setFilter} />
      {editing === 'new' && (
        <NameField
          label="Name of the actor"
          name=""
          onCancel={() => setEditing(null)}
          save={async (name) => {
            const { actor } = await save('actors.create', { name, kind: guessKind(name) })
            setEditing((now) => (now === 'new' ? null : now))
            openActor(actor)
          }}
        />
      )}
      {isSuccess && actors.length === 0 && editing === null && (
        <p className="empty">
          Publishers and authors of your documents are listed here, and who makes claims. Select a name in a
          text and press <kbd>A</kbd>.
        </p>
      )}
      {filter !== '' && shown.length === 0 && <p className="empty">No actor matches “{filter}”.</p>}
      <ul>
        {shown.map((actor) => (
          <li key={actor.uid}>
            {editing === actor.uid ? (
              <NameField
                label="Name of the actor"
                name={actor.name}
                onCancel={() => setEditing(null)}
                save={async (name) => {
                  await save('actors.update', { actor: actor.uid, name })
                  await answeredAgain()
                  // Another name may be in the making by now.
                  setEditing((now) => (now === actor.uid ? null : now))
                }}
              />
            ) : (
              <button
                type="button"
                className="row"
                draggable
                onDragStart={(event) => startDrag(event, { kind: 'actor', uid: actor.uid })}
                title={titleOf(actor)}
                onClick={() => openActor(actor.uid)}
                onKeyDown={(event) => event.key === 'F2' && setEditing(actor.uid)}
                onContextMenu={(event) => {
                  event.preventDefault()
                  const { right, bottom } = event.currentTarget.getBoundingClientRect()
                  // The menu key has no place of its own.
                  const byKey = event.clientX === 0 && event.clientY === 0
                  setMenu({ actor, x: byKey ? right - 40 : event.clientX, y: byKey ? bottom : event.clientY })
                }}
              >
                <KindIcon kind={actor.kind} />
                <span className="row-title">{actor.name}</span>
                <span className="count">{actor.claims > 0 ? actor.claims : ''}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {menu && (
        <ContextMenu
          label={`What to do with ${menu.actor.name}`}
          at={menu}
          onClose={() => setMenu(null)}
          items={[
            { label: 'Open', run: () => openActor(menu.actor.uid) },
            ...(readOnly
              ? []
              : [
                  { label: 'Rename', run: () => setEditing(menu.actor.uid) },
                  {
                    label: 'Add to board',
                    run: () => attempt(() => addToBoard([{ kind: 'actor', subject: menu.actor.uid }])),
                  },
                  { label: 'Merge into another…', run: () => merging.set({ actor: menu.actor }) },
                  { label: 'Delete', danger: true, run: () => attempt(() => removeActor(menu.actor)) },
                ]),
          ]}
        />
      )}
    </nav>
  )
}

function matches({ name, kind, aliases, merged }: ActorInfo, filter: string): boolean {
  const words = filter.toLocaleLowerCase().split(/\s+/u)
  const forms = [...aliases.map(({ form }) => form), ...merged.map((one) => one.name)]
  const text = [name, actorKinds[kind], ...forms].join(' ').toLocaleLowerCase()
  return words.every((word) => text.includes(word))
}

function titleOf({ name, kind, aliases, merged }: ActorInfo): string {
  const forms = [...aliases.map(({ form }) => form), ...merged.map((one) => one.name)]
  return [name, actorKinds[kind], ...(forms.length === 0 ? [] : [`also ${forms.join(', ')}`])].join('\n')
}
