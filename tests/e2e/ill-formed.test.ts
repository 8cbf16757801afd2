import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bridge } from '../../db/contract/bridge.ts'
import { contract } from '../../db/contract/contract.ts'
import type { Message } from '../../db/contract/protocol.ts'
import { times } from '../fuzz/bounded.ts'
import { makeWholeProject } from '../fuzz/whole-project.ts'
import { type Launched, launch } from '../support/electron.ts'
import { logOf } from '../support/log.ts'
import { type PageClient, pageClient, storePids } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { storePid } from '../support/store-pid.ts'

// `CLAIMBOARD_FUZZ=10` makes it a thousand.
const inputsPerChannel = 100 * times

let launched: Launched
let client: PageClient

const channels = Object.entries(contract).map(([name, { input }]) => {
  const shape = (input as unknown as { shape?: object }).shape
  // A good one closes the project, and any words are good.
  return { name, fields: name === 'host.salvageOpen' ? [] : Object.keys(shape ?? {}) }
})

beforeAll(async () => {
  const file = path.join(aFolder(), 'whole.claimboard')
  makeWholeProject(file)
  launched = await launch({ args: [file] })
  client = await pageClient(launched.page)
  await launched.page.getByRole('navigation', { name: 'Documents', exact: true }).waitFor()
  // Whoever is asked for a file gives none, and nothing is shown outside of the window.
  await launched.app.evaluate(({ dialog, shell, clipboard }) => {
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
      showSaveDialog: async () => ({ canceled: true, filePath: '' }),
      showMessageBox: async () => ({ response: 1, checkboxChecked: false }),
    })
    Object.assign(shell, {
      showItemInFolder: () => {},
      openPath: async () => '',
      openExternal: async () => {},
    })
    Object.assign(clipboard, { writeText: () => {} })
  })
})

afterAll(() => launched.close())

test('Every channel answers ill-formed inputs, each once and in words, and neither process dies of them', async () => {
  const store = await storePid(launched.app)
  for (const { name, fields } of channels) {
    const outcome = await launched.page.evaluate(
      async ([call, own, count]) => {
        const bridge = (window as unknown as { claimboard: Bridge }).claimboard
        const values: unknown[] = [
          null,
          undefined,
          true,
          0,
          -1,
          1.5,
          Number.NaN,
          Infinity,
          2 ** 53,
          10n ** 30n,
          '',
          'x'.repeat(100_000),
          '__proto__',
          "'; drop table claim; --",
          '\u202E',
          '\0',
          '\uD800',
          '../../etc/passwd',
          '<img src=x onerror=1>',
          [],
          [[[[[[]]]]]],
          [null],
          {},
          { length: 1e9 },
          { uid: null },
          JSON.parse('{"__proto__":{"polluted":1}}'),
          new Date(Number.NaN),
          new Map([[1, 1]]),
          new Set([1]),
          /(a+)+$/,
          new Uint8Array(100),
          new ArrayBuffer(8),
          new Error('x'),
          new Blob(['x']),
          new File(['x'], '/etc/passwd'),
        ]
        let state = call.length * 7919
        const draw = (below: number) => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
          return Math.floor((state / 2 ** 32) * below)
        }
        const value = () => values[draw(values.length)]
        const input = () => {
          // What takes nothing would take any object.
          if (own.length === 0 || draw(4) === 0) {
            const whole = value()
            return typeof whole === 'object' && whole !== null ? draw(1000) : whole
          }
          // Each field that there is gets something, so that nothing is left out that may be left out.
          return Object.fromEntries([...own, 'unknown'].map((field) => [field, value()]))
        }
        const answers = new Map<number, Message[]>()
        const stop = bridge.subscribe((message) => {
          if ('notice' in message || 'progress' in message) return
          answers.set(message.id, [...(answers.get(message.id) ?? []), message])
        })
        const sent: number[] = []
        for (let n = 0; n < count; n++) {
          const id = 2_000_000_000 + n
          try {
            bridge.post({ id, call, input: input() })
            sent.push(id)
          } catch {
            // What cannot be copied does not leave the page.
          }
        }
        const patience = performance.now() + 60_000
        while (sent.some((id) => !answers.has(id)) && performance.now() < patience)
          await new Promise((done) => setTimeout(done, 10))
        stop()
        const all = sent.map((id) => answers.get(id) ?? [])
        return {
          sent: sent.length,
          unanswered: all.filter(({ length }) => length === 0).length,
          twice: all.filter(({ length }) => length > 1).length,
          internal: all
            .flat()
            .flatMap((message) => ('error' in message && message.error.code === 'internal' ? [message] : [])),
          polluted: 'polluted' in {},
        }
      },
      [name, fields, inputsPerChannel] as const,
    )
    expect({ name, ...outcome }).toEqual({
      name,
      sent: expect.any(Number),
      unanswered: 0,
      twice: 0,
      internal: [],
      polluted: false,
    })
    expect(outcome.sent).toBeGreaterThan(inputsPerChannel / 2)
  }
  expect(await storePids(launched.app)).toEqual([store])
  expect(await client.call('tags.list', {})).toEqual(expect.any(Array))
  expect((await client.call('host.state', {})).project).toBe('whole.claimboard')
  expect(await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(
    (await client.call('project.verify', {})).problems.filter(({ severity }) => severity === 'error'),
  ).toEqual([])
})

test('No channel answers a frame inside the page, a blank window, or a page of another origin', async () => {
  await launched.page.evaluate(() => {
    for (const kind of ['about:blank', 'data:text/html,x']) {
      const frame = document.createElement('iframe')
      frame.src = kind
      document.body.append(frame)
    }
  })
  const names = channels.map(({ name }) => name)
  const answered = await launched.app.evaluate(async ({ BrowserWindow, ipcMain }, all) => {
    const [window] = BrowserWindow.getAllWindows()
    const contents = window?.webContents
    if (!contents) throw new Error('There is no window.')
    const calls = all.map((call, n) => ({ id: 3_000_000_000 + n, call, input: {} }))
    const sent: unknown[] = []
    const send = contents.send.bind(contents)
    contents.send = (channel: string, ...values: unknown[]) => {
      sent.push(...values)
      send(channel, ...values)
    }
    for (const frame of [...contents.mainFrame.frames, null]) {
      for (const call of calls)
        ipcMain.emit('claimboard:to-shell', { sender: contents, senderFrame: frame }, call)
    }
    // Windows that this program never makes, and that have everything that its pages lack.
    for (const address of ['about:blank', 'data:text/html,elsewhere']) {
      const foreign = new BrowserWindow({
        show: false,
        webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false },
      })
      await foreign.loadURL(address)
      await foreign.webContents.executeJavaScript(
        `for (const call of ${JSON.stringify(calls)}) require('electron').ipcRenderer.send('claimboard:to-shell', call)`,
      )
      await foreign.webContents.executeJavaScript(
        `require('electron').ipcRenderer.invoke('claimboard:to-shell', ['/etc/passwd']).then(() => { throw new Error('taken') }, () => 1)`,
      )
      foreign.destroy()
    }
    contents.send = send
    return sent.filter((message) => ((message as { id?: number }).id ?? 0) >= 3_000_000_000)
  }, names)
  expect(answered).toEqual([])
  const log = logOf(launched)
  expect(log.match(/foreign frame was ignored/g)?.length).toBeGreaterThanOrEqual(names.length * 4)
})
