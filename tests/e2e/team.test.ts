import { copyFileSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProject } from '../../db/project.ts'
import { writeAs } from '../support/apart.ts'
import { type Launched, launch } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { aDocument, anna, aPassage } from '../support/factories.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient, pageClient } from '../support/page-client.ts'
import { PATIENCE_MS } from '../support/patience.ts'
import { aFolder } from '../support/project-files.ts'
import { accessibilityProblems } from '../support/window-page.ts'

/** A window of its own program, with a copy of the project and a profile. */
interface Seat {
  readonly launched: Launched
  readonly page: Page
  readonly client: PageClient
}

// The folder is looked into every 15 seconds, and a look that finds something else being written waits for the next.
const byItselfMs = 3 * 15_000 + PATIENCE_MS

const shared = aFolder()
let ours: Seat
let theirs: Seat
let passage: string
let document: string

beforeAll(async () => {
  const file = path.join(aFolder(), 'harbour.claimboard')
  createProject(file, 'Harbour', anna)
  const made = writeAs(anna, file, (db) => {
    const uid = aDocument(db, 'Officials denied that anybody was hurt. The quay is shut.', { title: 'Quay' })
    return { document: uid, passage: aPassage(db, uid, 'Officials denied', { note: 'First' }) }
  })
  passage = made.passage
  document = made.document
  const copy = path.join(aFolder(), 'harbour of Béla.claimboard')
  copyFileSync(file, copy)
  ours = await seat(file, 'Anna Reader', 'AR')
  theirs = await seat(copy, 'Béla Writer', 'BW')
})

afterAll(async () => {
  await theirs?.launched.close()
  await ours?.launched.close()
})

async function seat(file: string, name: string, initials: string): Promise<Seat> {
  const launched = await launch()
  const { page } = launched
  const client = await pageClient(page)
  await client.call('host.updateAnalyst', { name, initials })
  await choose(launched.app, file)
  await client.call('host.openProject', {})
  await page.getByRole('button', { name: 'Import documents' }).waitFor()
  return { launched, page, client }
}

const menu = ({ launched }: Seat, id: string) => chooseInMenu(launched.app, id)

const dialogOf = ({ page }: Seat) => page.getByRole('dialog', { name: 'Team folder' })
const statusOf = ({ page }: Seat) => page.getByRole('contentinfo').getByRole('button', { name: /^Team: / })

async function openTeam(who: Seat): Promise<void> {
  await menu(who, 'file.team')
  await dialogOf(who).waitFor()
}

async function chooseFolder(who: Seat, folder: string): Promise<void> {
  await choose(who.launched.app, folder)
  await dialogOf(who)
    .getByRole('button', { name: /Choose a folder…|Another folder…/ })
    .click()
}

async function exchange(who: Seat, words: RegExp): Promise<void> {
  await dialogOf(who).getByRole('button', { name: 'Exchange now' }).click()
  await dialogOf(who).getByRole('status').getByText(words).waitFor()
}

const writeNote = ({ client }: Seat, text: string) => client.call('passages.note', { passage, note: text })

async function noteAt({ client }: Seat): Promise<string | null | undefined> {
  const passages = await client.call('passages.list', { document })
  return passages.find(({ uid }) => uid === passage)?.note
}

async function inBothThemes({ page }: Seat): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await accessibilityProblems(page), colorScheme).toEqual([])
  }
}

test('A folder is chosen in the dialog; the project’s own and the profile are refused in words', async () => {
  await openTeam(ours)
  await inBothThemes(ours)
  await chooseFolder(ours, ours.launched.userData)
  await dialogOf(ours)
    .getByText(/The folder of your profile cannot be shared/)
    .waitFor()
  await chooseFolder(ours, shared)
  await dialogOf(ours).getByText(shared).waitFor()
  await dialogOf(ours).getByText('The folder is empty so far.').waitFor()
  await statusOf(ours).getByText('Team: nothing exchanged yet').waitFor()
  await inBothThemes(ours)
})

