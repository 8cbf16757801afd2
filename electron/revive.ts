import { type BrowserWindow, dialog } from 'electron'

// A page that dies this often will die again.
const MOST_DEATHS = 3
const DEATHS_WITHIN_MS = 60_000

/** Loads a window's page again when its process died: it keeps nothing but what is shown. */
export function reviveWhenGone(window: BrowserWindow, log: (text: string) => void): void {
  const deaths: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log(`The page of a window is gone: ${reason} (${exitCode}).`)
    const now = Date.now()
    deaths.push(now)
    if (deaths.filter((at) => now - at < DEATHS_WITHIN_MS).length < MOST_DEATHS) {
      window.webContents.reload()
      return
    }
    dialog
      .showMessageBox(window, {
        type: 'error',
        message: 'This window stopped working.',
        detail: 'Everything that was saved is in the project. Close the window and open the project again.',
        buttons: ['Close the window'],
      })
      .finally(() => window.destroy())
  })
}
