import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import { z } from 'zod'
import { mostDropped } from '../db/contract/bridge.ts'
import { AppError } from '../db/contract/errors.ts'
import type { ChosenFile } from '../db/contract/host.ts'
import { type Message, Request } from '../db/contract/protocol.ts'
import { toPage, toShell } from './channels.ts'
import { pageOrigin } from './origin.ts'

const DroppedPaths = z.array(z.string().min(1)).max(mostDropped)

/** What a window does with what its page sends. */
export interface Page {
  receive(request: Request): void
  dropped(paths: readonly string[]): ChosenFile[]
}

/**
 * Listens to the pages of this program's windows and to nobody else: a frame inside a page, a page of another
 * origin and contents that belong to no window are ignored, and what is no request is dropped.
 *
 * @param pageOf the window of some contents
 */
export function listenToPages(
  pageOf: (contents: WebContents) => Page | undefined,
  log: (text: string) => void,
): void {
  ipcMain.on(toShell, (event, raw: unknown) => {
    const page = sender(event)
    const request = Request.safeParse(raw)
    if (!page) log('A message from a foreign frame was ignored.')
    else if (request.success) page.receive(request.data)
    else log(`A malformed message was dropped: ${request.error.message}`)
  })
  ipcMain.handle(toShell, (event, raw: unknown) => {
    const page = sender(event)
    const paths = DroppedPaths.safeParse(raw)
    if (!page || !paths.success) throw new AppError('invalid', 'These files cannot be taken over.')
    return page.dropped(paths.data)
  })

  /** Asked at once: after a turn the frame may show something else. */
  function sender(event: IpcMainEvent | IpcMainInvokeEvent): Page | undefined {
    const frame = event.senderFrame
    if (!frame || frame !== event.sender.mainFrame || frame.origin !== pageOrigin) return undefined
    return pageOf(event.sender)
  }
}

export function sendToPage(contents: WebContents, message: Message): void {
  if (!contents.isDestroyed()) contents.send(toPage, message)
}
