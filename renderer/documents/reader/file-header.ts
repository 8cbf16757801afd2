import { type EditorState, type Extension, Prec, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, keymap, WidgetType } from '@codemirror/view'
import type { Block } from '../../../db/contract/document.ts'
import { setFound } from './found-marks.ts'
import { passageMarks } from './passage-marks.ts'

const setOpen = StateEffect.define<boolean>()

/**
 * Folds what a file has before its text (the YAML that note programs write, whose title, date and address the
 * document has as its own): one line stands for it, and opens by a click, by Enter at the beginning of the text,
 * and wherever something in it is looked at or marked.
 */
export function fileHeader(doc: Text, blocks: readonly Block[]): Extension {
  const end = headerEnd(doc, blocks)
  if (end === null) return []
  const lines = doc.lineAt(end).number

  const open = StateField.define<boolean>({
    create: () => false,
    update: (before, { effects, state, selection }) => {
      let now = before
      for (const effect of effects) {
        if (effect.is(setOpen)) now = effect.value
        const found = effect.is(setFound) ? effect.value.places[effect.value.current] : undefined
        if (found && found.start < end) now = true
      }
      const { main } = state.selection
      if (selection && !main.empty && main.to <= end) now = true
      return now
    },
  })
  const isOpen = (state: EditorState) =>
    state.field(open) || state.field(passageMarks).passages.some(({ start }) => start < end)

  const shown = (state: EditorState): DecorationSet => {
    const widget = new Fold(lines, isOpen(state))
    return isOpen(state)
      ? Decoration.set(Decoration.widget({ widget, block: true, side: -2 }).range(0))
      : Decoration.set(Decoration.replace({ widget, block: true }).range(0, end))
  }
  return [
    passageMarks,
    open,
    EditorView.decorations.compute([open, passageMarks], shown),
    Prec.high(
      keymap.of([
        {
          key: 'Enter',
          run: (view) => {
            if (view.state.selection.main.head > end || view.state.field(open)) return false
            view.dispatch({ effects: setOpen.of(true) })
            return true
          },
        },
      ]),
    ),
  ]
}

/** Where the last line ends that belongs to the header; null where the text begins at once. */
function headerEnd(doc: Text, blocks: readonly Block[]): number | null {
  const [first] = blocks
  if (!first || !/^---[ \t]*$/.test(doc.line(1).text)) return null
  const line = doc.lineAt(first.start)
  return line.number === 1 ? null : line.from - 1
}

class Fold extends WidgetType {
  readonly #lines: number
  readonly #open: boolean

  constructor(lines: number, open: boolean) {
    super()
    this.#lines = lines
    this.#open = open
  }

  override eq(other: Fold): boolean {
    return other.#lines === this.#lines && other.#open === this.#open
  }

  override toDOM(view: EditorView): HTMLElement {
    const line = document.createElement('div')
    line.className = 'file-header'
    const words = document.createElement('span')
    words.textContent = `${this.#open ? '▾' : '▸'} What the file says of itself, ${this.#lines} lines`
    words.addEventListener('click', () => view.dispatch({ effects: setOpen.of(!this.#open) }))
    line.append(words)
    return line
  }

  override ignoreEvent(): boolean {
    return true
  }
}
