import type { ElectronApplication, Page } from 'playwright'
import { choose } from '../../support/page-client.ts'
import { pressForMenu } from '../../support/window-page.ts'

/** A screen of the application, reached as a person does, and left as it was found. */
export interface Scene {
  readonly name: string
  show(page: Page, app: ElectronApplication): Promise<unknown>
  leave?(page: Page, app: ElectronApplication): Promise<unknown>
}

/** Articles of the sample project. */
export const guards = 'Beijing asks for guards of its own'
export const blast = 'Harbour road blast: what is known'

export function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true })
}

export async function openDocument(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Documents' }).getByRole('button', { name: title }).click()
  await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
}

export async function openBoard(page: Page, title = 'Who agreed to what'): Promise<void> {
  await page.getByRole('navigation', { name: 'Boards' }).getByRole('button', { name: title }).click()
  await page.getByRole('region', { name: 'Board', exact: true }).waitFor()
}

/** Shows the table of claims, and the sentence of the first beside it. */
export async function openTable(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Evidence' })
    .getByRole('button', { name: 'Evidence table' })
    .click()
  const grid = page.getByRole('grid', { name: 'Evidence' })
  // Rows stand there before what is in them is fetched, and one without anything in it shows nothing.
  const statements = grid.locator('[role=gridcell][col-id=claim_statement]').filter({ hasText: /\S/ })
  await statements.first().click()
  await page.getByRole('complementary', { name: 'Inspector' }).getByText('Claim', { exact: true }).waitFor()
}

/** Makes a copy of the sample project and shows it. */
export async function openSample(app: ElectronApplication, page: Page, copy: string): Promise<void> {
  await choose(app, copy)
  await button(page, 'Open the sample project…').click()
  await button(page, 'Import documents').waitFor()
  await openDocument(page, guards)
}

/** What the palette has found. */
export function found(page: Page) {
  return page.getByRole('dialog', { name: 'Find anything' }).getByRole('option')
}

/** Finds a command by its name and runs it. */
export async function command(page: Page, app: ElectronApplication, words: string): Promise<void> {
  await pressForMenu(app, 'K')
  await page.getByRole('combobox', { name: 'Find anything' }).fill(words)
  await found(page)
    .filter({ has: page.getByText(words, { exact: true }) })
    .first()
    .click()
}

/** A row of one of the lists on the left. */
export function listed(page: Page, list: string, name: string) {
  return page.getByRole('navigation', { name: list, exact: true }).getByRole('button', { name }).first()
}

/** A dialog, once it is there. */
export async function dialog(page: Page, name?: string): Promise<void> {
  await page.getByRole('dialog', name === undefined ? {} : { name }).waitFor()
}

/** Closes what stands in front. */
export async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
}
