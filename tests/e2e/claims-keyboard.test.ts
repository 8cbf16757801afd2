import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Launched } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { walkTo } from '../support/keyboard.ts'
import { launchWithArticles } from '../support/launch-with-articles.ts'
import { type PageClient, pageClient } from '../support/page-client.ts'
import { partsOf } from '../support/parts.ts'
import { aFolder } from '../support/project-files.ts'
import { focused } from '../support/readiness.ts'
import { storePid } from '../support/store-pid.ts'

const folder = aFolder()
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  ;({ launched, page, client } = await launchWithArticles(folder, 'Keyboard'))
})

afterAll(() => launched.close())

const guards = 'Beijing asks for guards of its own'

const { button, list, part, form, field, combobox } = partsOf(() => page)
const text = () => page.getByRole('region', { name: 'Reader' }).getByRole('textbox')
const claims = () => client.call('claims.list', {})
const tabTo = (control: Locator, key?: 'Shift+Tab') => walkTo(page, control, key)
const saved = () => form().waitFor({ state: 'detached' })

describe('By keyboard alone', { timeout: 180_000 }, () => {
  /** Opens a document from the list and goes into its text. */
  async function openByKeys(title: string): Promise<void> {
    await tabTo(list('Documents').getByRole('button', { name: title }))
    await page.keyboard.press('Enter')
    const shown = page.getByRole('textbox', { name: `Text of ${title}` })
    await shown.waitFor()
    await tabTo(shown)
  }

  /** The sentence at the cursor, selected. */
  async function sentence(): Promise<void> {
    await page.keyboard.press('s')
    await page.getByRole('toolbar', { name: 'Selection' }).waitFor()
  }

  test('the common claim takes five keys, and the focus is back in the text', async () => {
    await openByKeys(guards)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await sentence()
    for (const key of ['c', 'r', '3', 'Enter']) await page.keyboard.press(key)
    await saved()
    await eventually(async () =>
      expect(await claims()).toMatchObject([{ act: 'refuses', credibility: 3, stance: 'asserts' }]),
    )
    await focused(text())
    expect(await client.call('history.state', {})).toMatchObject({ undo: 'Create claim' })
  })

  test('another claim on the same words, and the last claimant again', async () => {
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await sentence()
    await page.keyboard.press('c')
    await page.keyboard.press('w')
    await page.keyboard.press('.')
    await page.keyboard.press('Shift+Enter')
    await focused(field('Statement'))
    await page.keyboard.type('The same words say something else.')
    await page.keyboard.press('Enter')
    await saved()
    await eventually(async () => expect(await claims()).toHaveLength(3))
    const [first, second, third] = await claims()
    expect(second).toMatchObject({ act: 'warns', claimants: first?.claimants })
    expect(third).toMatchObject({
      claimants: first?.claimants,
      evidence: second?.evidence.map(({ passage }) => ({ passage })),
    })
  })

  /** Goes down the text from its beginning until the sentence has these words, and begins a claim on it. */
  async function beginAt(words: string): Promise<void> {
    await page.keyboard.press('Control+Home')
    for (let i = 0; i < 30; i++) {
      await sentence()
      await page.keyboard.press('c')
      await form().waitFor()
      if ((await form().locator('blockquote').first().innerText()).includes(words)) return
      await page.keyboard.press('Escape')
      await saved()
      // Over the blank, or the line ends, into the next one.
      for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
    }
    throw new Error(`No sentence has “${words}”.`)
  }

  async function addFigure(low: string): Promise<void> {
    await page.keyboard.press('Alt+m')
    await tabTo(button('Add a figure'))
    await page.keyboard.press('Enter')
    await tabTo(field('Low'))
    await page.keyboard.type(low)
    await page.keyboard.press('Enter')
    await saved()
  }

  test('a refusal reported by officials, a non-denial, two figures, an inference and an absence', async () => {
    await beginAt('The officials agreed')
    await page.keyboard.press('r')
    await tabTo(combobox('Position holder'), 'Shift+Tab')
    await page.keyboard.type('Interior ministry')
    await page.keyboard.press('Enter')
    await tabTo(combobox('Claimant'), 'Shift+Tab')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('five officials')
    await page.keyboard.press('Enter')
    await tabTo(field('Statement'), 'Shift+Tab')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Foreign guards will not work in the field.')
    await page.keyboard.press('Enter')
    await saved()
    await beginAt('A spokesman in Beijing')
    await page.keyboard.press('Enter')
    await saved()
    await beginAt('The request follows')
    await addFigure('2')
    await beginAt('Police had first')
    await addFigure('3')
    await beginAt('The request follows')
    await tabTo(combobox('Claimant'), 'Shift+Tab')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('own')
    await page.keyboard.press('Enter')
    await tabTo(button('Looked for, not found'))
    await page.keyboard.press('Enter')
    await tabTo(form().getByLabel(/and not found/), 'Shift+Tab')
    await page.keyboard.type('who is guarded')
    await page.keyboard.press('Enter')
    await saved()
    const made = async () =>
      (await claims())
        .slice(3)
        .map(({ stance, claimants, holder, act, figures, evidence }) => [
          stance,
          claimants.map((one) => `${one.kind} ${one.name}`).join(),
          [holder?.name, act].filter(Boolean).join(' '),
          figures.map(({ low }) => low).join(),
          evidence.map(({ role }) => role).join(),
        ])
    await eventually(async () =>
      expect(await made()).toEqual([
        ['asserts', 'source five officials who know the talks', 'Interior ministry refuses', '', 'content'],
        ['neither-confirms-nor-denies', 'source a spokesman in Beijing', '', '', 'content'],
        ['asserts', 'author A. Rahim', '', '2', 'content'],
        ['asserts', 'author A. Rahim', '', '3', 'content'],
        ['asserts', expect.stringMatching(/^analyst /), '', '', 'content,absence'],
      ]),
    )
  })

  test('Escape keeps what was typed, and it outlives the store and the window', async () => {
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await sentence()
    await page.keyboard.press('c')
    await page.keyboard.press('Shift+Tab')
    await tabTo(field('Note'))
    await page.keyboard.type('Not to be lost')
    process.kill(await storePid(launched.app), 'SIGKILL')
    await page.getByRole('alert').filter({ hasText: 'open this project again' }).waitFor()
    await page.keyboard.type(', whatever happens')
    expect(await field('Note').inputValue()).toBe('Not to be lost, whatever happens')
    await page.keyboard.press('Escape')
    await saved()
    await part('Unfinished claims').waitFor()
    await page.reload()
    const kept = part('Unfinished claims').getByRole('button').first()
    await kept.waitFor()
    await tabTo(kept)
    await page.keyboard.press('Enter')
    expect(await field('Note').inputValue()).toBe('Not to be lost, whatever happens')
    client = await pageClient(page)
    await page.keyboard.press('Control+Enter')
    await saved()
    await eventually(async () =>
      expect(await claims()).toContainEqual(
        expect.objectContaining({ note: 'Not to be lost, whatever happens' }),
      ),
    )
    await page.getByRole('complementary', { name: 'Inspector' }).waitFor()
  })
})
