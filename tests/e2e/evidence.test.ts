import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { recordsInPython, rowsInPython } from '../support/exported.ts'
import { aClaim, aDocument, anActor, aPassage, aTag, aTagging } from '../support/factories.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder, aProjectFile, writeTo } from '../support/project-files.ts'
import { counted, focused } from '../support/readiness.ts'
import { pressForMenu } from '../support/window-page.ts'

/** More than a screen shows, and more than one call brings. */
const claims = 240
const title = 'Port reports'

let folder: string
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  folder = aFolder()
  const file = aProjectFile('ports.claimboard', folder)
  writeTo(file, (db) => {
    const sentences = Array.from({ length: claims }, (_, i) => `Sentence ${i + 1} of the report was said.`)
    const monitor = anActor(db, 'Coastal Monitor', { kind: 'media' })
    const ministry = anActor(db, 'Ministry of Ports')
    const body = sentences.join('\n')
    const document = aDocument(db, body, { title, publisher: monitor, published: '2026-01-08' })
    const tag = aTag(db, 'Reports')
    for (const [i, sentence] of sentences.entries()) {
      const start = body.indexOf(sentence)
      const passage = aPassage(db, document, [start, start + sentence.length])
      if (i % 2 === 0) aTagging(db, passage, tag)
      aClaim(db, `Report ${String(i + 1).padStart(3, '0')} is true.`, [passage], {
        stance: i % 3 === 0 ? 'denies' : 'asserts',
        reliability: 'B',
        credibility: 1 + (i % 6),
        claimant: { kind: 'actor', actor: ministry },
      })
    }
  })
  launched = await launch()
  page = launched.page
  // Room for the table beside a reader, with columns that stay in view.
  await launched.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: 1680, height: 900 })
  })
  await page.waitForFunction(() => innerWidth > 1600)
  client = await pageClient(page)
  await choose(launched.app, file)
  await button('Open a project…').click()
  await openTable()
})

afterAll(() => launched.close())

const openTable = () =>
  page.getByRole('navigation', { name: 'Evidence' }).getByRole('button', { name: 'Evidence table' }).click()
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const grid = () => page.getByRole('grid', { name: 'Evidence' })
const row = (text: string) => grid().getByRole('row').filter({ hasText: text })
const header = (name: string) => grid().getByRole('columnheader', { name })
const panel = (name: string) => page.getByRole('dialog', { name })
const toast = (text: string | RegExp) => page.getByRole('region', { name: 'Messages' }).getByText(text)
const rowCount = () => page.getByRole('status', { name: 'Rows' })

/** The statements that are on the screen, from the top. */
async function statements(): Promise<string[]> {
  const cells = await grid()
    .locator('[role=gridcell][col-id=claim_statement]')
    .evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    )
  return cells
}

async function addFilter(column: string, ask: string, fill: () => Promise<void>): Promise<void> {
  await button('Add a filter').click()
  await panel('Add a filter').getByRole('textbox', { name: 'Find a column' }).fill(column)
  await panel('Add a filter').getByRole('button', { name: column, exact: true }).click()
  await panel('Add a filter').getByRole('combobox').selectOption(ask)
  await fill()
  await panel('Add a filter').getByRole('button', { name: 'Filter', exact: true }).click()
}

async function undo(): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Undo', exact: true }).click()
}

async function grades(): Promise<string[]> {
  const list = await client.call('claims.list', {})
  return [...new Set(list.map(({ reliability }) => reliability ?? ''))].sort()
}

test('shows the claims, sorts them by a click on a head, and goes deep at once', async () => {
  await rowCount().getByText('240 claims').waitFor()
  await row('Report 001 is true.').waitFor()
  await expectAccessible(page)
  await header('Statement').click()
  await header('Statement').click()
  await eventually(async () => expect((await statements())[0]).toBe('Report 240 is true.'))
  await grid().getByRole('gridcell', { name: 'Report 240 is true.' }).click()
  await page.keyboard.press('Control+End')
  await row('Report 001 is true.').waitFor()
})

test('shows the sentence of a row in a reader beside it, and keeps the focus', async () => {
  await grid().getByRole('gridcell', { name: 'Report 001 is true.' }).click()
  await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
  await page.getByRole('region', { name: 'Reader' }).getByText('Sentence 1 of the report').waitFor()
  await page.getByRole('complementary', { name: 'Inspector' }).getByText('Report 001 is true.').waitFor()
  await grid().waitFor()
  const focus = () => page.evaluate(() => document.activeElement?.getAttribute('role'))
  await eventually(async () => expect(await focus()).toBe('gridcell'))
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Inspector' }).getByText('Report 002 is true.').waitFor()
  await expectAccessible(page)
})

