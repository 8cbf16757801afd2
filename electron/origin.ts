import { app } from 'electron'

export const scheme = 'claimboard'

/** Where the page is served from in the product: one host under the program's own scheme. */
const productOrigin = `${scheme}://app`

/** Chooses the development server: `electron-vite dev` names it, and a packaged application does not listen. */
function developmentServer(): URL | null {
  const named = process.env.ELECTRON_RENDERER_URL
  if (app.isPackaged || !named) return null
  const url = new URL(named)
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) ? url : null
}

export const development = developmentServer()

/** The one origin whose pages this program shows and listens to. */
export const pageOrigin = development?.origin ?? productOrigin

export const pageAddress = development?.href ?? `${productOrigin}/index.html`
