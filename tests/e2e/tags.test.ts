import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeArticles } from '../support/articles.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { counted, drawn, focused } from '../support/readiness.ts'
import { accessibilityProblems, dragOver } from '../support/window-page.ts'

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  page = launched.page
  client = await pageClient(page)
  await choose(launched.app, path.join(folder, 'tags.claimboard'))
  await client.call('host.newProject', { title: 'Tags' })
  for (const path of ['Roads', 'Roads/Closed', 'Roads/Open', 'Ports', 'Ports/Closed', 'Attacks'])
    await make(path)
  await list().getByRole('button', { name: 'Attacks' }).waitFor()
})

afterAll(() => launched.close())

const made = new Map<string, string>()

async function make(path: string): Promise<void> {
  const names = path.split('/')
  const parent = made.get(names.slice(0, -1).join('/')) ?? null
  made.set(path, (await client.call('tags.create', { name: names.at(-1) ?? '', parent })).tag)
}

const list = () => page.getByRole('navigation', { name: 'Tags', exact: true })
const row = (path: string) => list().locator(`[data-tag="${made.get(path)}"]`)
const details = () => page.getByRole('region', { name: 'Tag', exact: true })

/** Waits until these are the tags, and those of them that the list shows stand in it so: the next key means that. */
async function expectPaths(...paths: string[]): Promise<void> {
  await eventually(async () => {
    const tags = await client.call('tags.list', {})
    expect(tags.map((tag) => tag.path.join('/'))).toEqual(paths)
    const rows = await list()
      .locator('[data-tag]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('title')?.split('\n')[0]))
    const shown = paths.map((path) => path.replaceAll('/', ' / '))
    expect(rows).toEqual(shown.filter((path) => rows.includes(path)))
  })
}

const expectFocus = (path: string) => focused(row(path))

test('Alt and the arrows move a tag, which keeps the focus; there is no way below itself', async () => {
  await row('Attacks').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expectPaths('Roads', 'Roads/Closed', 'Roads/Open', 'Attacks', 'Ports', 'Ports/Closed')
  await expectFocus('Attacks')
  await page.keyboard.press('Alt+ArrowRight')
  await expectPaths('Roads', 'Roads/Closed', 'Roads/Open', 'Roads/Attacks', 'Ports', 'Ports/Closed')
  await expectFocus('Attacks')
  await page.keyboard.press('Alt+ArrowLeft')
  await expectPaths('Roads', 'Roads/Closed', 'Roads/Open', 'Attacks', 'Ports', 'Ports/Closed')
  await expectFocus('Attacks')
  await page.keyboard.press('Alt+ArrowDown')
  await expectPaths('Roads', 'Roads/Closed', 'Roads/Open', 'Ports', 'Ports/Closed', 'Attacks')
  await expectFocus('Attacks')
})

test('arrows walk through the rows, and close and open what lies below', async () => {
  await row('Roads').focus()
  await page.keyboard.press('ArrowLeft')
  await row('Roads/Closed').waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowDown')
  await expectFocus('Ports')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await row('Roads/Closed').waitFor()
})

test('a tag is dragged on another one, and back between two', async () => {
  await row('Attacks').dragTo(row('Ports'))
  await expectPaths('Roads', 'Roads/Closed', 'Roads/Open', 'Ports', 'Ports/Closed', 'Ports/Attacks')
  await row('Attacks').dragTo(row('Ports'), { targetPosition: { x: 60, y: 2 } })
  await expectPaths('Roads', 'Roads/Closed', 'Roads/Open', 'Attacks', 'Ports', 'Ports/Closed')
  // Below itself it cannot go. What letting go asks for is asked before what is asked next.
  await row('Roads').dragTo(row('Roads/Open'))
  await expectPaths('Roads', 'Roads/Closed', 'Roads/Open', 'Attacks', 'Ports', 'Ports/Closed')
})

test('a tag is described, coloured and given a digit', async () => {
  await row('Ports').click()
  await details().getByLabel('Description').fill('Harbours too')
  await details().getByLabel('Digit').selectOption('7')
  await details().getByRole('radio', { name: 'Rose' }).click()
  await eventually(async () => {
    const tag = (await client.call('tags.list', {})).find(({ name }) => name === 'Ports')
    expect(tag).toMatchObject({ description: 'Harbours too', digit: 7, colour: '#c0426b' })
  })
  expect(await accessibilityProblems(page)).toEqual([])
})

test('a name is given in place; one that is too long or taken is refused beside the field', async () => {
  await row('Attacks').focus()
  await page.keyboard.press('F2')
  const field = list().getByRole('textbox', { name: 'Name of the tag' })
  await field.fill('x'.repeat(2000))
  await page.keyboard.press('Enter')
  await list().getByRole('alert').getByText('A name has at most 500 characters.').waitFor()
  await field.fill('Ports')
  await page.keyboard.press('Enter')
  await list().getByRole('alert').getByText('There is already a tag “Ports” here.').waitFor()
  await field.fill('Blasts')
  await list().getByRole('alert').waitFor({ state: 'detached' })
  // A name that was put right is saved like any other when its field is left.
  await page.keyboard.press('Tab')
  await row('Attacks').getByText('Blasts').waitFor()
})

test('Enter takes the characters that an input method composes, and the name only after that', async () => {
  await list().getByRole('button', { name: 'New tag', exact: true }).click()
  const field = list().getByRole('textbox', { name: 'Name of the tag' })
  await field.fill('要求')
  for (const key of ['Enter', 'Escape']) {
    await field.dispatchEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true })
  }
  await drawn(page)
  expect(await field.inputValue()).toBe('要求')
  expect((await client.call('tags.list', {})).map(({ name }) => name)).not.toContain('要求')
  await field.press('Escape')
  await field.waitFor({ state: 'detached' })
})

