import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hostileTexts, hostileWords } from '../fuzz/hostile.ts'
import { makeWholeProject } from '../fuzz/whole-project.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { aClaim, aDocument, anActor, aPassage, aTag, aTagging } from '../support/factories.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { readPdf, withoutSpaces } from '../support/pdf-text.ts'
import { aFolder, aProjectFile, writeTo } from '../support/project-files.ts'
import { accessibilityProblems, pressForMenu } from '../support/window-page.ts'

const title = 'Port reports'
const sentence = 'Officials said that the port reopened on Sunday.'

let folder: string
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  folder = aFolder()
  const file = aProjectFile('ports.claimboard', folder)
  writeTo(file, (db) => {
    const monitor = anActor(db, 'Coastal Monitor', { kind: 'media' })
    const document = aDocument(db, `${sentence}\n\nNobody else was asked.`, { title, publisher: monitor })
    const passage = aPassage(db, document, sentence, { note: 'Ask the harbour master.' })
    aTagging(db, passage, aTag(db, 'Reopening'))
    aClaim(db, 'The port reopened.', [passage], { claimant: { kind: 'actor', actor: monitor } })
  })
  launched = await launch()
  page = launched.page
  client = await pageClient(page)
  await choose(launched.app, file)
  await page.getByRole('button', { name: 'Open a project…' }).click()
  await listed('Documents', title).click()
  await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
})

afterAll(() => launched.close())

// Whatever came of it, no window is left, and no page of what was printed.
afterEach(async () => {
  await eventually(async () => expect(await windows()).toBe(1))
  const pid = await launched.app.evaluate(() => process.pid)
  await eventually(() =>
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`claimboard-copy-${pid}-`))).toEqual([]),
  )
})

const windows = () => launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

function listed(list: string, name: string) {
  return page.getByRole('navigation', { name: list, exact: true }).getByRole('button', { name }).first()
}

const toast = (words: string | RegExp) => page.locator('.toast', { hasText: words })

/** Opens a dialog by the menu. */
async function openDialog(item: 'file.print' | 'file.savePdf'): Promise<void> {
  await chooseInMenu(launched.app, item)
  await page.getByRole('dialog', { name: item === 'file.print' ? 'Print' : 'Save as PDF' }).waitFor()
}

/** Saves what is in front by the menu and the dialogs. @param what the choice to be made, where there are several */
async function saved(name: string, what?: string) {
  const file = path.join(folder, name)
  await choose(launched.app, file)
  await openDialog('file.savePdf')
  if (what !== undefined) await page.getByRole('radio', { name: what }).check()
  await page.getByRole('button', { name: 'Choose where to save it…' }).click()
  await toast(`${name} written`).waitFor()
  return readPdf(readFileSync(file))
}

/** Says in Chromium's place how printing went: which printers there are is not for a test to know. */
async function printerSays(reason: string | null, printers: number): Promise<void> {
  await launched.app.evaluate(
    ({ app }, { reason, printers }) => {
      app.once('web-contents-created', (_event, contents) => {
        const list = Array.from({ length: printers }, () => ({}) as Electron.PrinterInfo)
        Object.assign(contents, {
          getPrintersAsync: async () => list,
          print: (_options: unknown, done: (printed: boolean, reason: string) => void) => {
            process.emit('printed' as 'disconnect')
            setTimeout(() => done(reason === null, reason ?? ''))
          },
        })
      })
    },
    { reason, printers },
  )
}

