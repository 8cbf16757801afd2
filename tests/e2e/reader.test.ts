import fs from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PassageInfo } from '../../db/contract/passage.ts'
import { expectAccessible } from '../support/accessible.ts'
import type { Launched } from '../support/electron.ts'
import { eventually } from '../support/eventually.ts'
import { launchWithArticles } from '../support/launch-with-articles.ts'
import { chooseInMenu } from '../support/menu.ts'
import { choose, type PageClient } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { focused, passagesDrawn } from '../support/readiness.ts'
import { clickOn, dragOver } from '../support/window-page.ts'

const folder = aFolder()
const corpus = path.resolve(import.meta.dirname, '../../../shared/corpus')
const title = 'Beijing asks for guards of its own'
const other = 'Harbour road blast: what is known'
let launched: Launched
let page: Page
let client: PageClient

beforeAll(async () => {
  ;({ launched, page, client } = await launchWithArticles(folder, 'Reading'))
  await open(title)
})

afterAll(() => launched.close())

const list = (name: string) => page.getByRole('navigation', { name, exact: true })
const text = (of = title) => page.getByRole('textbox', { name: `Text of ${of}` })
const inspector = () => page.getByRole('complementary', { name: 'Inspector' })
const passage = () => inspector().getByRole('region', { name: 'Passage', exact: true })
const tagName = () => page.getByRole('combobox', { name: 'Tag name' })
const edge = (name: 'Beginning' | 'End') => page.getByRole('slider', { name: `${name} of the passage` })
const toolbar = () => page.getByRole('toolbar', { name: 'Selection' })

async function open(of: string): Promise<void> {
  await list('Documents').getByRole('button', { name: of }).click()
  await text(of).waitFor()
}

async function passages(of = title): Promise<PassageInfo[]> {
  const document = (await client.call('documents.list', {})).find((one) => one.title === of)
  return client.call('passages.list', { document: document?.uid ?? '' })
}

const quotes = async (of = title) => (await passages(of)).map(({ quote }) => quote)

/** Waits until the inspector shows the selected passage as it is stored: the next key is about that. */
async function shown(quote: string, ...tags: string[]): Promise<void> {
  await passage().getByText(quote, { exact: true }).waitFor()
  const names = passage().getByRole('button', { name: /^Remove the tag / })
  if (tags.length === 0) return
  await eventually(async () =>
    expect((await names.evaluateAll((all) => all.map((one) => one.ariaLabel))).sort()).toEqual(
      tags.map((tag) => `Remove the tag ${tag}`).sort(),
    ),
  )
}

async function tagNames(quote: string): Promise<string[]> {
  const tags = await client.call('tags.list', {})
  const found = (await passages()).find((one) => one.quote === quote)
  return (found?.tags ?? []).map((uid) => tags.find((tag) => tag.uid === uid)?.name ?? '')
}

async function mark(words: string, tag?: string): Promise<void> {
  await dragOver(page, words)
  await toolbar().waitFor()
  if (tag === undefined) await page.keyboard.press('h')
  else {
    await page.keyboard.press('t')
    await tagName().fill(tag)
    await page.keyboard.press('Enter')
  }
  await shown(words)
}

/** Drags a boundary to the end of some words. */
async function dragTo(handle: Locator, words: string, end: () => Promise<void> = () => page.mouse.up()) {
  const from = await handle.boundingBox()
  const to = await placeAfter(words)
  if (!from) throw new Error('The boundary is not on the screen.')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 3 })
  await page.mouse.move(to.x, to.y)
  await end()
}

async function placeAfter(words: string): Promise<{ x: number; y: number }> {
  return text().evaluate((element, wanted) => {
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const line = [...element.querySelectorAll('.cm-line')].find((one) => one.textContent?.includes(wanted))
    let left = (line?.textContent ?? '').indexOf(wanted) + wanted.length
    while (nodes.nextNode()) {
      const node = nodes.currentNode as Text
      if (!line?.contains(node)) continue
      if (left <= node.length) {
        const range = document.createRange()
        range.setStart(node, left - 1)
        range.setEnd(node, left)
        const { right, top, height } = range.getBoundingClientRect()
        return { x: right, y: top + height / 2 }
      }
      left -= node.length
    }
    throw new Error(`“${wanted}” is not on the screen.`)
  }, words)
}

