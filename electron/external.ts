import { type BrowserWindow, dialog, shell } from 'electron'

/** Long addresses are cut in the question: the part that says where it leads comes first. */
const SHOWN_CHARACTERS = 300

/** One question at a time: a page must not be able to bury the person under them. */
let asking = false

/** Opens a web address in the person's browser, after asking. Anything but https is refused. */
export async function openExternal(window: BrowserWindow | null, address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : null
  // A name and password in front of the host are there to mislead.
  if (asking || url?.protocol !== 'https:' || url.username || url.password) return
  asking = true
  try {
    const question = {
      type: 'question' as const,
      message: 'Open this address in your browser?',
      detail: url.href.slice(0, SHOWN_CHARACTERS),
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    }
    const { response } = await (window
      ? dialog.showMessageBox(window, question)
      : dialog.showMessageBox(question))
    if (response === 0) await shell.openExternal(url.href)
  } finally {
    asking = false
  }
}
