import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClaimInfo } from '../../db/contract/claim.ts'
import { expectAccessible } from '../support/accessible.ts'
import type { Launched } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { launchWithArticles } from '../support/launch-with-articles.ts'
import { chooseInMenu } from '../support/menu.ts'
import type { PageClient } from '../support/page-client.ts'
import { partsOf } from '../support/parts.ts'
import { aFolder } from '../support/project-files.ts'
import { focused } from '../support/readiness.ts'
import { clickOn, dragOver } from '../support/window-page.ts'

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  ;({ launched, page, client } = await launchWithArticles(folder, 'Claims'))
})

afterAll(() => launched.close())

const guards = 'Beijing asks for guards of its own'
const blast = 'Harbour road blast: what is known'

const { button, list, part, form, field, combobox } = partsOf(() => page)
const text = () => page.getByRole('region', { name: 'Reader' }).getByRole('textbox')
const dialog = () => page.getByRole('dialog')

async function openDocument(title: string): Promise<void> {
  await list('Documents').getByRole('button', { name: title }).click()
  await page.getByRole('textbox', { name: `Text of ${title}` }).waitFor()
}

/** Selects words of the open text and opens the form for them. */
async function begin(words: string): Promise<void> {
  await dragOver(page, words)
  await page.keyboard.press('c')
  await form().waitFor()
}

/** Names somebody in a field that offers and makes people. */
async function name(label: string, words: string): Promise<void> {
  await combobox(label).fill(words)
  await page.keyboard.press('Enter')
}

async function saved(): Promise<void> {
  await form().waitFor({ state: 'detached' })
}

async function saveByKey(): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await saved()
}

async function claims(): Promise<ClaimInfo[]> {
  return client.call('claims.list', {})
}

async function claim(statement: string): Promise<ClaimInfo> {
  return eventually(async () => {
    const found = (await claims()).find((one) => one.statement === statement)
    if (!found) throw new Error(`No claim says “${statement}”.`)
    return found
  })
}

/** Shows a claim by its number. */
async function openClaim(cite: string): Promise<void> {
  await chooseInMenu(launched.app, 'edit.find')
  await combobox('Find anything').fill(cite)
  await page
    .getByRole('option')
    .filter({ hasText: `${cite} ·` })
    .click()
  await part(`Claim ${cite}`).waitFor()
}