describe('a boundary', () => {
  const words = 'five officials who know the talks'

  test('is moved by mouse; the words are seen on the way, and it is one step to take back', async () => {
    await mark(words, 'Sources')
    const before = await client.call('history.list', { limit: 100 })
    await dragTo(edge('End'), 'A written draft is on the table', async () => {
      await page.locator('.chosen', { hasText: 'A written draft' }).first().waitFor()
      expect(await quotes()).toEqual([words])
      await page.mouse.up()
    })
    const longer = `${words}. A written draft is on the table`
    await eventually(async () => expect(await quotes()).toEqual([longer]))
    await shown(longer)
    const after = await client.call('history.list', { limit: 100 })
    expect(after).toHaveLength(before.length + 1)
    expect(after[0]).toMatchObject({ label: 'Move passage boundary' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => expect(await quotes()).toEqual([words]))
    await shown(words)
  })

  test('stays where it was after Escape', async () => {
    const before = await client.call('history.list', { limit: 100 })
    await dragTo(edge('Beginning'), 'Beijing has asked', async () => {
      await page.locator('.chosen', { hasText: 'post its own guards' }).first().waitFor()
      await page.keyboard.press('Escape')
      await page.mouse.up()
    })
    await page.locator('.chosen', { hasText: 'post its own guards' }).waitFor({ state: 'detached' })
    expect(await quotes()).toEqual([words])
    expect(await client.call('history.list', { limit: 100 })).toHaveLength(before.length)
    await focused(text())
  })

  test('is caught by the mouse while the keys move the other one', async () => {
    await page.keyboard.press('m')
    await focused(edge('End'))
    await dragTo(edge('Beginning'), 'five officials')
    await eventually(async () => expect(await quotes()).toEqual(['who know the talks']))
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => expect(await quotes()).toEqual([words]))
    await shown(words)
    await text().focus()
  })

  test('is moved by keys, by words and by characters, and kept as one step', async () => {
    await page.keyboard.press('m')
    await focused(edge('End'))
    await expectAccessible(page)
    await page.keyboard.press('Control+ArrowRight')
    await page.keyboard.press('Control+ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await eventually(async () =>
      expect(await edge('End').getAttribute('aria-valuetext')).toMatch(/know the talks\. A writte$/),
    )
    expect(await quotes()).toEqual([words])
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await quotes()).toEqual([`${words}. A writte`]))
    await shown(`${words}. A writte`)
    await page.keyboard.press('Shift+M')
    await focused(edge('Beginning'))
    await page.keyboard.press('Control+ArrowRight')
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await quotes()).toEqual(['officials who know the talks. A writte']))
    await shown('officials who know the talks. A writte')
    await focused(text())
    await page.keyboard.press('m')
    await focused(edge('End'))
    await page.keyboard.press('Control+ArrowLeft')
    await page.keyboard.press('Escape')
    await focused(text())
    expect(await quotes()).toEqual(['officials who know the talks. A writte'])
  })

  test('is kept when the focus goes elsewhere', async () => {
    await page.keyboard.press('m')
    await focused(edge('End'))
    for (let i = 0; i < 2; i++) await page.keyboard.press('Control+ArrowLeft')
    await inspector().getByLabel('Title').focus()
    await eventually(async () => expect(await quotes()).toEqual(['officials who know the talks']))
    await shown('officials who know the talks')
  })

  test('follows the claim that rests on the passage', async () => {
    const [found] = await passages()
    const { claim } = await client.call('claims.create', {
      statement: 'Officials know of talks.',
      claimants: [{ author: true }],
      stance: 'asserts',
      evidence: [{ passage: found?.uid ?? '', role: 'content' }],
    })
    await clickOn(page, 'officials who know')
    await shown('officials who know the talks')
    await page.keyboard.press('Shift+M')
    await focused(edge('Beginning'))
    await page.keyboard.press('Control+ArrowLeft')
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await quotes()).toEqual([words]))
    const details = await client.call('claims.get', { claim })
    expect(JSON.stringify(details.evidence)).toContain(words)
  })
})

