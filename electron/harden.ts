import { app, BrowserWindow, type Session, session, type WebContents } from 'electron'
import { openExternal } from './external.ts'
import { development, pageOrigin } from './origin.ts'

/** A policy for development only: the development server injects scripts and talks over a web socket. */
const developmentPolicy = (server: URL) =>
  `default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self' ws://${server.host}`

/** Before `ready`: what holds for the whole program. */
export function hardenApplication(log: (text: string) => void): void {
  // Where Chromium's sandbox cannot work, whoever started the program had to say so, and it would take that back.
  // Every window asks for it by itself as well.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  if (!development) {
    // No name is ever looked up, whoever asks: the session's filter sees requests, but no prefetched names.
    app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  }
  app.commandLine.appendSwitch('disable-background-networking')
  app.on('session-created', hardenSession)
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log))
}

function hardenSession(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
  // Electron asks for dictionaries past the filter below, also where nothing is checked (electron#22995): without a
  // language there is none to ask for.
  target.setSpellCheckerLanguages([])
  target.setSpellCheckerEnabled(false)
  target.on('will-download', (event) => event.preventDefault())
  target.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !staysInside(details.url) }))
  const server = development
  if (!server) return
  target.webRequest.onHeadersReceived((details, answer) => {
    answer({
      responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [developmentPolicy(server)] },
    })
  })
}

/** Nothing leaves the machine: pages, scripts and pictures come from the program itself. */
function staysInside(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url) return false
  if (url.protocol === 'data:') return true
  if (url.protocol === 'blob:') return staysInside(url.pathname)
  if (development && ['ws:', 'devtools:'].includes(url.protocol)) {
    return url.protocol === 'devtools:' || url.host === development.host
  }
  return `${url.protocol}//${url.host}` === pageOrigin
}

/** After `ready`. @returns when the network settings hold */
export async function closeNetwork(): Promise<void> {
  await session.defaultSession.setProxy({ mode: 'direct' })
}

function hardenContents(contents: WebContents, log: (text: string) => void): void {
  const refuse = (event: { preventDefault(): void; url: string }) => {
    // The development server reloads its page.
    if (development && event.url.startsWith(`${development.origin}/`)) return
    event.preventDefault()
    log(`A page wanted to go elsewhere and was kept: ${event.url.slice(0, 200)}`)
  }
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(BrowserWindow.fromWebContents(contents), url).catch((error) =>
      log(`Opening an address failed: ${error}`),
    )
    return { action: 'deny' }
  })
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
