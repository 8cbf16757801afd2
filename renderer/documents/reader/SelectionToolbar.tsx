import type { EditorView } from '@codemirror/view'
import { useLayoutEffect, useReducer, useRef, useState } from 'react'
import { naming as actorNaming } from '../../actors/naming.ts'
import { restsOnSpan } from '../../claims/draft.ts'
import { claimForm } from '../../claims/drafts.ts'
import { runCommand } from '../../commands.ts'
import { useReadOnly } from '../../state/read-only.ts'
import { selection, type TextSelection } from '../../state/selection.ts'
import { useStore } from '../../state/store.ts'
import { Button } from '../../ui/Button.tsx'
import './selection-toolbar.css'

const buttons = [
  { id: 'passage.tag', label: 'Tag', key: 'T' },
  { id: 'claim.new', label: 'Claim', key: 'C' },
  { id: 'actor.new', label: 'Actor', key: 'A' },
  { id: 'passage.note', label: 'Note', key: 'N' },
  { id: 'passage.board', label: 'Add to board', key: 'B' },
  { id: 'passage.highlight', label: 'Highlight', key: 'H' },
  { id: 'passage.sentence', label: 'Sentence', key: 'S' },
]
const evidence = { id: 'claim.addEvidence', label: 'Evidence', key: 'E' }

// CSS pixels between the toolbar and the selection.
const gap = 6

/** What can be done with the selected text. It stands above the selection, where nothing is read any more. */
export function SelectionToolbar({
  view,
  span,
}: {
  readonly view: EditorView
  readonly span: TextSelection
}) {
  const readOnly = useReadOnly()
  const { draft } = useStore(claimForm)
  const { subject } = useStore(selection)
  const naming = useStore(actorNaming).place !== null
  const ref = useRef<HTMLDivElement>(null)
  const [dragging, setDragging] = useState(false)
  // The words have moved below it: the text was scrolled, or is laid out in another width.
  const [, moved] = useReducer((times: number) => times + 1, 0)

  useLayoutEffect(() => {
    const down = () => setDragging(true)
    const up = () => setDragging(false)
    const resized = new ResizeObserver(moved)
    resized.observe(view.scrollDOM)
    view.contentDOM.addEventListener('mousedown', down)
    document.addEventListener('mouseup', up)
    view.scrollDOM.addEventListener('scroll', moved)
    return () => {
      view.contentDOM.removeEventListener('mousedown', down)
      document.removeEventListener('mouseup', up)
      view.scrollDOM.removeEventListener('scroll', moved)
      resized.disconnect()
    }
  }, [view])

  useLayoutEffect(() => {
    const toolbar = ref.current
    if (!toolbar) return
    const frame = view.dom.getBoundingClientRect()
    const start = view.coordsAtPos(span.start, 1)
    const end = view.coordsAtPos(span.end, -1)
    toolbar.style.visibility = start || end ? 'visible' : 'hidden'
    const { width, height } = toolbar.getBoundingClientRect()
    const above = (start?.top ?? frame.top) - frame.top - height - gap
    const below = (end?.bottom ?? frame.bottom - height) - frame.top + gap
    const left = (start?.left ?? frame.left) - frame.left
    // Where all that is shown is selected, at the top: messages stand at the bottom.
    const besideEnd = below + height + gap <= frame.height ? below : gap
    toolbar.style.top = `${above >= 0 ? above : besideEnd}px`
    toolbar.style.left = `${Math.max(8, Math.min(left, frame.width - width - 24))}px`
  })

  if (dragging || readOnly) return null
  // What the claim in the form rests on already is in its hands.
  if (naming || (draft && restsOnSpan(draft, span))) return null
  const shown = draft || subject?.kind === 'claim' ? [evidence, ...buttons] : buttons
  return (
    <div ref={ref} className="selection-toolbar" role="toolbar" aria-label="Selection">
      {shown.map(({ id, label, key }) => (
        <Button
          key={id}
          look="quiet"
          aria-label={label}
          aria-keyshortcuts={key}
          data-key={key}
          // The text keeps its focus, so that keys go on working.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => runCommand(id)}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}
