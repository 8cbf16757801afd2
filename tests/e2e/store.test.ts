import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Bridge } from '../../db/contract/bridge.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { choose, type PageClient, pageClient, storePids } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { storePid } from '../support/store-pid.ts'

const folder = aFolder()
let launched: Launched
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  client = await pageClient(launched.page)
})

afterAll(() => launched.close())

afterEach(async () => {
  await client.call('host.closeProject', {})
})

async function newProject(name: string): Promise<string> {
  const file = path.join(folder, `${name}.claimboard`)
  await choose(launched.app, file)
  expect(await client.call('host.newProject', { title: name })).toEqual({ opened: true })
  return file
}

async function open(file: string): Promise<void> {
  await choose(launched.app, file)
  expect(await client.call('host.openProject', {})).toEqual({ opened: true })
}

/** Starts the program once more, which hands these files over to the one that runs and ends. */
async function startAgain(...files: string[]): Promise<void> {
  const [binary = '', ...args] = await launched.app.evaluate(({ app }) => [
    process.execPath,
    app.getAppPath(),
  ])
  const second = spawn(binary, ['--no-sandbox', ...args, `--user-data-dir=${launched.userData}`, ...files])
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0)
}

/** The list of processes follows what happens with a delay. */
async function expectStores(count: number): Promise<void> {
  await eventually(async () => expect(await storePids(launched.app)).toHaveLength(count))
}

/** Kills a store and waits until the window was told how that ended. */
async function kill(pid: number): Promise<void> {
  const ends = async () => {
    const notices = await client.notices()
    return notices.filter(({ notice }) => notice === 'store-restarted' || notice === 'failed').length
  }
  const before = await ends()
  process.kill(pid, 'SIGKILL')
  await eventually(async () => expect(await ends()).toBe(before + 1))
}

/** What there is of a project beside it. */
function filesOf(name: string): string[] {
  return readdirSync(folder).filter((file) => file.startsWith(`${name}.`))
}

describe('a project', () => {
  test('is made where the person says, is open at once and is known from then on', async () => {
    await newProject('Pakistan 2024')
    expect(await client.call('project.get', {})).toMatchObject({ title: 'Pakistan 2024', readOnly: false })
    const state = await client.call('host.state', {})
    expect(state).toMatchObject({
      project: 'Pakistan 2024.claimboard',
      recent: [{ name: 'Pakistan 2024.claimboard' }],
    })
    await eventually(async () =>
      expect(await client.notices()).toContainEqual({
        notice: 'project',
        project: 'Pakistan 2024.claimboard',
      }),
    )
  })

  test('is one file once it is closed, and opens again from the recent ones', async () => {
    await newProject('closed')
    const { tag } = await client.call('tags.create', { name: 'Kept' })
    await client.call('host.closeProject', {})
    expect(filesOf('closed')).toEqual(['closed.claimboard'])
    await expectStores(0)
    const { recent } = await client.call('host.state', {})
    const token = recent.find(({ name }) => name === 'closed.claimboard')?.token ?? ''
    expect(await client.call('host.openProject', { token })).toEqual({ opened: true })
    expect(await client.call('tags.list', {})).toMatchObject([{ uid: tag }])
  })

  test('never replaces a file that is there', async () => {
    const file = await newProject('taken')
    await client.call('host.closeProject', {})
    await choose(launched.app, file)
    const refused = { code: 'conflict', message: 'taken.claimboard exists already. Choose another name.' }
    await expect(client.call('host.newProject', { title: 'Other' })).rejects.toMatchObject(refused)
    await expect(client.call('host.openSample', {})).rejects.toMatchObject(refused)
    expect(await client.call('host.state', {})).toMatchObject({ project: null })
  })

  test('from elsewhere passes the gate and opens', async () => {
    const file = await newProject('origin')
    await client.call('tags.create', { name: 'Travelled' })
    await client.call('host.closeProject', {})
    const copy = path.join(folder, 'received.claimboard')
    copyFileSync(file, copy)
    await open(copy)
    expect(await client.call('tags.list', {})).toMatchObject([{ name: 'Travelled' }])
  })

  test('that is open in a window comes to the front instead of opening twice', async () => {
    const file = await newProject('twice')
    await open(file)
    await expectStores(1)
  })

  test('opens in a window of its own when this one has a project', async () => {
    const other = await newProject('first')
    await client.call('host.closeProject', {})
    await newProject('second')
    const opened = launched.app.waitForEvent('window')
    await open(other)
    const page = await opened
    const second = await pageClient(page)
    expect(await second.call('project.get', {})).toMatchObject({ title: 'first' })
    expect(await client.call('project.get', {})).toMatchObject({ title: 'second' })
    await expectStores(2)
    await page.close()
    await expectStores(1)
    expect(filesOf('first')).toEqual(['first.claimboard'])
  })

  test('of several that a second start names opens in a window of its own', async () => {
    const files: string[] = []
    for (const name of ['one of two', 'two of two']) {
      files.push(await newProject(name))
      await client.call('host.closeProject', {})
    }
    const opened = launched.app.waitForEvent('window')
    await startAgain(...files)
    const other = await pageClient(await opened)
    await eventually(async () =>
      expect(await other.call('host.state', {})).toMatchObject({ project: 'two of two.claimboard' }),
    )
    expect(await client.call('host.state', {})).toMatchObject({ project: 'one of two.claimboard' })
    await (await opened).close()
    await expectStores(1)
  })

  test('that a second start of the program names opens in the running one', async () => {
    const file = await newProject('handed-over')
    await client.call('host.closeProject', {})
    await startAgain(file)
    await eventually(async () =>
      expect(await client.call('host.state', {})).toMatchObject({ project: 'handed-over.claimboard' }),
    )
  })
})

