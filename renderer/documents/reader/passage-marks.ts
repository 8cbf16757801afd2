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
import type { TextSelection } from '../../state/selection.ts'
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

/** Where a passage would stand if the boundary that is being moved were kept: UTF-16 code units. */
interface Preview {
  readonly passage: string
  readonly start: number
  readonly end: number
  /** Still being moved. Otherwise the next answer of the project takes its place. */
  readonly held: boolean
}

export const setPreview = StateEffect.define<Preview | null>()

interface Shown {
  readonly marks: Marks
  readonly preview: Preview | null
  /** Those of the marks that have a place in the text, the one that is being changed at its new one. */
  readonly passages: readonly PassageInfo[]
  readonly segments: readonly Segment[]
  readonly decorations: DecorationSet
  /** Around the selected passage. */
  readonly outline: DecorationSet
}

const none: Shown = {
  marks: { passages: [], hues: new Map(), selected: null, onlyTag: null },
  preview: null,
  passages: [],
  segments: [],
  decorations: Decoration.none,
  outline: Decoration.none,
}

/** The passages over the text, as tints and underlines; made anew when they change, not while scrolling. */
export const passageMarks = StateField.define<Shown>({
  create: () => none,
  update: (shown, transaction) => {
    let { marks, preview } = shown
    for (const effect of transaction.effects) {
      if (effect.is(setPreview)) preview = effect.value
      if (!effect.is(setMarks)) continue
      if (preview && !preview.held && effect.value.passages !== marks.passages) preview = null
      marks = effect.value
    }
    if (marks === shown.marks && preview === shown.preview) return shown
    const { doc } = transaction.state
    const { passages, hues, onlyTag } = shown.marks
    const same =
      marks.passages === passages &&
      marks.hues === hues &&
      marks.onlyTag === onlyTag &&
      preview === shown.preview
    const placed = same ? shown.passages : placedIn(marks.passages, preview, doc.length)
    const seen = { ...marks, passages: placed }
    const segments = same ? shown.segments : segmentsOf(placed)
    const decorations = same ? shown.decorations : decorationsOf(seen, segments, doc)
    return { marks, preview, passages: placed, segments, decorations, outline: outlineOf(seen) }
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    // The lowest is the outermost: one box around whatever lies in the passage.
    Prec.lowest(EditorView.decorations.from(field, ({ outline }) => outline)),
  ],
})

/** An orphaned passage, or one beyond the text, has no place here; the inspector and verify tell of it. */
function placedIn(
  passages: readonly PassageInfo[],
  preview: Preview | null,
  length: number,
): readonly PassageInfo[] {
  const placed = passages.filter(({ fits, end }) => fits && end <= length)
  if (!preview) return placed
  const { start, end } = preview
  return placed.map((one) => (one.uid === preview.passage ? { ...one, start, end } : one))
}

/** Where a passage is shown: at its place, or at the one that it would get. */
export function shownSpan(state: EditorState, { uid, start, end }: PassageInfo): TextSelection {
  const { preview } = state.field(passageMarks)
  return preview?.passage === uid ? { start: preview.start, end: preview.end } : { start, end }
}

/** The passages at an offset, the innermost first: under the character that follows, else the one before. */
export function passagesAt(state: EditorState, offset: number): string[] {
  const { segments } = state.field(passageMarks)
  const found =
    segments.find(({ start, end }) => start <= offset && offset < end) ??
    segments.find(({ end }) => end === offset)
  return [...new Set(found?.layers.map(({ passage }) => passage))].toReversed()
}

// Pixels of an underline, and of an underline with the gap below it.
const thickness = 2
const pitch = 3
// A fourth line would run into the letters of the next row: it shares the third one's place.
const mostLines = 3

function outlineOf({ passages, selected }: Marks): DecorationSet {
  const chosen = selected === null ? undefined : passages.find(({ uid }) => uid === selected)
  return chosen ? Decoration.set(outline.range(chosen.start, chosen.end)) : Decoration.none
}

/** How many underlines have room below a segment. Counted from the text downwards, so that a line stays at one height. */
function depthOf({ layers }: Segment): number {
  return Math.min(mostLines, 1 + Math.max(...layers.map(({ level }) => level)))
}

// So many tints lie over each other as they are; of more, each is fainter, so that the words stay legible.
const fullTints = 2

function tintOf(layers: number): string {
  return layers <= fullTints ? 'var(--tint)' : `calc(var(--tint) * ${fullTints / layers})`
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
      const strength = faint.has(passage) ? '6%' : tintOf(layers.length)
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
