import { copyFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, expect, test } from 'vitest'
import { openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { anna } from '../support/factories.ts'
import { packaged, type Started, startPackaged } from '../support/package.ts'
import { aFolder } from '../support/project-files.ts'
import { dragOver } from '../support/window-page.ts'

const { binary } = packaged()
const sample = path.resolve(import.meta.dirname, '../../out/sample/sample.claimboard')

let started: Started | undefined
afterAll(() => started?.kill())

test('nothing that would make another program of it is left on', async () => {
  const fuses = await getCurrentFuseWire(binary)
  const on = Object.values(FuseV1Options).filter(
    (fuse) => typeof fuse === 'number' && fuses[fuse] === FuseState.ENABLE,
  )
  expect(on).toEqual([FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar])
})

test('a project is opened and worked on; closed, the program ends well and leaves one file', async () => {
  const folder = aFolder()
  const file = path.join(folder, 'sample.claimboard')
  copyFileSync(sample, file)
  started = await startPackaged(binary, [file], aFolder())
  const { page } = started

  const title = 'Beijing asks for guards of its own'
  await page
    .getByRole('navigation', { name: 'Documents', exact: true })
    .getByRole('button', { name: title })
    .click()
  await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
  await dragOver(page, 'A nine-page draft is on the table in Islamabad')
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  await page.keyboard.press('t')
  await page.getByRole('combobox', { name: 'Tag name' }).fill('Tagged in the package')
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Tag name' }).waitFor({ state: 'detached' })
  await page.getByRole('status', { name: 'Saved' }).getByText('All changes saved').waitFor()

  expect(await started.close()).toBe(0)
  expect(readdirSync(folder)).toEqual(['sample.claimboard'])
  const project = openProject(file, { analyst: anna, readOnly: true })
  const quotes = project.db.column(sql`select p.quote from live_passage p
    join live_tagging g on g.passage = p.uid join live_tag t on t.uid = g.tag
    where t.name = 'Tagged in the package'`)
  project.close()
  expect(quotes).toEqual(['A nine-page draft is on the table in Islamabad'])
})
