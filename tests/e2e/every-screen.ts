import type { ElectronApplication, Page } from 'playwright'
import { chooseInMenu } from '../support/menu.ts'
import { pageClient } from '../support/page-client.ts'

const lists = ['Documents', 'Tags', 'Actors', 'Events', 'Hypotheses', 'Boards'] as const

/** Dialogs that the menu opens, by the item's id. */
const dialogs = [
  'file.export',
  'file.share',
  'file.saveAs',
  'file.pack',
  'file.backups',
  'file.verify',
  'help.about',
]

/**
 * Shows everything of the open project that its lists, the menu and the palette lead to: each row of each list with
 * the inspector beside it, the table, the boards with each card chosen, the dialogs, those of printing among them, and what a search finds.
 *
 * @param seen is called when a screen stands, with a name for it
 */
export async function showEverything(
  page: Page,
  app: ElectronApplication,
  seen: (name: string) => Promise<void>,
): Promise<void> {
  const menu = (id: string) => chooseInMenu(app, id)

  const showDialog = async (id: string) => {
    await menu(id)
    await page.getByRole('dialog').waitFor()
    await settled(page)
    await seen(id)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  for (const name of lists) {
    const rows = page.getByRole('navigation', { name, exact: true }).getByRole('listitem')
    await rows.first().waitFor()
    for (let n = 0; n < (await rows.count()); n++) {
      await rows.nth(n).getByRole('button').first().click()
      await settled(page)
      await seen(`${name} ${n}`)
      if (name === 'Boards') await showCards(page, seen)
      if (name === 'Documents') await showPassages(page, seen)
    }
  }

  await menu('evidence.open')
  const grid = page.getByRole('grid', { name: 'Evidence' })
  const cells = grid.locator('[role=gridcell][col-id=claim_statement]')
  await cells.first().waitFor()
  for (let n = 0; n < (await cells.count()); n++) {
    await cells.nth(n).click()
    await settled(page)
    await seen(`table ${n}`)
  }
  for (const id of ['file.print', 'file.savePdf']) await showDialog(id)
  const statement = page.getByRole('button', { name: /^All on this statement/ }).first()
  if (await statement.isVisible()) {
    await statement.click()
    await page.getByRole('region', { name: 'Statement', exact: true }).waitFor()
    await seen('statement')
  }
  await menu('agreement.open')
  await settled(page)
  await seen('agreement')

  for (const id of dialogs) await showDialog(id)

  await menu('edit.find')
  for (const words of ['a', 'canary', '<img', '"', '=cmd', "'; drop"]) {
    await page.getByRole('combobox', { name: 'Find anything' }).fill(words)
    await settled(page)
    await seen(`found ${words}`)
  }
  await page.keyboard.press('Escape')
}

async function showCards(page: Page, seen: (name: string) => Promise<void>): Promise<void> {
  const board = page.getByRole('region', { name: 'Board', exact: true })
  const cards = board.locator('.react-flow__node')
  await cards.first().waitFor()
  for (let n = 0; n < (await cards.count()); n++) {
    await cards.nth(n).click({ force: true, position: { x: 12, y: 8 } })
    await settled(page)
    await seen(`card ${n}`)
  }
}

async function showPassages(page: Page, seen: (name: string) => Promise<void>): Promise<void> {
  const passages = page.getByRole('region', { name: 'Reader' }).locator('.passage')
  for (let n = 0; n < Math.min(3, await passages.count()); n++) {
    const several = (await passages.nth(n).getAttribute('data-passages'))?.includes(' ')
    await passages.nth(n).click()
    const choice = page.getByRole('menu', { name: 'Passages here' })
    // It comes up when what the claims say is known.
    if (several) await choice.getByRole('menuitem').first().click()
    await settled(page)
    await seen(`passage ${n}`)
  }
}

// What a screen asks for when it comes up, and what it asks for once it knows that.
const waves = 2

/** Waits until what was asked for is answered and drawn: what is asked last is answered last. */
async function settled(page: Page): Promise<void> {
  const client = await pageClient(page)
  for (let wave = 0; wave < waves; wave++) {
    await drawn(page)
    await client.call('history.state', {})
  }
  await drawn(page)
}

function drawn(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((done) => requestAnimationFrame(done))
  })
}
