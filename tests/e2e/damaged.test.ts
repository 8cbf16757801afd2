import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownFiles } from '../../db/known-files.ts'
import { startChild } from '../support/child.ts'
import { type Launched, launch } from '../support/electron.ts'
import { makeLargeProject } from '../support/large-project.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { aFolder, tamper } from '../support/project-files.ts'
import { accessibilityProblems } from '../support/window-page.ts'

const folder = aFolder()
let launched: Launched
let client: PageClient

beforeAll(async () => {
  launched = await launch()
  client = await pageClient(launched.page)
})

afterAll(() => launched.close())

const button = (name: string) => launched.page.getByRole('button', { name, exact: true })

describe('a damaged project', () => {
  test('opens a page that says what is wrong, and is salvaged into a new file that opens', async () => {
    const file = path.join(folder, 'Alder.claimboard')
    makeLargeProject(file)
    await choose(launched.app, file)
    await client.call('host.openProject', {})
    await client.call('backups.make', {})
    await client.call('host.closeProject', {})
    const bytes = readFileSync(file)
    bytes.fill(0, 0, 2 * 4096)
    writeFileSync(file, bytes)
    await client.call('host.openProject', {})
    const { page } = launched
    await page.getByRole('heading', { name: 'Alder.claimboard is damaged' }).waitFor()
    await page.getByText('Its first pages, which say where everything is, cannot be read.').waitFor()
    await page.getByRole('heading', { name: 'Or go back to a backup' }).waitFor()
    await page.getByText('12 documents, 177 passages').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    const target = path.join(folder, 'Alder – repaired.claimboard')
    await choose(launched.app, target)
    await button('Salvage into a new file…').click()
    await page.getByText('is written.').waitFor()
    expect(existsSync(target)).toBe(true)
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(await accessibilityProblems(page)).toEqual([])
    await button('Open it').click()
    await page.getByRole('button', { name: 'Import documents' }).waitFor()
    expect(await client.call('documents.list', {})).toHaveLength(12)
    await client.call('tags.create', { name: 'Goes on' })
    await client.call('host.closeProject', {})
  })

  test('stays in sight while somebody looks into a backup of it', async () => {
    await choose(launched.app, path.join(folder, 'Alder.claimboard'))
    await client.call('host.openProject', {})
    const opened = launched.app.waitForEvent('window')
    await button('Look inside').click()
    const backup = await opened
    await backup.getByText('It is a backup of Alder.claimboard').waitFor()
    await launched.page.getByRole('heading', { name: 'Alder.claimboard is damaged' }).waitFor()
    await backup.close()
  })

  test('can be left alone', async () => {
    await button('Back to the start').click()
    await button('New project…').waitFor()
  })
})

describe('a project that another program is writing', () => {
  test('opens for reading, says who has it, and for writing once they have closed it', async () => {
    const file = path.join(folder, 'Shared.claimboard')
    makeLargeProject(file)
    const other = startChild('holds-project.ts', file)
    expect(await other.line()).toBe('writing')
    await choose(launched.app, file)
    await client.call('host.openProject', {})
    const { page } = launched
    await page.getByText('Open in Claimboard by Béla Writer').waitFor()
    await expect(client.call('tags.create', { name: 'No' })).rejects.toMatchObject({ code: 'read-only' })
    other.send('close')
    await other.ended()
    await button('Open it for writing').click()
    await page.getByText('All changes saved').waitFor()
    await client.call('tags.create', { name: 'Yes' })
    expect(await client.call('project.get', {})).toMatchObject({ readOnly: false })
  })
})

describe('verifying', () => {
  test('says that nothing is wrong, or what is, and lets one salvage it', async () => {
    const file = path.join(folder, 'Verified.claimboard')
    makeLargeProject(file)
    await client.call('host.closeProject', {})
    await choose(launched.app, file)
    await client.call('host.openProject', {})
    const verify = () => chooseInMenu(launched.app, 'file.verify')
    await verify()
    const dialog = launched.page.getByRole('dialog', { name: 'Verify the project' })
    await dialog.getByText('Nothing is damaged.').waitFor()
    expect(await accessibilityProblems(launched.page)).toEqual([])
    await button('Close').click()
    await client.call('host.closeProject', {})
    tamper(file, `update document_text set body = replace(body, 'Line 3', 'Lime 3')`)
    // As a disk does it: unseen by whoever looks at times and sizes only.
    knownFiles(launched.userData).closed(file)
    await client.call('host.openProject', {})
    await launched.page.getByRole('button', { name: 'Import documents' }).waitFor()
    await verify()
    await dialog
      .getByText('The text is not what was imported (its checksum does not fit) of “Document 3”.')
      .waitFor()
    expect(await accessibilityProblems(launched.page)).toEqual([])
    await button('Close the project and salvage it…').click()
    await launched.page.getByText('The text of “Document 3” was read again from its original.').waitFor()
  })
})
