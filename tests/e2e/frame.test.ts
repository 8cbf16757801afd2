import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'
import { counted } from '../support/readiness.ts'

const folder = aFolder()
const profile = path.join(aFolder(), 'profile')
const file = aProjectFile('frame.claimboard', folder)
let launched: Launched
let page: Page
let client: PageClient

async function start(...args: string[]): Promise<void> {
  launched = await launch({ args, userData: profile })
  page = launched.page
  client = await pageClient(page)
}

beforeAll(async () => {
  // As a start on a large second screen left it, which is not there any more.
  const place = { x: 9000, y: 9000, width: 1200, height: 780, maximized: false }
  fs.mkdirSync(profile, { recursive: true })
  fs.writeFileSync(
    path.join(profile, 'shell.json'),
    JSON.stringify({ bounds: place, places: { [file]: place } }),
  )
  await start(file)
})

afterAll(() => launched.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const inFront = () => page.getByRole('tab', { selected: true })

const menu = (id: string) => chooseInMenu(launched.app, id)

const item = (id: string) =>
  launched.app.evaluate(({ Menu }, asked) => {
    const found = Menu.getApplicationMenu()?.getMenuItemById(asked)
    return { enabled: found?.enabled, checked: found?.checked }
  }, id)

const bounds = () =>
  launched.app.evaluate(({ BrowserWindow, screen }) => {
    const [window] = BrowserWindow.getAllWindows()
    return { window: window?.getBounds(), screen: screen.getPrimaryDisplay().workArea }
  })

test('a window whose screen is gone comes up on the one that is there', async () => {
  await page.getByRole('region', { name: 'Reader' }).waitFor()
  const { window, screen } = await bounds()
  expect(window?.x).toBeGreaterThanOrEqual(screen.x)
  expect((window?.x ?? 0) + (window?.width ?? 0)).toBeLessThanOrEqual(screen.x + screen.width)
  expect((window?.y ?? 0) + (window?.height ?? 0)).toBeLessThanOrEqual(screen.y + screen.height)
})

test('the menu greys what cannot be done, and follows the selection', async () => {
  await eventually(async () => expect(await item('passage.sentence')).toMatchObject({ enabled: true }))
  expect(await item('passage.tag')).toMatchObject({ enabled: false })
  await page.getByRole('textbox', { name: /^Text of/ }).focus()
  await page.keyboard.press('s')
  await eventually(async () => expect(await item('passage.tag')).toMatchObject({ enabled: true }))
  await page.keyboard.press('Escape')
  await eventually(async () => expect(await item('passage.tag')).toMatchObject({ enabled: false }))
})

test('panels are hidden and shown, and the menu says which are', async () => {
  const documents = page.getByRole('navigation', { name: 'Documents', exact: true })
  await menu('view.sidebar')
  await documents.waitFor({ state: 'hidden' })
  await eventually(async () => expect(await item('view.sidebar')).toMatchObject({ checked: false }))
  await button('Lists').click()
  await documents.waitFor()
  await eventually(async () => expect(await item('view.sidebar')).toMatchObject({ checked: true }))
})

test('a form comes up in an inspector that was hidden', async () => {
  await menu('view.inspector')
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor({ state: 'hidden' })
  await page.getByRole('textbox', { name: /^Text of/ }).focus()
  await page.keyboard.press('s')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await page.keyboard.press('c')
  await page.getByRole('form', { name: 'Claim', exact: true }).waitFor()
  await button('Discard').click()
})

test('tabs are stepped through and closed, and Back leads to what was shown', async () => {
  await menu('evidence.open')
  await eventually(async () => expect(await inFront().innerText()).toContain('Evidence table'))
  await menu('view.nextTab')
  await eventually(async () => expect(await inFront().innerText()).not.toContain('Evidence table'))
  await menu('view.back')
  await eventually(async () => expect(await inFront().innerText()).toContain('Evidence table'))
  await menu('view.closeTab')
  await counted(page.getByRole('tab'), 1)
  await menu('view.back')
  await eventually(async () => expect(await inFront().innerText()).toContain('Evidence table'))
  await menu('view.forward')
  await eventually(async () => expect(await inFront().innerText()).not.toContain('Evidence table'))
})

test('the palette greys what cannot be done and does nothing then', async () => {
  await menu('edit.find')
  await page.getByRole('combobox', { name: 'Find anything' }).fill('align left')
  const option = page.getByRole('option', { name: /Align left edges/ })
  expect(await option.getAttribute('aria-disabled')).toBe('true')
  await page.keyboard.press('Enter')
  await option.waitFor()
  await page.keyboard.press('Escape')
  await option.waitFor({ state: 'detached' })
})

test('About says what the program is made of, with every licence', async () => {
  await menu('help.about')
  const dialog = page.getByRole('dialog', { name: 'About Claimboard' })
  const { licences, profile: shown } = await client.call('host.about', {})
  expect(shown).toBe(profile)
  expect(licences.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'better-sqlite3', 'zod']))
  for (const { name, text } of licences) expect(text.length, name).toBeGreaterThan(40)
  await dialog.getByText('react', { exact: true }).click()
  await dialog
    .getByText(/Meta Platforms/)
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('preferences hold at once and at the next start, and so does the place of the window', async () => {
  await menu('file.preferences')
  const dialog = page.getByRole('dialog', { name: 'Preferences' })
  await dialog.getByLabel('Your name').fill('Amina Rahim')
  await dialog.getByLabel('Initials').fill('AR')
  await dialog.getByRole('radio', { name: 'Green' }).click({ force: true })
  await dialog.getByRole('radio', { name: 'Dark' }).click()
  await dialog.getByLabel('Size of text and controls').selectOption({ label: '125 %' })
  await eventually(async () =>
    expect(await launched.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark'),
  )
  const kept = {
    analyst: { name: 'Amina Rahim', initials: 'AR', colour: '#1f8a70' },
    preferences: { theme: 'dark', zoom: 1.25 },
  }
  await eventually(async () => expect(await client.call('host.state', {})).toMatchObject(kept))
  await page.keyboard.press('Escape')
  const place = { width: 1010, height: 710 }
  await launched.app.evaluate(
    ({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, ...place }),
    place,
  )
  await eventually(async () => expect((await bounds()).window).toMatchObject(place))
  await launched.close()
  await start()
  await choose(launched.app, file)
  await button('Open a project…').click()
  await button('AR: preferences').waitFor()
  expect(await client.call('host.state', {})).toMatchObject(kept)
  await eventually(async () => expect(await page.evaluate(() => devicePixelRatio)).toBeCloseTo(1.25, 2))
  await eventually(async () => expect((await bounds()).window).toMatchObject(place))
})