describe('a passage', () => {
  const words = 'two engineers were killed and at least ten people were hurt'

  test('has one tag in the place of another, from the inspector, the keys and the menu', async () => {
    await mark(words, 'Casualties')
    await shown(words, 'Casualties')
    await page.keyboard.press('r')
    await page.getByPlaceholder('Instead of “Casualties”').waitFor()
    await tagName().fill('Killed')
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await tagNames(words)).toEqual(['Killed']))
    await passage().getByRole('button', { name: 'Replace the tag Killed' }).click()
    await tagName().fill('Injured')
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await tagNames(words)).toEqual(['Injured']))
    expect((await client.call('history.state', {})).undo).toBe('Replace tag of passage')
    await clickOn(page, 'two engineers')
    await shown(words, 'Injured')
    await page.keyboard.press('t')
    await tagName().fill('Killed')
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await tagNames(words)).toHaveLength(2))
    await shown(words, 'Injured', 'Killed')
    await page.keyboard.press('r')
    const which = page.getByRole('menu', { name: 'Which tag to replace' })
    await which.getByRole('menuitem', { name: 'Replace “Injured” by…' }).click()
    await tagName().fill('Hurt')
    await page.keyboard.press('Enter')
    await eventually(async () => expect((await tagNames(words)).sort()).toEqual(['Hurt', 'Killed']))
    await shown(words, 'Hurt', 'Killed')
  })

  test('loses a tag by the key and by the menu, which opens by right click and by key', async () => {
    await page.keyboard.press('u')
    const which = page.getByRole('menu', { name: 'Which tag to take off' })
    await which.getByRole('menuitem', { name: 'Take “Hurt” off' }).click()
    await eventually(async () => expect(await tagNames(words)).toEqual(['Killed']))
    await shown(words, 'Killed')
    const place = await placeAfter('two engineers')
    await page.mouse.click(place.x - 20, place.y, { button: 'right' })
    const menu = page.getByRole('menu', { name: 'What to do with the passage' })
    await menu.waitFor()
    await expectAccessible(page)
    await menu.getByRole('menuitem', { name: 'Take “Killed” off' }).click()
    await eventually(async () => expect(await tagNames(words)).toEqual([]))
    await text().focus()
    await page.keyboard.press('Shift+F10')
    await menu.getByRole('menuitem', { name: 'Move the end' }).click()
    await focused(edge('End'))
    await page.keyboard.press('Escape')
    await focused(text())
    await page.keyboard.press('ContextMenu')
    await menu.getByRole('menuitem', { name: 'Write a note' }).click()
    await focused(passage().getByRole('textbox', { name: 'Note' }))
    await page.keyboard.type('Three, said the police first.')
    await page.keyboard.press('Control+Enter')
    await eventually(async () =>
      expect((await passages()).map(({ note }) => note)).toContain('Three, said the police first.'),
    )
  })

  test('under another one is offered by its menu too, and deleted from there', async () => {
    await mark('at least ten people')
    await passagesDrawn(page, await passages())
    const place = await placeAfter('at least ten')
    await page.keyboard.press('Escape')
    await passage().waitFor({ state: 'detached' })
    await page.mouse.click(place.x - 10, place.y, { button: 'right' })
    await page
      .getByRole('menu', { name: 'Passages here' })
      .getByRole('menuitem', { name: '“at least ten people”' })
      .click()
    await page
      .getByRole('menu', { name: 'What to do with the passage' })
      .getByRole('menuitem', { name: 'Delete the passage' })
      .click()
    await eventually(async () => expect(await quotes()).not.toContain('at least ten people'))
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => expect(await quotes()).toContain('at least ten people'))
  })

  test('after passage is reached by P, and back by Shift+P, round and round', async () => {
    await passagesDrawn(page, await passages())
    await text().focus()
    await page.keyboard.press('Control+Home')
    const all = await quotes()
    for (const quote of [...all, all[0] ?? '']) {
      await page.keyboard.press('p')
      await passage().getByText(quote, { exact: true }).waitFor()
    }
    for (const quote of all.toReversed()) {
      await page.keyboard.press('Shift+P')
      await passage().getByText(quote, { exact: true }).waitFor()
    }
  })
})

describe('words', () => {
  const field = () => page.getByRole('searchbox', { name: 'Words to find in the text' })
  const find = () => chooseInMenu(launched.app, 'text.find')

  test('are found in the text, and are selected when the search is closed', async () => {
    await find()
    await field().fill('THE TALKS')
    const search = page.getByRole('search', { name: 'Find in the text' })
    await search
      .locator('output')
      .getByText(/ of 2$/)
      .waitFor()
    await expectAccessible(page)
    const first = await search.locator('output').innerText()
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await search.locator('output').innerText()).not.toBe(first))
    await page.keyboard.press('Shift+Enter')
    await eventually(async () => expect(await search.locator('output').innerText()).toBe(first))
    await page.keyboard.press('Escape')
    await toolbar().waitFor()
    await page.keyboard.press('h')
    await eventually(async () => expect(await quotes()).toContain('the talks'))
  })

  test('that are not there are said not to be', async () => {
    await find()
    await field().fill('no such words')
    await page.getByText('Not in this text').waitFor()
    await page.keyboard.press('Escape')
    await field().waitFor({ state: 'detached' })
  })
})

