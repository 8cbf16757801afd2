import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { app, BrowserWindow, nativeTheme, type WebContents } from 'electron'
import { recordOfFile } from '../db/backups/shelf.ts'
import { AppError } from '../db/contract/errors.ts'
import { readableTime } from '../db/contract/readable-time.ts'
import { reply } from '../db/failure.ts'
import { loadAnalyst, saveAnalyst } from '../db/profile.ts'
import { isSealed } from '../db/seal/sealing.ts'
import { traceOf } from '../db/trace.ts'
import { launcher } from './arguments.ts'
import { asOfReason, createAsOfFiles } from './as-of.ts'
import { electronGate } from './gate-command.ts'
import { closeNetwork } from './harden.ts'
import type { Host } from './host-handler.ts'
import { listenToPages, sendToPage } from './ipc.ts'
import { type MenuActions, showMenu } from './menu.ts'
import { createPrinting } from './print.ts'
import { createProjectWindow, noMenu, type ProjectWindow } from './project-window.ts'
import { servePage } from './protocol.ts'
import { reviveWhenGone } from './revive.ts'
import { openSettings } from './settings.ts'
import { openStore, type Store, type StoreEvents } from './store.ts'
import { reportUncaught } from './uncaught.ts'
import { createWindow, loadPage, placeOf, restorePlace } from './windows.ts'

export interface Shell {
  start(files: readonly string[]): void
  /** Opens files that no page asked for; without any, a window comes to the front. */
  openFromOutside(files: readonly string[]): void
}

/**
 * The program's windows, one project to each, and an end that waits for the stores.
 *
 * @param profile folder of the person's profile
 */
