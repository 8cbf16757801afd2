import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { type Launched, launch } from '../support/electron.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose } from '../support/page-client.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'

const passphrase = 'seven grey herons'
const folder = aFolder()
const sealed = path.join(folder, 'for a colleague.claimboard.age')
let launched: Launched
let page: Page

async function start(...args: string[]): Promise<void> {
  launched = await launch({ args })
  page = launched.page
}

beforeAll(() => start(aProjectFile('own.claimboard', folder)))
afterAll(() => launched.close())

const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const dialog = (name: string) => page.getByRole('dialog', { name })

test('a copy is sealed once the passphrase was typed twice alike', async () => {
  await button('Share a copy').click()
  await page.getByRole('checkbox', { name: /^Seal it/ }).check()
  await field('Passphrase').fill('short')
  await page.getByText('5 more characters at least.').waitFor()
  await field('Passphrase').fill(passphrase)
  await field('Once more').fill('seven gray herons')
  await page.getByText('The two are not the same yet.').waitFor()
  expect(await button('Choose where to save it…').isDisabled()).toBe(true)
  await button('Show what is typed in Once more').click()
  expect(await field('Once more').getAttribute('type')).toBe('text')
  await field('Once more').fill(passphrase)
  await expectAccessible(page)
  await choose(launched.app, sealed)
  await button('Choose where to save it…').click()
  await page.getByText(/^for a colleague\.claimboard\.age written/).waitFor()
  const bytes = fs.readFileSync(sealed)
  expect(bytes.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n')
  expect(bytes.includes('Officials denied it.')).toBe(false)
})

test('another profile opens it with the passphrase, and is told of a wrong one', async () => {
  await launched.close()
  await start(sealed)
  await dialog('A sealed copy').waitFor()
  await expectAccessible(page)
  await field('Passphrase').fill('seven gray herons')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('This passphrase does not open the copy.').waitFor()
  await field('Passphrase').fill(passphrase)
  const target = path.join(folder, 'opened.claimboard')
  await choose(launched.app, target)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Documents' }).getByRole('button').first().waitFor()
  await dialog('A sealed copy').waitFor({ state: 'detached' })
  expect(fs.existsSync(target)).toBe(true)
})

test('a sealed copy that is not wanted is let go', async () => {
  await choose(launched.app, sealed)
  await chooseInMenu(launched.app, 'file.open')
  await dialog('A sealed copy').waitFor()
  await page.keyboard.press('Escape')
  await dialog('A sealed copy').waitFor({ state: 'detached' })
})
