import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeRows, updateRow } from '../../db/rows.ts'
import { expectAccessible } from '../support/accessible.ts'
import { editedApart, writeAs } from '../support/apart.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { aClaim, anna, bela } from '../support/factories.ts'
import { choose } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { counted } from '../support/readiness.ts'
import { pressForMenu } from '../support/window-page.ts'

let launched: Launched
let page: Page

beforeAll(async () => {
  const { ours, denied } = editedApart(aFolder())
  const claim = writeAs(bela, ours, (db) =>
    aClaim(db, 'The quay was closed.', [denied], { credibility: 3 }, bela),
  )
  writeAs(anna, ours, (db) => updateRow(db, 'claim', claim, { credibility: 2 }))
  writeAs(anna, ours, (db) => removeRows(db, 'passage', [denied]))
  launched = await launch({ args: [ours] })
  page = launched.page
  await page.getByRole('button', { name: 'Import documents', exact: true }).waitFor()
})

afterAll(() => launched.close())

const history = (of: Page = page) => of.getByRole('region', { name: 'Who did what' })
const entries = () => history().locator('.history-action')

test('the history is listed by day, and each action says what it did', async () => {
  await pressForMenu(launched.app, 'H', 'shift')
  await history().waitFor()
  await counted(entries(), 6)
  await entries().nth(1).click()
  const things = history().getByRole('list', { name: 'What was changed' })
  await things.getByText('3: possibly true').waitFor()
  expect(await things.innerText()).toContain('2: probably true')
  await expectAccessible(page)
})

test('an earlier value is put back, and Undo takes that back', async () => {
  await history()
    .getByRole('button', { name: /^Put back what was before: Credibility/ })
    .click()
  await entries().filter({ hasText: 'Put back: Claim, Credibility' }).first().waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await entries().filter({ hasText: 'Undo: Put back' }).first().waitFor()
})

test('what was changed is one step away, and its history one step back', async () => {
  await history()
    .getByRole('list', { name: 'What was changed' })
    .getByRole('button', { name: 'BW-1 The quay was closed.', exact: true })
    .click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByText('The quay was closed.').first().waitFor()
  await inspector.getByRole('button', { name: 'History of this' }).first().click()
  await history()
    .getByRole('heading', { name: /History of the claim/ })
    .waitFor()
  await counted(entries(), 4)
  await history().getByRole('button', { name: 'Show the whole history' }).click()
  await counted(entries(), 8)
})

test('the filters and the picture choose by person, words and day, by keys as well', async () => {
  await history().getByLabel('Who').selectOption({ label: bela.name })
  await counted(entries(), 1)
  await history().getByLabel('Words').fill('nothing like it')
  await history().getByRole('heading', { name: 'Nothing fits these filters' }).waitFor()
  await expectAccessible(page)
  await history().getByRole('button', { name: 'Clear the filters' }).first().click()
  const bars = history().getByRole('listbox', { name: /^Activity per day/ })
  await bars.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const from = history().getByLabel('From')
  await eventually(async () => expect(await from.inputValue()).not.toBe(''))
  await bars.getByRole('option', { selected: true }).waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await eventually(async () => expect(await from.inputValue()).toBe(''))
})

test('what is listed is exported as CSV', async () => {
  const file = path.join(aFolder(), 'history.csv')
  await choose(launched.app, file)
  await history().getByRole('button', { name: 'Export this as CSV' }).click()
  await page.getByText(/rows written to history\.csv/).waitFor()
  expect(readFileSync(file, 'utf8')).toContain('3: possibly true')
})

test('the project as it was is shown in a window of its own, which changes nothing and leaves nothing', async () => {
  await entries().last().click()
  const opened = launched.app.waitForEvent('window')
  await history().getByRole('button', { name: 'Show the project as it was then' }).last().click()
  const then = await opened
  const banner = then.getByRole('status', { name: 'An earlier time' })
  await banner.waitFor()
  expect(await banner.innerText()).toContain('read-only · nothing here changes the project')
  await then.getByText('Nothing can be changed here').waitFor()
  // The project had just been made: none of its documents was there.
  const documents = (of: Page) => of.getByRole('navigation', { name: 'Documents' })
  await documents(then)
    .getByText('Articles, reports and statements that you import are listed here.')
    .waitFor()
  await expectAccessible(then)
  const titles = () =>
    launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    )
  await eventually(async () => expect(await titles()).toContainEqual(expect.stringContaining('as of')))
  await then.close()
  await counted(documents(page).getByRole('listitem'), 2)
})

test('a day that is no day, or before the project, is refused in words', async () => {
  await history().getByRole('button', { name: 'Show as of…' }).click()
  const dialog = page.getByRole('dialog', { name: 'The project as it was' })
  await dialog.getByRole('textbox', { name: 'Day', exact: true }).fill('1 Jan 1990')
  await dialog.getByRole('button', { name: 'Show it' }).click()
  await dialog.getByRole('alert').getByText('there is nothing before').waitFor()
  await expectAccessible(page)
  expect(existsSync(launched.userData)).toBe(true)
  await page.keyboard.press('Escape')
})

test('what a copy leaves out is counted beforehand', async () => {
  await page.getByRole('button', { name: 'Share a copy', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share a copy' })
  await dialog.getByText(/Takes out the history: 8 actions/).waitFor()
  await dialog.getByText(/Takes out the names of \d analysts: Anna Reader/).waitFor()
  await dialog.getByLabel('Notes').check()
  await dialog.getByText(/This makes a publication copy: 8 actions of the history and/).waitFor()
  await expectAccessible(page)
})

const opened = (name: string) => entries().filter({ hasText: name })

test('what was deleted is brought back, and a button that cannot do it says why', async () => {
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const deleted = entries().filter({ hasText: 'Officials denied' }).first()
  if ((await deleted.getAttribute('aria-expanded')) === 'false') await deleted.click()
  await history()
    .getByRole('button', { name: /^Bring back: Passage, Officials denied/ })
    .click()
  await opened('Put back: Passage').first().waitFor()
  const made = opened('Write').filter({ hasText: 'The quay was closed' }).last()
  if ((await made.getAttribute('aria-expanded')) === 'false') await made.click()
  const refused = history().getByRole('button', { name: /^Take away again: Piece of evidence/ })
  await refused.focus()
  await page.keyboard.press('Enter')
  await history().getByText('A claim keeps at least one piece of evidence.').first().waitFor()
  await expectAccessible(page)
})

test('an action is undone by itself, and what stays of it is said beforehand', async () => {
  const list = history().getByRole('list', { name: 'What was changed' })
  const first = entries().nth((await entries().count()) - 2)
  if ((await first.getAttribute('aria-expanded')) === 'false') await first.click()
  await list.last().waitFor()
  await history().getByRole('button', { name: 'Undo this action' }).last().click()
  await page.getByText('The project was made by it.').waitFor()
  await history().getByRole('button', { name: 'Undo this action' }).nth(-2).click()
  const dialog = page.getByRole('dialog', { name: /^Undo this action/ })
  await dialog.getByText('Other things rest on it now').first().waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Undo the rest' }).click()
  await opened('Take back: Write').first().waitFor()
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await opened('Undo: Take back: Write').first().waitFor()
})