test('What one publishes, the other takes in, and the dialog says whose copies are there', async () => {
  await exchange(ours, /^Nothing new from others\. Yours is published\.$/)
  await openTeam(theirs)
  await chooseFolder(theirs, shared)
  await dialogOf(theirs)
    .getByRole('row', { name: /^Anna Reader .* new$/ })
    .waitFor()
  await writeNote(theirs, 'Ask the union.')
  await exchange(theirs, /Yours is published/)
  await exchange(ours, /^Taken in from Béla Writer: 1 new, 1 changed\./)
  await dialogOf(ours)
    .getByRole('row', { name: /^Béla Writer .* taken in$/ })
    .waitFor()
  await dialogOf(ours)
    .getByRole('row', { name: /^Anna Reader .* yours$/ })
    .waitFor()
  expect(await noteAt(ours)).toBe('Ask the union.')
  await inBothThemes(ours)
  await exchange(ours, /^Nothing new from others\.$/)
})

test('What is not whole, or no project, is told in its row and keeps nothing else from coming in', async () => {
  const half = readdirSync(shared).find((name) => name.startsWith('Béla')) ?? ''
  const other = half
    .replace(/[0-9a-f]{16}(?=\.claimboard$)/, '0123456789abcdef')
    .replace('Béla Writer', 'Carla')
  copyFileSync(path.join(shared, half), path.join(shared, other))
  truncateSync(path.join(shared, other), 30_000)
  writeFileSync(path.join(shared, 'notes.claimboard'), 'Not a project.')
  await exchange(ours, /1 file not whole yet\. 1 file not taken in\.$/)
  await dialogOf(ours)
    .getByRole('row', { name: /^Carla .* not whole yet/ })
    .waitFor()
  await dialogOf(ours)
    .getByRole('row', { name: /^notes\.claimboard .* not a project/ })
    .waitFor()
  await inBothThemes(ours)
  for (const who of [ours, theirs]) {
    await who.page.keyboard.press('Escape')
    await dialogOf(who).waitFor({ state: 'detached' })
  }
})

test('By itself, what others publish comes in, and Undo still means what was done here', async () => {
  await ours.client.call('team.automatic', { on: true })
  await writeNote(ours, 'Ours, then.')
  await theirs.client.call('passages.create', { document, start: 40, end: 48 })
  await theirs.client.call('team.publish', {})
  await eventually(
    async () => expect(await ours.client.call('passages.list', { document })).toHaveLength(2),
    byItselfMs,
  )
  await statusOf(ours)
    .getByText(/^Team: \d colleagues?, last exchange /)
    .waitFor({ timeout: byItselfMs })
  expect((await ours.client.call('history.state', {})).undo).not.toContain('Exchange')
  await menu(ours, 'edit.undo')
  await eventually(async () => expect(await noteAt(ours)).toBe('Ask the union.'))
  expect(await ours.client.call('passages.list', { document })).toHaveLength(2)
})

test('A folder that is gone is told quietly, and goes on when it is back', async () => {
  renameSync(shared, `${shared} away`)
  await statusOf(ours).getByText('Team: cannot exchange').waitFor({ timeout: byItselfMs })
  expect(await ours.page.getByRole('region', { name: 'Messages' }).getByRole('alert').count()).toBe(0)
  await openTeam(ours)
  await dialogOf(ours)
    .getByText(/cannot be reached now/)
    .first()
    .waitFor()
  await inBothThemes(ours)
  await ours.page.keyboard.press('Escape')
  await dialogOf(ours).waitFor({ state: 'detached' })
  renameSync(`${shared} away`, shared)
  await statusOf(ours)
    .getByText(/last exchange/)
    .waitFor({ timeout: byItselfMs })
})

test('Closing the project publishes what was not published yet', async () => {
  const before = readdirSync(shared).filter((name) => name.startsWith('Anna'))
  await writeNote(ours, 'Before going home.')
  await ours.client.call('host.closeProject', {})
  await eventually(() => {
    const after = readdirSync(shared).filter((name) => name.startsWith('Anna'))
    expect(after).toHaveLength(1)
    expect(after).not.toEqual(before)
  })
  await theirs.client.call('team.exchange', {})
  await eventually(async () => expect(await noteAt(theirs)).toBe('Before going home.'))
})
