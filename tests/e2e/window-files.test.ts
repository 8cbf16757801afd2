import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startChild } from '../support/child.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder, aProjectFile, tamper } from '../support/project-files.ts'
import { focused } from '../support/readiness.ts'
import { storePid } from '../support/store-pid.ts'
import { dragOver } from '../support/window-page.ts'

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  page = launched.page
  client = await pageClient(page)
})

afterAll(() => launched.close())

afterEach(async () => {
  await client.call('host.closeProject', {})
  // What the next test does, it does on the first screen.
  await button('New project…').waitFor()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const documents = () => page.getByRole('navigation', { name: 'Documents', exact: true })
const messages = () => page.getByRole('region', { name: 'Messages' })
const saved = () => page.getByRole('status', { name: 'Saved' })

async function newProject(name: string): Promise<void> {
  await choose(launched.app, path.join(folder, `${name}.claimboard`))
  await button('New project…').click()
  await page.getByLabel('Title').fill(name)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Bring in what you want to read' }).waitFor()
}

/** Writes files of these names. @returns their paths */
function write(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  return Object.entries(files).map(([name, content]) => {
    const file = path.join(folder, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, content)
    return file
  })
}

/** Drops files onto the window, as a file manager would. */
async function drop(...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await session.detach()
}

describe('a file that is no project, or a bad one, is refused in words', () => {
  const kinds: [what: string, make: (file: string) => void, words: RegExp][] = [
    [
      'a picture',
      (file) => fs.writeFileSync(file, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])),
      /not a .*project/i,
    ],
    ['a project of a newer version', (file) => tamper(file, 'pragma user_version = 9999'), /newer/],
    ['the database of another program', (file) => tamper(file, 'pragma application_id = 7'), /project/],
    [
      'a project with a trigger',
      (file) => tamper(file, 'create trigger t after insert on tag begin select 1; end'),
      /trigger/i,
    ],
  ]

  test.each(kinds)('%s', async (what, make, words) => {
    const file = aProjectFile(`${what}.claimboard`)
    make(file)
    await choose(launched.app, file)
    await button('Open a project…').click()
    const message = messages().getByRole('alert')
    await message.getByText(words).waitFor()
    expect(await message.innerText()).not.toMatch(/Error:|SQLITE|undefined|null/)
    await message.getByRole('button', { name: 'Dismiss' }).click()
    await message.waitFor({ state: 'detached' })
  })
})

describe('a project that is damaged shows what is wrong and what can be done', () => {
  const kinds: [what: string, damaged: (bytes: Buffer) => Buffer, words: RegExp][] = [
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2), /incomplete/],
    ['damaged in the middle', (bytes) => Buffer.from(bytes).fill(0x5a, 100_000, 200_000), /damaged/],
  ]

  test.each(kinds)('%s', async (what, damaged, words) => {
    const file = aProjectFile(`${what}.claimboard`)
    fs.writeFileSync(file, damaged(fs.readFileSync(file)))
    await choose(launched.app, file)
    await button('Open a project…').click()
    const shown = page.getByRole('main')
    await shown.getByRole('heading', { name: `${what}.claimboard is damaged` }).waitFor()
    await shown.getByText(words).first().waitFor()
    expect(await shown.innerText()).not.toMatch(/Error:|SQLITE|undefined|null/)
    await button('Back to the start').click()
    await button('New project…').waitFor()
  })
})

test('a file that two windows open at the same instant is opened once', async () => {
  const file = aProjectFile('twice.claimboard')
  await choose(launched.app, aProjectFile('first.claimboard'))
  await client.call('host.openProject', {})
  await choose(launched.app, aProjectFile('second.claimboard'))
  const opened = launched.app.waitForEvent('window')
  await client.call('host.openProject', {})
  const other = await opened
  const beside = await pageClient(other)
  await other.getByRole('button', { name: 'Import documents' }).waitFor()
  await Promise.all([client, beside].map((one) => one.call('host.closeProject', {})))
  await choose(launched.app, file)
  await Promise.all([client, beside].map((one) => one.call('host.openProject', {})))
  const states = await Promise.all([client, beside].map((one) => one.call('host.state', {})))
  expect(states.filter(({ project }) => project !== null)).toHaveLength(1)
  const holder = states[0]?.project ? client : beside
  expect(await holder.call('project.get', {})).toMatchObject({ readOnly: false })
  await other.close()
})