describe('Save as PDF', () => {
  test('writes the article with its passages, tags, notes and claims', async () => {
    await listed('Documents', title).click()
    const pdf = await saved('article.pdf', 'The text with its passages')
    for (const words of [
      sentence,
      'Nobody else was asked.',
      'Reopening',
      'Ask the harbour master.',
      'The port reopened.',
    ])
      expect(pdf.text).toContain(withoutSpaces(words))
    expect(pdf).toMatchObject({ pages: 1, tagged: true })
    expect(pdf.size[0]).toBeLessThan(pdf.size[1])
  })

  test('writes the tagged passages alone, without the text around', async () => {
    await listed('Documents', title).click()
    const pdf = await saved('tagged.pdf', 'Only the tagged passages')
    expect(pdf.text).toContain(withoutSpaces(sentence))
    expect(pdf.text).not.toContain(withoutSpaces('Nobody else was asked.'))
  })

  test('writes the page of an actor with its claims', async () => {
    await listed('Actors', 'Coastal Monitor').click()
    const pdf = await saved('actor.pdf')
    for (const words of ['Coastal Monitor', 'The port reopened.', sentence])
      expect(pdf.text).toContain(withoutSpaces(words))
  })

  test('writes a page whose title is longer than a name may be', async () => {
    const statement = 'It was said more than once that the port had been closed. '.repeat(10).trim()
    await client.call('hypotheses.create', { statement })
    await listed('Hypotheses', statement).click()
    const pdf = await saved('hypothesis.pdf')
    expect(pdf.text).toContain(withoutSpaces(statement))
  })

  test('writes the evidence table as it stands, across, and the claim in the inspector', async () => {
    await listed('Evidence', 'Evidence table').click()
    await page.getByRole('gridcell', { name: 'The port reopened.' }).first().click()
    await page.getByRole('complementary', { name: 'Inspector' }).getByText('Claim', { exact: true }).waitFor()
    const pdf = await saved('table.pdf', 'The evidence table')
    expect(pdf.text).toContain(withoutSpaces('The port reopened.'))
    expect(pdf.size[0]).toBeGreaterThan(pdf.size[1])
    const claim = await saved('claim.pdf', 'The claim in the inspector')
    expect(claim.text).toContain(withoutSpaces('Coastal Monitor asserts'))
  })

  test('writes a board on one sheet', async () => {
    const { board } = await client.call('boards.create', { title: 'Who reopened what' })
    await client.call('cards.create', { board, cards: [{ content: { kind: 'note', body: 'Ask again' } }] })
    await listed('Boards', 'Who reopened what').click()
    await page.getByRole('region', { name: 'Board', exact: true }).getByText('Ask again').waitFor()
    const pdf = await saved('board.pdf')
    expect(pdf.pages).toBe(1)
    expect(pdf.text).toContain(withoutSpaces('Who reopened what'))
    expect(pdf.text).toContain(withoutSpaces('Ask again'))
  })

  test('remembers the paper, and how it lies', async () => {
    await listed('Documents', title).click()
    await openDialog('file.savePdf')
    await page.getByRole('combobox', { name: 'Paper' }).selectOption('A3')
    await page.getByRole('combobox', { name: 'Orientation' }).selectOption('landscape')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await openDialog('file.savePdf')
    // What was not used is not kept.
    expect(await page.getByRole('combobox', { name: 'Orientation' }).inputValue()).toBe('auto')
    await page.getByRole('combobox', { name: 'Paper' }).selectOption('A3')
    await page.getByRole('combobox', { name: 'Orientation' }).selectOption('landscape')
    await choose(launched.app, path.join(folder, 'large.pdf'))
    await page.getByRole('button', { name: 'Choose where to save it…' }).click()
    await toast('large.pdf written').waitFor()
    const [width, height] = readPdf(readFileSync(path.join(folder, 'large.pdf'))).size
    expect(Math.round((width / 72) * 25.4)).toBe(420)
    expect(Math.round((height / 72) * 25.4)).toBe(297)
    await openDialog('file.print')
    expect(await page.getByRole('combobox', { name: 'Paper' }).inputValue()).toBe('A3')
    await page.getByRole('combobox', { name: 'Paper' }).selectOption('A4')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('leaves nothing where nobody says where to, and keeps the dialog', async () => {
    await choose(launched.app)
    await openDialog('file.savePdf')
    await page.getByRole('button', { name: 'Choose where to save it…' }).click()
    await eventually(async () =>
      expect(await page.getByRole('button', { name: 'Choose where to save it…' }).isEnabled()).toBe(true),
    )
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    const full = path.join(folder, 'full.pdf')
    symlinkSync('/dev/full', full)
    await choose(launched.app, full)
    await openDialog('file.savePdf')
    await page.getByRole('button', { name: 'Choose where to save it…' }).click()
    await toast('The disk is full').waitFor()
    await toast('The disk is full').getByRole('button').last().click()
  })

  test('leaves what was there before where the folder cannot be written to', async () => {
    const target = path.join(folder, 'a folder.pdf')
    mkdirSync(target)
    await choose(launched.app, target)
    await openDialog('file.savePdf')
    await page.getByRole('button', { name: 'Choose where to save it…' }).click()
    await toast('is a folder').waitFor()
    await toast('is a folder').getByRole('button').last().click()
    expect(readdirSync(folder).filter((name) => name.includes('.partial'))).toEqual([])
  })

  test('runs in a window without scripts or a way to anywhere, and is ended by Cancel', async () => {
    await launched.app.evaluate(({ app }) => {
      app.once('web-contents-created', (_event, contents) =>
        Object.assign(contents, { printToPDF: () => new Promise(() => {}) }),
      )
    })
    const file = path.join(folder, 'never.pdf')
    await choose(launched.app, file)
    await openDialog('file.savePdf')
    await page.getByRole('button', { name: 'Choose where to save it…' }).click()
    await eventually(async () => expect(await windows()).toBe(2))

    const hidden = await launched.app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => !one.isVisible())
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const elsewhere = window?.webContents.session.fetch('https://example.org/').then(
        ({ status }) => status,
        () => 'refused',
      )
      return {
        preferences: contents.getLastWebPreferences(),
        elsewhere: await elsewhere,
      }
    })
    expect(hidden.preferences).toMatchObject({ javascript: false, sandbox: true, contextIsolation: true })
    expect(hidden.preferences).not.toHaveProperty('preload')
    expect(hidden.elsewhere).toBe('refused')

    const task = page.locator('.status-bar .task', { hasText: 'Writing never.pdf' })
    await task.getByRole('button', { name: 'Cancel' }).click()
    await task.waitFor({ state: 'detached' })
    expect(existsSync(file)).toBe(false)
  })
})

