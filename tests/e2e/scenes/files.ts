import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { editedApart } from '../../support/apart.ts'
import { choose, pageClient } from '../../support/page-client.ts'
import { button, command, dialog, leave, listed, type Scene } from './ways.ts'

/** The first screen, and what can be seen before there is a project. */
export const firstScenes: readonly Scene[] = [
  { name: 'first', show: async (page) => await button(page, 'New project…').waitFor() },
  {
    name: 'new-project',
    show: async (page) => {
      await button(page, 'New project…').click()
      await dialog(page)
    },
    leave,
  },
]

async function close(page: Page): Promise<void> {
  const client = await pageClient(page)
  await client.call('host.closeProject', {})
  await button(page, 'New project…').waitFor()
}

async function open(page: Page, app: ElectronApplication, file: string): Promise<void> {
  await choose(app, file)
  await button(page, 'Open a project…').click()
}

/** What is seen of projects in other states than being worked on; with the sample project open, which is closed. */
export function fileScenes(folder: string): readonly Scene[] {
  const at = (name: string) => path.join(folder, name)
  const sealed = at('for a colleague.claimboard.age')
  let apart: ReturnType<typeof editedApart>
  let writer: ReturnType<typeof spawn>
  return [
    {
      name: 'sealed',
      show: async (page, app) => {
        await button(page, 'Share a copy').click()
        await page.getByRole('checkbox', { name: /^Seal it/ }).check()
        for (const field of ['Passphrase', 'Once more'])
          await page.getByLabel(field, { exact: true }).fill('seven grey herons')
        await choose(app, sealed)
        await button(page, 'Choose where to save it…').click()
        await page.getByText(/\.age written/).waitFor()
        await close(page)
        await open(page, app, sealed)
        await dialog(page, 'A sealed copy')
      },
      leave,
    },
    { name: 'first-recent', show: (page) => page.getByText('sample', { exact: true }).waitFor() },
    {
      name: 'not-imported',
      show: async (page, app) => {
        const { analyst } = await (await pageClient(page)).call('host.state', {})
        apart = editedApart(folder, { uid: analyst.uid, name: analyst.name, initials: analyst.initials })
        await open(page, app, apart.ours)
        await page.getByRole('banner').getByRole('button', { name: 'Import documents' }).waitFor()
        fs.writeFileSync(at('empty.txt'), '')
        await choose(app, at('empty.txt'))
        await page.getByRole('banner').getByRole('button', { name: 'Import documents' }).click()
        await dialog(page, 'Not imported')
      },
      leave,
    },
    {
      name: 'merge-preview',
      show: async (page, app) => {
        await choose(app, apart.theirs)
        await command(page, app, 'Merge a copy')
        await page.getByRole('dialog').getByRole('heading', { name: '5 conflicts' }).waitFor()
      },
    },
    {
      name: 'conflicts',
      show: async (page) => {
        await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click()
        await page.getByRole('list', { name: 'Conflicts' }).getByRole('article').nth(4).waitFor()
      },
    },
    {
      name: 'made-twice',
      show: async (page, app) => {
        await command(page, app, 'Made twice')
        await page.getByRole('list', { name: 'Made twice' }).getByRole('article').first().waitFor()
      },
    },
    {
      name: 'read-only',
      show: async (page, app) => {
        await close(page)
        const holder = path.resolve(import.meta.dirname, '../../support/holds-project.ts')
        writer = spawn(process.execPath, [holder, apart.theirs], { stdio: ['pipe', 'pipe', 'inherit'] })
        if (writer.stdout) await once(writer.stdout, 'data')
        await open(page, app, apart.theirs)
        await page.getByText('Open in Claimboard by Béla Writer').waitFor()
      },
    },
    {
      name: 'writer-gone',
      show: async (page) => {
        writer.stdin?.write('close\n')
        await once(writer, 'exit')
        await button(page, 'Open it for writing').waitFor()
      },
    },
    {
      name: 'empty',
      show: async (page, app) => {
        await close(page)
        await choose(app, at('empty.claimboard'))
        await button(page, 'New project…').click()
        await page.getByLabel('Title').fill('Corridor security')
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: 'Bring in what you want to read' }).waitFor()
      },
    },
    {
      name: 'empty-table',
      show: async (page) => {
        await listed(page, 'Evidence', 'Evidence table').click()
        await page.getByRole('region', { name: 'Evidence table' }).waitFor()
      },
    },
    {
      name: 'empty-board',
      show: async (page) => {
        await button(page, 'New board').click()
        await page.getByRole('region', { name: 'Board', exact: true }).waitFor()
      },
    },
    {
      name: 'damaged',
      show: async (page, app) => {
        await (await pageClient(page)).call('backups.make', {})
        await close(page)
        const file = await fs.promises.open(at('empty.claimboard'), 'r+')
        await file.write(Buffer.alloc(8192), 0, 8192, 0)
        await file.close()
        await open(page, app, at('empty.claimboard'))
        await page.getByRole('heading', { name: 'empty.claimboard is damaged' }).waitFor()
      },
    },
  ]
}
