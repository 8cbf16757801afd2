import { EditorView } from '@codemirror/view'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { PassageInfo } from '../../../db/contract/passage.ts'
import { useAnswer } from '../../state/queries.ts'
import { type ReaderHandle, shownReader } from '../../state/reader.ts'
import { frontDocument, selection, selectPassage, selectText } from '../../state/selection.ts'
import { useStore } from '../../state/store.ts'
import { hueOf } from '../../tags/hues.ts'
import { TagPicker } from '../../tags/TagPicker.tsx'
import { createReader } from './editor.ts'
import { margin } from './margin.ts'
import { PassageChooser } from './PassageChooser.tsx'
import { setMarks } from './passage-marks.ts'
import { ruler } from './ruler.ts'
import { SelectionToolbar } from './SelectionToolbar.tsx'

const noPassages: PassageInfo[] = []

interface Props {
  readonly document: string
  readonly title: string
  /** Whether it is the reader in front: selections and keys are its own. */
  readonly active: boolean
}

/** A document's text. Mounted anew for each document. */
export function TextView({ document, title, active }: Props) {
  const { data: text } = useAnswer('documents.text', { document })
  const { data: passages = noPassages } = useAnswer('passages.list', { document })
  const { data: tags } = useAnswer('tags.list', {})
  const { passage, tag, text: selected, picking, reveal } = useStore(selection)
  const [view, setView] = useState<EditorView | null>(null)
  const [handle, setHandle] = useState<ReaderHandle | null>(null)
  const [stack, setStack] = useState<{ passages: readonly string[]; x: number; y: number } | null>(null)
  const hues = useMemo(() => new Map((tags ?? []).map((one) => [one.uid, hueOf(one, tags ?? [])])), [tags])
  const host = useRef<HTMLDivElement>(null)
  const names = useRef(new Map<string, string>())
  names.current = useMemo(() => new Map((tags ?? []).map(({ uid, name }) => [uid, name])), [tags])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a text never changes, and a new title is not worth a new editor.
  useEffect(() => {
    if (!host.current || !text) return
    const events = {
      onSelect: selectText,
      onEscape: () => selectPassage(null),
      onClick: (under: readonly string[], at: { x: number; y: number }) => {
        if (under.length > 1) setStack({ passages: under, ...at })
        else selectPassage(under[0] ?? null)
      },
    }
    const shown = createReader(host.current, title, text, events, [
      margin(
        (uid) => names.current.get(uid) ?? '',
        (uid) => selectPassage(uid),
      ),
      ruler,
    ])
    setView(shown)
    const handle = {
      document,
      text: text.body,
      select: ({ start, end }: { start: number; end: number }) =>
        shown.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true }),
      cursor: () => shown.state.selection.main.head,
      focus: () => shown.focus(),
    }
    setHandle(handle)
    return () => {
      setHandle(null)
      setView(null)
      shown.destroy()
    }
  }, [text, document])

  useEffect(() => {
    if (!active || !handle) return
    frontDocument(document)
    shownReader.set({ handle })
    const selectAll = () => handle.select({ start: 0, end: handle.text.length })
    globalThis.document.addEventListener('claimboard:select-all', selectAll)
    return () => {
      globalThis.document.removeEventListener('claimboard:select-all', selectAll)
      if (shownReader.get().handle === handle) shownReader.set({ handle: null })
      if (selection.get().document === document) frontDocument(null)
    }
  }, [active, handle, document])

  useEffect(() => {
    view?.dispatch({ effects: setMarks.of({ passages, hues, selected: passage, onlyTag: tag }) })
  }, [view, passages, hues, passage, tag])

  useEffect(() => {
    if (reveal?.document === document && view)
      view.dispatch({ effects: EditorView.scrollIntoView(reveal.start, { y: 'center' }) })
  }, [reveal, view, document])

  return (
    <div className="text-view">
      <div ref={host} className="text-host" />
      {active && view && selected && picking === null && <SelectionToolbar view={view} span={selected} />}
      {active && view && picking !== null && (
        <TagPicker at={placeOf(view, picking, selected, passages, passage)} />
      )}
      {stack && (
        <PassageChooser
          at={stack}
          passages={passages.filter(({ uid }) => stack.passages.includes(uid))}
          onClose={() => setStack(null)}
        />
      )}
    </div>
  )
}

/** Below the end of what is being tagged. */
function placeOf(
  view: EditorView,
  picking: 'selection' | 'passage',
  selected: { end: number } | null,
  passages: readonly PassageInfo[],
  passage: string | null,
): { x: number; y: number } {
  const end = picking === 'selection' ? selected?.end : passages.find(({ uid }) => uid === passage)?.end
  const place = end === undefined ? null : view.coordsAtPos(end, -1)
  const { left, top, width } = view.dom.getBoundingClientRect()
  return place ? { x: place.left - 80, y: place.bottom + 8 } : { x: left + width / 2 - 150, y: top + 80 }
}
