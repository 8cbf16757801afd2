import { AppError } from '../../db/contract/errors.ts'
import { sentenceInBlocks } from '../../db/contract/sentences.ts'
import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { type ReaderHandle, shownReader } from '../state/reader.ts'
import { selection, selectPassage, type TextSelection } from '../state/selection.ts'
import { save } from '../state/tasks.ts'
import { endTypeAhead, typeAhead } from '../state/typed-ahead.ts'
import { showUndoable } from '../state/undo.ts'
import { dropPending, pendingStored, showPending } from './pending.ts'
import { markable } from './span.ts'

/** What a tag or a note is for: a stretch of text that becomes a passage, or a passage that is there. */
type Target =
  | { readonly kind: 'text'; readonly handle: ReaderHandle; readonly span: TextSelection }
  | { readonly kind: 'passage'; readonly passage: string }

/** Opens the tag picker for what is selected: text, else a passage. */
export function openPicker(): void {
  const { text, passage } = selection.get()
  if (text) selection.set({ picking: 'selection', replacing: null })
  else if (passage) selection.set({ picking: 'passage', replacing: null })
  else if (shownReader.get().handle)
    showToast({ tone: 'plain', text: 'Select some text first, or a passage, then press T.' })
}

/**
 * Marks the selected text with tags, or gives them to the selected passage, in the place of one where the picker was
 * opened for that. The text has the focus at once, with nothing selected, so that reading goes on while the tags are
 * made and saved.
 */
export async function tagSelection(tags: readonly string[] | Promise<readonly string[]>): Promise<void> {
  const { replacing } = selection.get()
  const target = take()
  if (target?.kind === 'text') await mark(target, tags)
  else if (target) {
    const { passage } = target
    const [first] = await tags
    if (replacing !== null && first !== undefined) {
      await save('passages.retag', { passages: [passage], from: replacing, to: first })
      return
    }
    for (const tag of await tags) await save('passages.tag', { passages: [passage], tag })
  }
}

/** Applies the tag that owns a digit. */
export async function tagWithDigit(digit: number): Promise<void> {
  const { text, passage } = selection.get()
  if (!text && !passage) return
  const tags = answered('tags.list', {}) ?? (await call('tags.list', {}))
  const tag = tags.find((candidate) => candidate.digit === digit)
  if (tag) await tagSelection([tag.uid])
  else showToast({ tone: 'plain', text: `No tag owns the digit ${digit}. Give it to one in the tag's menu.` })
}

export async function addHighlight(): Promise<void> {
  const target = take()
  if (target?.kind === 'text') await mark(target, [])
}

/** Brings the note of the selected passage into the inspector, marking the selected text first. */
export async function noteSelection(): Promise<void> {
  const target = take()
  if (!target) return
  let asked: string | null = null
  // Its note comes up once the passage is in the project: what is typed until then is the beginning of it.
  typeAhead(() => asked === null || selection.get().noting === asked)
  try {
    asked = target.kind === 'text' ? await mark(target, []) : target.passage
  } catch (error) {
    endTypeAhead()
    throw error
  }
  selection.set({ passage: asked, subject: null, noting: asked })
}

export async function removePassage(): Promise<void> {
  const { passage } = selection.get()
  if (!passage) return
  await save('passages.remove', { passages: [passage] })
  selection.set({ passage: null })
  shownReader.get().handle?.focus()
  showUndoable({ tone: 'plain', text: 'Passage deleted.' })
}

/** Selects the sentence around the cursor, or the last one before it where the cursor is between two blocks. */
export function selectSentence(): void {
  const { handle } = shownReader.get()
  if (!handle) return
  const { text, blocks } = handle
  const before = text.slice(0, handle.cursor()).trimEnd().length - 1
  const span =
    sentenceInBlocks(text, blocks, handle.cursor()) ??
    (before < 0 ? undefined : sentenceInBlocks(text, blocks, before))
  if (span) handle.select(span)
}

/** What is selected, which it is no longer afterwards: the next key and the next drag begin anew. */
function take(): Target | null {
  const { text, passage } = selection.get()
  const { handle } = shownReader.get()
  selection.set({ picking: null, replacing: null })
  handle?.focus()
  if (text && handle) {
    const span = markable(handle.text, text)
    if (!span) throw new AppError('invalid', 'There is no text in the selection.')
    handle.select({ start: span.end, end: span.end })
    return { kind: 'text', handle, span }
  }
  return passage ? { kind: 'passage', passage } : null
}

/** Makes the passage and selects it, unless somebody has selected something else meanwhile. */
async function mark(
  { handle, span }: Extract<Target, { kind: 'text' }>,
  tags: readonly string[] | Promise<readonly string[]>,
): Promise<string> {
  const idle = () => {
    const { text, passage } = selection.get()
    return text === null && passage === null && shownReader.get().handle === handle
  }
  let pending: string | null = null
  try {
    // Known already, they are seen and sent in this very turn, before the window is drawn anew.
    const given = 'then' in tags ? await tags : tags
    const place = { document: handle.document, ...span, tags: [...given] }
    pending = showPending(place)
    const { passage } = await save('passages.create', place)
    pendingStored(pending, passage)
    if (idle()) selectPassage(passage)
    return passage
  } catch (error) {
    if (pending !== null) dropPending([pending])
    // What could not be marked is selected again, for another try.
    if (idle()) handle.select(span)
    throw error
  }
}
