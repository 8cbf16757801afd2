import { randomUUID } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { app, BrowserWindow, type Session, session } from 'electron'
import { AppError } from '../db/contract/errors.ts'
import type { Paper, PrintChoices } from '../db/contract/print.ts'
import { visibleText } from '../db/contract/visible-text.ts'
import { html } from '../db/export/html.ts'
import { privateFile } from '../db/private-copy.ts'
import { scheme } from './origin.ts'
import { printFonts } from './print-fonts.ts'

export interface PrintLook {
  readonly paper: Paper
  readonly landscape: boolean
  /** What the project is called, for the margin. */
  readonly project: string
}

/** Pages that are brought to paper, each in a private folder until it is forgotten. */
export interface Printing {
  /** A name for a page, which is not there yet. It is forgotten with the window that asks for it. */
  target(beside: BrowserWindow): string
  /** Prints by the system's dialog. @returns false when it was cancelled @throws AppError why nothing was printed */
  print(file: string, look: PrintLook): Promise<boolean>
  /** @throws AppError `cancelled` when the page was forgotten meanwhile, or its window closed */
  pdf(file: string, look: PrintLook): Promise<Buffer>
  /** Removes a page and ends what is under way with it. */
  forget(file: string): void
  forgetAll(): void
}

interface Entry {
  remove(): void
  /** Ends the window that prints it, while there is one. */
  stop?: () => void
}

/** Where pages are shown to Chromium: a host of its own, in a session of its own. */
const origin = `${scheme}://print`

/** Inches, as Chromium counts: those of `@page` in `db/print/style.ts`, with room for titles and page numbers. */
const margins = { top: 20 / 25.4, bottom: 18 / 25.4, left: 16 / 25.4, right: 16 / 25.4 }

export function createPrinting(log: (text: string) => void): Printing {
  const entries = new Map<string, Entry>()
  /** Files that windows may be shown at this moment, by their addresses. */
  const shown = new Map<string, string>()
  let own: Session | null = null

  const entryOf = (file: string) => {
    const entry = entries.get(file)
    if (!entry) throw new AppError('invalid', 'This is no page to be printed.')
    return entry
  }
  const forget = (file: string) => {
    const entry = entries.get(file)
    entries.delete(file)
    entry?.stop?.()
    entry?.remove()
  }

  /** Shows a page in a window that nobody sees, for as long as `work` takes, and not a moment longer. */
  async function inWindow<T>(file: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
    const entry = entryOf(file)
    if (entry.stop) throw new AppError('conflict', 'This page is being printed already.')
    own ??= printSession(shown)
    const address = `${origin}/${randomUUID()}.html`
    const window = hiddenWindow(own)
    const ended = new Promise<never>((_resolve, reject) => {
      entry.stop = () => reject(new AppError('cancelled', 'Printing was cancelled.'))
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        log(`Printing ended: ${reason}`)
        reject(tooMuch())
      })
    })
    shown.set(address, file)
    try {
      return await Promise.race([ended, window.loadURL(address).then(() => work(window))])
    } finally {
      shown.delete(address)
      delete entry.stop
      window.destroy()
    }
  }

  return {
    target: (beside) => {
      const { file, remove } = privateFile()
      // As the store names what it writes; the system's temporary folder may be a link.
      const real = path.join(realpathSync.native(path.dirname(file)), 'page.html')
      // Nobody else would: the page that asked for it is gone with its window.
      const close = () => {
        try {
          forget(real)
        } catch (error) {
          log(`A page that was to be printed could not be removed: ${error}`)
        }
      }
      beside.once('closed', close)
      entries.set(real, {
        remove: () => {
          if (!beside.isDestroyed()) beside.off('closed', close)
          remove()
        },
      })
      return real
    },
    print: (file, look) => inWindow(file, (window) => printPage(window, look)),
    pdf: (file, look) => inWindow(file, (window) => pdfOf(window, look)),
    forget,
    forgetAll: () => {
      for (const file of [...entries.keys()]) forget(file)
    },
  }
}

