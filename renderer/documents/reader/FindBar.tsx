import { EditorView } from '@codemirror/view'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { findWords, firstFrom, searchable } from './find.ts'
import { setFound } from './found-marks.ts'
import './find-bar.css'

interface Props {
  readonly view: EditorView
  readonly text: string
  /** Words to begin with: those that are selected. */
  readonly words: string
  /** Changes when the field shall have the focus again. */
  readonly asked: number
  onClose(): void
}

/** Finds words in the text that is shown. Escape leaves the found words selected, to be tagged or claimed. */
export function FindBar({ view, text, words, asked, onClose }: Props) {
  const [typed, setTyped] = useState(words)
  const [current, setCurrent] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const folded = useMemo(() => searchable(text), [text])
  const places = useMemo(() => findWords(folded, typed), [folded, typed])
  const from = useRef(view.state.selection.main.from)
  const shown = Math.min(current, places.length - 1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, the field has the focus again.
  useEffect(() => {
    if (words !== '') setTyped(words)
    field.current?.focus()
    field.current?.select()
  }, [asked])

  useEffect(() => setCurrent(firstFrom(places, from.current)), [places])

  useEffect(() => {
    const place = places[shown]
    const scroll = place ? [EditorView.scrollIntoView(place.start, { y: 'center' })] : []
    view.dispatch({ effects: [setFound.of({ places, current: shown }), ...scroll] })
  }, [view, places, shown])

  useEffect(() => () => view.dispatch({ effects: setFound.of({ places: [], current: 0 }) }), [view])

  const step = (by: number) => {
    if (places.length === 0) return
    const next = (shown + by + places.length) % places.length
    from.current = places[next]?.start ?? 0
    setCurrent(next)
  }
  const close = () => {
    const place = places[shown]
    if (place) view.dispatch({ selection: { anchor: place.start, head: place.end } })
    onClose()
    view.focus()
  }

  return (
    <search className="find-bar" aria-label="Find in the text">
      <input
        ref={field}
        type="search"
        aria-label="Words to find in the text"
        placeholder="Find in this text"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          else if (event.key === 'Escape') close()
          else return
          event.preventDefault()
        }}
      />
      <output aria-live="polite">{summaryOf(typed, places.length, shown)}</output>
      <Button
        look="quiet"
        aria-label="Previous place"
        title="Previous place (Shift+Enter)"
        onClick={() => step(-1)}
      >
        ↑
      </Button>
      <Button look="quiet" aria-label="Next place" title="Next place (Enter)" onClick={() => step(1)}>
        ↓
      </Button>
      <Button look="quiet" aria-label="Close" title="Close, with the words selected (Esc)" onClick={close}>
        ×
      </Button>
    </search>
  )
}

function summaryOf(typed: string, places: number, shown: number): string {
  if (typed.trim() === '') return ''
  if (places === 0) return 'Not in this text'
  return `${(shown + 1).toLocaleString('en')} of ${places.toLocaleString('en')}`
}