test('brings a text that is open behind it beside it, at the sentence, which stands out', async () => {
  const text = page.getByRole('textbox', { name: `Text of ${title}` })
  await text.focus()
  await pressForMenu(launched.app, 'W')
  await text.waitFor({ state: 'detached' })
  await page.getByRole('navigation', { name: 'Documents' }).getByRole('button', { name: title }).click()
  await text.waitFor()
  await openTable()
  await grid().getByRole('gridcell', { name: 'Report 008 is true.' }).click()
  const sentence = text.locator('.chosen', { hasText: 'Sentence 8 of the report' })
  await eventually(async () => {
    const [place, room] = [await sentence.boundingBox(), await text.boundingBox()]
    expect(place?.y).toBeGreaterThan(room?.y ?? 0)
    expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThan(await page.evaluate(() => innerHeight))
  })
})

describe('a filter', () => {
  test('is built by keys alone, and Escape gives it up', async () => {
    await button('Add a filter').focus()
    await page.keyboard.press('Enter')
    await focused(panel('Add a filter').getByRole('textbox', { name: 'Find a column' }))
    await page.keyboard.type('Stance')
    await page.keyboard.press('Enter')
    await focused(panel('Add a filter').getByRole('textbox', { name: 'Find a value' }))
    await page.keyboard.press('Escape')
    await panel('Add a filter').waitFor({ state: 'detached' })
    await focused(button('Add a filter'))
  })

  test('is built of a column, a test and values with their counts', async () => {
    await addFilter('Stance', 'is one of', async () => {
      await page.getByRole('checkbox', { name: /^denies 80$/ }).check()
      await expectAccessible(page)
    })
    await rowCount().getByText('80 claims fit').waitFor()
    await addFilter('Statement', 'contains', () =>
      page.getByRole('textbox', { name: 'Words' }).fill('REPORT 00'),
    )
    await rowCount().getByText('3 claims fit').waitFor()
    const found = [1, 4, 7].map((n) => `Report 00${n} is true.`)
    await eventually(async () => expect((await statements()).sort()).toEqual(found))
    await expectAccessible(page)
  })

  test('that is no date is told where it is written', async () => {
    await addFilter('Published', 'is between', () =>
      page.getByRole('textbox', { name: 'From' }).fill('last week'),
    )
    await panel('Add a filter').getByText('“last week” counts from another date').waitFor()
    await page.getByRole('textbox', { name: 'From' }).fill('2026')
    await page.keyboard.press('Enter')
    await button('Remove filter: Published from 2026').click()
  })

  test('that leaves nothing says so, and is cleared', async () => {
    await addFilter('Note on the claim', 'has a value', async () => {})
    await page.getByRole('heading', { name: 'Nothing fits these filters' }).waitFor()
    await expectAccessible(page)
    await button('Clear the filters').click()
    await rowCount().getByText('240 claims').waitFor()
  })
})

