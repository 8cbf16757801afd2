import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'
import { aSmallDisk, mayMount } from '../support/small-disk.ts'
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
  // Whoever is asked whether a task may be stopped says yes.
  await launched.app.evaluate(({ dialog }) => {
    Object.assign(dialog, { showMessageBox: async () => ({ response: 0, checkboxChecked: false }) })
  })
})

afterAll(() => launched.close())

afterEach(async () => {
  // Nothing that was told here names what only programmers know.
  expect(await messages().innerText()).not.toMatch(/Error:|SQLITE|undefined|\bnull\b|claimboard:/)
  await client.call('host.closeProject', {})
  // What comes next is done to a window without a project.
  await button('New project…').waitFor()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const documents = () => page.getByRole('navigation', { name: 'Documents', exact: true })
const messages = () => page.getByRole('region', { name: 'Messages' })
const saved = () => page.getByRole('status', { name: 'Saved' })

async function open(file: string): Promise<string> {
  await choose(launched.app, file)
  await button('Open a project…').click()
  await page.getByRole('region', { name: 'Reader' }).waitFor()
  return file
}

/** Drops files onto the window, as a file manager would. */
async function drop(...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await session.detach()
}

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, content)
  return file
}

async function menu(id: string): Promise<void> {
  await launched.app.evaluate(({ Menu }, item) => {
    Menu.getApplicationMenu()?.getMenuItemById(item)?.click()
  }, id)
}

const isOff = (id: string) =>
  launched.app.evaluate(({ Menu }, item) => !Menu.getApplicationMenu()?.getMenuItemById(item)?.enabled, id)

/** Whatever was done to it: what the project holds is in order. */
async function expectSound(): Promise<void> {
  expect((await client.call('project.verify', {})).problems).toEqual([])
}

