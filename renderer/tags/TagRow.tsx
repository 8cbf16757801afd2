import type { TagInfo } from '../../db/contract/tag.ts'
import { startDrag } from '../board/items.ts'
import { hueOf } from './hues.ts'
import { chooseTag, draggedTag, removeTag, tagWork } from './managing.ts'
import { type TagRow as Row, type Step, stepOf, type TagPlace, type Zone } from './tree.ts'

interface Props {
  readonly row: Row
  readonly tags: readonly TagInfo[]
  readonly chosen: boolean
  readonly readOnly: boolean
  /** Where a tag that is held over this row would go. */
  readonly over: Zone | null
  onOpen(open: boolean): void
  onMove(place: TagPlace): void
  onMenu(place: { tag: TagInfo; x: number; y: number }): void
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

// Deeper than this, names would have no room.
const deepest = 6

/** A tag in the tree: a click lets its passages stand out, arrows walk, Alt with arrows moves the tag. */
export function TagRow({
  row: { tag, level, open, aside },
  tags,
  chosen,
  readOnly,
  over,
  onOpen,
  onMove,
  onMenu,
}: Props) {
  const onKeyDown = (event: React.KeyboardEvent<HTMLButtonElement>) => {
    const step = steps[event.key]
    if (event.altKey && step !== undefined) {
      const place = readOnly ? null : stepOf(tags, tag.uid, step)
      if (place) {
        tagWork.set({ moved: tag.uid })
        onMove(place)
      }
    } else if (event.ctrlKey || event.metaKey || event.altKey) return
    else if (event.key === 'ArrowRight') onOpen(true)
    else if (event.key === 'ArrowLeft') onOpen(false)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const rows = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('.tag-row') ?? [])]
      rows[rows.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
    } else if (event.key === 'F2' && !readOnly) tagWork.set({ renaming: tag.uid })
    else if (event.key === 'Delete' && !readOnly) removeTag(tag)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      type="button"
      className={`row tag-row ${over === null ? '' : `drop-${over}`}`}
      data-tag={tag.uid}
      data-aside={aside}
      draggable
      onDragStart={(event) => {
        startDrag(event, { kind: 'tag', uid: tag.uid })
        // Within the list a tag is moved; a board takes a copy.
        event.dataTransfer.effectAllowed = 'copyMove'
        draggedTag.set({ tag: tag.uid })
      }}
      onDragEnd={() => draggedTag.set({ tag: null })}
      aria-pressed={chosen}
      {...(open === null ? {} : { 'aria-expanded': open })}
      title={[tag.path.join(' / '), tag.description].filter(Boolean).join('\n')}
      style={
        {
          '--hue': hueOf(tag, tags),
          paddingInlineStart: `${4 + 14 * Math.min(deepest, level - 1)}px`,
        } as React.CSSProperties
      }
      onClick={() => chooseTag(tag.uid)}
      onDoubleClick={() => !readOnly && tagWork.set({ renaming: tag.uid })}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault()
        const { right, bottom } = event.currentTarget.getBoundingClientRect()
        // The menu key has no place of its own.
        const byKey = event.clientX === 0 && event.clientY === 0
        onMenu({ tag, x: byKey ? right - 40 : event.clientX, y: byKey ? bottom : event.clientY })
      }}
    >
      {/* For the mouse; the keyboard opens and closes by the arrows. */}
      <span
        className="twisty"
        aria-hidden="true"
        onClick={(event) => {
          if (open === null) return
          event.stopPropagation()
          onOpen(!open)
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {open === null ? '' : open ? '▾' : '▸'}
      </span>
      <span className="dot" />
      <span className="row-title">{tag.name}</span>
      {tag.digit !== null && <kbd>{tag.digit}</kbd>}
      <span className="count">{tag.passages}</span>
    </button>
  )
}
