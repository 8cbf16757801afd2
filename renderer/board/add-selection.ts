import { markable } from '../passages/span.ts'
import { showToast } from '../state/notices.ts'
import { shownReader } from '../state/reader.ts'
import { selection } from '../state/selection.ts'
import { addToBoard } from './add-to-board.ts'

/** Puts the selected text, which becomes a passage by that, the selected passage or the claim that is shown on a board. */
export async function addSelectionToBoard(): Promise<void> {
  const { text, passage, subject } = selection.get()
  const { handle } = shownReader.get()
  const span = text && handle ? markable(handle.text, text) : null
  if (handle && span) {
    const added = addToBoard([{ kind: 'passage', place: { document: handle.document, ...span } }])
    handle.select({ start: span.end, end: span.end })
    await added
  } else if (subject?.kind === 'claim') await addToBoard([{ kind: 'claim', subject: subject.uid }])
  else if (passage) await addToBoard([{ kind: 'passage', subject: passage }])
  else if (handle) {
    showToast({ tone: 'plain', text: 'Select some text first, a passage or a claim, then press B.' })
  }
}