test('what is dropped while a dialog is open changes nothing', async () => {
  await newProject('a dialog is open')
  await button('Share a copy').click()
  const dialog = page.getByRole('dialog', { name: 'Share a copy' })
  await dialog.waitFor()
  await drop(aProjectFile('dropped.claimboard'))
  await messages()
    .getByText(/close the dialog first/)
    .waitFor()
  expect(await page.getByRole('dialog').count()).toBe(1)
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

describe('a project that cannot be changed', () => {
  test('says so and why, lets nothing be changed, and can be read and exported', async () => {
    const file = aProjectFile('held.claimboard')
    const other = startChild('holds-project.ts', file)
    await other.line()
    await choose(launched.app, file)
    await button('Open a project…').click()
    await page
      .getByRole('alert')
      .getByText(/can be read but not changed.*by Béla Writer/)
      .waitFor()
    await saved().getByText('Nothing can be changed here').waitFor()
    await eventually(async () => expect(await button('Import documents').isDisabled()).toBe(true))
    await dragOver(page, 'Nobody was hurt')
    await page.keyboard.press('h')
    await messages()
      .getByText(/cannot be changed/)
      .waitFor()
    const target = path.join(folder, 'held.csv')
    await choose(launched.app, target)
    await button('Export CSV').click()
    await page.getByRole('radio', { name: /^Passages/ }).check()
    await button('Choose where to save it…').click()
    await messages().getByText('1 row written to held.csv.').waitFor()
    other.send('close')
    expect(await other.ended()).toBe(0)
  })
})

describe('documents', () => {
  beforeEach((context) => newProject(context.task.name.replace(/\W+/g, ' ')))

  test('of every encoding are read as they were written', async () => {
    const paths = write({
      'western.txt': Buffer.from('Le ministère a déclaré que la route était fermée à l\x92aube.\n', 'latin1'),
      'utf16.txt': Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('Größe und Maß der Dinge', 'utf16le'),
      ]),
      'chinese.txt': Buffer.from('外交部发言人没有证实这一消息。', 'utf8'),
      'page.html':
        '<!doctype html><title>Posts at the gate</title><article><h1>Posts at the gate</h1><p>The ministry said that no guards would be posted at the gate of the harbour before the end of the year.</p></article>',
      'report.md': '# A report\n\nOne **bold** word, and a list:\n\n- first\n- second\n',
    })
    await choose(launched.app, ...paths)
    await button('Import documents').click()
    await messages().getByText('5 documents imported.').waitFor()
    const found = await client.call('documents.list', {})
    const bodies = await Promise.all(
      found.map(async ({ uid, fileName, encoding }) => {
        const { body } = await client.call('documents.text', { document: uid })
        return [fileName, encoding, body] as const
      }),
    )
    const of = (name: string) => bodies.find(([fileName]) => fileName === name)
    expect(of('western.txt')?.slice(1)).toEqual([
      'windows-1252',
      expect.stringContaining('Le ministère a déclaré que la route était fermée à l’aube.'),
    ])
    expect(of('utf16.txt')?.[2]).toBe('Größe und Maß der Dinge')
    expect(of('chinese.txt')?.[2]).toBe('外交部发言人没有证实这一消息。')
    expect(of('page.html')?.[2]).toContain('no guards would be posted')
    for (const { title } of found) {
      await documents().getByRole('button', { name: title }).click()
      await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
    }
  })

  test('can be dropped onto the window', async () => {
    await drop(...write({ 'dropped.txt': 'It fell from above.\n' }))
    await messages().getByText('1 document imported.').waitFor()
    await documents().getByRole('button', { name: 'dropped' }).waitFor()
  })

  test('are whole when their import is cancelled half way, and go by one Undo', async () => {
    const many = path.join(folder, 'many')
    fs.mkdirSync(many)
    // Half a megabyte each, so that somebody has the time to cancel.
    const text = (i: number) => `Report ${i}.\n\n${'The road was closed. '.repeat(25_000)}\n\nEnd of ${i}.\n`
    for (let i = 0; i < 300; i++) fs.writeFileSync(path.join(many, `${i}.txt`), text(i))
    await choose(launched.app, many)
    await button('Choose a folder…').click()
    await eventually(async () => expect(await client.call('documents.list', {})).not.toEqual([]))
    await button('Cancel').click()
    await button('Cancel').waitFor({ state: 'detached' })
    const kept = await client.call('documents.list', {})
    expect(kept.length).toBeLessThan(300)
    for (const { uid, fileName } of kept.slice(-5)) {
      const { body } = await client.call('documents.text', { document: uid })
      expect(body.trimEnd()).toBe(text(Number.parseInt(fileName ?? '', 10)).trimEnd())
    }
    await button('Undo').click()
    await page.getByRole('heading', { name: 'Bring in what you want to read' }).waitFor()
    expect(await client.call('documents.list', {})).toEqual([])
  })
})