describe('two readers side by side', () => {
  beforeAll(async () => {
    await open(other)
    const tab = await page.getByRole('tab', { name: other }).boundingBox()
    const area = await page.locator('.dv-groupview').first().boundingBox()
    if (!tab || !area) throw new Error('No tab is there.')
    await page.mouse.move(tab.x + 20, tab.y + tab.height / 2)
    await page.mouse.down()
    await page.mouse.move(area.x + area.width - 40, area.y + area.height / 2, { steps: 8 })
    await page.mouse.up()
    await text(title).waitFor()
    await text(other).waitFor()
  })

  test('have a selection each, and the toolbar of the one that is used', async () => {
    await dragOverIn(text(other), 'A car bomb')
    await page.keyboard.press('h')
    await eventually(async () => expect(await quotes(other)).toEqual(['A car bomb']))
    await passage().getByText('A car bomb', { exact: true }).waitFor()
    const before = (await passages()).length
    await dragOverIn(text(title), 'A spokesman in Beijing')
    await toolbar().getByRole('button', { name: 'Highlight' }).click()
    await eventually(async () => expect(await passages()).toHaveLength(before + 1))
    await passage().getByText('A spokesman in Beijing', { exact: true }).waitFor()
    await eventually(async () => expect(await page.locator('.chosen').count()).toBeGreaterThanOrEqual(2))
    await expectAccessible(page)
  })

  test('find again what was selected when they come to the front', async () => {
    await page.getByRole('tab', { name: other }).click()
    await passage().getByText('A car bomb', { exact: true }).waitFor()
    await dragOverIn(text(other), 'Who told')
    await page.getByRole('tab', { name: title }).click()
    await passage().getByText('A spokesman in Beijing', { exact: true }).waitFor()
    await toolbar().waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: other }).click()
    await toolbar().waitFor()
    await page.keyboard.press('h')
    await eventually(async () => expect(await quotes(other)).toContain('Who told'))
  })
})

/** Drags over the first words of a line of one of several texts. */
async function dragOverIn(reader: Locator, words: string): Promise<void> {
  const line = reader.locator('.cm-line', { hasText: words }).first()
  await line.scrollIntoViewIfNeeded()
  const box = await line.evaluate((element, length) => {
    const range = document.createRange()
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    nodes.nextNode()
    range.setStart(nodes.currentNode, 0)
    range.setEnd(nodes.currentNode, length)
    const [first] = range.getClientRects()
    if (!first) throw new Error('The words are not on the screen.')
    return { left: first.left, right: first.right, y: first.top + first.height / 2 }
  }, words.length)
  await page.mouse.move(box.left + 1, box.y)
  await page.mouse.down()
  await page.mouse.move(box.right - 20, box.y)
  await page.mouse.move(box.right - 1, box.y)
  await page.mouse.up()
  await toolbar().waitFor()
}

describe.skipIf(!fs.existsSync(corpus))(
  'the longest of the real articles (skipped without ../shared/corpus)',
  () => {
    test('shows thirty overlapping passages, each reached by key and its boundary moved near the end', async () => {
      await choose(launched.app, corpus)
      await chooseInMenu(launched.app, 'file.importFolder')
      await eventually(async () => expect(await client.call('documents.list', {})).toHaveLength(8))
      const documents = await client.call('documents.list', {})
      const long = documents.reduce((most, one) => (one.paragraphs > most.paragraphs ? one : most))
      const { body, blocks } = await client.call('documents.text', { document: long.uid })
      expect(body.length).toBeGreaterThan(38_000)
      const tags = (await client.call('tags.list', {})).map(({ uid }) => uid)
      const places = blocks
        .filter(({ kind, start, end }) => kind === 'paragraph' && end - start > 200)
        .flatMap(({ start }) =>
          [0, 20, 60].map((more) => ({ start: start + more, end: start + 120 + more / 2 })),
        )
        .slice(-30)
      for (const [i, place] of places.entries()) {
        await client.call('passages.create', { document: long.uid, ...place, tags: tags.slice(0, i % 3) })
      }
      await open(long.title)
      await text(long.title).focus()
      await page.keyboard.press('Control+End')
      const stored = await passages(long.title)
      await passagesDrawn(page, stored.slice(-1))
      for (const { quote } of stored.toReversed()) {
        await page.keyboard.press('Shift+P')
        await eventually(async () => expect(await passage().locator('blockquote').textContent()).toBe(quote))
        await page.locator('.chosen').first().waitFor()
      }
      await page.keyboard.press('Control+End')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Shift+P')
      await shown(stored.at(-1)?.quote ?? '')
      await page.keyboard.press('m')
      await focused(edge('End'))
      await page.keyboard.press('Control+ArrowRight')
      await page.keyboard.press('Enter')
      await eventually(async () => {
        const last = (await passages(long.title)).at(-1)
        expect(last?.end).toBeGreaterThan(stored.at(-1)?.end ?? 0)
        expect(last?.quote).toBe(body.slice(last?.start, last?.end))
      })
      await expectAccessible(page)
    })
  },
)