describe('a file that cannot be opened says why', () => {
  const refused = async (name: string, content: string | Buffer | null) => {
    const file = path.join(folder, name)
    if (content !== null) writeFileSync(file, content)
    await choose(launched.app, file)
    return client.call('host.openProject', {}).then(
      () => null,
      (error: { code: string; message: string }) => error,
    )
  }

  test.each([
    ['a picture', 'picture.claimboard', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'not-a-project'],
    ['an empty file', 'empty.claimboard', '', 'not-a-project'],
    ['no file', 'missing.claimboard', null, 'not-found'],
  ])('%s', async (_what, name, content, code) => {
    const error = await refused(name, content)
    expect(error).toMatchObject({ code })
    expect(error?.message).not.toMatch(/Error|SQLITE|undefined/)
    expect(await client.call('host.state', {})).toMatchObject({ project: null })
    await expectStores(0)
  })

  test('a project of a newer program', async () => {
    const file = await newProject('newer')
    await client.call('host.closeProject', {})
    const database = new Database(file)
    database.pragma('user_version = 99')
    database.close()
    expect(await refused('newer.claimboard', null)).toMatchObject({ code: 'file-too-new' })
  })

  test('a project that carries a trigger', async () => {
    const file = await newProject('trigger')
    await client.call('host.closeProject', {})
    const database = new Database(file)
    database.exec('create trigger hidden after insert on tag begin select 1; end')
    database.close()
    expect(await refused('trigger.claimboard', null)).toMatchObject({ code: 'not-a-project' })
  })
})