describe('Claims on two articles', { timeout: 240_000 }, () => {
  test('an anonymous source is proposed from the sentence, and made with the claim', async () => {
    await openDocument(guards)
    await clickOn(page, 'Beijing has asked')
    await page.keyboard.press('s')
    await page
      .getByRole('toolbar', { name: 'Selection' })
      .getByRole('button', { name: 'Claim', exact: true })
      .click()
    await form().waitFor()
    await expectAccessible(page)
    await name('Position holder', 'Beijing')
    await field('Kind of Beijing').selectOption('state')
    await field('Act').selectOption('demands')
    await field('Reliability').selectOption('B')
    await field('Credibility').selectOption('3')
    await field('Note').fill('No other outlet has it.')
    await form().getByRole('button', { name: 'Save claim' }).click()
    await saved()
    const made = await claim(
      'Beijing has asked to post its own guards beside the crews it sends to build roads and ports along the corridor.',
    )
    expect(made).toMatchObject({
      claimants: [{ kind: 'source', name: 'five officials who know the talks' }],
      stance: 'asserts',
      holder: { name: 'Beijing' },
      act: 'demands',
      reliability: 'B',
      credibility: 3,
      note: 'No other outlet has it.',
    })
    expect(await client.call('sources.list', {})).toMatchObject([{ number: 5, claims: 1 }])
    await focused(text())
    await part(`Claim ${made.cite}`).waitFor()
    await expectAccessible(page)
  })

  test('a refusal is reported by officials and held by a ministry', async () => {
    await begin('yet would not have foreign guards on the ground')
    await field('Statement').fill('Foreign guards will not work in the field.')
    await button('Remove A. Rahim (author)').click()
    await name('Claimant', 'five')
    await name('Position holder', 'Interior ministry')
    await field('Act').selectOption('refuses')
    await name('About', 'Beijing')
    await field('Role of Beijing').selectOption('recipient')
    await saveByKey()
    expect(await claim('Foreign guards will not work in the field.')).toMatchObject({
      claimants: [{ kind: 'source', name: 'five officials who know the talks' }],
      holder: { name: 'Interior ministry' },
      act: 'refuses',
      about: [{ name: 'Beijing', role: 'recipient' }],
    })
  })

  test('who neither confirms nor denies is proposed as such', async () => {
    await clickOn(page, 'A spokesman in Beijing')
    await page.keyboard.press('s')
    await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
    await page.keyboard.press('c')
    await field('Statement').fill('Beijing holds talks on guards of its own.')
    await saveByKey()
    expect(await claim('Beijing holds talks on guards of its own.')).toMatchObject({
      stance: 'neither-confirms-nor-denies',
      claimants: [{ kind: 'source', name: 'a spokesman in Beijing' }],
    })
  })

  test('two casualty figures differ, and the difference is an open link', async () => {
    await begin('two engineers were killed and at least ten people were hurt')
    await field('Statement').fill('At least ten people were hurt in the blast on the harbour road.')
    await page.keyboard.press('Alt+m')
    await button('Add a figure').click()
    await field('Measure').selectOption('injured')
    await field('How many').fill('at least')
    await field('Low').fill('10')
    await field('Event').fill('Harbour road blast')
    await saveByKey()
    await openDocument(blast)
    await begin('Two engineers were killed; the hospital counted')
    await field('Statement').fill('Seventeen people were injured in the blast on the harbour road.')
    await page.keyboard.press('Alt+m')
    await button('Add a figure').click()
    await field('Measure').selectOption('injured')
    await field('How many').fill('17')
    await field('Event').fill('Harbour road blast')
    await eventually(async () => expect(await field('High').inputValue()).toBe('17'))
    await expectAccessible(page)
    await saveByKey()
    const [ten, seventeen] = [
      await claim('At least ten people were hurt in the blast on the harbour road.'),
      await claim('Seventeen people were injured in the blast on the harbour road.'),
    ]
    expect(ten.figures).toMatchObject([{ measure: 'injured', low: 10, high: null, qualifier: 'at least' }])
    expect(seventeen.figures).toMatchObject([{ low: 17, high: 17 }])
    expect(await client.call('events.list', {})).toMatchObject([{ title: 'Harbour road blast', claims: 2 }])

    await part(`Claim ${seventeen.cite}`)
      .getByRole('button', { name: 'Link with what contradicts it' })
      .click()
    await focused(page.getByRole('combobox', { name: 'The other claim' }))
    await dialog().getByLabel('In', { exact: true }).selectOption('figure')
    await name('The other claim', ten.cite)
    await dialog().getByLabel('Note').fill('The hospital counts later.')
    await dialog().getByRole('button', { name: 'Link', exact: true }).click()
    await part('At odds with').getByText('1 open').waitFor()
    await part('At odds with').getByText('The hospital counts later.').waitFor()
    await expectAccessible(page)
    await part('At odds with').getByRole('button', { name: 'Resolve' }).click()
    await part('At odds with').getByText('resolved').waitFor()
  })

  test('an own inference rests on a passage and on what was not found', async () => {
    await begin('Who told the attackers')
    await field('Statement').fill('Somebody at the airport helped the attackers.')
    await form()
      .getByRole('button', { name: /^Remove .* author$/ })
      .click()
    await name('Claimant', 'own')
    await field('Stance').selectOption('describes')
    await form().getByRole('button', { name: 'Looked for, not found' }).click()
    await form()
      .getByLabel(/and not found/)
      .fill('an arrest at the airport')
    await saveByKey()
    expect(await claim('Somebody at the airport helped the attackers.')).toMatchObject({
      claimants: [{ kind: 'analyst' }],
      evidence: [
        { role: 'content', quote: 'Who told the attackers' },
        { role: 'absence', lookedFor: 'an arrest at the airport' },
      ],
    })
  })

  test('without statement, claimant or evidence a claim is refused at the field, in words', async () => {
    await begin('A car bomb went off')
    await field('Statement').fill('')
    await form()
      .getByRole('button', { name: /^Remove .* author$/ })
      .click()
    await button('Remove evidence 1').click()
    await form().getByRole('button', { name: 'Save claim' }).click()
    for (const words of [/needs a statement/, /needs a claimant/, /needs evidence/])
      await form().getByText(words).waitFor()
    await focused(field('Statement'))
    await expectAccessible(page)
    await button('Discard').click()
    await saved()
  })

  test('more evidence is selected for the form and for a claim that is shown', async () => {
    await openDocument(guards)
    await begin('Police had first spoken of three dead')
    await dragOver(page, 'two engineers were killed')
    await page.keyboard.press('e')
    await form().getByText('two engineers were killed').waitFor()
    await field('Role of evidence 2').selectOption('condition')
    await field('Statement').fill('Three people died in the blast on the harbour road.')
    await saveByKey()
    const made = await claim('Three people died in the blast on the harbour road.')
    expect(made.evidence.map(({ role }) => role)).toEqual(['content', 'condition'])
    await part(`Claim ${made.cite}`).waitFor()
    await dragOver(page, 'The request follows the blast')
    await page.keyboard.press('e')
    await part('Evidence').getByText('The request follows the blast').waitFor()
    expect((await claim(made.statement)).evidence).toHaveLength(3)
  })

  test('a claim is edited in place, and its evidence is a click from the sentence', async () => {
    const made = await claim('Foreign guards will not work in the field.')
    await clickOn(page, 'foreign guards on the ground')
    await part('Claims of the passage')
      .getByRole('button', { name: /Foreign guards will not/ })
      .click()
    await part(`Claim ${made.cite}`).getByLabel('Stance', { exact: true }).selectOption('denies')
    await part(`Claim ${made.cite}`).getByLabel('Credibility', { exact: true }).selectOption('2')
    await part(`Claim ${made.cite}`)
      .getByLabel('Why this digit', { exact: true })
      .fill('Two outlets have it.')
    await page.keyboard.press('Enter')
    await eventually(async () =>
      expect(await claim(made.statement)).toMatchObject({
        stance: 'denies',
        credibility: 2,
        credibilityReason: 'Two outlets have it.',
      }),
    )
    await openDocument(blast)
    await part('Evidence')
      .getByRole('button', { name: /yet would not have foreign guards/ })
      .click()
    await page.getByRole('textbox', { name: `Text of ${guards}` }).waitFor()
    await part(`Claim ${made.cite}`).waitFor()
  })

  test('who is named for a claim while the one before is being saved stands beside that one', async () => {
    const { cite, statement } = await claim('Three people died in the blast on the harbour road.')
    await openClaim(cite)
    const names = ['Harbour police', 'City hospital']
    const claimant = part(`Claim ${cite}`).getByRole('combobox', { name: 'Claimant', exact: true })
    for (const one of names) {
      await claimant.fill(one)
      await page.keyboard.press('Enter')
      // Taken, and not yet saved: Enter waits where it is not known yet who may be meant, and other words end that.
      await eventually(async () => expect(await claimant.inputValue()).toBe(''))
    }
    await eventually(async () => {
      const { claimants } = await claim(statement)
      expect(claimants.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    })
  })

  test('two statements are joined by one key, and separated again on their page', async () => {
    await begin('they offered cameras and training in return')
    await field('Statement').fill('No guards from abroad will work in the field.')
    await saveByKey()
    const [kept, joined] = [
      await claim('Foreign guards will not work in the field.'),
      await claim('No guards from abroad will work in the field.'),
    ]
    await part(`Claim ${joined.cite}`).waitFor()
    await page.keyboard.press('j')
    await name('The sentence that stays', 'Foreign guards')
    await expectAccessible(page)
    await dialog().getByRole('button', { name: 'Join', exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
    await eventually(async () =>
      expect((await claims()).filter(({ statement }) => statement === kept.statement)).toHaveLength(2),
    )
    await part('At odds with').getByText('says the opposite').waitFor()
    await button(/^All on this statement/).click()
    await part('Statement').getByText('No guards from abroad will work in the field.').waitFor()
    await expectAccessible(page)
    await part('Statement').getByRole('button', { name: 'Separate' }).click()
    await eventually(async () => expect((await claim(joined.statement)).uid).toBe(joined.uid))
  })

  test('a name in the text becomes an actor, and another form of it an alias', async () => {
    await openDocument(guards)
    await dragOver(page, 'interior ministry')
    await page.keyboard.press('a')
    await combobox('Actor name').fill('Interior')
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await eventually(async () => {
      const actors = await client.call('actors.list', {})
      expect(actors.find(({ name }) => name === 'Interior ministry')?.aliases).toMatchObject([
        { form: 'interior ministry' },
      ])
    })
    await dragOver(page, 'Police')
    await page.keyboard.press('a')
    await dialog().getByLabel('Kind', { exact: true }).selectOption('government-body')
    await combobox('Actor name').press('Enter')
    await eventually(async () =>
      expect(await client.call('actors.list', {})).toContainEqual(
        expect.objectContaining({ name: 'Police', kind: 'government-body' }),
      ),
    )
  })

  test('an actor has a page with what it says and holds, and can be merged and brought back', async () => {
    await list('Actors')
      .getByRole('button', { name: /Interior ministry/ })
      .click()
    const actorPage = part('Actor')
    await actorPage.getByRole('region', { name: 'Holds' }).getByText('Foreign guards will not work').waitFor()
    await actorPage.getByRole('region', { name: 'Positions' }).getByText('refuses').waitFor()
    await actorPage.getByRole('region', { name: 'Mentions' }).getByText('interior ministry').waitFor()
    await actorPage.getByLabel('Another name').fill('MoI')
    await page.keyboard.press('Enter')
    await actorPage.getByRole('region', { name: 'Other names' }).getByText('MoI').waitFor()
    await expectAccessible(page)
    await list('Actors')
      .getByRole('button', { name: /Police/ })
      .click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Merge into another…' }).click()
    await name('The actor that stays', 'MoI')
    await dialog().getByRole('button', { name: 'Merge', exact: true }).click()
    await list('Actors')
      .getByRole('button', { name: /Police/ })
      .waitFor({ state: 'detached' })
    await button('Undo').first().click()
    await list('Actors')
      .getByRole('button', { name: /Police/ })
      .waitFor()
  })

  test('a source has a page with its claims', async () => {
    const [made] = await claims()
    await openDocument(guards)
    await clickOn(page, 'Beijing has asked')
    await part('Claims of the passage')
      .getByRole('button', { name: /Beijing has asked/ })
      .click()
    await part(`Claim ${made?.cite}`)
      .getByRole('button', { name: '“five officials who know the talks”' })
      .click()
    await part('Source')
      .getByRole('region', { name: 'Claims' })
      .getByText('Beijing has asked to post')
      .first()
      .waitFor()
    await part('Source').getByLabel('Reliability').selectOption('B')
    await eventually(async () =>
      expect(await client.call('sources.list', {})).toContainEqual(
        expect.objectContaining({ wording: 'five officials who know the talks', reliability: 'B' }),
      ),
    )
    await expectAccessible(page)
  })

  test('everything is undone to the imported documents, and done again', async () => {
    const before = await claims()
    expect(before.length).toBeGreaterThanOrEqual(8)
    const state = () => client.call('history.state', {})
    let steps = 0
    for (; (await state()).undo !== 'Import documents'; steps++) await client.call('history.undo', {})
    expect(await claims()).toEqual([])
    expect(await client.call('sources.list', {})).toEqual([])
    for (; steps > 0; steps--) await client.call('history.redo', {})
    expect(await claims()).toEqual(before)
  })
})
