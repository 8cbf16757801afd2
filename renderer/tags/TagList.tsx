import { useState } from 'react'
import type { TagInfo } from '../../db/contract/tag.ts'
import { startDrag } from '../board/items.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { hueOf, themeColours } from './hues.ts'
import { TagNameField } from './TagNameField.tsx'
import './tags.css'

/** The tags as a tree with counts. A click lets a tag's passages stand out in the reader. */
export function TagList() {
  const { data: tags = [], isSuccess } = useAnswer('tags.list', {})
  const { tag: chosen } = useStore(selection)
  const [editing, setEditing] = useState<string | 'new' | null>(null)
  const [menu, setMenu] = useState<{ tag: TagInfo; x: number; y: number } | null>(null)
  return (
    <nav aria-label="Tags">
      <div className="list-head">
        <h2>Tags</h2>
        <span className="count">{tags.length}</span>
        <Button look="quiet" aria-label="New tag" title="New tag" onClick={() => setEditing('new')}>
          +
        </Button>
      </div>
      {editing === 'new' && (
        <TagNameField
          name=""
          onCancel={() => setEditing(null)}
          save={async (name) => {
            await save('tags.create', { name })
            setEditing(null)
          }}
        />
      )}
      {isSuccess && tags.length === 0 && editing === null && (
        <p className="empty">
          Select some text and press <kbd>T</kbd> to make the first tag.
        </p>
      )}
      <ul>
        {tags.map((tag) =>
          editing === tag.uid ? (
            <li key={tag.uid}>
              <TagNameField
                name={tag.name}
                onCancel={() => setEditing(null)}
                save={async (name) => {
                  await save('tags.update', { tag: tag.uid, name })
                  setEditing(null)
                }}
              />
            </li>
          ) : (
            <li key={tag.uid}>
              <button
                type="button"
                className="row"
                draggable
                onDragStart={(event) => startDrag(event, { kind: 'tag', uid: tag.uid })}
                aria-pressed={chosen === tag.uid}
                title={tag.description ?? tag.path.join(' / ')}
                style={
                  {
                    '--hue': hueOf(tag, tags),
                    paddingInlineStart: `${8 + 16 * Math.min(6, tag.path.length - 1)}px`,
                  } as React.CSSProperties
                }
                onClick={() => selection.set({ tag: chosen === tag.uid ? null : tag.uid })}
                onDoubleClick={() => setEditing(tag.uid)}
                onKeyDown={(event) => event.key === 'F2' && setEditing(tag.uid)}
                onContextMenu={(event) => {
                  event.preventDefault()
                  const { right, bottom } = event.currentTarget.getBoundingClientRect()
                  // The menu key has no place of its own.
                  const byKey = event.clientX === 0 && event.clientY === 0
                  setMenu({ tag, x: byKey ? right - 40 : event.clientX, y: byKey ? bottom : event.clientY })
                }}
              >
                <span className="dot" />
                <span className="row-title">{tag.name}</span>
                {tag.digit !== null && <kbd>{tag.digit}</kbd>}
                <span className="count">{tag.passages}</span>
              </button>
            </li>
          ),
        )}
      </ul>
      {menu && <TagMenu {...menu} onRename={() => setEditing(menu.tag.uid)} onClose={() => setMenu(null)} />}
    </nav>
  )
}

function TagMenu({
  tag,
  x,
  y,
  onRename,
  onClose,
}: {
  readonly tag: TagInfo
  readonly x: number
  readonly y: number
  onRename(): void
  onClose(): void
}) {
  const update = (change: { digit?: number | null; colour?: string }) => {
    attempt(() => save('tags.update', { tag: tag.uid, ...change }))
    onClose()
  }
  return (
    <ContextMenu
      label={`What to do with the tag ${tag.name}`}
      at={{ x, y }}
      onClose={onClose}
      items={[
        { label: 'Rename', run: onRename },
        { label: 'Delete with the tags below it', danger: true, run: () => attempt(() => remove(tag)) },
      ]}
    >
      <fieldset className="swatches">
        <legend>Colour</legend>
        {themeColours.map(({ colour, name }, i) => (
          <button
            key={colour}
            type="button"
            role="menuitem"
            aria-label={name}
            title={name}
            style={{ background: `var(--t${i + 1})` }}
            onClick={() => update({ colour })}
          />
        ))}
      </fieldset>
      <fieldset className="digits">
        <legend>Digit that applies it</legend>
        {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => (
          <button
            key={digit}
            type="button"
            role="menuitem"
            aria-label={`Digit ${digit}`}
            className={tag.digit === digit ? 'own' : undefined}
            onClick={() => update({ digit: tag.digit === digit ? null : digit })}
          >
            {digit}
          </button>
        ))}
      </fieldset>
    </ContextMenu>
  )
}

async function remove({ uid, name }: TagInfo): Promise<void> {
  await save('tags.remove', { tag: uid })
  if (selection.get().tag === uid) selection.set({ tag: null })
  showUndoable({ tone: 'plain', text: `The tag “${name}” was deleted; its passages stay.` })
}