describe('when the store process dies', () => {
  test('the window is told, the project opens again, and nothing acknowledged is missing', async () => {
    await newProject('killed')
    for (let i = 0; i < 50; i++) await client.call('tags.create', { name: `Tag ${i}` })
    await kill(await storePid(launched.app))
    expect(await client.notices()).toContainEqual({ notice: 'store-restarted' })
    const tags = await client.call('tags.list', {})
    expect(tags.map(({ name }) => name).sort()).toEqual(
      Array.from({ length: 50 }, (_, i) => `Tag ${i}`).sort(),
    )
    await client.call('tags.create', { name: 'After' })
    expect(await client.call('history.state', {})).toMatchObject({ undo: 'Create tag' })
  })

  test('what was being done is answered, with an error that says so', async () => {
    await newProject('pending')
    const texts = path.join(folder, 'texts')
    mkdirSync(texts)
    // Enough for several of the transactions that an import commits in.
    const body = 'A sentence that takes its time to be read. '.repeat(10_000)
    for (let i = 0; i < 80; i++) writeFileSync(path.join(texts, `${i}.txt`), `Text ${i}.\n\n${body}\n`)
    await choose(launched.app, texts)
    const { files } = await client.call('host.chooseDocuments', { folder: true })
    const pid = await storePid(launched.app)
    const importing = client
      .call('documents.import', { files: files.map(({ token }) => token) })
      .catch((error: { code: string }) => error.code)
    await eventually(async () => expect((await client.call('documents.list', {})).length).toBeGreaterThan(5))
    await kill(pid)
    expect(await importing).toBe('store-restarted')
    const kept = await client.call('documents.list', {})
    expect(kept.length).toBeGreaterThan(5)
    // One action, cut off: its whole documents can be undone together.
    await client.call('history.undo', {})
    expect(await client.call('documents.list', {})).toEqual([])
  })

  test('again and again, the project is closed with a message, and can be opened afresh', async () => {
    const file = await newProject('hopeless')
    await client.call('tags.create', { name: 'Kept' })
    await kill(await storePid(launched.app))
    await kill(await storePid(launched.app))
    await kill(await storePid(launched.app))
    const notices = await client.notices()
    expect(notices.slice(-2)).toMatchObject([
      { notice: 'project', project: null },
      {
        notice: 'failed',
        error: { code: 'internal', message: expect.stringContaining('stopped several times') },
      },
    ])
    await open(file)
    expect(await client.call('tags.list', {})).toMatchObject([{ name: 'Kept' }])
  })
})

describe('files of the window', () => {
  test('that were chosen to be read cannot be written', async () => {
    await newProject('tokens')
    const text = path.join(folder, 'precious.txt')
    writeFileSync(text, 'Precious.')
    await choose(launched.app, text)
    const { files } = await client.call('host.chooseDocuments', {})
    const target = files[0]?.token ?? ''
    await expect(client.call('export.file', { what: 'evidence', target })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(client.call('project.share', { target: text })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('that were dropped on it can be imported', async () => {
    await newProject('dropped')
    const text = path.join(folder, 'dropped.txt')
    writeFileSync(text, 'A text that was dropped.')
    await launched.page.evaluate(() => {
      const input = document.createElement('input')
      input.type = 'file'
      input.id = 'dropped'
      document.body.append(input)
    })
    await launched.page.setInputFiles('#dropped', text)
    const files = await launched.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#dropped')
      const dropped = [...(input?.files ?? [])]
      input?.remove()
      return (window as unknown as { claimboard: Bridge }).claimboard.registerFiles(dropped)
    })
    expect(files).toMatchObject([{ name: 'dropped.txt', folder: path.basename(folder) }])
    const tokens = files.map(({ token }) => token)
    expect(await client.call('documents.import', { files: tokens })).toMatchObject({
      imported: [{ file: 'dropped.txt' }],
    })
  })

  test('an open project is no target', async () => {
    const file = await newProject('target')
    await choose(launched.app, file)
    const asked = client.call('host.chooseTarget', { purpose: 'share', name: 'x', extension: 'claimboard' })
    await expect(asked).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a dialog that is cancelled is no error', async () => {
    await newProject('cancelled')
    await choose(launched.app)
    expect(await client.call('host.chooseDocuments', {})).toEqual({ files: [] })
    const target = { purpose: 'export', name: 'x', extension: 'csv' } as const
    expect(await client.call('host.chooseTarget', target)).toEqual({ file: null })
    expect(await client.call('host.openProject', {})).toEqual({ opened: false })
  })
})

test('a new name of the analyst holds from the next action on', async () => {
  await newProject('renamed')
  await client.call('host.updateAnalyst', { name: 'Amina Rahim', initials: 'AR' })
  await client.call('tags.create', { name: 'Signed' })
  const [latest] = await client.call('history.list', { limit: 1 })
  expect(latest).toMatchObject({ analystName: 'Amina Rahim' })
  expect((await client.call('host.state', {})).analyst).toMatchObject({ name: 'Amina Rahim', initials: 'AR' })
})

test('quitting with an open project leaves a single file', async () => {
  const other = await launch()
  const file = path.join(folder, 'quit.claimboard')
  await choose(other.app, file)
  const page = await pageClient(other.page)
  await page.call('host.newProject', { title: 'Quit' })
  await page.call('tags.create', { name: 'Kept' })
  await other.close()
  expect(filesOf('quit')).toEqual(['quit.claimboard'])
})
