import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Launched } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { launchWithArticles } from '../support/launch-with-articles.ts'
import { choose, type PageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { counted, focused } from '../support/readiness.ts'
import { accessibilityProblems } from '../support/window-page.ts'

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient
let file: string

beforeAll(async () => {
  ;({ launched, page, client, file } = await launchWithArticles(folder, 'Documents'))
})

afterAll(() => launched.close())

const list = () => page.getByRole('navigation', { name: 'Documents' })
const rows = () => list().locator('.document-row')
const messages = () => page.getByRole('region', { name: 'Messages' })
const inspector = () => page.getByRole('complementary', { name: 'Inspector' })
const documents = () => client.call('documents.list', {})

async function expectStatuses(...statuses: string[]): Promise<void> {
  await eventually(async () =>
    expect((await documents()).map(({ readingStatus }) => readingStatus)).toEqual(statuses),
  )
}

test('a document is renamed in the list, by F2', async () => {
  const [first] = await documents()
  await rows().nth(0).focus()
  await page.keyboard.press('F2')
  const title = list().getByRole('textbox', { name: 'Title of the document' })
  await focused(title)
  expect(await accessibilityProblems(page)).toEqual([])
  await title.fill('Guards, renamed')
  await page.keyboard.press('Enter')
  await list().getByRole('button', { name: 'Guards, renamed' }).waitFor()
  expect((await documents()).map((one) => one.title)).toContain('Guards, renamed')
  await page.getByRole('banner').getByRole('button', { name: 'Undo', exact: true }).click()
  await list()
    .getByRole('button', { name: first?.title ?? '' })
    .waitFor()
})

test('several documents are chosen by the mouse and marked at once; Undo takes it back', async () => {
  await rows()
    .nth(0)
    .click({ modifiers: ['Control'] })
  await rows()
    .nth(2)
    .click({ modifiers: ['Shift'] })
  await rows()
    .nth(1)
    .click({ modifiers: ['Control'] })
  const bar = page.getByRole('toolbar', { name: 'Chosen documents' })
  await bar.getByText('2 chosen').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  await bar.getByLabel('Reading status of the chosen documents').selectOption('done')
  await expectStatuses('done', 'unread', 'done')
  await bar.getByLabel('Grade of the chosen documents').selectOption('C')
  await eventually(async () =>
    expect((await documents()).map(({ reliability }) => reliability)).toEqual(['C', null, 'C']),
  )
  await messages().getByRole('button', { name: 'Undo' }).click()
  await eventually(async () =>
    expect((await documents()).map(({ reliability }) => reliability)).toEqual([null, null, null]),
  )
  await bar.getByRole('button', { name: 'Choose nothing' }).click()
  await bar.waitFor({ state: 'detached' })
})

test('by keys, documents are walked through, chosen, deleted and brought back', async () => {
  await rows().nth(0).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('toolbar', { name: 'Chosen documents' }).getByText('2 chosen').waitFor()
  await page.keyboard.press('Delete')
  await messages().getByText('2 documents were deleted.').waitFor()
  expect(await documents()).toHaveLength(1)
  await messages().getByRole('button', { name: 'Undo' }).click()
  await counted(rows(), 3)
})

test('a date is entered in words; where digits can mean two days, one is chosen', async () => {
  await rows().nth(0).click()
  const published = inspector().getByLabel('Published')
  const stored = async () => (await documents())[0]?.published
  await published.fill('5/11/2024')
  await inspector().getByRole('button', { name: '11 May 2024' }).click()
  await page.keyboard.press('Tab')
  await eventually(async () => expect(await stored()).toBe('2024-05-11'))
  await published.fill('about March 2024')
  await inspector().getByText('2024-03~').waitFor()
  await page.keyboard.press('Enter')
  await eventually(async () => expect(await stored()).toBe('2024-03~'))
  expect(await published.inputValue()).toBe('about Mar 2024')
  await published.fill('31 June 2024')
  await page.keyboard.press('Enter')
  await inspector().getByText('June 2024 has 30 days.').waitFor()
  expect(await accessibilityProblems(page)).toEqual([])
  expect(await stored()).toBe('2024-03~')
  await published.focus()
  await page.keyboard.press('Escape')
  expect(await published.inputValue()).toBe('about Mar 2024')
})

test('why a title is refused is said until another is typed, or it is taken back', async () => {
  await rows().nth(0).click()
  const title = inspector().getByLabel('Title', { exact: true })
  const before = await title.inputValue()
  const reason = inspector().getByRole('alert').getByText('A name is needed.')
  await title.fill('')
  await page.keyboard.press('Tab')
  await reason.waitFor()
  await title.fill('A')
  await reason.waitFor({ state: 'detached' })
  await title.fill('')
  await page.keyboard.press('Tab')
  await reason.waitFor()
  await title.focus()
  await page.keyboard.press('Escape')
  await reason.waitFor({ state: 'detached' })
  expect(await title.inputValue()).toBe(before)
})

test('the list is sorted and filtered, and stays so when the project is opened again', async () => {
  await list().getByRole('button', { name: 'Sort and filter documents' }).click()
  const panel = page.getByRole('dialog', { name: 'Sort and filter documents' })
  await panel.getByLabel('Sort by').selectOption('title')
  await panel.getByLabel('Last first').check()
  await panel.getByRole('checkbox', { name: /^Done/ }).check()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.keyboard.press('Escape')
  await list().getByText('2 of 3').waitFor()
  const titles = await rows().evaluateAll((found) => found.map((row) => row.getAttribute('title') ?? ''))
  expect(titles).toEqual([...titles].sort((a, b) => b.localeCompare(a, 'en')))
  await client.call('host.closeProject', {})
  await choose(launched.app, file)
  await client.call('host.openProject', {})
  await list().getByText('2 of 3').waitFor()
})

test('of a thousand documents those on the screen are there, and keys reach all of them', async () => {
  await client.call('host.closeProject', {})
  await choose(launched.app, path.join(folder, 'many.claimboard'))
  await client.call('host.newProject', { title: 'Many' })
  const many = path.join(folder, 'many')
  mkdirSync(many)
  for (let i = 0; i < 1000; i++) writeFileSync(path.join(many, `Note ${i}.txt`), `Note ${i} of the road.`)
  await choose(launched.app, many)
  await page.getByRole('button', { name: 'Choose a folder…' }).click()
  await messages().getByText('1,000 documents imported.').waitFor({ timeout: 90_000 })
  await list().getByText('1,000', { exact: true }).waitFor()
  await eventually(async () => expect(await rows().count()).toBeLessThan(60))
  await rows().first().focus()
  await page.keyboard.press('End')
  const last = (await documents()).at(-1)?.title
  await eventually(async () =>
    expect(await page.evaluate(() => document.activeElement?.getAttribute('title'))).toBe(last),
  )
  await list().getByRole('searchbox', { name: 'Filter documents' }).fill('note 777')
  await list().getByText('1 of 1,000').waitFor()
  expect(await rows().count()).toBe(1)
})
