import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assess } from '../../db/hypotheses.ts'
import { loadAnalyst } from '../../db/profile.ts'
import { openProject } from '../../db/project.ts'
import { insertRow } from '../../db/rows.ts'
import { expectAccessible } from '../support/accessible.ts'
import { type Launched, launch } from '../support/electron.ts'
import { aDocument, aPassage, aTag, aTagging, bela } from '../support/factories.ts'
import { chooseInMenu } from '../support/menu.ts'
import { aFolder, aProjectFile, writeTo } from '../support/project-files.ts'

let launched: Launched
let page: Page

beforeAll(async () => {
  const profile = aFolder()
  const me = loadAnalyst(profile)
  const file = aProjectFile()
  const rated = writeTo(file, (db) => {
    insertRow(db, 'analyst', { name: me.name, initials: me.initials }, me.uid, me.uid)
    insertRow(db, 'analyst', { name: bela.name, initials: bela.initials }, bela.uid, bela.uid)
    const demands = aTag(db, 'Demands')
    const document = aDocument(db, 'China wants guards of its own. Pakistan refuses. It rained.', {
      title: 'Report',
    })
    const wish = aPassage(db, document, 'China wants guards of its own.')
    aTagging(db, wish, demands, me)
    aTagging(db, wish, demands, bela)
    aTagging(db, aPassage(db, document, 'Pakistan refuses.'), demands, bela)
    const hypothesis = insertRow(
      db,
      'hypothesis',
      { statement: 'Pakistan will give in.', position: 1 },
      me.uid,
    )
    const proposition = insertRow(
      db,
      'proposition',
      { statement: 'Pakistan refuses foreign guards.', kind: 'fact' },
      me.uid,
    )
    return { hypothesis, proposition }
  })
  for (const [analyst, rating] of [
    [bela, 'I'],
    [me, 'N'],
  ] as const) {
    const project = openProject(file, { analyst, mustWrite: true })
    project.history?.perform({ operation: 'hypotheses.assess', label: 'Rate' }, (db) =>
      assess(db, rated.hypothesis, rated.proposition, { rating }, analyst.uid),
    )
    project.close()
  }
  launched = await launch({ args: [file], userData: profile })
  page = launched.page
  await page.getByRole('button', { name: 'Import documents', exact: true }).waitFor()
  await chooseInMenu(launched.app, 'agreement.open')
})

afterAll(() => launched.close())

const agreement = () => page.getByRole('region', { name: 'Two analysts' })
const row = (name: string) => agreement().getByRole('row').filter({ hasText: name })

test('shows how far two analysts tagged alike, tag by tag', async () => {
  await agreement().getByText('1 document in which both have tagged something.').waitFor()
  const cells = await row('Demands').getByRole('cell').allInnerTexts()
  // 30 of 59 characters by both, 17 by one, 12 by neither.
  expect(cells.slice(0, 2)).toEqual(['71.2 %', '63.8 %'])
  await expectAccessible(page)
})

test('shows what is disputed, and is settled by tagging it too', async () => {
  await agreement().getByRole('button', { name: '1 disputed under Demands' }).click()
  await agreement().getByRole('button', { name: 'Pakistan refuses.' }).waitFor()
  await expectAccessible(page)
  await agreement().getByRole('button', { name: 'Tag it too' }).click()
  await row('Demands').getByRole('cell', { name: '100 %' }).first().waitFor()
  await page.getByRole('banner').getByRole('button', { name: 'Undo', exact: true }).click()
  await agreement().getByRole('button', { name: '1 disputed under Demands' }).waitFor()
})

test('shows the ratings that differ, one step from the hypothesis', async () => {
  const ratings = agreement().getByRole('table', { name: 'Ratings that differ' })
  const of = (name: string) => ratings.getByRole('row', { name }).getByRole('cell').allInnerTexts()
  await ratings.getByRole('row', { name: 'Pakistan refuses foreign guards.' }).waitFor()
  const [first] = await ratings.getByRole('columnheader').nth(1).allInnerTexts()
  expect(await of('Pakistan refuses foreign guards.')).toEqual(first === bela.name ? ['I', 'N'] : ['N', 'I'])
  await expectAccessible(page)
  await ratings.getByRole('button', { name: 'Pakistan will give in.' }).click()
  await page.getByRole('region', { name: 'Hypothesis' }).waitFor()
  await page.getByRole('tab', { name: 'Agreement' }).click()
})

test('asks for two analysts', async () => {
  const name = await agreement().getByLabel('First analyst').inputValue()
  await agreement().getByLabel('Second analyst').selectOption(name)
  await agreement().getByText('Choose two different analysts.').waitFor()
})