describe('what is dropped', () => {
  test('and is no document is left out, with the reason', async () => {
    await open(aProjectFile('dropped on.claimboard'))
    await drop(written('picture.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])))
    const report = page.getByRole('dialog', { name: 'Not imported' })
    await report.getByText(/is a JPEG picture/).waitFor()
    await page.keyboard.press('Escape')
    expect(await client.call('documents.list', {})).toHaveLength(1)
  })

  test('as a folder is searched for documents', async () => {
    await open(aProjectFile('folder on.claimboard'))
    written('of texts/one.txt', 'One.\n')
    written('of texts/deeper/two.md', '# Two\n')
    written('of texts/deeper/picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]))
    await drop(path.join(folder, 'of texts'))
    await messages()
      .getByText(/^2 documents imported/)
      .waitFor()
    await documents().getByRole('button', { name: /Two/ }).waitFor()
  })

  test('with a project among documents opens the project, and says that the rest was left', async () => {
    await drop(aProjectFile('among.claimboard'), written('beside.txt', 'Beside it.\n'))
    await messages()
      .getByText('among.claimboard was opened; 1 other file dropped with it was left.')
      .waitFor()
    expect(await client.call('documents.list', {})).toHaveLength(1)
  })

  test('as a thousand files shows how far it is, can be cancelled, and reports what failed', async () => {
    await open(aProjectFile('thousand.claimboard'))
    // Long enough each that somebody has the time to cancel.
    const files = Array.from({ length: 1000 }, (_, i) =>
      written(`many/${i}.txt`, i === 1 ? '' : `Report ${i}. ${'All quiet. '.repeat(4000)}\n`),
    )
    await drop(...files)
    const progress = page.getByRole('progressbar', { name: 'Importing documents' })
    await progress.waitFor()
    await eventually(async () => expect((await client.call('documents.list', {})).length).toBeGreaterThan(2))
    await button('Cancel').click()
    await progress.waitFor({ state: 'detached' })
    expect((await client.call('documents.list', {})).length).toBeLessThan(1000)
    await messages()
      .getByText(/What had been read until then stays/)
      .waitFor()
    await drop(...files.slice(0, 4))
    const report = page.getByRole('dialog', { name: 'Not imported' })
    await report.waitFor({ timeout: 60_000 })
    expect(await report.getByRole('definition').count()).toBe(1)
    await page.keyboard.press('Escape')
    await expectSound()
  })
})

describe('a project that goes away while it is open', () => {
  test('says what to do, and is saved elsewhere with everything', async () => {
    const file = await open(aProjectFile('goes away.claimboard'))
    await dragOver(page, 'Nobody was hurt')
    await page.keyboard.press('h')
    await saved().getByText('All changes saved').waitFor()
    await eventually(async () =>
      expect(await client.call('history.state', {})).toMatchObject({ undo: 'Highlight passage' }),
    )
    fs.rmSync(file)
    await dragOver(page, 'Officials denied it')
    await page.keyboard.press('h')
    const message = messages().getByRole('alert')
    expect(await message.innerText()).toMatch(/moved, renamed or deleted.*save it under another name/s)
    const rescued = path.join(folder, 'rescued.claimboard')
    await choose(launched.app, rescued)
    await message.getByRole('button', { name: 'Save as…' }).click()
    await button('Choose where to save it…').click()
    await messages().getByText('You now work in rescued.claimboard.').waitFor()
    expect(fs.existsSync(rescued)).toBe(true)
    const [document] = await client.call('documents.list', {})
    expect(await client.call('passages.list', { document: document?.uid ?? '' })).toHaveLength(2)
    // It can be worked on, and its history is there.
    await dragOver(page, 'Officials denied it')
    await page.keyboard.press('h')
    await eventually(async () =>
      expect(await client.call('passages.list', { document: document?.uid ?? '' })).toHaveLength(3),
    )
    await expectSound()
  })
})

describe('the death of the process that saves', () => {
  const kill = async () => {
    process.kill(await storePid(launched.app), 'SIGKILL')
  }
  const back = async () => {
    const banner = page.getByRole('alert').filter({ hasText: 'had to open this project again' })
    await banner.waitFor()
    await banner.getByRole('button', { name: 'Understood' }).click()
  }

  test('takes nothing of a question that is left while nobody can save it', async () => {
    await open(aProjectFile('question.claimboard'))
    const question = page.getByRole('textbox', { name: 'Research question' })
    await question.fill('Who agreed to what?')
    await kill()
    await question.blur()
    await back()
    await eventually(async () =>
      expect(await client.call('project.get', {})).toMatchObject({ question: 'Who agreed to what?' }),
    )
  })

  test('takes nothing of a claim that is being entered', async () => {
    await open(aProjectFile('claim.claimboard'))
    await dragOver(page, 'Nobody was hurt')
    await page.keyboard.press('c')
    const form = page.getByRole('form', { name: 'Claim', exact: true })
    await form.getByLabel('Statement').fill('Nobody was hurt, ')
    await kill()
    await form.getByLabel('Statement').press('End')
    await page.keyboard.type('they say.')
    await back()
    expect(await form.getByLabel('Statement').inputValue()).toBe('Nobody was hurt, they say.')
    await page.getByRole('button', { name: 'Discard' }).click()
  })
})

describe('a hand that is quick', () => {
  test('undoes and redoes during an import, clicks twice, and the project is in order', async () => {
    await open(aProjectFile('quick.claimboard'))
    const many = path.join(folder, 'quick')
    for (let i = 0; i < 40; i++) written(`quick/${i}.txt`, `Report ${i}. ${'All quiet. '.repeat(2000)}\n`)
    await choose(launched.app, many)
    await button('Import documents').dblclick()
    await eventually(async () => expect((await client.call('documents.list', {})).length).toBeGreaterThan(1))
    await page.getByRole('textbox', { name: /^Text of/ }).focus()
    for (let i = 0; i < 10; i++) {
      await menu('edit.undo')
      await menu('edit.redo')
      await page.keyboard.press('h')
    }
    await page.getByRole('progressbar').first().waitFor({ state: 'detached', timeout: 60_000 })
    await eventually(async () => expect((await client.call('documents.list', {})).length).toBeGreaterThan(1))
    await expectSound()
  })

  test('exports once where it presses Enter twice', async () => {
    await open(aProjectFile('twice.claimboard'))
    const file = path.join(folder, 'twice.csv')
    await launched.app.evaluate(({ dialog }, filePath) => {
      const counted = globalThis as { timesAsked?: number }
      const showSaveDialog = async () => {
        counted.timesAsked = (counted.timesAsked ?? 0) + 1
        return { canceled: false, filePath }
      }
      Object.assign(dialog, { showSaveDialog })
    }, file)
    await button('Export CSV').click()
    await page.getByRole('dialog', { name: 'Export CSV' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await messages()
      .getByText(/written to twice\.csv/)
      .waitFor()
    const asked = await launched.app.evaluate(() => (globalThis as { timesAsked?: number }).timesAsked)
    expect(asked).toBe(1)
    expect(await messages().getByRole('alert').count()).toBe(0)
  })
})

test('a project that cannot be changed has its commands greyed', async ({ skip }) => {
  // To root no file is write-protected: only a disk is.
  const root = process.getuid?.() === 0
  if (root && !mayMount) skip('Root may write everywhere, and no disk can be mounted here.')
  const disk = root ? aSmallDisk(8) : null
  const file = aProjectFile('read-only.claimboard', disk?.folder)
  if (disk) disk.protect(true)
  else fs.chmodSync(file, 0o444)
  await open(file)
  expect(await client.call('project.get', {})).toMatchObject({ readOnly: true })
  await page.getByText('Read-only', { exact: true }).waitFor()
  expect(await button('Import documents').isDisabled()).toBe(true)
  expect(await button('Share a copy').isDisabled()).toBe(false)
  // The menu follows the window. What was off before a project was open is off all the same when it has.
  await eventually(async () => expect(await isOff('file.saveAs')).toBe(false))
  expect(await isOff('file.importDocuments')).toBe(true)
  expect(await isOff('board.new')).toBe(true)
})

test('what is typed into a field is saved when the window is closed over it', async () => {
  const file = aProjectFile('closed over.claimboard')
  const other = await launch({ args: [file] })
  const note = other.page.getByRole('textbox', { name: 'Research question' })
  await note.click()
  await other.page.keyboard.type('What was signed?')
  await other.close()
  await open(file)
  await eventually(async () =>
    expect(await client.call('project.get', {})).toMatchObject({ question: 'What was signed?' }),
  )
})
