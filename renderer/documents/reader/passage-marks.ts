import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { PassageInfo } from '../../../db/contract/passage.ts'
import { segmentsOf } from './layers.ts'

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
  readonly decorations: DecorationSet
}

const none: Shown = {
  marks: { passages: [], hues: new Map(), selected: null, onlyTag: null },
  decorations: Decoration.none,
}

/** The passages over the text, as tints and underlines; made anew when they change, not while scrolling. */
export const passageMarks = StateField.define<Shown>({
  create: () => none,
  update: (shown, transaction) => {
    const effect = transaction.effects.findLast((candidate) => candidate.is(setMarks))
    if (!effect) return shown
    const marks = effect.value as Marks
    return { marks, decorations: decorationsOf(marks, transaction.state.doc.length) }
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
})

// Pixels of an underline, and of an underline with the gap below it.
const thickness = 2
const pitch = 3

function decorationsOf({ passages, hues, selected, onlyTag }: Marks, length: number): DecorationSet {
  // An orphaned passage, or one beyond the text, has no place here; the inspector and verify tell of it.
  const placed = passages.filter(({ fits, end }) => fits && end <= length)
  const chosen = placed.find(({ uid }) => uid === selected)
  const faint = new Set(
    placed.filter(({ tags }) => onlyTag !== null && !tags.includes(onlyTag)).map(({ uid }) => uid),
  )
  const claimEnds = new Set(placed.filter(({ claims }) => claims.length > 0).map(({ end }) => end))
  const builder = new RangeSetBuilder<Decoration>()
  for (const { start, end, layers } of segmentsOf(placed)) {
    const tints: string[] = []
    const lines: string[] = []
    // Counted from the text downwards, so that a passage's line stays at one height.
    const depth = 1 + Math.max(...layers.map(({ level }) => level))
    for (const { passage, tag, level } of layers) {
      const hue = (tag && hues.get(tag)) ?? 'var(--plain)'
      const strength = faint.has(passage) ? '6%' : 'var(--tint)'
      const tint = `color-mix(in srgb, ${hue} ${strength}, transparent)`
      tints.push(`linear-gradient(${tint}, ${tint})`)
      lines.push(
        `linear-gradient(${hue}, ${hue}) 0 calc(100% - ${(depth - 1 - level) * pitch}px) / 100% ${thickness}px no-repeat`,
      )
    }
    const isChosen = chosen !== undefined && chosen.start <= start && end <= chosen.end
    builder.add(
      start,
      end,
      Decoration.mark({
        class: isChosen ? 'passage chosen' : 'passage',
        attributes: {
          'data-passages': [...new Set(layers.map(({ passage }) => passage))].join(' '),
          style: `background: ${[...lines, ...tints].join(', ')}; padding-bottom: ${depth * pitch}px`,
        },
      }),
    )
    if (claimEnds.has(end)) builder.add(end, end, claimMark)
  }
  return builder.finish()
}

/** A small quotation mark behind a passage that carries a claim. */
class ClaimMark extends WidgetType {
  override eq(): boolean {
    return true
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement('sup')
    mark.className = 'claim-mark'
    mark.textContent = '❝'
    mark.title = 'Carries a claim'
    return mark
  }
}

const claimMark = Decoration.widget({ widget: new ClaimMark(), side: -1 })