describe('several rows', () => {
  test('are chosen by keys and graded by one action, which one undo takes back', async () => {
    await grid().getByRole('gridcell', { name: 'Report 240 is true.' }).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByRole('toolbar', { name: 'Chosen rows' }).getByText('3 chosen').waitFor()
    const marked = grid().locator('[role=row][aria-selected=true]')
    await counted(marked, 3)
    await expectAccessible(page)
    await button('Grade the chosen claims').click()
    await panel('Grade the chosen claims').getByRole('button', { name: 'E', exact: true }).click()
    await toast('3 claims graded.').waitFor()
    expect(await grades()).toEqual(['B', 'E'])
    await undo()
    await eventually(async () => expect(await grades()).toEqual(['B']))
  })

  test('are chosen all at once, on the screen or not, and tagged', async () => {
    await button('Choose all rows').click()
    await page.getByText('240 chosen').waitFor()
    await button('Tag the chosen rows').click()
    await page.getByRole('combobox', { name: 'Tag name' }).fill('Reports')
    await page.getByRole('option', { name: /^Reports/ }).waitFor()
    await page.keyboard.press('Enter')
    await toast('240 passages tagged “Reports”.').waitFor()
    const tagged = async () =>
      (await client.call('tags.list', {})).find(({ name }) => name === 'Reports')?.passages
    expect(await tagged()).toBe(240)
    await undo()
    await eventually(async () => expect(await tagged()).toBe(120))
    await button('Choose nothing').click()
    await page.getByRole('toolbar', { name: 'Chosen rows' }).waitFor({ state: 'detached' })
  })

  test('are copied as cited bullets', async () => {
    await row('Report 240 is true.').getByRole('gridcell').first().click()
    await row('Report 238 is true.').getByRole('gridcell').first().click()
    await page.getByRole('toolbar', { name: 'Chosen rows' }).getByText('2 chosen').waitFor()
    await button('Copy as bullets').click()
    await toast('2 claims copied with their sources.').waitFor()
    expect(await launched.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(
      '- Report 240 is true (Ministry of Ports, Coastal Monitor, 8 Jan 2026, B6) [AR-240]\n' +
        '- Report 238 is true (Ministry of Ports denies, Coastal Monitor, 8 Jan 2026, B4) [AR-238]\n',
    )
  })

  test('are put on a board and deleted', async () => {
    await page
      .getByRole('toolbar', { name: 'Chosen rows' })
      .getByRole('button', { name: 'Add to board' })
      .click()
    await toast(/2 cards added/).waitFor()
    await button('Delete claims').click()
    await toast('2 claims deleted.').waitFor()
    await rowCount().getByText('238 claims').waitFor()
    await undo()
    await rowCount().getByText('240 claims').waitFor()
  })
})

test('columns are chosen, moved and kept in view', async () => {
  await button('Columns').click()
  const columns = panel('Columns')
  await columns.getByRole('textbox', { name: 'Find a column' }).fill('stat')
  await columns.getByRole('checkbox', { name: 'Status' }).uncheck()
  await columns.getByRole('textbox', { name: 'Find a column' }).fill('reports')
  await columns.getByRole('checkbox', { name: 'Reports' }).check()
  await columns.getByRole('textbox', { name: 'Find a column' }).fill('')
  await expectAccessible(page)
  for (let i = 0; i < 20; i++) {
    const up = columns.getByRole('button', { name: 'Move Reports up' })
    if (await up.isDisabled()) break
    await up.click()
  }
  await columns.getByRole('button', { name: 'Keep Statement in view' }).click()
  await page.keyboard.press('Escape')
  await header('Reports').waitFor()
  const heads = () =>
    grid()
      .getByRole('columnheader')
      .evaluateAll((elements) =>
        elements
          .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
          .map((element) => element.getAttribute('col-id')),
      )
  await eventually(async () =>
    expect((await heads()).slice(0, 3)).toEqual(['check', 'claim_cite', 'claim_statement']),
  )
})

test('a view is kept under a name, and shown again from the list on the left', async () => {
  await addFilter('Stance', 'is none of', () => page.getByRole('checkbox', { name: /^asserts/ }).check())
  await rowCount().getByText('80 claims fit').waitFor()
  await button('Views').click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Denials')
  await page.keyboard.press('Enter')
  await panel('Views')
    .getByRole('button', { name: /^Denials/ })
    .waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await button('Clear all').click()
  await page.getByRole('radio', { name: 'Passages' }).check()
  await rowCount()
    .getByText(/^\d+ passages$/)
    .waitFor()
  await page.getByRole('navigation', { name: 'Evidence' }).getByRole('button', { name: 'Denials' }).click()
  await rowCount().getByText('80 claims fit').waitFor()
})

test('the export has exactly what the table shows, or everything', async () => {
  const file = path.join(folder, 'shown.csv')
  await choose(launched.app, file)
  await button('Export CSV').click()
  await page.getByRole('radio', { name: /What the table shows/ }).check()
  await expectAccessible(page)
  await button('Choose where to save it…').click()
  await toast('80 rows written to shown.csv.').waitFor()
  const [columns = [], first = []] = rowsInPython(fs.readFileSync(file))
  expect(columns).toContain('tag: Reports')
  expect(columns).not.toContain('status')
  expect(first).toContain('Report 238 is true.')
  const all = path.join(folder, 'all.csv')
  await choose(launched.app, all)
  await button('Export CSV').click()
  await page.getByRole('radio', { name: /Everything/ }).check()
  await button('Choose where to save it…').click()
  await toast('240 rows written to all.csv.').waitFor()
  expect(recordsInPython(fs.readFileSync(all))[0]).toHaveProperty('status')
})

test('a column takes no width with which the table could not come back', async () => {
  const head = header('Reports')
  const edge = await head.locator('.ag-header-cell-resize').boundingBox()
  if (!edge) throw new Error('The head has no edge to draw.')
  const { x, y } = { x: edge.x + edge.width / 2, y: edge.y + edge.height / 2 }
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 3000, y, { steps: 30 })
  await page.mouse.up()
  const width = async () => (await head.boundingBox())?.width
  await eventually(async () => expect(await width()).toBeGreaterThan(1500))
  expect(await width()).toBeLessThanOrEqual(2000)
})

test('the table comes back as it was, and follows what others write', async () => {
  await page.reload()
  client = await pageClient(page)
  await rowCount().getByText('80 claims fit').waitFor()
  const [claim] = await client.call('claims.list', {})
  if (!claim) throw new Error('There are claims.')
  await client.call('claims.update', { claim: claim.uid, stance: 'asserts' })
  await rowCount().getByText('79 claims fit').waitFor()
  await page.getByRole('radio', { name: 'Evidence' }).check()
  await rowCount()
    .getByText(/^\d+ rows$/)
    .waitFor()
  await expectAccessible(page)
})
