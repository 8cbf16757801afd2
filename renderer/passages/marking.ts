import { AppError } from '../../db/contract/errors.ts'
import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { shownReader, trimmed } from '../state/reader.ts'
import { selection } from '../state/selection.ts'
import { save } from '../state/tasks.ts'

/** Opens the tag picker for what is selected: text, else a passage. */
export function openPicker(): void {
  const { text, passage } = selection.get()
  if (text) selection.set({ picking: 'selection' })
  else if (passage) selection.set({ picking: 'passage' })
  else showToast({ tone: 'plain', text: 'Select some text first, or a passage, then press T.' })
}

/** Marks the selected text with tags, or gives them to the selected passage. The text has the focus again. */
export async function tagSelection(tags: readonly string[]): Promise<void> {
  const { text, passage } = selection.get()
  if (text) await mark(tags)
  else if (passage) for (const tag of tags) await save('passages.tag', { passages: [passage], tag })
  selection.set({ picking: null })
  shownReader.get().handle?.focus()
}

/** Applies the tag that owns a digit. */
export async function tagWithDigit(digit: number): Promise<void> {
  const { text, passage } = selection.get()
  if (!text && !passage) return
  const tag = (await call('tags.list', {})).find((candidate) => candidate.digit === digit)
  if (tag) await tagSelection([tag.uid])
  else showToast({ tone: 'plain', text: `No tag owns the digit ${digit}. Give it to one in the tag's menu.` })
}

export async function addHighlight(): Promise<void> {
  if (selection.get().text) await mark([])
}

/** Brings the note of the selected passage into the inspector, marking the selected text first. */
export async function noteSelection(): Promise<void> {
  if (selection.get().text) await mark([])
  if (selection.get().passage) document.dispatchEvent(new CustomEvent('claimboard:edit-note'))
}

export async function removePassage(): Promise<void> {
  const { passage } = selection.get()
  if (!passage) return
  await save('passages.remove', { passages: [passage] })
  selection.set({ passage: null })
  showToast({
    tone: 'plain',
    text: 'Passage deleted.',
    action: { label: 'Undo', run: () => void save('history.undo', {}) },
  })
}

/** Selects the sentence around the cursor. */
export async function selectSentence(): Promise<void> {
  const { handle } = shownReader.get()
  if (!handle) return
  const span = await call('documents.sentence', { document: handle.document, offset: handle.cursor() })
  if (span) handle.select(span)
}

async function mark(tags: readonly string[]): Promise<void> {
  const { document, text: selected } = selection.get()
  const { handle } = shownReader.get()
  if (!document || !selected || !handle) return
  const span = trimmed(handle.text, selected)
  if (!span) throw new AppError('invalid', 'There is no text in the selection.')
  const { passage } = await save('passages.create', { document, ...span, tags: [...tags] })
  handle.select({ start: span.end, end: span.end })
  selection.set({ passage, text: null })
}
