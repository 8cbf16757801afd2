import { dialog } from 'electron'
import { reply } from '../db/failure.ts'

/** Errors that nobody awaited are told in words, once at a time; the projects are in processes of their own. */
export function reportUncaught(log: (text: string) => void): void {
  let shown = false
  const report = (error: unknown) => {
    const { message } = reply(error, 'The main process', log)
    if (shown) return
    shown = true
    dialog
      .showMessageBox({
        type: 'error',
        message: 'Claimboard met a problem.',
        detail: message,
        buttons: ['OK'],
      })
      .finally(() => {
        shown = false
      })
  }
  process.on('uncaughtException', report)
  process.on('unhandledRejection', report)
}
