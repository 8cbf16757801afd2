import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { logOf } from '../support/log.ts'
import { type PageClient, pageClient } from '../support/page-client.ts'

let launched: Launched
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  client = await pageClient(launched.page)
})

afterAll(async () => {
  await launched.close()
})

describe('the page', () => {
  test('has one bridge and nothing of Node or Electron', async () => {
    const found = await launched.page.evaluate(() => ({
      bridge: Object.keys((window as unknown as { claimboard: object }).claimboard).sort(),
      globals: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    }))
    expect(found).toEqual({ bridge: ['platform', 'post', 'registerFiles', 'subscribe'], globals: [] })
  })

  test('runs sandboxed, isolated and without developer tools', async () => {
    const preferences = await launched.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      // Not in Electron's types, and the only way to read back what a window really runs with.
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      return contents.getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    })
    const opened = await launched.app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.webContents.openDevTools({ mode: 'detach' })
      await window?.webContents.executeJavaScript('1')
      return window?.webContents.isDevToolsOpened()
    })
    expect(opened).toBe(false)
  })

  test('comes with a strict policy, which holds', async () => {
    const response = await launched.page.reload()
    client = await pageClient(launched.page)
    expect(launched.page.url()).toMatch(/^claimboard:\/\/app\//)
    expect(response?.headers()).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    })
    const ran = await launched.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.inlineRan = true'
      document.head.append(script)
      script.remove()
      // In a turn of its own: the debugger, which runs this, may do what the page may not.
      const evaluated = new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(Reflect.construct(Function, ['return true'])())
          } catch {
            resolve(false)
          }
        })
      })
      return { inline: 'inlineRan' in window, evaluated: await evaluated }
    })
    expect(ran).toEqual({ inline: false, evaluated: false })
  })

  test('is served from a list of files: nothing else can be asked for', async () => {
    const addresses = [
      'claimboard://app/../../package.json',
      'claimboard://app/%2e%2e/%2e%2e/package.json',
      'claimboard://app/..%2f..%2fpackage.json',
      'claimboard://app//etc/passwd',
      'claimboard://app/etc/passwd',
      'claimboard://app/',
      'claimboard://app/index.html/',
      'claimboard://app/index.html%00.js',
      'claimboard://app/index.html%2f..%2f..%2fmain%2fmain.cjs',
      'claimboard://app/%252e%252e/main/main.cjs',
      'claimboard://app/..%5c..%5cpackage.json',
      'claimboard://app/assets/../../main/main.cjs',
      'claimboard://app/C:/Windows/win.ini',
      'claimboard://app/%EF%BC%8E%EF%BC%8E/package.json',
      'claimboard://elsewhere/index.html',
      'claimboard://app.elsewhere/index.html',
      'claimboard:///index.html',
    ]
    const statuses = await launched.app.evaluate(
      ({ net }, asked) =>
        Promise.all(
          asked.map((address) =>
            net.fetch(address).then(
              ({ status }) => status,
              () => 'refused',
            ),
          ),
        ),
      addresses,
    )
    expect(statuses.filter((status) => status !== 404 && status !== 'refused')).toEqual([])
    const index = await launched.app.evaluate(({ net }) =>
      net.fetch('claimboard://app/index.html').then(({ status }) => status),
    )
    expect(index).toBe(200)
  })
})

describe('the network', () => {
  let server: Server
  let address: string
  const requests: string[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request.url ?? '')
      response.end('reached')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  afterAll(() => {
    server.close()
  })

  test('cannot be reached from the page, by whatever means', async () => {
    const outcome = await launched.page.evaluate(async (to) => {
      const failed = (work: Promise<unknown>) =>
        work.then(
          () => 'reached',
          () => 'blocked',
        )
      const element = (tag: 'img' | 'script' | 'iframe' | 'link', attribute: string) =>
        new Promise((resolve, reject) => {
          const made = document.createElement(tag)
          made.addEventListener('error', reject)
          made.addEventListener('load', () => (tag === 'iframe' ? reject() : resolve(undefined)))
          if (tag === 'link') made.setAttribute('rel', 'stylesheet')
          made.setAttribute(attribute, `${to}/${tag}`)
          document.body.append(made)
        })
      const socket = new Promise((resolve, reject) => {
        const made = new WebSocket(to.replace('http', 'ws'))
        made.addEventListener('open', resolve)
        made.addEventListener('error', reject)
      })
      navigator.sendBeacon(`${to}/beacon`)
      return {
        fetch: await failed(fetch(`${to}/fetch`)),
        image: await failed(element('img', 'src')),
        script: await failed(element('script', 'src')),
        style: await failed(element('link', 'href')),
        frame: await failed(element('iframe', 'src')),
        socket: await failed(socket),
      }
    }, address)
    expect(new Set(Object.values(outcome))).toEqual(new Set(['blocked']))
    expect(requests).toEqual([])
  })

  test('cannot be reached from a session either, policy or not', async () => {
    const outcome = await launched.app.evaluate(
      ({ session }, to) =>
        Promise.all(
          [session.defaultSession, session.fromPartition('another')].map((used) =>
            used.fetch(to).then(
              () => 'reached',
              (error: Error) => error.message,
            ),
          ),
        ),
      `${address}/session`,
    )
    expect(outcome).toEqual(['net::ERR_BLOCKED_BY_CLIENT', 'net::ERR_BLOCKED_BY_CLIENT'])
    expect(requests).toEqual([])
  })
})

