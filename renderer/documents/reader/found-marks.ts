import { type Range, StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'
import type { TextSelection } from '../../state/selection.ts'

/** The places of the words that are sought, in order, and which of them is looked at. */
export interface Found {
  readonly places: readonly TextSelection[]
  readonly current: number
}

export const setFound = StateEffect.define<Found>()

const one = Decoration.mark({ class: 'found' })
const looked = Decoration.mark({ class: 'found current' })

/** Marks the words that were found; only those near the screen, as there may be a hundred thousand. */
export const foundMarks = StateField.define<Found>({
  create: () => ({ places: [], current: 0 }),
  update: (found, { effects }) => effects.findLast((effect) => effect.is(setFound))?.value ?? found,
  provide: (field) =>
    EditorView.decorations.of((view) => {
      const { places, current } = view.state.field(field)
      const { from, to } = view.viewport
      const marks: Range<Decoration>[] = []
      for (let i = firstEndingAfter(places, from); i < places.length; i++) {
        const place = places[i] as TextSelection
        if (place.start >= to) break
        marks.push((i === current ? looked : one).range(place.start, place.end))
      }
      return Decoration.set(marks)
    }),
})

/** By bisection: places are in order and do not overlap. */
function firstEndingAfter(places: readonly TextSelection[], offset: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
