import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { startDrag } from '../../board/items.ts'
import { FrameTask } from './frame-task.ts'
import { type Bar, namesInView, type PlacedBar, placeBars } from './margin-layout.ts'
import { passageMarks, setMarks, setPreview } from './passage-marks.ts'

// Pixels: a name's line, the space between bars, and a bar with its gap to the text.
const labelHeight = 16
const lanePitch = 8
const gap = 14
const labelGap = 6
// Pixels between the upper edge and the first of the names that stay there.
const edge = 4
const widestLabel = 180
// Beside so many columns of bars that a name had less room than this, it stands over the outermost of them.
const narrowestLabel = 72

interface Measured extends Bar {
  readonly passage: string
  readonly name: string
  readonly hue: string
}

type DrawnBar = Measured & PlacedBar & { readonly right: number }

/**
 * Bars beside the text with the names of the tags: one for each tag of each passage on the screen. A name stays
 * in view as long as its passage is.
 *
 * @param nameOf the name of a tag
 */
export function margin(nameOf: (tag: string) => string, onSelect: (passage: string) => void) {
  return ViewPlugin.fromClass(
    class {
      readonly #box = document.createElement('div')
      readonly #view: EditorView
      readonly #drawing = new FrameTask(() => this.#draw())
      readonly #naming = new FrameTask(() => this.#placeNames())
      readonly #scrolled = () => this.#naming.request()
      #drawn: readonly DrawnBar[] = []
      #names = new Map<string, HTMLElement>()

      constructor(view: EditorView) {
        this.#view = view
        this.#box.className = 'margin-bars'
        // What the bars say stands in the inspector too, where it can be reached by keyboard.
        this.#box.setAttribute('aria-hidden', 'true')
        view.scrollDOM.append(this.#box)
        view.scrollDOM.addEventListener('scroll', this.#scrolled, { passive: true })
        this.#drawing.request()
      }

      update(update: ViewUpdate) {
        const changed = update.transactions.some(({ effects }) =>
          effects.some((effect) => effect.is(setMarks) || effect.is(setPreview)),
        )
        if (changed || update.viewportChanged || update.geometryChanged) this.#drawing.request()
      }

      destroy() {
        this.#drawing.cancel()
        this.#naming.cancel()
        this.#view.scrollDOM.removeEventListener('scroll', this.#scrolled)
        this.#box.remove()
      }

      #draw() {
        const { bars, right } = measure(this.#view, nameOf)
        const select = (passage: string) => {
          onSelect(passage)
          // The keys of the text go on working.
          this.#view.focus()
        }
        const drawn = placed(bars).map((bar) => ({ ...bar, right }))
        // While scrolling, most frames show the bars that are there.
        if (same(drawn, this.#drawn)) return
        this.#drawn = drawn
        this.#box.style.width = `${right}px`
        const elements = drawn.map((bar) => ({ key: bar.key, ...element(bar, select) }))
        this.#names = new Map(elements.flatMap(({ key, name }) => (name ? [[key, name]] : [])))
        this.#box.replaceChildren(...elements.map(({ box }) => box))
        this.#placeNames()
      }

      #placeNames() {
        const from = this.#view.scrollDOM.scrollTop + edge
        for (const { key, stays, hidden } of namesInView(this.#drawn, from, labelHeight)) {
          const name = this.#names.get(key)
          if (!name) continue
          name.style.top = `${edge + stays}px`
          name.hidden = hidden
        }
      }
    },
  )
}

function measure(view: EditorView, nameOf: (tag: string) => string): { bars: Measured[]; right: number } {
  const { marks, passages } = view.state.field(passageMarks)
  const { from, to } = view.viewport
  const scroller = view.scrollDOM.getBoundingClientRect()
  const offset = view.scrollDOM.scrollTop - scroller.top
  const line = view.contentDOM.querySelector('.cm-line')
  const right = (line ? Number.parseFloat(getComputedStyle(line).paddingLeft) : 0) - gap
  const bars = passages
    .filter((passage) => passage.start <= to && passage.end >= from)
    .flatMap((passage): Measured[] => {
      const head = view.coordsAtPos(Math.max(passage.start, from), 1)
      const tail = view.coordsAtPos(Math.min(passage.end, to), -1)
      if (!head || !tail) return []
      const shown = passage.tags.length === 0 ? [null] : passage.tags
      return shown.map((tag) => ({
        key: `${passage.uid} ${tag}`,
        passage: passage.uid,
        name: tag === null ? '' : nameOf(tag),
        named: tag !== null,
        hue: (tag && marks.hues.get(tag)) ?? 'var(--plain)',
        top: head.top + offset,
        bottom: tail.bottom + offset,
      }))
    })
  return { bars, right }
}

function placed(bars: readonly Measured[]): (Measured & PlacedBar)[] {
  const byKey = new Map(bars.map((bar) => [bar.key, bar]))
  return placeBars(bars, labelHeight).map((place) => ({ ...(byKey.get(place.key) as Measured), ...place }))
}

/** Whether two drawings look the same, but for parts of a pixel. */
function same(some: readonly DrawnBar[], others: readonly DrawnBar[]): boolean {
  const look = (bar: DrawnBar | undefined) =>
    bar &&
    [bar.key, bar.name, bar.hue, bar.lane, bar.columns].join() +
      [bar.top, bar.bottom, bar.labelTop, bar.right].map(Math.round).join()
  return some.length === others.length && some.every((bar, i) => look(bar) === look(others[i]))
}

function element(bar: DrawnBar, onSelect: (passage: string) => void) {
  const box = document.createElement('div')
  box.className = 'margin-bar'
  box.style.cssText = `top: ${bar.top}px; height: ${bar.bottom - bar.top}px; inset-inline-end: ${bar.lane * lanePitch}px; --hue: ${bar.hue}`
  box.draggable = true
  box.addEventListener('click', () => onSelect(bar.passage))
  box.addEventListener('dragstart', (event) => startDrag(event, { kind: 'passage', uid: bar.passage }))
  let name: HTMLElement | null = null
  if (bar.named) {
    const room = bar.right - narrowestLabel - labelGap
    const columns = Math.min(bar.columns, Math.max(1, Math.floor(room / lanePitch)))
    const width = Math.min(widestLabel, bar.right - columns * lanePitch - labelGap)
    const label = document.createElement('span')
    label.textContent = bar.name
    label.title = `${bar.name} – drag the passage to a board`
    label.style.cssText = `margin-top: ${bar.labelTop - bar.top}px; width: ${width}px; translate: ${-width - labelGap - (columns - 1 - bar.lane) * lanePitch}px 0`
    box.append(label)
    name = label
  }
  return { box, name }
}