describe('leaving the page', () => {
  test('is refused: addresses, forms, frames and new windows', async () => {
    const here = launched.page.url()
    await launched.page.evaluate(() => {
      location.href = 'https://example.org/'
    })
    await launched.page.evaluate(() => {
      location.href = 'file:///etc/passwd'
    })
    await launched.page.evaluate(() => {
      const form = document.createElement('form')
      form.action = 'https://example.org/'
      document.body.append(form)
      form.submit()
      form.remove()
    })
    const opened = await launched.page.evaluate(() => window.open('file:///etc/passwd') === null)
    expect(opened).toBe(true)
    await eventually(() => expect(logOf(launched)).toContain('was kept: https://example.org/'))
    expect(await client.call('host.state', {})).toMatchObject({ project: null })
    expect(launched.page.url()).toBe(here)
    expect(await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('opens a browser for https only, and only after asking', async () => {
    const seen = await launched.app.evaluate(({ dialog, shell }) => {
      const asked: string[] = []
      const opened: string[] = []
      Object.assign(globalThis, { asked, opened })
      Object.assign(dialog, {
        showMessageBox: async (_window: unknown, { detail }: { detail: string }) => {
          asked.push(detail)
          return { response: detail.includes('declined') ? 1 : 0, checkboxChecked: false }
        },
      })
      Object.assign(shell, {
        openExternal: async (address: string) => {
          opened.push(address)
        },
      })
      return { asked, opened }
    })
    expect(seen).toEqual({ asked: [], opened: [] })
    const addresses = [
      'file:///etc/passwd',
      'http://example.org/',
      'javascript:alert(1)',
      'smb://example.org/share',
      'view-source:https://example.org/',
      'blob:https://example.org/1',
      'data:text/html,x',
      'ms-msdt:/id PCWDiagnostic',
      'vbscript:x',
      'mailto:somebody@example.org',
      'chrome://gpu',
      'HTTPS:\\\\somebody:secret@example.org',
      'https://',
      'https://exa mple.org/',
      'https://[::1',
      '\\\\example.org\\share',
      'https://trusted.example@example.org/',
      'https://example.org/declined',
      'https://example.org/opened',
    ]
    for (const address of addresses) {
      await launched.page.evaluate((to) => {
        try {
          window.open(to)
        } catch {
          // What is no address at all does not leave the page.
        }
      }, address)
      await client.call('host.state', {})
    }
    const result = await eventually(async () => {
      const now = await launched.app.evaluate(() => ({
        asked: (globalThis as unknown as { asked: string[] }).asked,
        opened: (globalThis as unknown as { opened: string[] }).opened,
      }))
      expect(now.opened).toHaveLength(1)
      return now
    })
    expect(result).toEqual({
      asked: ['https://example.org/declined', 'https://example.org/opened'],
      opened: ['https://example.org/opened'],
    })
  })
})

test('nothing is downloaded, and no page is put into the page', async () => {
  // Listened for before anything can come of the click.
  await launched.app.evaluate(({ session }) => {
    const refused = new Promise((resolve) => {
      session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented))
    })
    Object.assign(globalThis, { refused })
  })
  const webview = await launched.page.evaluate(() => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['text']))
    link.download = 'text.txt'
    link.click()
    const made = document.createElement('webview')
    made.setAttribute('src', 'https://example.org/')
    document.body.append(made)
    return 'getWebContentsId' in made
  })
  const refused = await launched.app.evaluate(
    () => (globalThis as unknown as { refused: Promise<boolean> }).refused,
  )
  expect([refused, webview]).toEqual([true, false])
})

test('every permission is denied', async () => {
  const denied = await launched.page.evaluate(async () => {
    const state = (name: string) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        (status) => status.state,
        () => 'denied',
      )
    return {
      notifications: await Notification.requestPermission(),
      geolocation: await state('geolocation'),
      microphone: await state('microphone'),
      camera: await state('camera'),
      midi: await state('midi'),
      clipboard: await state('clipboard-read'),
    }
  })
  expect(new Set(Object.values(denied))).toEqual(new Set(['denied']))
})
