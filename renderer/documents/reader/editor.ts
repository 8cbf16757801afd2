import { standardKeymap } from '@codemirror/commands'
import { EditorState, type Extension, Text } from '@codemirror/state'
import { drawSelection, EditorView, highlightSpecialChars, keymap } from '@codemirror/view'
import type { DocumentText } from '../../../db/contract/document.ts'
import { reordering } from '../../../db/contract/visible-text.ts'
import type { TextSelection } from '../../state/selection.ts'
import { blockLines } from './block-lines.ts'
import { fileHeader } from './file-header.ts'
import { foundMarks } from './found-marks.ts'
import { markdownMarks } from './markdown-marks.ts'
import { passageMarks, passagesAt } from './passage-marks.ts'

export interface ReaderEvents {
  /** The selected text changed; null where nothing is selected. */
  onSelect(span: TextSelection | null): void
  /** Somebody let go of what was selected. */
  onEscape(): void
  /** Somebody clicked on passages, or pressed Enter in them, the innermost first; none where there are none. */
  onClick(passages: readonly string[], at: Point): void
  /** Somebody asked for the menu of passages: on them, or by key, which has no place of its own. */
  onMenu(passages: readonly string[], at: Point | null): void
  /** Somebody drags the selected words to somewhere else. */
  onDrag(event: DragEvent): void
}

/** CSS pixels in the window. */
export interface Point {
  readonly x: number
  readonly y: number
}

// Those that also extend the selection. The others edit: they would do nothing here but swallow the key.
const movements = standardKeymap.filter(({ shift }) => shift !== undefined)

function reorderingSign(code: number): HTMLElement {
  const sign = document.createElement('span')
  sign.className = 'reordering'
  sign.textContent = `U+${code.toString(16).toUpperCase()}`
  sign.title = 'A character that reorders the text around it. It is shown here, and has no effect.'
  return sign
}

/** A text that is read, selected and marked, and never edited. */
export function createReader(
  parent: HTMLElement,
  title: string,
  { body, blocks, markdown }: DocumentText,
  { onSelect, onEscape, onClick, onMenu, onDrag }: ReaderEvents,
  extensions: readonly Extension[],
): EditorView {
  // The file format's lines end in LF alone; CodeMirror would also split at what it takes for old line ends.
  const doc = Text.of(body.split('\n'))
  const state = EditorState.create({
    doc,
    extensions: [
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      EditorView.contentAttributes.of({
        tabindex: '0',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-readonly': 'true',
        'aria-label': `Text of ${title}`,
        class: 'reader-text',
      }),
      // Without an editable element there is no caret but the one that is drawn.
      drawSelection({ cursorBlinkRate: 0 }),
      keymap.of([
        {
          key: 'Escape',
          run: (view) => {
            view.dispatch({ selection: { anchor: view.state.selection.main.head } })
            onEscape()
            return true
          },
        },
        {
          key: 'Enter',
          run: (view) => {
            const { head } = view.state.selection.main
            const place = view.coordsAtPos(head)
            if (place) onClick(passagesAt(view.state, head), { x: place.left, y: place.bottom })
            return true
          },
        },
        ...movements,
      ]),
      blockLines(doc, blocks, title),
      passageMarks,
      foundMarks,
      // What would make the text read otherwise than it is stored stands in its place, as what it is.
      highlightSpecialChars({ specialChars: reordering, render: reorderingSign }),
      ...(markdown ? [fileHeader(doc, blocks), markdownMarks] : []),
      ...extensions,
      EditorView.updateListener.of((update) => {
        if (!update.selectionSet) return
        const { main } = update.state.selection
        onSelect(main.empty ? null : { start: main.from, end: main.to })
      }),
      EditorView.domEventHandlers({
        dragstart: (event) => {
          onDrag(event)
          return false
        },
        click: (event, view) => {
          if (!view.state.selection.main.empty) return
          onClick(passagesUnder(event), { x: event.clientX, y: event.clientY })
        },
        contextmenu: (event, view) => {
          const byKey = event.button !== 2
          const passages = byKey
            ? passagesAt(view.state, view.state.selection.main.head)
            : passagesUnder(event)
          onMenu(passages, byKey ? null : { x: event.clientX, y: event.clientY })
          return true
        },
      }),
    ],
  })
  return new EditorView({ state, parent })
}

/** The innermost first. */
function passagesUnder({ target }: MouseEvent): string[] {
  const marked = (target as Element).closest<HTMLElement>('[data-passages]')
  return marked?.getAttribute('data-passages')?.split(' ').toReversed() ?? []
}
