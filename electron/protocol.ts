import fs from 'node:fs'
import path from 'node:path'
import { protocol } from 'electron'
import { scheme } from './origin.ts'

const folder = path.resolve(import.meta.dirname, '../renderer')

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

/**
 * No page of ours needs more than its own scripts, styles, pictures and fonts. Styles may be inline because
 * the interface sets positions and colours by `style`; pictures may be `blob:` and `data:`, which cannot run.
 */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}

/** Before `ready`: makes the scheme behave as https does, with an origin of its own. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/**
 * Serves the built page. The files that are there at the start are the list of what may be asked for; no part
 * of an address is ever made into a path.
 */
export function servePage(): void {
  const files = new Map(listFiles(folder).map((file) => [addressOf(file), file]))
  protocol.handle(scheme, (request) => {
    const { host, pathname } = new URL(request.url)
    const file = host === 'app' ? files.get(pathname) : undefined
    if (!file || request.method !== 'GET') return new Response('Not found', { status: 404, headers })
    const type = mediaTypes[path.extname(file)]
    if (!type) return new Response('Not found', { status: 404, headers })
    return new Response(fs.readFileSync(file), { headers: { ...headers, 'content-type': type } })
  })
}

function listFiles(directory: string): string[] {
  return fs
    .readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

function addressOf(file: string): string {
  const parts = path.relative(folder, file).split(path.sep)
  return `/${parts.map(encodeURIComponent).join('/')}`
}
