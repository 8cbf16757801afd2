import { type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { FrameTask } from './frame-task.ts'
import { type Bar, type PlacedBar, placeBars } from './margin-layout.ts'
import { passageMarks, setMarks, setPreview } from './passage-marks.ts'

// Pixels: a name's line, the space between bars, and a bar with its gap to the text.
const labelHeight = 16
const lanePitch = 8
const gap = 14
const labelGap = 6
const widestLabel = 132
// More columns than this leave no room for names: they then stand over the outermost bars.
const mostColumns = 5

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
      #drawn: readonly DrawnBar[] = []

      constructor(view: EditorView) {
        this.#view = view
        this.#box.className = 'margin-bars'
        // What the bars say stands in the inspector too, where it can be reached by keyboard.
        this.#box.setAttribute('aria-hidden', 'true')
        view.scrollDOM.append(this.#box)
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
        this.#box.remove()
      }

      #draw() {
        const { bars, right } = measure(this.#view, nameOf)
        const drawn = placed(bars).map((bar) => ({ ...bar, right }))
        // While scrolling, most frames show the bars that are there.
        if (same(drawn, this.#drawn)) return
        this.#drawn = drawn
        this.#box.style.width = `${right}px`
        this.#box.replaceChildren(...drawn.map((bar) => element(bar, onSelect)))
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

function element(bar: DrawnBar, onSelect: (passage: string) => void): HTMLElement {
  const box = document.createElement('div')
  box.className = 'margin-bar'
  box.style.cssText = `top: ${bar.top}px; height: ${bar.bottom - bar.top}px; inset-inline-end: ${bar.lane * lanePitch}px; --hue: ${bar.hue}`
  box.addEventListener('mousedown', (event) => {
    event.preventDefault()
    onSelect(bar.passage)
  })
  if (bar.named) {
    const columns = Math.min(bar.columns, mostColumns)
    const width = Math.min(widestLabel, bar.right - columns * lanePitch - labelGap)
    const label = document.createElement('span')
    label.textContent = bar.name
    label.title = bar.name
    label.style.cssText = `margin-top: ${bar.labelTop - bar.top}px; top: ${4 + bar.lane * labelHeight}px; width: ${width}px; translate: ${-width - labelGap - (columns - 1 - bar.lane) * lanePitch}px 0`
    box.append(label)
  }
  return box
}