/** How somebody prints who has not said so yet. */
export function defaultPrintChoices(): PrintChoices {
  const paper = letterCountries.includes(app.getLocaleCountryCode()) ? 'Letter' : 'A4'
  return { paper, orientation: 'auto', notes: true }
}

/** Where paper is cut to ANSI sizes and not to ISO 216 (Unicode CLDR, `paperSize`). */
const letterCountries: readonly string[] = [
  'BZ',
  'CA',
  'CL',
  'CO',
  'CR',
  'GT',
  'MX',
  'NI',
  'PA',
  'PH',
  'PR',
  'SV',
  'US',
  'VE',
]

/**
 * A session that answers for the pages that are being printed and for the program's fonts, and for nothing else. It
 * keeps nothing on the disk.
 */
function printSession(shown: ReadonlyMap<string, string>): Session {
  const own = session.fromPartition('print')
  own.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !(url.startsWith(`${origin}/`) || url.startsWith('data:')) }),
  )
  own.protocol.handle(scheme, ({ url, method }) => {
    const { pathname } = new URL(url)
    const file = shown.get(url)
    if (method !== 'GET') return notFound()
    if (file !== undefined) return answered(readFileSync(file), 'text/html; charset=utf-8')
    if (pathname === '/fonts.css') return answered(printFonts(), 'text/css; charset=utf-8')
    return notFound()
  })
  return own
}

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

function answered(body: string | Buffer<ArrayBuffer>, type: string): Response {
  return new Response(body, { headers: { ...headers, 'content-type': type } })
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers })
}

/** As the windows of the program, but without scripts of any kind, and without a bridge. */
function hiddenWindow(own: Session): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webgl: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  })
}

function pdfOf({ webContents }: BrowserWindow, { paper, landscape, project }: PrintLook): Promise<Buffer> {
  return webContents.printToPDF({
    pageSize: paper,
    landscape,
    margins,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: margin(
      webContents.getTitle(),
      new Date().toLocaleDateString('en-GB', { dateStyle: 'medium' }),
    ),
    footerTemplate: margin(projectTitle(project), pageNumber),
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  })
}

const pageNumber = html`<span class="pageNumber"></span> / <span class="totalPages"></span>`

/** What stands above or below every page: templates of Chromium are HTML, with a style of their own. */
function margin(left: string, right: string | typeof pageNumber): string {
  return html`<div style="box-sizing: border-box; display: flex; justify-content: space-between; width: 100%;
padding: 0 16mm; color: #4c5563; font: 7.5pt system-ui, sans-serif"><span dir="auto" style="overflow: hidden; max-width: 70%;
white-space: nowrap; text-overflow: ellipsis">${left}</span><span>${right}</span></div>`.html
}

/** What the project is called, without the ending of its file. */
function projectTitle(project: string): string {
  return path.basename(project, '.claimboard')
}

function printPage(
  { webContents }: BrowserWindow,
  { paper, landscape, project }: PrintLook,
): Promise<boolean> {
  const header = visibleText(webContents.getTitle())
  const footer = visibleText(projectTitle(project))
  return new Promise((resolve, reject) => {
    webContents.print(
      { pageSize: paper, landscape, printBackground: true, header, footer },
      (printed, reason) => {
        // What Chromium calls it when the person closes the dialog.
        if (printed || /cancel/i.test(reason)) resolve(printed)
        else notPrinted(webContents, reason).then(reject, reject)
      },
    )
  })
}

/** Why nothing was printed: without any printer, what Chromium says is about its own workings. */
async function notPrinted(contents: Electron.WebContents, reason: string): Promise<AppError> {
  const printers = await contents.getPrintersAsync().catch(() => [])
  return printers.length === 0
    ? new AppError(
        'not-found',
        'There is no printer on this computer. Set one up in the system’s settings, or save a PDF instead: File > Save as PDF.',
        reason,
      )
    : new AppError(
        'conflict',
        `Nothing was printed. See whether the printer is on and has paper, then print again, or save a PDF instead: File > Save as PDF. The system says: ${reason}.`,
        reason,
      )
}

function tooMuch(): AppError {
  return new AppError(
    'conflict',
    'This is too much to be printed on this computer at once. Filter the table, or print less of it.',
  )
}
