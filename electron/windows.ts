import path from 'node:path'
import { BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron'
import { development, pageAddress } from './origin.ts'
import type { Place, Settings } from './settings.ts'

const defaultSize = { width: 1280, height: 840 }

// Below this even the reader alone has no room for its measure at the largest text.
const smallestSize = { minWidth: 480, minHeight: 400 }

/** The page's ground in both themes, so that nothing flashes before the first paint. */
const ground = { light: '#eef0f2', dark: '#14181e' }

// A window of several is put a little off the one before it.
const OFFSET_PX = 28

/** Makes a window with the page in it; it is shown once there is something to see. */
export function createWindow(settings: Settings): BrowserWindow {
  const { bounds } = settings.current
  const window = new BrowserWindow({
    ...smallestSize,
    ...(bounds ? placeFor(bounds) : defaultSize),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // What analysts write is nobody else's business; Chromium would fetch dictionaries.
      spellcheck: false,
      devTools: development !== null,
    },
  })
  window.once('ready-to-show', () => {
    if (bounds?.maximized) window.maximize()
    window.show()
  })
  window.on('page-title-updated', (event) => event.preventDefault())
  // Chromium forgets the size of the text with every page that it loads anew.
  window.webContents.on('dom-ready', () => window.webContents.setZoomFactor(settings.current.zoom))
  return window
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(pageAddress)
}

/** Where a window stands, as it is remembered. */
export function placeOf(window: BrowserWindow): Place {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() }
}

/** Puts a window where that of the same project stood the last time. */
export function restorePlace(window: BrowserWindow, place: Place): void {
  if (window.isMaximized() || window.isFullScreen()) return
  window.setBounds(onScreen(place))
  if (place.maximized) window.maximize()
}

/** The remembered place, free of other windows. */
function placeFor(bounds: Rectangle): Rectangle {
  const taken = BrowserWindow.getAllWindows().map((window) => window.getNormalBounds())
  const place = { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }
  while (taken.some(({ x, y }) => x === place.x && y === place.y)) {
    place.x += OFFSET_PX
    place.y += OFFSET_PX
  }
  return onScreen(place)
}

/** A place on the screen that is nearest: the one it was on may be gone, or smaller now. */
function onScreen({ x, y, width, height }: Rectangle): Rectangle {
  const { workArea } = screen.getDisplayMatching({ x, y, width, height })
  const size = { width: Math.min(width, workArea.width), height: Math.min(height, workArea.height) }
  const within = (wanted: number, from: number, room: number) =>
    Math.max(from, Math.min(wanted, from + Math.max(0, room)))
  return {
    ...size,
    x: within(x, workArea.x, workArea.width - size.width),
    y: within(y, workArea.y, workArea.height - size.height),
  }
}
