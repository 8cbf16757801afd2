import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { passageMarks, setMarks } from './passage-marks.ts'

// CSS pixels.
const width = 12
const tick = 3

/** The whole document at a glance: a tick for each passage; a click goes there. */
export const ruler = ViewPlugin.fromClass(
  class {
    readonly #canvas = document.createElement('canvas')
    readonly #view: EditorView
    readonly #theme = matchMedia('(prefers-color-scheme: dark)')
    readonly #redraw = () => this.#draw()

    constructor(view: EditorView) {
      this.#view = view
      this.#canvas.className = 'ruler'
      this.#canvas.setAttribute('aria-hidden', 'true')
      this.#canvas.addEventListener('mousedown', this.#jump)
      view.dom.append(this.#canvas)
      this.#theme.addEventListener('change', this.#redraw)
      this.#draw()
    }

    update(update: ViewUpdate) {
      const changed = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setMarks)))
      if (changed || update.geometryChanged) this.#draw()
    }

    destroy() {
      this.#theme.removeEventListener('change', this.#redraw)
      this.#canvas.remove()
    }

    readonly #jump = (event: MouseEvent) => {
      event.preventDefault()
      const share = event.offsetY / this.#canvas.clientHeight
      const block = this.#view.lineBlockAtHeight(share * this.#view.contentHeight)
      this.#view.dispatch({ effects: EditorView.scrollIntoView(block.from, { y: 'center' }) })
    }

    #draw() {
      this.#view.requestMeasure({
        key: this,
        read: (view) => {
          const { marks } = view.state.field(passageMarks)
          const height = view.dom.clientHeight
          const scale = height / Math.max(1, view.contentHeight)
          const probe = getComputedStyle(view.dom)
          const ticks = marks.passages
            .filter(({ fits, end }) => fits && end <= view.state.doc.length)
            .map(({ start, tags }) => ({
              y: view.lineBlockAt(start).top * scale,
              colour: colourOf((tags[0] && marks.hues.get(tags[0])) ?? 'var(--plain)', probe),
            }))
          return { height, ticks }
        },
        write: ({ height, ticks }) => paint(this.#canvas, height, ticks),
      })
    }
  },
)

/** A canvas knows no custom properties: `var(--t1)` becomes what the theme says now. */
function colourOf(hue: string, style: CSSStyleDeclaration): string {
  const name = /^var\((--[\w-]+)\)$/.exec(hue)?.[1]
  if (!name) return hue
  const pair = /light-dark\(([^,]+),([^)]+)\)/.exec(style.getPropertyValue(name))
  if (!pair) return style.getPropertyValue(name)
  return (matchMedia('(prefers-color-scheme: dark)').matches ? pair[2] : pair[1])?.trim() ?? ''
}

function paint(
  canvas: HTMLCanvasElement,
  height: number,
  ticks: readonly { y: number; colour: string }[],
): void {
  const ratio = devicePixelRatio
  canvas.width = width * ratio
  canvas.height = height * ratio
  canvas.style.height = `${height}px`
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio, ratio)
  for (const { y, colour } of ticks) {
    context.fillStyle = colour
    context.fillRect(2, y, width - 4, tick)
  }
}