describe('Print', () => {
  test('opens by its key, and its dialog is one that everybody can use', async () => {
    await pressForMenu(launched.app, 'P')
    await page.getByRole('dialog', { name: 'Print' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('says that it was sent', async () => {
    await printerSays(null, 1)
    await openDialog('file.print')
    await page.getByRole('button', { name: 'Choose a printer…' }).click()
    await toast(`${title} was sent to the printer`).getByRole('button').last().click()
  })

  test('says what to do where there is no printer', async () => {
    await printerSays('Failed to enumerate printers', 0)
    await openDialog('file.print')
    await page.getByRole('button', { name: 'Choose a printer…' }).click()
    await toast('There is no printer on this computer').getByRole('button').last().click()
  })

  test('says what to do where the printer fails', async () => {
    await printerSays('Print job failed', 1)
    await openDialog('file.print')
    await page.getByRole('button', { name: 'Choose a printer…' }).click()
    await toast('Nothing was printed').getByRole('button').last().click()
  })

  test('says nothing where the person cancels', async () => {
    await printerSays('Print job canceled', 1)
    const asked = launched.app.evaluate(
      () => new Promise<void>((done) => process.once('printed' as 'disconnect', () => done())),
    )
    await openDialog('file.print')
    await page.getByRole('button', { name: 'Choose a printer…' }).click()
    await asked
    await page.locator('.status-bar .task').waitFor({ state: 'detached' })
    await eventually(async () => expect(await windows()).toBe(1))
    expect(await page.locator('.toast', { hasText: /printer|printed/i }).count()).toBe(0)
  })
})

test('A page that was not printed is removed with the window that asked for it', async () => {
  const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`claimboard-copy-${pid}-`))
  const pid = await launched.app.evaluate(() => process.pid)
  await choose(launched.app, aProjectFile('another.claimboard', folder))
  const opened = launched.app.waitForEvent('window')
  await client.call('host.openProject', {})
  const other = await opened
  await other.getByRole('button', { name: 'Import documents' }).waitFor()
  await (await pageClient(other)).call('host.printTarget', {})
  expect(copies()).toHaveLength(1)
  await other.close()
  await eventually(() => expect(copies()).toEqual([]))
})

test('Hostile text is printed as it reads, and runs nowhere', async () => {
  const file = path.join(folder, 'hostile.claimboard')
  makeWholeProject(file, hostileWords(0), { 'Hostile.txt': hostileTexts.join('\n\n') })
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await client.call('host.closeProject', {})
  await choose(launched.app, file)
  await client.call('host.openProject', {})
  const documents = await client.call('documents.list', {})
  const hostile = documents.find(({ fileName }) => fileName === 'Hostile.txt')
  if (!hostile) throw new Error('The hostile texts are not there.')
  const target = path.join(folder, 'hostile.pdf')
  await choose(launched.app, target)
  const { file: given } = await client.call('host.chooseTarget', {
    purpose: 'export',
    name: 'hostile',
    extension: 'pdf',
  })
  const { file: sheet } = await client.call('host.printTarget', {})
  if (!given || !sheet) throw new Error('There is no target.')
  const what = { kind: 'document' as const, document: hostile.uid }
  await client.call('print.page', { what, target: sheet.token })
  await client.call('host.savePdf', { page: sheet.token, target: given.token, paper: 'A4', landscape: false })
  await client.call('host.forgetPrint', { page: sheet.token })
  const { text } = readPdf(readFileSync(target))
  for (const words of ['<img src=x onerror="window.canary=1">', 'window.canary=2'])
    expect(text).toContain(withoutSpaces(words))
  expect(text).toContain('[U+202E]')
  expect(requests.filter((address) => !/^(claimboard:|data:|blob:claimboard:)/.test(address))).toEqual([])
})
