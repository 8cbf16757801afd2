import {
  type EditorState,
  Prec,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Text,
} from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'
import type { PassageInfo } from '../../../db/contract/passage.ts'
import { type Segment, segmentsOf } from './layers.ts'

/** What the reader shows over the text. */
export interface Marks {
  readonly passages: readonly PassageInfo[]
  /** Tag → CSS colour. */
  readonly hues: ReadonlyMap<string, string>
  readonly selected: string | null
  /** Only passages with this tag stand out. */
  readonly onlyTag: string | null
}

export const setMarks = StateEffect.define<Marks>()

interface Shown {
  readonly marks: Marks
  readonly segments: readonly Segment[]
  readonly decorations: DecorationSet
  /** Around the selected passage. */
  readonly outline: DecorationSet
}

const none: Shown = {
  marks: { passages: [], hues: new Map(), selected: null, onlyTag: null },
  segments: [],
  decorations: Decoration.none,
  outline: Decoration.none,
}

/** The passages over the text, as tints and underlines; made anew when they change, not while scrolling. */
export const passageMarks = StateField.define<Shown>({
  create: () => none,
  update: (shown, transaction) => {
    const effect = transaction.effects.findLast((candidate) => candidate.is(setMarks))
    if (!effect) return shown
    const marks = effect.value as Marks
    const { doc } = transaction.state
    const { length } = doc
    const { passages, hues, onlyTag } = shown.marks
    const sameMarks = marks.passages === passages && marks.hues === hues && marks.onlyTag === onlyTag
    const segments = sameMarks
      ? shown.segments
      : segmentsOf(marks.passages.filter((one) => isPlaced(one, length)))
    const decorations = sameMarks ? shown.decorations : decorationsOf(marks, segments, doc)
    return { marks, segments, decorations, outline: outlineOf(marks, length) }
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    // The lowest is the outermost: one box around whatever lies in the passage.
    Prec.lowest(EditorView.decorations.from(field, ({ outline }) => outline)),
  ],
})

/** The passages at an offset, the innermost first: under the character that follows, else the one before. */
export function passagesAt(state: EditorState, offset: number): string[] {
  const { segments } = state.field(passageMarks)
  const found =
    segments.find(({ start, end }) => start <= offset && offset < end) ??
    segments.find(({ end }) => end === offset)
  return [...new Set(found?.layers.map(({ passage }) => passage))].toReversed()
}

/** An orphaned passage, or one beyond the text, has no place here; the inspector and verify tell of it. */
function isPlaced({ fits, end }: PassageInfo, length: number): boolean {
  return fits && end <= length
}

// Pixels of an underline, and of an underline with the gap below it.
const thickness = 2
const pitch = 3
// A fourth line would run into the letters of the next row: it shares the third one's place.
const mostLines = 3

function outlineOf({ passages, selected }: Marks, length: number): DecorationSet {
  const chosen = selected === null ? undefined : passages.find(({ uid }) => uid === selected)
  return chosen && isPlaced(chosen, length)
    ? Decoration.set(outline.range(chosen.start, chosen.end))
    : Decoration.none
}

/** How many underlines have room below a segment. Counted from the text downwards, so that a line stays at one height. */
function depthOf({ layers }: Segment): number {
  return Math.min(mostLines, 1 + Math.max(...layers.map(({ level }) => level)))
}

function decorationsOf(
  { passages, hues, onlyTag }: Marks,
  segments: readonly Segment[],
  doc: Text,
): DecorationSet {
  const faint = new Set(
    passages.filter(({ tags }) => onlyTag !== null && !tags.includes(onlyTag)).map(({ uid }) => uid),
  )
  const claimEnds = new Set(passages.filter(({ claims }) => claims.length > 0).map(({ end }) => end))
  const builder = new RangeSetBuilder<Decoration>()
  for (const segment of segments) {
    const { start, end, layers } = segment
    const tints: string[] = []
    const lines: string[] = []
    const depth = depthOf(segment)
    for (const { passage, tag, level } of layers) {
      const hue = (tag && hues.get(tag)) ?? 'var(--plain)'
      const strength = faint.has(passage) ? '6%' : 'var(--tint)'
      const tint = `color-mix(in srgb, ${hue} ${strength}, transparent)`
      tints.push(`linear-gradient(${tint}, ${tint})`)
      lines.push(
        `linear-gradient(${hue}, ${hue}) 0 calc(100% - ${Math.max(0, depth - 1 - level) * pitch}px) / 100% ${thickness}px no-repeat`,
      )
    }
    const attributes = {
      'data-passages': [...new Set(layers.map(({ passage }) => passage))].join(' '),
      style: `background: ${[...lines, ...tints].join(', ')}; padding-bottom: ${depth * pitch}px`,
    }
    if (!claimEnds.has(end)) {
      builder.add(start, end, Decoration.mark({ class: 'passage', attributes }))
      continue
    }
    // The mark of a claim is drawn by the style sheet at the end of an element, and every line has one of its own.
    const lastLine = Math.max(start, doc.lineAt(end).from)
    if (lastLine > start) builder.add(start, lastLine, Decoration.mark({ class: 'passage', attributes }))
    if (lastLine < end) builder.add(lastLine, end, Decoration.mark({ class: 'passage claimed', attributes }))
  }
  return builder.finish()
}

const outline = Decoration.mark({ class: 'chosen' })
