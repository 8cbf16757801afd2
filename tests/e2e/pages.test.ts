import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { counted } from '../support/readiness.ts'

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  page = launched.page
  client = await pageClient(page)
  await choose(launched.app, path.join(folder, 'pages.claimboard'))
  await page.getByRole('button', { name: 'Open the sample project…' }).click()
  await list('Hypotheses')
    .getByRole('button', { name: /inside at least one fence/ })
    .waitFor()
})

afterAll(() => launched.close())

const list = (name: string) => page.getByRole('navigation', { name, exact: true })
const region = (name: string) => page.getByRole('region', { name, exact: true })

test('a hypothesis shows its judgements in time, and takes another one', async () => {
  await list('Hypotheses')
    .getByRole('button', { name: /inside at least one fence/ })
    .click()
  const judgements = region('Judgements')
  await judgements.getByRole('img', { name: /^Likelihood over time\./ }).waitFor()
  await expectAccessible(page)
  const form = page.getByRole('form', { name: 'New judgement' })
  await form.getByLabel('Judged on').fill('30 January 2026')
  await form.getByLabel('Likelihood').selectOption('very-likely')
  await form.getByLabel('Confidence').selectOption('moderate')
  await form.getByLabel('Reason').fill('A second origin.')
  await page.keyboard.press('Control+Enter')
  await judgements.getByRole('listitem').first().getByText('very likely (80–95 %)').waitFor()
  await judgements.getByRole('listitem').first().getByText('30 Jan 2026').waitFor()
  // ICD 203: likelihood and confidence are never in one sentence.
  const sentences = (await judgements.innerText()).split(/[.\n]/)
  for (const sentence of sentences) expect(sentence).not.toMatch(/likely.*confidence/i)
  await list('Hypotheses').getByText('very likely (80–95 %)').waitFor()
})

test('a statement is found by its words, assessed, and leads to its page', async () => {
  const assessed = region('Statements assessed')
  const before = await assessed.getByRole('listitem').count()
  await assessed.getByRole('combobox', { name: 'Statement to assess' }).fill('attacked as soldiers')
  await page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await counted(assessed.getByRole('listitem'), before + 1)
  await assessed
    .getByRole('combobox', { name: /^Rating of Foreign guards will be attacked/ })
    .selectOption('II')
  await eventually(async () => {
    const [hypothesis] = await client.call('hypotheses.list', {})
    const { assessments } = await client.call('hypotheses.get', { hypothesis: hypothesis?.uid ?? '' })
    expect(assessments.at(-1)).toMatchObject({ rating: 'II' })
  })
})

test('a new hypothesis is worded in the list, opens, and is deleted and brought back', async () => {
  await list('Hypotheses').getByRole('button', { name: 'New hypothesis' }).click()
  const wording = page.getByRole('textbox', { name: 'What may be so' })
  const words = 'The guards leave by summer.'
  await wording.fill(words)
  // A key that is held down comes again before the first one is answered.
  await wording.evaluate((field) => {
    for (let n = 0; n < 2; n++)
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  })
  await region('Hypothesis').getByText('Not judged yet.').waitFor()
  const worded = (await client.call('hypotheses.list', {})).filter(({ statement }) => statement === words)
  expect(worded).toHaveLength(1)
  await list('Hypotheses').getByRole('button', { name: words }).waitFor()
  await region('Hypothesis').getByLabel('Horizon').fill('before July 2027')
  await page.keyboard.press('Enter')
  await region('Hypothesis').getByText('Hypothesis · horizon until Jun 2027').waitFor()
  await page.getByRole('button', { name: 'Delete hypothesis' }).click()
  await region('Nothing to show').waitFor()
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await region('Hypothesis').getByText('Not judged yet.').waitFor()
})

test('an event shows figures side by side; only those of one population are at odds', async () => {
  await list('Events').getByRole('button', { name: 'Harbour road bombing' }).click()
  const figures = region('Figures side by side')
  await figures.getByRole('row').nth(1).waitFor()
  await expectAccessible(page)
  const rows = await figures.getByRole('row').allInnerTexts()
  const atOdds = rows.filter((row) => row.includes('At odds with'))
  expect(atOdds.length).toBeGreaterThan(1)
  for (const row of atOdds) expect(row).toContain('Chinese engineers')
  await figures.getByRole('button').first().click()
  await page.getByRole('region', { name: /^Claim [A-Z]+-\d+$/ }).waitFor()
})

test('an event is edited, with a date in words', async () => {
  await list('Events').getByRole('button', { name: 'Shots at a lorry' }).click()
  const event = region('Event')
  await event.getByLabel('Date').fill('between 3 and 9 July 2025')
  await page.keyboard.press('Enter')
  await event.getByLabel('Title').fill('Shots at a lorry')
  await page.keyboard.press('Control+Enter')
  await eventually(async () => {
    const events = await client.call('events.list', {})
    expect(events.find(({ title }) => title === 'Shots at a lorry')?.date).toBe('2025-07-03/2025-07-09')
  })
})

test('a lead leads to what it belongs to', async () => {
  const leads = page.getByRole('list', { name: 'Leads' })
  await leads
    .getByRole('button', { name: /^Claim: / })
    .first()
    .click()
  await page.getByRole('region', { name: /^Claim [A-Z]+-\d+$/ }).waitFor()
  const lead = page.getByRole('textbox', { name: 'New lead' })
  await lead.fill('Ask who signed')
  await page.getByRole('checkbox', { name: 'About the claim that is shown' }).check()
  await lead.focus()
  await page.keyboard.press('Enter')
  await eventually(async () => {
    const made = (await client.call('leads.list', {})).find(({ body }) => body === 'Ask who signed')
    expect(made?.subject?.kind).toBe('claim')
  })
})

test('Enter in the palette takes what is found first, however late it is found', async () => {
  const claim = (await client.call('claims.list', {})).at(-1)
  await chooseInMenu(launched.app, 'edit.find')
  await page.getByRole('combobox', { name: 'Find anything' }).fill(claim?.statement ?? '')
  await page.keyboard.press('Enter')
  await region(`Claim ${claim?.cite}`).waitFor()
})
