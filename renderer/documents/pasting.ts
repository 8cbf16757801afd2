import { call } from '../api.ts'
import { showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { openDocument } from '../state/selection.ts'
import { runTask } from '../state/tasks.ts'
import { importFiles, tellOf } from './importing.ts'

/**
 * Asks for a paste, as if nothing had the focus: what comes of it is {@link pasteDocument}'s. A page is not shown
 * what is on the clipboard before somebody pastes.
 */
export async function requestPaste(): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  await call('host.paste', {})
}

/** What a paste brings, taken from its event: the event itself is empty once its turn is over. */
export interface Pasted {
  readonly html: string
  readonly text: string
  readonly files: readonly File[]
}

export function pastedBy({ clipboardData }: ClipboardEvent): Pasted {
  return {
    html: clipboardData?.getData('text/html') ?? '',
    text: clipboardData?.getData('text/plain') ?? '',
    files: [...(clipboardData?.files ?? [])],
  }
}

/** Makes a document of what was copied elsewhere; files that were copied are imported. */
export async function pasteDocument({ html, text, files }: Pasted): Promise<void> {
  const refusal = refusalOf({ html, text, files })
  // A picture on the clipboard is a file without a place on the disk: it gets no token.
  const chosen = files.length > 0 ? await window.claimboard.registerFiles([...files]) : []
  if (answered('host.state', {})?.project == null) {
    showToast({ tone: 'plain', text: 'Open a project first: what you paste becomes a document in it.' })
  } else if (answered('project.get', {})?.readOnly) {
    showToast({ tone: 'plain', text: 'This project can be read but not changed.' })
  } else if (chosen.length > 0) await importFiles(chosen)
  else if (refusal !== null) showToast({ tone: 'plain', text: refusal })
  else await pasteWords(html, text)
}

/** Why nothing can be made of what is on the clipboard, in words; null where there are words. */
export function refusalOf({ html, text, files }: Pasted): string | null {
  if (text.trim() !== '') return null
  const picture = files.some(({ type }) => type.startsWith('image/')) || /<img\b/i.test(html)
  if (picture) {
    return 'There is only a picture on the clipboard. Claimboard makes documents of text: copy the words instead.'
  }
  if (html.trim() !== '') return null
  return 'There is no text on the clipboard. Copy an article, or part of one, and paste it here.'
}

async function pasteWords(html: string, text: string): Promise<void> {
  const result = await runTask('documents.paste', 'Reading what was pasted', { html, text })
  const [pasted] = result.imported
  const [known] = result.known
  const there = pasted ?? known
  if (there) openDocument(there.uid)
  tellOf(
    result,
    pasted
      ? `“${pasted.title}” was pasted as a document.`
      : `This text is in the project already: “${known?.title}”.`,
  )
}
