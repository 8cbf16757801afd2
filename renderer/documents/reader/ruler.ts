import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { FrameTask } from './frame-task.ts'
import { type Marks, passageMarks, setMarks } from './passage-marks.ts'

// CSS pixels.
const width = 12
const tick = 3

/**
 * The whole document at a glance: a tick for each passage; a click goes there. A tick's place is its share of the
 * text's length: unlike its height on the page it is known without laying out every line.
 */
export const ruler = ViewPlugin.fromClass(
  class {
    readonly #canvas = document.createElement('canvas')
    readonly #view: EditorView
    readonly #drawing = new FrameTask(() => this.#draw())
    readonly #redraw = () => this.#drawing.request()
    readonly #theme = matchMedia('(prefers-color-scheme: dark)')
    readonly #resized = new ResizeObserver(this.#redraw)

    constructor(view: EditorView) {
      this.#view = view
      this.#canvas.className = 'ruler'
      this.#canvas.setAttribute('aria-hidden', 'true')
      this.#canvas.addEventListener('mousedown', this.#jump)
      view.dom.append(this.#canvas)
      this.#theme.addEventListener('change', this.#redraw)
      this.#resized.observe(view.dom)
    }

    update(update: ViewUpdate) {
      const changed = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setMarks)))
      if (changed) this.#redraw()
    }

    destroy() {
      this.#theme.removeEventListener('change', this.#redraw)
      this.#resized.disconnect()
      this.#drawing.cancel()
      this.#canvas.remove()
    }

    readonly #jump = (event: MouseEvent) => {
      event.preventDefault()
      const share = event.offsetY / this.#canvas.clientHeight
      const place = Math.floor(Math.max(0, Math.min(1, share)) * this.#view.state.doc.length)
      this.#view.dispatch({ effects: EditorView.scrollIntoView(place, { y: 'center' }) })
    }

    #draw() {
      const { state, dom } = this.#view
      const height = dom.clientHeight
      paint(this.#canvas, height, ticksOf(state.field(passageMarks).marks, state.doc.length, height), dom)
    }
  },
)

/** Which colour stands at which pixel; of passages that share a pixel, the last one. */
function ticksOf({ passages, hues }: Marks, length: number, height: number): Map<number, string> {
  const ticks = new Map<number, string>()
  for (const { fits, start, end, tags } of passages) {
    if (!fits || end > length) continue
    const y = Math.floor((start / Math.max(1, length)) * (height - tick))
    ticks.set(y, (tags[0] && hues.get(tags[0])) ?? 'var(--plain)')
  }
  return ticks
}

function paint(
  canvas: HTMLCanvasElement,
  height: number,
  ticks: ReadonlyMap<number, string>,
  dom: Element,
): void {
  const ratio = devicePixelRatio
  canvas.width = width * ratio
  canvas.height = height * ratio
  canvas.style.height = `${height}px`
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio, ratio)
  const style = getComputedStyle(dom)
  const colours = new Map([...new Set(ticks.values())].map((hue) => [hue, colourOf(hue, style)]))
  for (const [y, hue] of ticks) {
    context.fillStyle = colours.get(hue) ?? hue
    context.fillRect(2, y, width - 4, tick)
  }
}

/** A canvas knows no custom properties: `var(--t1)` becomes what the theme says now. */
function colourOf(hue: string, style: CSSStyleDeclaration): string {
  const name = /^var\((--[\w-]+)\)$/.exec(hue)?.[1]
  if (!name) return hue
  const pair = /light-dark\(([^,]+),([^)]+)\)/.exec(style.getPropertyValue(name))
  if (!pair) return style.getPropertyValue(name)
  return (matchMedia('(prefers-color-scheme: dark)').matches ? pair[2] : pair[1])?.trim() ?? ''
}
