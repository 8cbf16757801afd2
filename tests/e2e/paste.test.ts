import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { accessibilityProblems } from '../support/window-page.ts'

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

const messages = () => page.getByRole('region', { name: 'Messages' })
const text = () => page.getByRole('region', { name: 'Reader' }).getByRole('textbox')

/** Puts words on the clipboard as another program would, in each form given. */
async function copy(forms: Record<string, string>): Promise<void> {
  await page.evaluate((given) => {
    const fill = (event: ClipboardEvent) => {
      for (const [type, words] of Object.entries(given)) event.clipboardData?.setData(type, words)
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    document.addEventListener('copy', fill, { once: true, capture: true })
  }, forms)
  await page.keyboard.press('Control+c')
}

async function documents() {
  return client.call('documents.list', {})
}

async function documentsOnce(number: number) {
  await eventually(async () => expect(await documents()).toHaveLength(number))
  return documents()
}

const paragraph =
  'The road was closed on Monday, officials said, and nobody knows when it opens again. '.repeat(4)

test('without a project, a paste says what to do first', async () => {
  await page.getByRole('heading', { name: 'Claimboard' }).waitFor()
  await copy({ 'text/plain': 'Road closed' })
  await page.keyboard.press('Control+v')
  await messages().getByText('Open a project first: what you paste becomes a document in it.').waitFor()
})

test('words that are pasted where nobody types become a document that is shown', async () => {
  await choose(launched.app, path.join(folder, 'paste.claimboard'))
  await page.getByRole('button', { name: 'New project…' }).click()
  await page.getByLabel('Title').fill('Pasting')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Bring in what you want to read' }).waitFor()
  // Where a dialog is open, nothing is pasted behind it.
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await copy({ 'text/plain': `Road closed\n\n${paragraph}` })
  await page.keyboard.press('Control+v')
  await messages().getByText('“Road closed” was pasted as a document.').waitFor()
  await page.getByRole('textbox', { name: 'Text of Road closed' }).waitFor()
  expect(await documentsOnce(1)).toMatchObject([{ title: 'Road closed', fileName: null, kind: 'article' }])
})

test('its kind and its note are edited like any other document’s', async () => {
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByLabel('Kind').selectOption({ label: 'Statement' })
  await inspector.getByLabel('Note').fill('From the ministry’s page.')
  await page.keyboard.press('Control+Enter')
  await eventually(async () =>
    expect(await documents()).toMatchObject([{ kind: 'statement', note: 'From the ministry’s page.' }]),
  )
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await accessibilityProblems(page), colorScheme).toEqual([])
  }
})

test('the same words again are known, also where the reader’s text has the focus', async () => {
  await text().focus()
  await page.keyboard.press('Control+v')
  await messages().getByText('This text is in the project already: “Road closed”.').waitFor()
  expect(await documents()).toHaveLength(1)
})

test('a page is read for its article and runs nothing', async () => {
  const html = `<nav><a href="/">Home</a></nav><article><h1>Harbour reopened</h1><p>${paragraph}</p><p>${paragraph}</p></article>
    <img src="x" onerror="window.owned = true"><script>window.owned = true</script>`
  await text().focus()
  await copy({ 'text/html': html, 'text/plain': 'Home Harbour reopened' })
  await chooseInMenu(launched.app, 'file.pasteDocument')
  await messages().getByText('“Harbour reopened” was pasted as a document.').waitFor()
  const [, pasted] = await documentsOnce(2)
  const { body } = await client.call('documents.text', { document: pasted?.uid ?? '' })
  expect(body).toContain('The road was closed on Monday')
  expect(body).not.toMatch(/Home|owned/)
  expect(await page.evaluate(() => 'owned' in window)).toBe(false)
})

test('in a field, a paste stays a paste', async () => {
  await copy({ 'text/plain': 'Pasting and typing' })
  const title = page.getByLabel('Project title')
  await title.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
  await eventually(async () => expect(await title.inputValue()).toBe('Pasting and typing'))
  await page.keyboard.press('Enter')
  await eventually(async () =>
    expect(await client.call('project.get', {})).toMatchObject({ title: 'Pasting and typing' }),
  )
  expect(await documents()).toHaveLength(2)
})

test('the command does it wherever the focus is', async () => {
  await page.getByLabel('Project title').focus()
  await chooseInMenu(launched.app, 'file.pasteDocument')
  await messages().getByText('“Pasting and typing” was pasted as a document.').waitFor()
  await documentsOnce(3)
})

test('what is no text is told in words, and nothing is written', async () => {
  await text().focus()
  await copy({ 'text/html': '<img src="https://example.org/map.png" alt="A map">' })
  await page.keyboard.press('Control+v')
  await messages()
    .getByText(/^There is only a picture on the clipboard/)
    .waitFor()
  await copy({ 'text/plain': ' \n\t' })
  await page.keyboard.press('Control+v')
  await messages()
    .getByText(/^There is no text on the clipboard/)
    .waitFor()
  expect(await documents()).toHaveLength(3)
})

test('two megabytes are read, and one undo takes them back', async () => {
  await text().focus()
  await copy({ 'text/plain': `A long one\n\n${`${paragraph}\n`.repeat(6_000)}` })
  await page.keyboard.press('Control+v')
  await messages().getByText('“A long one” was pasted as a document.').waitFor()
  await documentsOnce(4)
  await messages().getByRole('button', { name: 'Undo' }).click()
  await documentsOnce(3)
})
