import { type Extension, RangeSetBuilder, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { Block } from '../../../db/contract/document.ts'

/**
 * Shows the text's own blocks: headings as headings, paragraphs apart and numbered, as they are cited. Every
 * line takes its direction from its first strong letter.
 *
 * @param title is set above the text unless the text begins with it
 */
export function blockLines(doc: Text, blocks: readonly Block[], title: string): Extension {
  return EditorView.decorations.of(lineDecorations(doc, blocks, title))
}

function lineDecorations(doc: Text, blocks: readonly Block[], title: string): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const first = blocks[0]
  const begins = first?.kind === 'heading' && isTitle(doc.sliceString(first.start, first.end).trim(), title)
  if (!begins) builder.add(0, 0, Decoration.widget({ widget: new Title(title), block: true, side: -1 }))
  let paragraph = 0
  let next = 0
  for (let n = 1; n <= doc.lines; n++) {
    const line = doc.line(n)
    while (next < blocks.length && (blocks[next]?.end ?? 0) <= line.from && line.length > 0) next++
    const block = blocks[next]
    const inside = block !== undefined && block.start <= line.to && block.end >= line.from && line.length > 0
    if (!inside) {
      builder.add(line.from, line.from, Decoration.line({ class: line.length === 0 ? 'blank' : 'between' }))
      continue
    }
    const starts = block.start >= line.from
    if (starts && block.kind !== 'page-break') paragraph += 1
    const classes = [
      'block',
      block.kind,
      block.kind === 'heading' ? `level-${begins && next === 0 ? 0 : (block.level ?? 2)}` : '',
    ]
    if (block.end <= line.to) classes.push('last')
    builder.add(
      line.from,
      line.from,
      Decoration.line({
        class: classes.filter(Boolean).join(' '),
        attributes: { dir: 'auto', ...(starts ? { 'data-paragraph': `¶${paragraph}` } : {}) },
      }),
    )
    if (starts && block.start > line.from) builder.add(line.from, block.start, markup)
    if (block.end < line.to && block.end > line.from) builder.add(block.end, line.to, markup)
  }
  return builder.finish()
}

/** A long heading gives a title that was cut short. */
function isTitle(heading: string, title: string): boolean {
  return heading === title || (title.endsWith('…') && heading.startsWith(title.slice(0, -1).trimEnd()))
}

/** What a line has beside its block's own words, such as the number signs before a heading. */
const markup = Decoration.mark({ class: 'markup' })

class Title extends WidgetType {
  readonly #title: string

  constructor(title: string) {
    super()
    this.#title = title
  }

  override eq(other: Title): boolean {
    return other.#title === this.#title
  }

  override toDOM(): HTMLElement {
    const heading = document.createElement('h1')
    heading.className = 'text-title'
    heading.dir = 'auto'
    heading.textContent = this.#title
    return heading
  }
}
