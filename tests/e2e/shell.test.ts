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

describe('messages to the shell', () => {
  test('from a frame inside the page, or from contents that are no window of ours, are ignored', async () => {
    await launched.page.evaluate(() => document.body.append(document.createElement('iframe')))
    const answered = await launched.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const [window] = BrowserWindow.getAllWindows()
      const contents = window?.webContents
      const frame = contents?.mainFrame.frames[0]
      if (!contents || !frame) throw new Error('The page has no frame.')
      const sent: unknown[] = []
      const send = contents.send.bind(contents)
      contents.send = (channel: string, ...values: unknown[]) => {
        sent.push(...values)
        send(channel, ...values)
      }
      const call = { id: 77, call: 'host.state', input: {} }
      ipcMain.emit('claimboard:to-shell', { sender: contents, senderFrame: frame }, call)
      ipcMain.emit('claimboard:to-shell', { sender: contents, senderFrame: null }, call)
      const foreign = new BrowserWindow({
        show: false,
        webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false },
      })
      await foreign.loadURL('about:blank')
      await foreign.webContents.executeJavaScript(
        `require('electron').ipcRenderer.send('claimboard:to-shell', ${JSON.stringify(call)})`,
      )
      const dropped: string = await foreign.webContents.executeJavaScript(
        `require('electron').ipcRenderer.invoke('claimboard:to-shell', ['/etc/passwd']).then(() => 'taken', () => 'refused')`,
      )
      foreign.destroy()
      contents.send = send
      return { dropped, sent: sent.filter((message) => (message as { id?: number }).id === 77) }
    })
    expect(answered).toEqual({ dropped: 'refused', sent: [] })
    await eventually(() => expect(logOf(launched).match(/foreign frame was ignored/g)).toHaveLength(3))
  })

  test('that are malformed are dropped, a thousand of them, and the next is answered', async () => {
    await launched.page.evaluate(() => {
      const { post } = (window as unknown as { claimboard: { post(message: unknown): void } }).claimboard
      const values: unknown[] = [
        null,
        undefined,
        0,
        -1,
        1.5,
        Number.NaN,
        '',
        'x',
        [],
        {},
        true,
        new Date(0),
        new Map(),
      ]
      for (let i = 0; i < 1000; i++) {
        const value = values[i % values.length]
        const other = values[(i * 7 + 3) % values.length]
        const shapes = [
          value,
          { id: value, call: other },
          { id: i, call: value, input: other },
          { id: i, cancel: value },
          { id: -i, call: 'host.openProject', input: { token: value } },
          { id: -i, call: 'host.newProject', input: value },
          { id: -i, call: 'host.updateMenu', input: { undo: value, redo: other, projectOpen: 'yes' } },
          { id: -i, call: '__proto__', input: value },
        ]
        const shape = shapes[i % shapes.length]
        // Without a token it would ask for a file.
        if (i % shapes.length !== 4 || value !== undefined) post(shape)
      }
    })
    expect(await client.call('host.state', {})).toMatchObject({ project: null })
  })

  test('cannot name a file: only tokens that this window was given stand for one', async () => {
    await expect(client.call('host.openProject', { token: '/etc/passwd' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(client.call('host.reveal', { token: 'no-token' })).rejects.toMatchObject({ code: 'invalid' })
    const taken = await launched.page.evaluate(() => {
      const { registerFiles } = (
        window as unknown as { claimboard: { registerFiles(files: File[]): Promise<unknown[]> } }
      ).claimboard
      // A file that a script has made has no place on the disk.
      return registerFiles([new File(['text'], '/etc/passwd')])
    })
    expect(taken).toEqual([])
  })

  test('for the store are refused in words while no project is open', async () => {
    await expect(client.call('tags.list', {})).rejects.toMatchObject({
      code: 'conflict',
      message: 'No project is open in this window.',
    })
  })
})

test('the menu says what Undo would undo', async () => {
  await client.call('host.updateMenu', { undo: 'Tag “R&D”', redo: null, projectOpen: true })
  const labels = () =>
    launched.app.evaluate(({ Menu }) =>
      ['edit.undo', 'edit.redo', 'file.export'].map((id) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(id)
        return `${item?.label} ${item?.enabled}`
      }),
    )
  expect(await labels()).toEqual(['Undo: Tag “R&&D” true', 'Redo true', 'Export CSV… true'])
  await client.call('host.updateMenu', { undo: null, redo: null, projectOpen: false })
  expect(await labels()).toEqual(['Undo false', 'Redo false', 'Export CSV… false'])
})

test('a page whose process dies is loaded again', async () => {
  await launched.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })
  await eventually(() => expect(logOf(launched)).toContain('The page of a window is gone'))
  await eventually(async () => {
    const shown = await launched.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      // A page that is gone, or on its way, does not answer.
      if (!contents || contents.isCrashed() || contents.isLoading()) return null
      return contents.executeJavaScript('"claimboard" in window && document.title')
    })
    expect(shown).toBe('Claimboard')
  })
})
