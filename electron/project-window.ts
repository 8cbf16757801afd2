import path from 'node:path'
import type { BrowserWindow } from 'electron'
import { AppError } from '../db/contract/errors.ts'
import type { Message } from '../db/contract/protocol.ts'
import { visibleText } from '../db/contract/visible-text.ts'
import { reply } from '../db/failure.ts'
import { askToStop } from './dialogs.ts'
import { callHost } from './host.ts'
import type { Host, HostWindow } from './host-handler.ts'
import type { Page } from './ipc.ts'
import type { WindowMenu } from './menu.ts'
import { createRelay, type Relay } from './relay.ts'
import type { Store, StoreEvents } from './store.ts'
import { createTokens } from './tokens.ts'

/** A window, and the project in it. */
export interface ProjectWindow extends HostWindow, Page {
  readonly menu: WindowMenu
  readonly notice: Relay['notice']
  /** What a store that is being opened for this window reports to. */
  readonly storeEvents: StoreEvents
  /** Shows a project that was opened. */
  attach(store: Store): void
  /** Claims the window for a project that is being opened. @throws AppError `conflict` when another one is */
  reserve<T>(opening: () => Promise<T>): Promise<T>
  setAnalyst: Store['setAnalyst']
}

export interface ProjectWindowOptions {
  readonly browser: BrowserWindow
  readonly host: Host
  readonly open: (window: ProjectWindow, file: string) => Promise<void>
  readonly create: (window: ProjectWindow, file: string, title: string) => Promise<void>
  readonly deliver: (message: Message) => void
  readonly menuChanged: () => void
  /** The window is about to leave its project. */
  readonly leaving: (window: ProjectWindow) => void
  /** Waits for a store that is on its way out, so that the program does not end before it. */
  readonly closing: (store: Store) => Promise<void>
  readonly log: (text: string) => void
}

export function createProjectWindow(options: ProjectWindowOptions): ProjectWindow {
  const { browser, host, log } = options
  const tokens = createTokens()
  let store: Store | null = null
  let opening = false
  let menu = noMenu
  let stopAllowed = false

  const relay = createRelay({
    tokens,
    deliver: options.deliver,
    operations: () => store?.operations ?? null,
    toStore: (request) => store?.send(request),
    host: (name, input) => callHost(host, window, name, input),
    toReply: (error, during) => reply(error, during, log),
  })

  function setProject(next: Store | null): void {
    store = next
    menu = { ...noMenu, projectOpen: next !== null }
    const name = next && host.shownName(next.file)
    browser.setTitle(name ? `${visibleText(path.basename(name, '.claimboard'))} — Claimboard` : 'Claimboard')
    relay.notice({ notice: 'project', project: name })
    options.menuChanged()
  }

  const storeEvents: StoreEvents = {
    message: relay.fromStore,
    lost: () => relay.reject(notFinished()),
    restarted: () => relay.notice({ notice: 'store-restarted' }),
    gaveUp: (error) => {
      relay.reject(error)
      // Nobody closes it any more, who would take its file away where it is a project as it was.
      if (store) host.asOf.forget(store.file)
      setProject(null)
      relay.notice({ notice: 'failed', error: error.toReply() })
    },
  }

  async function mayStop(): Promise<boolean> {
    return !relay.busy() || (await askToStop(browser))
  }

  async function closeProject(): Promise<void> {
    if (store && (await mayStop())) await close()
  }

  async function close(): Promise<void> {
    const closed = store
    if (!closed) return
    options.leaving(window)
    setProject(null)
    await options.closing(closed)
    relay.reject(new AppError('cancelled', 'The project was closed.'))
  }

  const window: ProjectWindow = {
    browser,
    tokens,
    sealed: null,
    damaged: null,
    get file() {
      return store?.file ?? null
    },
    get menu() {
      return menu
    },
    notice: relay.notice,
    storeEvents,
    open: (file) => options.open(window, file),
    create: (file, title) => options.create(window, file, title),
    closeProject,
    replaceProject: async (file) => {
      if (relay.busy())
        throw new AppError(
          'conflict',
          'Something is still running. Wait until it has finished, or cancel it.',
        )
      await close()
      await options.open(window, file)
    },
    attach: (next) => {
      window.damaged = null
      setProject(next)
    },
    showDamaged: (file, message) => {
      window.damaged = { file, message }
      relay.notice({ notice: 'damaged' })
    },
    reserve: async (work) => {
      if (opening) throw new AppError('conflict', 'A project is being opened already.')
      opening = true
      try {
        return await work()
      } finally {
        opening = false
      }
    },
    setAnalyst: (analyst) => store?.setAnalyst(analyst),
    setMenu: (state) => {
      menu = state
      options.menuChanged()
    },
    receive: relay.receive,
    dropped: (paths) => paths.map((file) => tokens.give(path.resolve(file), 'read')),
  }

  browser.setTitle('Claimboard')
  // A page that is loaded again, after a crash too, starts from nothing.
  browser.webContents.on('did-navigate', relay.forget)
  browser.on('close', (event) => {
    if (stopAllowed || !relay.busy()) return
    event.preventDefault()
    mayStop().then((stop) => {
      stopAllowed = stop
      if (stop) browser.close()
    })
  })
  browser.on('close', () => options.leaving(window))
  browser.on('closed', () => {
    const closed = store
    store = null
    if (closed) void options.closing(closed)
  })
  return window
}

export const noMenu: WindowMenu = {
  undo: null,
  redo: null,
  projectOpen: false,
  disabled: [],
  checked: [],
}

function notFinished(): AppError {
  return new AppError(
    'store-restarted',
    'The part of Claimboard that reads and writes the project stopped and is being started again. Everything that was saved is there; this was not finished: do it again.',
  )
}
