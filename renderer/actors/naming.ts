import type { ActorRef } from '../../db/contract/actor.ts'
import { markable } from '../passages/span.ts'
import { showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { shownReader } from '../state/reader.ts'
import { selection, selectPassage } from '../state/selection.ts'
import { createStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'

interface Place {
  readonly document: string
  /** UTF-16 code units. */
  readonly start: number
  readonly end: number
  /** The words there, in one line. */
  readonly quote: string
}

/** The words that an actor is being named for, and where on the screen to ask: CSS pixels. */
export const naming = createStore<{
  readonly place: Place | null
  readonly at: { readonly x: number; readonly y: number }
}>({ place: null, at: { x: 0, y: 0 } })

/** Asks whom the selected words mean. */
export function openActorPicker(): void {
  const { text } = selection.get()
  const { handle } = shownReader.get()
  const span = text && handle ? markable(handle.text, text) : null
  if (answered('project.get', {})?.readOnly) {
    showToast({ tone: 'plain', text: 'This project can be read but not changed.' })
  } else if (!span || !handle) {
    showToast({ tone: 'plain', text: 'Select the words that name somebody first, then press A.' })
  } else {
    const quote = handle.text.slice(span.start, span.end).replace(/\s+/gu, ' ')
    naming.set({ place: { document: handle.document, ...span, quote }, at: belowSelection() })
  }
}

// CSS pixels between the words and the picker.
const gap = 8

/** Below what is selected, as far as that is drawn. */
function belowSelection(): { x: number; y: number } {
  const drawn = [...document.querySelectorAll('.cm-selectionBackground')].map((one) =>
    one.getBoundingClientRect(),
  )
  const last = drawn.filter(({ width }) => width > 0).at(-1)
  return last ? { x: last.left, y: last.bottom + gap } : { x: innerWidth / 2, y: innerHeight / 3 }
}

export function closeActorPicker(): void {
  naming.set({ place: null })
  shownReader.get().handle?.focus()
}

/** Marks the words as a mention of an actor, and keeps them as a form of its name where they are another one. */
export async function mentionActor(
  actor: ActorRef,
  name: string,
  scope: 'project' | 'document',
): Promise<void> {
  const { place } = naming.get()
  if (!place) return
  const { quote, ...span } = place
  const { handle } = shownReader.get()
  if (handle?.document === span.document) handle.select({ start: span.end, end: span.end })
  closeActorPicker()
  const { passage } = await save('mentions.add', {
    actor,
    place: span,
    alias: quote === name ? null : scope,
  })
  if (selection.get().text === null) selectPassage(passage)
}
