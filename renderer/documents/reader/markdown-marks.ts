import { type Range, RangeSet } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'

// UTF-16 code units: longer lines are no paragraphs that people write, and stay as they are.
const longestLine = 10_000

/**
 * What stands for form inside a line, in CommonMark: the mark before, the words, the mark behind. None of the
 * classes takes the sign that ends it, so that no line is walked twice.
 */
const forms = [
  { pattern: /(\*\*|__)([^*_]+)(\1)/dg, look: Decoration.mark({ class: 'words-strong' }) },
  {
    pattern: /(?<![\p{L}\p{N}_*])([*_])([^*_\s][^*_]*)(\1)(?![\p{L}\p{N}_*])/dgu,
    look: Decoration.mark({ class: 'words-stressed' }),
  },
  { pattern: /(`)([^`]+)(`)/dg, look: Decoration.mark({ class: 'words-code' }) },
  { pattern: /(!?\[)([^[\]]*)(\]\([^()]*\))/dg, look: Decoration.mark({ class: 'words-linked' }) },
]

const mark = Decoration.mark({ class: 'markup' })

/** Dims the marks of a Markdown text and shows what they stand for; the text stays the file's own, mark by mark. */
export const markdownMarks = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet

    constructor(view: EditorView) {
      this.decorations = shown(view)
    }

    update(update: ViewUpdate) {
      if (update.viewportChanged || update.docChanged) this.decorations = shown(update.view)
    }
  },
  { decorations: ({ decorations }) => decorations },
)

function shown(view: EditorView): DecorationSet {
  const { doc } = view.state
  const ranges: Range<Decoration>[] = []
  for (const { from, to } of view.visibleRanges) {
    for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
      if (line.length <= longestLine) ranges.push(...formsOf(line.text, line.from))
      if (line.to >= to) break
    }
  }
  return RangeSet.of(ranges, true)
}

function formsOf(text: string, at: number): Range<Decoration>[] {
  return forms.flatMap(({ pattern, look }) =>
    [...text.matchAll(pattern)].flatMap(({ indices }) => {
      const [, before, words, behind] = indices ?? []
      if (!before || !words || !behind) return []
      const found = [mark.range(at + before[0], at + before[1]), mark.range(at + behind[0], at + behind[1])]
      if (words[1] > words[0]) found.push(look.range(at + words[0], at + words[1]))
      return found
    }),
  )
}
