import fs from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeArticles } from '../support/articles.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { recordsInPython } from '../support/exported.ts'
import { walkTo } from '../support/keyboard.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { counted, focused, passagesDrawn } from '../support/readiness.ts'

const folder = aFolder()
const title = 'Beijing asks for guards of its own'
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  page = launched.page
  client = await pageClient(page)
})

afterAll(() => launched.close())

const tabTo = (control: Locator) => walkTo(page, control)

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const text = () => page.getByRole('textbox', { name: `Text of ${title}` })
const messages = () => page.getByRole('region', { name: 'Messages' })
const passage = () => page.getByRole('region', { name: 'Passage', exact: true })

async function passages() {
  const [document] = (await client.call('documents.list', {})).filter((one) => one.title === title)
  return client.call('passages.list', { document: document?.uid ?? '' })
}

/** Puts the cursor at the beginning of a line that stands some lines below the beginning of the text. */
async function goToLine(line: number): Promise<void> {
  await press('Control+Home', ...Array.from({ length: line }, () => 'ArrowDown'), 'Home')
}

/** The passages, once there are as many as there should be: saving goes on while keys are pressed. */
async function passagesOnce(number: number) {
  return eventually(async () => {
    const found = await passages()
    expect(found).toHaveLength(number)
    return found
  })
}

test('a project is made', async () => {
  await choose(launched.app, path.join(folder, 'keys.claimboard'))
  await tabTo(button('New project…'))
  await press('Enter')
  const dialog = page.getByRole('dialog', { name: 'New project' })
  await focused(dialog.getByLabel('Title'))
  await page.keyboard.type('By keys alone')
  await press('Enter')
  await page.getByRole('heading', { name: 'Bring in what you want to read' }).waitFor()
  await dialog.waitFor({ state: 'detached' })
})

test('documents are imported and one is opened', async () => {
  await choose(launched.app, ...writeArticles(folder))
  await tabTo(button('Import documents'))
  await press('Enter')
  await messages().getByText('3 documents imported.').waitFor()
  await tabTo(page.getByRole('navigation', { name: 'Documents' }).getByRole('button', { name: title }))
  await press('Enter')
  await tabTo(text())
})

test('sentences are selected, tagged with a tag that is made on the way, and highlighted', async () => {
  await goToLine(4)
  await press('s')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await press('t')
  await focused(page.getByRole('combobox', { name: 'Tag name' }))
  await page.keyboard.type('Demands / Posts')
  await press('Enter')
  await passagesOnce(1)
  await press('Control+ArrowRight', 'Control+ArrowRight', 'Shift+ArrowDown', 'h')
  const found = await passagesOnce(2)
  expect(found.map(({ tags }) => tags.length).sort()).toEqual([0, 1])
})

test('words are selected by the arrows and overlap what is there; Enter offers each', async () => {
  await goToLine(4)
  for (let i = 0; i < 5; i++) await press('Control+Shift+ArrowRight')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await press('t')
  await focused(page.getByRole('combobox', { name: 'Tag name' }))
  await page.keyboard.type('Talks')
  await press('Enter')
  await passagesDrawn(page, await passagesOnce(3))
  await goToLine(4)
  await press('ArrowRight', 'Enter')
  const choice = page.getByRole('menu', { name: 'Passages here' })
  await counted(choice.getByRole('menuitem'), 2)
  await focused(choice.getByRole('menuitem').first())
  const second = (await choice.getByRole('menuitem').nth(1).innerText()).replace(/^2\. |: .*/g, '')
  await press('ArrowDown', 'Enter')
  await passage().getByText(second, { exact: true }).waitFor()
})

test('a note is written and a tag taken away', async () => {
  await press('n')
  await focused(passage().getByRole('textbox', { name: 'Note' }))
  await page.keyboard.type('Compare the draft.')
  await press('Control+Enter')
  await eventually(async () =>
    expect((await passages()).map(({ note }) => note)).toContain('Compare the draft.'),
  )
  const remove = passage().getByRole('button', { name: /^Remove the tag/ })
  await tabTo(remove)
  await press('Enter')
  await eventually(async () =>
    expect((await passages()).filter(({ tags }) => tags.length === 0)).toHaveLength(2),
  )
})

test('a passage is deleted; Undo and Redo are reached', async () => {
  await tabTo(text())
  await passage().waitFor()
  await press('Delete')
  await passagesOnce(2)
  await tabTo(page.getByRole('banner').getByRole('button', { name: 'Undo' }))
  await press('Enter')
  await passagesOnce(3)
  await tabTo(page.getByRole('banner').getByRole('button', { name: 'Redo' }))
  await press('Enter')
  await passagesOnce(2)
})

test('a tag gets a digit by the menu key, and the digit applies it', async () => {
  const tags = page.getByRole('navigation', { name: 'Tags', exact: true })
  await tabTo(tags.getByRole('button', { name: /^Talks/ }))
  await press('Shift+F10')
  const menu = page.getByRole('menu')
  await focused(menu.getByRole('menuitem').first())
  await walkTo(page, menu.getByRole('menuitem', { name: 'Digit 4' }), 'ArrowDown')
  await press('Enter')
  await tags.getByRole('button', { name: /^Talks\s*4/ }).waitFor()
  await tabTo(text())
  await press('Control+End', 's')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await press('4')
  await passagesOnce(3)
})

test('Ctrl+A selects the text and nothing else', async () => {
  await tabTo(text())
  await press('Control+a')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  expect(await page.evaluate(() => getSelection()?.toString() ?? '')).not.toContain('Claimboard')
  await press('h')
  const quotes = (await passagesOnce(4)).map(({ quote }) => quote)
  const document = (await client.call('documents.list', {})).find((one) => one.title === title)
  const { body } = await client.call('documents.text', { document: document?.uid ?? '' })
  expect(quotes).toContain(body.trim())
  // It is selected as soon as it is stored.
  await passage().waitFor()
  await press('Delete')
  await passagesOnce(3)
})

test('the evidence is exported and a copy shared', async () => {
  const csv = path.join(folder, 'keys.csv')
  await choose(launched.app, csv)
  await tabTo(button('Export CSV'))
  await press('Enter')
  await tabTo(page.getByRole('radio', { name: /^Claims/ }))
  await press('ArrowDown', 'ArrowDown')
  await eventually(async () =>
    expect(await page.getByRole('radio', { name: /^Passages/ }).isChecked()).toBe(true),
  )
  await press('Enter')
  await messages().getByText('3 rows written to keys.csv.').waitFor()
  const rows = recordsInPython(fs.readFileSync(csv))
  expect(rows.map(({ passage_quote }) => passage_quote).sort()).toEqual(
    (await passages()).map(({ quote }) => quote).sort(),
  )

  const copy = path.join(folder, 'copy.claimboard')
  await choose(launched.app, copy)
  await tabTo(button('Share a copy'))
  await press('Enter')
  await page.getByRole('dialog', { name: 'Share a copy' }).waitFor()
  await tabTo(page.getByRole('checkbox', { name: /^Notes/ }))
  await press('Space')
  await tabTo(button('Choose where to save it…'))
  await press('Enter')
  await messages()
    .getByText(/^copy\.claimboard written/)
    .waitFor()
  expect(fs.existsSync(copy)).toBe(true)
})
