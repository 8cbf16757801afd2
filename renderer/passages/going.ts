import { showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { shownReader } from '../state/reader.ts'
import { selection, selectPassage } from '../state/selection.ts'

/**
 * Selects the next or the previous passage of the text that is shown, in reading order, and goes there; after the
 * last one comes the first. Where none is selected, the cursor says from where.
 */
export function selectNextPassage(direction: 1 | -1): void {
  const { handle } = shownReader.get()
  if (!handle) return
  const passages = (answered('passages.list', { document: handle.document }) ?? []).filter(({ fits }) => fits)
  const { length } = passages
  const at = passages.findIndex(({ uid }) => uid === selection.get().passage)
  const cursor = handle.cursor()
  const after = passages.findIndex(({ start }) => start >= cursor)
  // Where the first one from the cursor on would be: before it stands the previous one.
  const from = after === -1 ? length : after
  const wanted = at === -1 ? (direction === 1 ? from : from - 1) : at + direction
  const next = passages[(wanted + length) % length]
  if (!next) {
    showToast({
      tone: 'plain',
      text: 'There is no passage in this text yet. Select some words and press H or T.',
    })
    return
  }
  handle.goTo(next.start)
  selectPassage(next.uid)
  handle.focus()
}

/** Opens the field that finds words in the text that is shown. */
export function findInText(): void {
  const { handle } = shownReader.get()
  if (handle) handle.find()
  else showToast({ tone: 'plain', text: 'Open a document to find words in it. Ctrl+K finds anything.' })
}