describe('a project file', () => {
  test('that is dropped is opened', async () => {
    await drop(aProjectFile('dropped.claimboard'))
    await documents().getByRole('button').first().waitFor()
    expect(await client.call('tags.list', {})).toMatchObject([{ name: 'Denials' }])
  })

  test('that a second start names opens in the window that is there', async () => {
    const file = aProjectFile('named.claimboard')
    const [binary = '', application = ''] = await launched.app.evaluate(({ app }) => [
      process.execPath,
      app.getAppPath(),
    ])
    const second = spawn(binary, ['--no-sandbox', application, `--user-data-dir=${launched.userData}`, file])
    expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0)
    await page
      .getByRole('navigation', { name: 'Tags' })
      .getByRole('button', { name: /Denials/ })
      .waitFor()
  })
})

test('a note that is being written survives the death of the process that saves it', async () => {
  await choose(launched.app, aProjectFile('note.claimboard'))
  await button('Open a project…').click()
  await page.getByRole('region', { name: 'Reader' }).getByText('Officials').first().click()
  const note = page
    .getByRole('region', { name: 'Passage', exact: true })
    .getByRole('textbox', { name: 'Note' })
  await note.click()
  await focused(note)
  await page.keyboard.type('Nobody was hurt, says ')
  process.kill(await storePid(launched.app), 'SIGKILL')
  await page.keyboard.type('the ministry; ')
  const banner = page.getByRole('alert').filter({ hasText: 'had to open this project again' })
  await banner.waitFor()
  await page.keyboard.type('ask the hospital.')
  await page.keyboard.press('Control+Enter')
  await saved().getByText('All changes saved').waitFor()
  await eventually(async () => {
    const [document] = await client.call('documents.list', {})
    const passages = await client.call('passages.list', { document: document?.uid ?? '' })
    expect(passages).toMatchObject([{ note: 'Nobody was hurt, says the ministry; ask the hospital.' }])
  })
  await banner.getByRole('button', { name: 'Understood' }).click()
  await banner.waitFor({ state: 'detached' })
})

test('a name that is too long for a tag is refused in words, and the text stays selected', async () => {
  await choose(launched.app, aProjectFile('long.claimboard'))
  await button('Open a project…').click()
  await dragOver(page, 'Nobody was hurt')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await page.keyboard.press('t')
  await page.getByRole('combobox', { name: 'Tag name' }).fill('x'.repeat(2000))
  await page.keyboard.press('Enter')
  const message = messages().getByRole('alert')
  await message.getByText(/long|characters/).waitFor()
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await message.getByRole('button', { name: 'Dismiss' }).click()
  expect(await client.call('tags.list', {})).toMatchObject([{ name: 'Denials' }])
})