test('a name of 500 characters stays in its row', async () => {
  await row('Attacks').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'New tag below it' }).click()
  await list()
    .getByRole('textbox', { name: 'Name of the tag' })
    .fill('A very long name '.repeat(30).slice(0, 500))
  await page.keyboard.press('Enter')
  const long = list().getByRole('button', { name: /^A very long name/ })
  await long.waitFor()
  const { height } = (await long.boundingBox()) ?? { height: 0 }
  expect(height).toBeLessThan(40)
  expect(await accessibilityProblems(page)).toEqual([])
  await long.focus()
  await page.keyboard.press('Delete')
  const messages = page.getByRole('region', { name: 'Messages' })
  await messages.getByText(/was deleted; its passages stay/).waitFor()
  await long.waitFor({ state: 'detached' })
})

test('what is looked for is shown with what is above it', async () => {
  for (const name of ['One', 'Two', 'Three']) await make(name)
  await list().getByRole('searchbox', { name: 'Filter tags' }).fill('open')
  await row('Ports').waitFor({ state: 'detached' })
  await counted(list().getByRole('listitem'), 2)
  await list().getByRole('searchbox', { name: 'Filter tags' }).fill('')
})

test('a tag is let go over the selected text', async () => {
  await choose(launched.app, ...writeArticles(folder))
  await page.getByRole('button', { name: 'Import documents' }).click()
  await page.getByRole('region', { name: 'Messages' }).getByText('3 documents imported.').waitFor()
  const title = 'Beijing asks for guards of its own'
  await page.getByRole('navigation', { name: 'Documents' }).getByRole('button', { name: title }).click()
  await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
  await dragOver(page, 'Beijing has asked to post its own guards')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await row('Ports').dragTo(page.getByRole('region', { name: 'Reader' }).locator('.cm-line').first())
  await row('Ports').locator('.count').getByText('1', { exact: true }).waitFor()
})

test('a tag is merged into another one by the palette, and the merge taken back', async () => {
  // Chosen already, it would be let go.
  await row('Roads').click()
  await row('Ports').click()
  // The menu owns this shortcut, and keys that are pressed here do not reach it.
  await chooseInMenu(launched.app, 'edit.find')
  await page.getByRole('combobox', { name: 'Find anything' }).fill('merge the chosen tag')
  await page.locator('[role=option][aria-selected=true]', { hasText: 'Merge the chosen tag' }).waitFor()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Merge “Ports” into another tag' })
  await focused(dialog.getByRole('combobox'))
  await page.keyboard.type('roads')
  await page.keyboard.press('Enter')
  await dialog.getByText('What carries “Ports” (1 passage) will carry Roads instead').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expectPaths('Roads', 'Roads/Closed', 'Roads/Open', 'Blasts', 'One', 'Two', 'Three')
  await row('Roads').locator('.count').getByText('1', { exact: true }).waitFor()
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await expectPaths(
    ...['Roads', 'Roads/Closed', 'Roads/Open', 'Blasts', 'Ports', 'Ports/Closed', 'One', 'Two', 'Three'],
  )
})

test('a second name can be given while the first is saved, and a refusal of the first is told all the same', async () => {
  for (const path of ['First', 'Second', 'Third']) await make(path)
  await row('Third').waitFor()
  // Before any answer can come to what is left by it.
  const renameNext = (path: string) =>
    row(path).evaluate((element) => {
      if (element instanceof HTMLElement) element.focus()
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true }))
    })
  const field = list().getByRole('textbox', { name: 'Name of the tag' })
  await row('First').dblclick()
  await field.fill('Bridges')
  await renameNext('Second')
  await row('First').getByText('Bridges').waitFor()
  await field.fill('Tunnels')
  await field.press('Enter')
  await row('Second').getByText('Tunnels').waitFor()

  await row('Second').dblclick()
  await field.fill('Bridges')
  await renameNext('Third')
  const message = page
    .getByRole('region', { name: 'Messages' })
    .getByText('There is already a tag “Bridges” here.')
  await message.waitFor()
  expect(await field.inputValue()).toBe('Third')
  await field.press('Escape')
})
