import path from 'node:path'
import { BrowserWindow, nativeTheme, type Rectangle, screen } from 'electron'
import { development, pageAddress } from './origin.ts'
import type { Settings } from './settings.ts'

const defaultSize = { width: 1280, height: 840 }

// Below this the three panes no longer fit beside each other.
const smallestSize = { minWidth: 800, minHeight: 560 }

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
  window.on('close', () => {
    settings.update({ bounds: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
  })
  return window
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(pageAddress)
}

/** The remembered place, if it is still on a screen and free of other windows. */
function placeFor(bounds: Rectangle): Rectangle {
  const taken = BrowserWindow.getAllWindows().map((window) => window.getNormalBounds())
  const place = { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }
  while (taken.some(({ x, y }) => x === place.x && y === place.y)) {
    place.x += OFFSET_PX
    place.y += OFFSET_PX
  }
  const { workArea } = screen.getDisplayMatching(place)
  const visible =
    place.x < workArea.x + workArea.width - smallestSize.minWidth / 2 &&
    place.x + place.width > workArea.x + smallestSize.minWidth / 2 &&
    place.y >= workArea.y &&
    place.y < workArea.y + workArea.height - smallestSize.minHeight / 2
  return visible ? place : { ...place, x: workArea.x, y: workArea.y }
}
