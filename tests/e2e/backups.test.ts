import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { accessibilityProblems } from '../support/window-page.ts'

const folder = aFolder()
let launched: Launched
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  client = await pageClient(launched.page)
  await choose(launched.app, path.join(folder, 'Alder.claimboard'))
  await client.call('host.newProject', { title: 'Alder' })
  await client.call('tags.create', { name: 'Kept' })
})

afterAll(() => launched.close())

const button = (name: string) => launched.page.getByRole('button', { name, exact: true })
const dialog = () => launched.page.getByRole('dialog', { name: 'Backups' })

describe('the window with the backups', () => {
  test('opens from the menu, makes one, and says what is different since', async () => {
    await chooseInMenu(launched.app, 'file.backups')
    await dialog().getByText('There is no backup of this project yet.').waitFor()
    await button('Back up now').click()
    await dialog().getByText('read back without a fault').waitFor()
    await client.call('tags.create', { name: 'Later' })
    await button('Compare with now').click()
    await dialog().getByText('Tags added: 1').click()
    await dialog().getByText('Later').waitFor()
    expect(await accessibilityProblems(launched.page)).toEqual([])
  })

  test('lets one look inside, in a window that changes nothing', async () => {
    const opened = launched.app.waitForEvent('window')
    await button('Look inside').click()
    const page = await opened
    await page.getByText('It is a backup of Alder.claimboard').waitFor()
    const inside = await pageClient(page)
    expect(await inside.call('tags.list', {})).toMatchObject([{ name: 'Kept' }])
    await expect(inside.call('tags.create', { name: 'No' })).rejects.toMatchObject({ code: 'read-only' })
    await page.close()
    const { recent } = await client.call('host.state', {})
    expect(recent.map(({ name }) => name)).toEqual(['Alder.claimboard'])
  })

  test('restores one as a copy that can be worked on, and leaves the open project alone', async () => {
    const target = path.join(folder, 'As it was.claimboard')
    await choose(launched.app, target)
    await button('Restore as a copy…').click()
    await dialog().getByText('Restored as As it was.claimboard').waitFor()
    expect(existsSync(target)).toBe(true)
    const opened = launched.app.waitForEvent('window')
    await button('Open it').click()
    const page = await opened
    const copy = await pageClient(page)
    expect(await copy.call('tags.list', {})).toMatchObject([{ name: 'Kept' }])
    await copy.call('tags.create', { name: 'Written' })
    await page.close()
    expect(await client.call('tags.list', {})).toMatchObject([{ name: 'Kept' }, { name: 'Later' }])
  })

  test('deletes one, and takes that back', async () => {
    await button('Delete').click()
    await dialog().getByText('There is no backup of this project yet.').waitFor()
    await dialog().getByRole('button', { name: 'Undo', exact: true }).click()
    await dialog().getByRole('list', { name: 'Backups' }).getByRole('listitem').waitFor()
    await launched.page.keyboard.press('Escape')
  })

  test('a project that changed since its last backup is backed up when it is closed', async () => {
    const { uid } = await client.call('project.get', {})
    const place = path.join(launched.userData, 'backups', uid)
    const scheduled = () => readdirSync(place).filter((name) => name.endsWith('-schedule.claimboard'))
    expect(scheduled()).toEqual([])
    for (const name of readdirSync(place)) rmSync(path.join(place, name))
    await client.call('host.closeProject', {})
    await eventually(() => expect(scheduled()).toHaveLength(1))
  })
})
