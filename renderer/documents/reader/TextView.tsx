import { EditorView } from '@codemirror/view'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { PassageInfo } from '../../../db/contract/passage.ts'
import { startDrag } from '../../board/items.ts'
import { movePassage } from '../../passages/changing.ts'
import { PassageMenu } from '../../passages/PassageMenu.tsx'
import { passageOf } from '../../passages/pending.ts'
import { markable } from '../../passages/span.ts'
import { usePending } from '../../passages/usePending.ts'
import { useAnswer } from '../../state/queries.ts'
import { useReadOnly } from '../../state/read-only.ts'
import type { ReaderHandle } from '../../state/reader.ts'
import { selection, selectPassage, selectText } from '../../state/selection.ts'
import { useStore } from '../../state/store.ts'
import { hueOf } from '../../tags/hues.ts'
import { TagPicker } from '../../tags/TagPicker.tsx'
import { createReader, type Point } from './editor.ts'
import { FindBar } from './FindBar.tsx'
import { handles } from './handles.ts'
import { margin } from './margin.ts'
import { PassageChooser } from './PassageChooser.tsx'
import { setMarks } from './passage-marks.ts'
import { ruler } from './ruler.ts'
import { SelectionToolbar } from './SelectionToolbar.tsx'
import { useFront } from './useFront.ts'

const noPassages: PassageInfo[] = []

// Longer selections are not words that somebody looks for: UTF-16 code units.
const mostSought = 200

// CSS pixels that are kept free around a place that is gone to, some three lines.
const around = 80

interface Props {
  readonly document: string
  readonly title: string
  /** Whether it is the reader in front: keys and commands are its own. */
  readonly active: boolean
}

/** Passages that lie on top of each other, of which one is meant. */
interface Stack {
  readonly passages: readonly string[]
  readonly at: Point
  readonly forMenu: boolean
}

/** A document's text. Mounted anew for each document. */
export function TextView({ document, title, active }: Props) {
  const { data: text } = useAnswer('documents.text', { document })
  const { data: passages = noPassages } = useAnswer('passages.list', { document })
  const { data: tags } = useAnswer('tags.list', {})
  const { tag, text: selected, picking, menu, reveal } = useStore(selection)
  const readOnly = useReadOnly()
  const [view, setView] = useState<EditorView | null>(null)
  const [handle, setHandle] = useState<ReaderHandle | null>(null)
  const [stack, setStack] = useState<Stack | null>(null)
  const [finding, setFinding] = useState<{ words: string; n: number } | null>(null)
  const hues = useMemo(() => new Map((tags ?? []).map((one) => [one.uid, hueOf(one, tags ?? [])])), [tags])
  const host = useRef<HTMLDivElement>(null)
  const names = useRef(new Map<string, string>())
  names.current = useMemo(() => new Map((tags ?? []).map(({ uid, name }) => [uid, name])), [tags])
  const now = useRef({ active, readOnly })
  now.current = { active, readOnly }

  // A text never changes: where it is only answered again, what is selected in it stays selected.
  // biome-ignore lint/correctness/useExhaustiveDependencies: nor is a new title worth a new editor.
  useEffect(() => {
    if (!host.current || !text) return
    const openMenu = (passage: string, at: Point | null) => {
      selectPassage(passage)
      selection.set({ menu: { of: 'passage', at } })
    }
    const events = {
      // Another reader's selection is its own: it is told of when that comes to the front.
      onSelect: (span: { start: number; end: number } | null) => now.current.active && selectText(span),
      onEscape: () => {
        // Its menu waits for what the claims say, and would come up after it was given up.
        setStack(null)
        selectPassage(null)
      },
      onDrag: (event: DragEvent) => {
        const { from, to } = shown.state.selection.main
        const span = markable(text.body, { start: from, end: to })
        if (span) startDrag(event, { kind: 'words', place: { document, ...span } })
      },
      onClick: (all: readonly string[], at: Point) => {
        const under = meantBy(all)
        if (under.length > 1) setStack({ passages: under, at, forMenu: false })
        else selectPassage(under[0] ?? null)
      },
      onMenu: (all: readonly string[], at: Point | null) => {
        const under = meantBy(all)
        const { passage } = selection.get()
        if (passage !== null && (at === null || under.includes(passage))) openMenu(passage, at)
        else if (under.length === 1) openMenu(under[0] ?? '', at)
        else if (under.length > 1) {
          const place = at ?? belowCursor(shown)
          setStack({ passages: under, at: place, forMenu: true })
        }
      },
    }
    const edges = handles(text.body, {
      movable: () => now.current.active && !now.current.readOnly,
      keep: movePassage,
    })
    const shown = createReader(host.current, title, text, events, [
      margin(
        (uid) => names.current.get(uid) ?? '',
        (painted) => {
          const passage = passageOf(painted)
          if (passage !== null) selectPassage(passage)
        },
      ),
      ruler,
      edges,
    ])
    setView(shown)
    setHandle({
      document,
      text: text.body,
      blocks: text.blocks,
      select: ({ start, end }) =>
        shown.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true }),
      goTo: (offset) =>
        shown.dispatch({
          selection: { anchor: offset },
          effects: EditorView.scrollIntoView(offset, { y: 'nearest', yMargin: around }),
        }),
      cursor: () => shown.state.selection.main.head,
      focus: () => shown.focus(),
      grab: (edge) => shown.plugin(edges)?.grab(edge) ?? false,
      find: () => {
        const { from, to } = shown.state.selection.main
        const words = to - from <= mostSought ? text.body.slice(from, to) : ''
        setFinding((before) => ({ words, n: (before?.n ?? 0) + 1 }))
      },
    })
    return () => {
      setHandle(null)
      setView(null)
      shown.destroy()
    }
  }, [text?.body, document])

  const seen = usePending(document, passages)
  const { passage, isFront } = useFront({ document, view, handle, active })

  // Before the frame is painted, and not after it: the highlight is what somebody waits for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a reader that comes to the front shows its handles.
  useLayoutEffect(() => {
    view?.dispatch({ effects: setMarks.of({ passages: seen, hues, selected: passage, onlyTag: tag }) })
  }, [view, seen, hues, passage, tag, active])

  useEffect(() => {
    if (reveal?.document === document && view) return keepInSight(view, reveal.start)
  }, [reveal, view, document])

  const chosen = passages.find(({ uid }) => uid === passage)
  const place =
    isFront && view && (picking ?? menu) ? placeOf(view, picking === 'selection' ? selected : chosen) : null
  return (
    <div className="text-view">
      <div ref={host} className="text-host" />
      {isFront && view && selected && picking === null && <SelectionToolbar view={view} span={selected} />}
      {place && picking !== null && <TagPicker at={place} />}
      {place && menu && chosen && (
        <PassageMenu key={menu.of} passage={chosen} of={menu.of} at={menu.at ?? place} />
      )}
      {view && text && finding && (
        <FindBar
          view={view}
          text={text.body}
          words={finding.words}
          asked={finding.n}
          onClose={() => setFinding(null)}
        />
      )}
      {stack && (
        <PassageChooser
          at={stack.at}
          passages={passages.filter(({ uid }) => stack.passages.includes(uid))}
          onChoose={(uid) => {
            selectPassage(uid)
            if (stack.forMenu) selection.set({ menu: { of: 'passage', at: stack.at } })
          }}
          onClose={() => setStack(null)}
        />
      )}
    </div>
  )
}

