import { Direction, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { PassageInfo } from '../../../db/contract/passage.ts'
import { type Edge, nudged, withEdge } from '../../passages/edges.ts'
import type { TextSelection } from '../../state/selection.ts'
import { FrameTask } from './frame-task.ts'
import { passageMarks, setMarks, setPreview, shownSpan } from './passage-marks.ts'

export interface HandleEvents {
  /** Whether boundaries may be moved at all. */
  readonly movable: () => boolean
  /** Keeps a boundary where it was put. Rejects where that was refused, after it has told so. */
  readonly keep: (passage: string, span: TextSelection) => Promise<void>
}

// CSS pixels: half of what can be caught with the mouse, and how near to the frame a drag scrolls, how far a frame.
const half = 6
const scrollZone = 28
const scrollStep = 10
// Space that is kept around a boundary that is scrolled to: CSS pixels, some two lines.
const around = 60

const names: Record<Edge, string> = { start: 'Beginning of the passage', end: 'End of the passage' }
const keys: Record<Edge, string> = { start: 'Shift+M', end: 'M' }

/** A boundary on its way: by mouse until the button is released, by keys until Enter or until the focus leaves. */
interface Move {
  readonly edge: Edge
  readonly passage: string
  readonly from: TextSelection
  /** From the pointer to the boundary, so that it does not jump when it is caught; null by keys. */
  readonly grip: { readonly x: number; readonly y: number } | null
}

/**
 * Handles at both ends of the selected passage. What the passage would become is shown at once and saved as one
 * action in the end; Escape leaves everything as it was.
 */
export function handles(text: string, { movable, keep }: HandleEvents) {
  return ViewPlugin.fromClass(
    class {
      readonly #view: EditorView
      readonly #drawing = new FrameTask(() => this.#draw())
      readonly #elements: Record<Edge, HTMLElement>
      #move: Move | null = null
      #pointer: { x: number; y: number } | null = null
      #scrolling = 0

      constructor(view: EditorView) {
        this.#view = view
        this.#elements = { start: this.#element('start'), end: this.#element('end') }
        view.scrollDOM.append(this.#elements.start, this.#elements.end)
      }

      update(update: ViewUpdate) {
        const marked = update.transactions.some(({ effects }) =>
          effects.some((effect) => effect.is(setMarks) || effect.is(setPreview)),
        )
        if (marked || update.viewportChanged || update.geometryChanged) this.#drawing.request()
      }

      destroy() {
        this.#drawing.cancel()
        cancelAnimationFrame(this.#scrolling)
        for (const element of Object.values(this.#elements)) element.remove()
      }

      /** Lets the arrow keys move a boundary. @returns false where no passage is selected that could be moved */
      grab(edge: Edge): boolean {
        const passage = this.#passage()
        if (!passage) return false
        const effects = EditorView.scrollIntoView(passage[edge], { y: 'nearest', yMargin: around })
        this.#view.dispatch({ effects })
        this.#draw()
        this.#elements[edge].focus({ preventScroll: true })
        return true
      }

      #passage(): PassageInfo | null {
        const { marks } = this.#view.state.field(passageMarks)
        const passage = marks.passages.find(({ uid }) => uid === marks.selected)
        return passage?.fits && movable() ? passage : null
      }

      #element(edge: Edge): HTMLElement {
        const element = document.createElement('div')
        element.className = `edge-handle ${edge}`
        element.tabIndex = 0
        element.title = `Drag to move the ${edge === 'start' ? 'beginning' : 'end'} of the passage (${keys[edge]})`
        element.hidden = true
        element.setAttribute('role', 'slider')
        element.setAttribute('aria-label', names[edge])
        element.setAttribute('aria-orientation', 'horizontal')
        element.setAttribute('aria-valuemin', '0')
        element.setAttribute('aria-valuemax', String(text.length))
        // The text keeps its focus and its selection.
        element.addEventListener('mousedown', (event) => event.preventDefault())
        element.addEventListener('pointerdown', (event) => this.#catch(edge, event))
        element.addEventListener('pointermove', (event) => this.#drag(event))
        element.addEventListener('pointerup', () => this.#letGo(true))
        element.addEventListener('pointercancel', () => this.#letGo(false))
        element.addEventListener('keydown', (event) => this.#key(edge, event))
        element.addEventListener('blur', () => this.#end(true))
        return element
      }

      #draw() {
        const passage = this.#passage()
        const span = passage && shownSpan(this.#view.state, passage)
        for (const edge of ['start', 'end'] as const) {
          const element = this.#elements[edge]
          const place = span && this.#view.coordsAtPos(span[edge], edge === 'start' ? 1 : -1)
          // What is being moved stays, wherever the text is scrolled to.
          if (!span || !place) {
            element.hidden = this.#move?.edge !== edge
            continue
          }
          const { left, top } = this.#view.scrollDOM.getBoundingClientRect()
          element.hidden = false
          element.style.left = `${place.left - left + this.#view.scrollDOM.scrollLeft - half}px`
          element.style.top = `${place.top - top + this.#view.scrollDOM.scrollTop}px`
          element.style.height = `${place.bottom - place.top}px`
          element.setAttribute('aria-valuenow', String(span[edge]))
          element.setAttribute('aria-valuetext', wordsAt(text, span, edge))
        }
      }

      #begin(edge: Edge, grip: Move['grip']): Move | null {
        const passage = this.#passage()
        if (!passage) return null
        const from = shownSpan(this.#view.state, passage)
        this.#move = { edge, passage: passage.uid, from, grip }
        return this.#move
      }

      #show(move: Move, span: TextSelection): void {
        const preview = { passage: move.passage, ...span, held: true }
        this.#view.dispatch({ effects: setPreview.of(preview) })
      }

      #catch(edge: Edge, event: PointerEvent): void {
        const box = this.#elements[edge].getBoundingClientRect()
        if (event.button !== 0) return
        // A boundary that was being nudged is kept where it is before it is caught.
        this.#end(true)
        // Before the move begins: the other boundary, where it has the focus, ends what is going on when it loses it.
        this.#elements[edge].focus({ preventScroll: true })
        const grip = { x: box.left + half - event.clientX, y: box.top + box.height / 2 - event.clientY }
        if (this.#begin(edge, grip)) this.#elements[edge].setPointerCapture(event.pointerId)
      }

      #drag({ clientX, clientY }: PointerEvent): void {
        if (!this.#move?.grip) return
        this.#pointer = { x: clientX, y: clientY }
        this.#follow()
      }

      /** Puts the boundary under the pointer, and scrolls while that is at the frame. */
      #follow(): void {
        cancelAnimationFrame(this.#scrolling)
        const { grip } = this.#move ?? {}
        if (!this.#move || !grip || !this.#pointer) return
        const { passage, edge } = this.#move
        const { x, y } = this.#pointer
        const now = this.#spanOf(passage)
        const offset = this.#view.posAtCoords({ x: x + grip.x, y: y + grip.y }, false)
        const span = withEdge(text, now, edge, offset)
        if (span[edge] !== now[edge]) this.#show(this.#move, span)
        const { top, bottom } = this.#view.scrollDOM.getBoundingClientRect()
        const step = y < top + scrollZone ? -scrollStep : y > bottom - scrollZone ? scrollStep : 0
        if (step === 0) return
        this.#view.scrollDOM.scrollTop += step
        this.#scrolling = requestAnimationFrame(() => this.#follow())
      }

      #letGo(kept: boolean): void {
        if (!this.#move?.grip) return
        this.#end(kept)
        this.#view.focus()
      }

      #key(edge: Edge, event: KeyboardEvent): void {
        const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null
        if (event.key === 'Escape' || event.key === 'Enter') {
          this.#end(event.key === 'Enter')
          this.#view.focus()
        } else if (direction !== null && !this.#move?.grip) {
          const move = this.#move ?? this.#begin(edge, null)
          if (!move) return
          const span = this.#spanOf(move.passage)
          const unit = event.ctrlKey || event.altKey ? 'word' : 'character'
          const onwards = this.#runsLeft(span[edge]) ? (-direction as 1 | -1) : direction
          const next = nudged(text, span, edge, unit, onwards)
          this.#show(move, next)
          const effects = EditorView.scrollIntoView(next[edge], { y: 'nearest', yMargin: around })
          this.#view.dispatch({ effects })
        } else return
        event.preventDefault()
        event.stopPropagation()
      }

      #runsLeft(offset: number): boolean {
        return this.#view.textDirectionAt(offset) === Direction.RTL
      }

      #spanOf(uid: string): TextSelection {
        const { marks } = this.#view.state.field(passageMarks)
        const passage = marks.passages.find((one) => one.uid === uid)
        return passage ? shownSpan(this.#view.state, passage) : { start: 0, end: 0 }
      }

      /** Ends what is going on; a boundary that stands elsewhere now is kept there or taken back. */
      #end(kept: boolean): void {
        const move = this.#move
        if (!move) return
        this.#move = null
        this.#pointer = null
        cancelAnimationFrame(this.#scrolling)
        const span = this.#spanOf(move.passage)
        const elsewhere = span.start !== move.from.start || span.end !== move.from.end
        if (!kept || !elsewhere) {
          this.#view.dispatch({ effects: setPreview.of(null) })
          return
        }
        // Shown until the project's own answer is there.
        const preview = { passage: move.passage, ...span, held: false }
        this.#view.dispatch({ effects: setPreview.of(preview) })
        void keep(move.passage, span).catch(() => this.#view.dispatch({ effects: setPreview.of(null) }))
      }
    },
  )
}

// UTF-16 code units of a passage that are read out at its boundary.
const readOut = 40

/** The words inside a boundary, for a screen reader. */
function wordsAt(text: string, { start, end }: TextSelection, edge: Edge): string {
  const words =
    edge === 'start'
      ? text.slice(start, Math.min(end, start + readOut))
      : text.slice(Math.max(start, end - readOut), end)
  return words.replace(/\s+/gu, ' ')
}
