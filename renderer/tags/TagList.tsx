import { useEffect, useRef, useState } from 'react'
import type { TagInfo } from '../../db/contract/tag.ts'
import { attempt } from '../state/notices.ts'
import { answeredAgain, useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { ListFilter } from '../ui/ListFilter.tsx'
import { NameField } from '../ui/NameField.tsx'
import { draggedTag, moveTag, newTag, tagWork } from './managing.ts'
import { TagMenu } from './TagMenu.tsx'
import { TagRow } from './TagRow.tsx'
import { dropPlace, type TagRow as Row, type TagPlace, treeRows, type Zone, zoneOf } from './tree.ts'
import { useClosed } from './useClosed.ts'
import './tags.css'

/** The tags as a tree with counts. A click lets a tag's passages stand out in the reader. */
export function TagList() {
  const { data: tags = [], isSuccess } = useAnswer('tags.list', {})
  const { tag: chosen } = useStore(selection)
  const { renaming, naming } = useStore(tagWork)
  const readOnly = useReadOnly()
  const [filter, setFilter] = useState('')
  const [closed, setClosed] = useClosed()
  const [menu, setMenu] = useState<{ tag: TagInfo; x: number; y: number } | null>(null)
  const rows = treeRows(tags, closed, filter)
  const move = (uid: string, place: TagPlace) => {
    if (place.parent !== null) setClosed([place.parent], false)
    attempt(() => moveTag(uid, place))
  }
  const drag = useTagDrag(tags, move)
  const list = useRef<HTMLUListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that has come to stand elsewhere has lost the focus.
  useEffect(() => {
    const { moved } = tagWork.get()
    if (moved === null) return
    const row = [...(list.current?.querySelectorAll<HTMLElement>('.tag-row') ?? [])].find(
      (one) => one.dataset.tag === moved,
    )
    if (document.activeElement === document.body) row?.focus()
    else if (document.activeElement !== row) tagWork.set({ moved: null })
  }, [tags])
  const wanted = renaming ?? naming?.parent ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is wanted anew has to be brought into view.
  useEffect(() => {
    if (wanted === null || rows.some(({ tag }) => tag.uid === wanted)) return
    setFilter('')
    setClosed(above(tags, wanted), false)
  }, [wanted])
  const endNaming = () => tagWork.set({ naming: null })
  const nameField = (
    <NameField
      label="Name of the tag"
      name=""
      onCancel={endNaming}
      save={async (name) => {
        const parent = naming?.parent ?? null
        await save('tags.create', { name, parent })
        if (parent !== null) setClosed([parent], false)
        endNaming()
      }}
    />
  )
  return (
    <nav aria-label="Tags">
      <div className="list-head">
        <h2>Tags</h2>
        <span className="count">{tags.length}</span>
        {!readOnly && (
          <Button look="quiet" aria-label="New tag" title="New tag" onClick={() => newTag()}>
            +
          </Button>
        )}
      </div>
      <ListFilter of="tags" count={tags.length} value={filter} onChange={setFilter} />
      {naming?.parent === null && nameField}
      {isSuccess && tags.length === 0 && naming === null && (
        <p className="empty">
          Select some text and press <kbd>T</kbd> to make the first tag.
        </p>
      )}
      {filter.trim() !== '' && rows.length === 0 && <p className="empty">No tag matches “{filter}”.</p>}
      <ul ref={list} {...(readOnly ? {} : drag.list(rows))}>
        {rows.map((row) => {
          const { uid, name } = row.tag
          return (
            <li key={uid}>
              {renaming === uid ? (
                <NameField
                  label="Name of the tag"
                  name={name}
                  onCancel={() => tagWork.set({ renaming: null })}
                  save={async (next) => {
                    await save('tags.update', { tag: uid, name: next })
                    await answeredAgain()
                    // Another name may be in the making by now.
                    if (tagWork.get().renaming === uid) tagWork.set({ renaming: null })
                  }}
                />
              ) : (
                <TagRow
                  row={row}
                  tags={tags}
                  chosen={chosen === uid}
                  readOnly={readOnly}
                  over={drag.over?.tag === uid ? drag.over.zone : null}
                  onOpen={(open) => setClosed([uid], !open)}
                  onMove={(place) => move(uid, place)}
                  onMenu={setMenu}
                />
              )}
              {naming?.parent === uid && <div className="below">{nameField}</div>}
            </li>
          )
        })}
      </ul>
      {menu && <TagMenu {...menu} readOnly={readOnly} onClose={() => setMenu(null)} />}
    </nav>
  )
}

/** The tags above one, which have to be open for it to be seen. */
function above(tags: readonly TagInfo[], uid: string): string[] {
  const path: string[] = []
  for (let at = tags.find((tag) => tag.uid === uid); at?.parent; ) {
    const parent = at.parent
    path.push(parent)
    at = tags.find((tag) => tag.uid === parent)
  }
  return path
}

/** Moves tags by dragging them over the rows of the list. */
function useTagDrag(tags: readonly TagInfo[], move: (tag: string, place: TagPlace) => void) {
  const [over, setOver] = useState<{ tag: string; zone: Zone } | null>(null)
  const placeAt = (event: React.DragEvent, rows: readonly Row[]) => {
    const { tag: dragged } = draggedTag.get()
    const element = (event.target as HTMLElement).closest<HTMLElement>('.tag-row')
    const row = rows.find(({ tag }) => tag.uid === element?.dataset.tag)
    if (dragged === null || !element || !row) return null
    const { top, height } = element.getBoundingClientRect()
    const zone = zoneOf(event.clientY - top, height)
    const place = dropPlace(tags, dragged, row, zone)
    return place && { dragged, place, tag: row.tag.uid, zone }
  }
  return {
    over,
    list: (rows: readonly Row[]) => ({
      onDragOver: (event: React.DragEvent) => {
        const target = placeAt(event, rows)
        if (target?.tag !== over?.tag || target?.zone !== over?.zone) setOver(target)
        if (!target) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
      },
      onDragLeave: (event: React.DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null)
      },
      onDrop: (event: React.DragEvent) => {
        const target = placeAt(event, rows)
        setOver(null)
        if (!target) return
        event.preventDefault()
        event.stopPropagation()
        move(target.dragged, target.place)
      },
    }),
  }
}