/** The passages that can be selected, of those that are painted at a place. */
function meantBy(painted: readonly string[]): string[] {
  return painted.flatMap((one) => passageOf(one) ?? [])
}

/**
 * Scrolls to a place, and again whenever the text is laid out anew, as when its tab is moved beside a table, until
 * somebody does something else. @returns what ends it
 */
function keepInSight(view: EditorView, offset: number): () => void {
  const show = () => view.dispatch({ effects: EditorView.scrollIntoView(offset, { y: 'center' }) })
  show()
  const resized = new ResizeObserver(show)
  resized.observe(view.scrollDOM)
  const acts = ['pointerdown', 'keydown', 'wheel'] as const
  const end = () => {
    resized.disconnect()
    for (const act of acts) document.removeEventListener(act, end, true)
  }
  for (const act of acts) document.addEventListener(act, end, { capture: true, passive: true })
  return end
}

function belowCursor(view: EditorView): Point {
  const place = view.coordsAtPos(view.state.selection.main.head)
  const { left, top } = view.dom.getBoundingClientRect()
  return place ? { x: place.left, y: place.bottom } : { x: left, y: top }
}

/** Below the end of some words, or near the top where that is out of sight; and how high they begin. */
function placeOf(
  view: EditorView,
  words: { readonly start: number; readonly end: number } | null | undefined,
): Point & { readonly above: number } {
  const place = words ? view.coordsAtPos(words.end, -1) : null
  const begin = words ? view.coordsAtPos(words.start, 1) : null
  const { left, top, bottom, width } = view.dom.getBoundingClientRect()
  const inSight = place !== null && place.bottom > top && place.top < bottom
  const above = (begin?.top ?? top) - 8
  return inSight
    ? { x: place.left - 80, y: place.bottom + 8, above }
    : { x: left + width / 2 - 150, y: top + 80, above: top }
}