export function createShell(profile: string, log: (text: string) => void): Shell {
  const windows = new Map<WebContents, ProjectWindow>()
  /** Stores on their way out, by file: it can be opened again when they are gone. */
  const closings = new Map<string, Promise<void>>()
  /** Files that a window is opening at this moment, of which no window is known to have them. */
  const openings = new Map<string, Promise<void>>()
  /** Files from outside come one after the other: each finds its window empty, or with a project and takes another. */
  let outside: Promise<void> = Promise.resolve()
  const settings = openSettings(profile, log)
  const asOf = createAsOfFiles()
  const printing = createPrinting(log)
  let analyst = loadAnalyst(profile)
  let sqlite: string | null = null
  let shownMenu = ''

  const host: Host = {
    settings,
    get analyst() {
      return analyst
    },
    get sqlite() {
      return sqlite
    },
    setAnalyst: (change) => {
      analyst = { ...analyst, ...change }
      saveAnalyst(profile, analyst)
      for (const window of windows.values()) window.setAnalyst(analyst)
    },
    setAppearance,
    isOpen: (file) => holderOf(file) !== undefined,
    asOf,
    printing,
    shownName: (file) => {
      const then = asOf.shown(file)
      if (then) return `${then.of} (as of ${readableTime(then.at)})`
      const backup = recordOfFile(profile, file)
      const name = path.basename(backup?.file ?? file, '.claimboard')
      return backup ? `${name} (backup of ${readableTime(backup.at)})` : path.basename(file)
    },
    profile,
    gate: electronGate(launcher(process.argv, app.getAppPath(), app.isPackaged)),
  }

  const holderOf = (file: string) => [...windows.values()].find((window) => window.file === file)

  function newWindow(): ProjectWindow {
    const browser = createWindow(settings)
    const contents = browser.webContents
    const window = createProjectWindow({
      browser,
      host,
      open: openProject,
      create: createProject,
      deliver: (message) => sendToPage(contents, message),
      menuChanged: refreshMenu,
      closing: waitFor,
      leaving: (window) => {
        const ofItsOwn = window.file !== null && !asOf.shown(window.file)
        settings.keepPlace(ofItsOwn ? window.file : null, placeOf(window.browser))
      },
      log,
    })
    windows.set(contents, window)
    browser.on('closed', () => windows.delete(contents))
    reviveWhenGone(browser, log)
    loadPage(browser).catch((error) => log(`The page could not be loaded: ${traceOf(error)}`))
    return window
  }

  async function openProject(from: ProjectWindow, file: string): Promise<void> {
    const real = await trueName(file)
    // Two windows may be asked for one file at the same instant: the second then shows the first.
    for (let other = openings.get(real); other; other = openings.get(real)) await other.catch(nothing)
    const holder = holderOf(real)
    if (holder) focus(holder)
    else if (isSealed(real)) {
      from.sealed = real
      from.notice({ notice: 'sealed' })
    } else {
      await openWith(from, real, null).catch((error: unknown) => {
        if (!maySalvage(real, error)) throw error
        const window = from.file === null && !from.browser.isDestroyed() ? from : newWindow()
        window.showDamaged(real, error.message)
        focus(window)
      })
    }
  }

  async function createProject(from: ProjectWindow, file: string, title: string): Promise<void> {
    const folder = await trueName(path.dirname(file))
    await openWith(from, path.join(folder, path.basename(file)), title)
  }

  function openWith(from: ProjectWindow, file: string, create: string | null): Promise<void> {
    const opening = openIn(from, file, create).finally(() => openings.delete(file))
    openings.set(file, opening)
    return opening
  }

  function openIn(from: ProjectWindow, file: string, create: string | null): Promise<void> {
    return from.reserve(async () => {
      await closings.get(file)
      let target: ProjectWindow | undefined
      const then = asOf.shown(file)
      const store = await openStore({
        opening: {
          file,
          analyst,
          create,
          readOnly: then ? asOfReason(then) : null,
          profile,
          launcher: launcher(process.argv, app.getAppPath(), app.isPackaged),
        },
        events: eventsOf(() => target),
        log,
      })
      if (from.browser.isDestroyed()) return waitFor(store)
      sqlite = store.sqlite
      // What is wrong with a damaged project stays to be read while somebody looks into its backups.
      const beside = from.damaged !== null && recordOfFile(profile, file) !== null
      target = from.file === null && !beside ? from : newWindow()
      const place = settings.current.places[file]
      if (place) restorePlace(target.browser, place)
      target.attach(store)
      if (!then && !recordOfFile(profile, file)) settings.addRecent(file)
      refreshMenu()
    })
  }

  function waitFor(store: Store): Promise<void> {
    const closing = store.close().finally(() => {
      closings.delete(store.file)
      asOf.forget(store.file)
    })
    closings.set(store.file, closing)
    return closing
  }

  function openFromOutside(files: readonly string[]): void {
    if (files.length === 0) focus(current() ?? newWindow())
    for (const file of files) {
      outside = outside
        .then(() => openOutside(file))
        .catch((error) => log(`A file from outside was not opened: ${traceOf(error)}`))
    }
  }

  async function openOutside(file: string): Promise<void> {
    const window = current() ?? newWindow()
    focus(window)
    try {
      await openProject(window, file)
    } catch (error) {
      window.notice({ notice: 'failed', error: reply(error, `Opening ${path.basename(file)}`, log) })
    }
  }

  function current(): ProjectWindow | undefined {
    const focused = BrowserWindow.getFocusedWindow()
    return (focused && windows.get(focused.webContents)) || [...windows.values()].at(-1)
  }

  function setAppearance(change: Parameters<Host['setAppearance']>[0]): void {
    settings.update(change)
    nativeTheme.themeSource = settings.current.theme
    for (const { browser } of windows.values()) browser.webContents.setZoomFactor(settings.current.zoom)
    refreshMenu()
  }

  const menuActions: MenuActions = {
    command: (command) => (current() ?? newWindow()).notice({ notice: 'command', command }),
    openRecent: (file) => openFromOutside([file]),
    setTheme: (theme) => setAppearance({ theme }),
  }

  function refreshMenu(): void {
    const { recent, theme } = settings.current
    const state = { ...(current()?.menu ?? noMenu), recent, theme }
    const shown = JSON.stringify(state)
    // Building it anew closes a menu that is open.
    if (shown === shownMenu) return
    shownMenu = shown
    showMenu(state, menuActions)
  }

  function start(files: readonly string[]): void {
    nativeTheme.themeSource = settings.current.theme
    closeNetwork().catch((error) => log(`The network settings do not hold: ${traceOf(error)}`))
    servePage()
    listenToPages((contents) => windows.get(contents), log)
    app.on('browser-window-focus', refreshMenu)
    app.on('activate', () => openFromOutside([]))
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit()
    })
    app.on('will-quit', (event) => {
      if (closings.size === 0) {
        asOf.forgetAll()
        printing.forgetAll()
        return
      }
      event.preventDefault()
      Promise.allSettled(closings.values()).then(() => app.quit())
    })
    app.on('child-process-gone', (_event, details) => log(`A process is gone: ${JSON.stringify(details)}`))
    reportUncaught(log)
    openFromOutside(files)
    refreshMenu()
  }

  return { start, openFromOutside }
}

/** What went wrong is told by the window that it went wrong in. */
function nothing(): void {}

/** Whether there may be something of a project to be salvaged in a file that could not be opened. */
function maySalvage(file: string, error: unknown): error is AppError {
  if (!(error instanceof AppError)) return false
  // A project whose first bytes are overwritten looks like no project at all, but for its name.
  const unrecognised = (error.detail as { unrecognised?: boolean } | undefined)?.unrecognised === true
  return error.code === 'damaged' || (unrecognised && /\.claimboard$/i.test(file))
}

/** The one path of a file, by which it is known whether it is open. Why there is none, the store says in words. */
function trueName(file: string): Promise<string> {
  return realpath(file).catch(() => file)
}

function focus({ browser }: ProjectWindow): void {
  if (browser.isMinimized()) browser.restore()
  // Not before its first paint: it shows itself then.
  if (browser.isVisible()) browser.focus()
}

/** Passes on to the window that a store was opened for, which is known once it is open. */
function eventsOf(target: () => ProjectWindow | undefined): StoreEvents {
  return {
    message: (message) => target()?.storeEvents.message(message),
    lost: () => target()?.storeEvents.lost(),
    restarted: () => target()?.storeEvents.restarted(),
    gaveUp: (error) => target()?.storeEvents.gaveUp(error),
  }
}
