import fs from 'node:fs'
import { createRequire } from 'node:module'
import type { ElectronApplication, Locator, Page } from 'playwright'
import { PATIENCE_MS } from './patience.ts'
import { drawn } from './readiness.ts'

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong with a page as it stands: one line for each element. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // In the page's own world, as the debugger: the page's policy keeps scripts of others out.
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; nodes: { target: unknown[]; html: string; failureSummary?: string }[] }[]
        }>
      }
    }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary = '' }) => `${id}: ${target} ${html} ${failureSummary}`),
    )
  })
}

/**
 * Presses a key with Ctrl (⌘ on a Mac), as the keyboard does: menus take it, which what Playwright presses in the
 * page does not reach. Waits until the menu, which follows the window with a delay, has it.
 * @param keyCode as Electron's accelerators name it
 */
export async function pressForMenu(
  app: ElectronApplication,
  keyCode: string,
  ...more: ('shift' | 'alt')[]
): Promise<void> {
  await app.evaluate(
    async ({ BrowserWindow, Menu }, { keyCode, more, patienceMs }) => {
      const wanted = ['CmdOrCtrl', ...more, keyCode].join('+').toLowerCase()
      const isReady = (menu: Electron.Menu | null): boolean =>
        menu?.items.some(
          ({ accelerator, enabled, submenu }) =>
            (enabled && String(accelerator).toLowerCase() === wanted) || isReady(submenu ?? null),
        ) ?? false
      for (let waited = 0; !isReady(Menu.getApplicationMenu()); waited += 20) {
        if (waited > patienceMs) throw new Error(`The menu does not take ${wanted}.`)
        await new Promise((done) => setTimeout(done, 20))
      }
      const modifiers = [process.platform === 'darwin' ? 'meta' : 'control', ...more] as const
      const page = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
      for (const type of ['keyDown', 'keyUp'] as const)
        page?.webContents.sendInputEvent({ type, keyCode, modifiers: [...modifiers] })
    },
    { keyCode, more, patienceMs: PATIENCE_MS },
  )
}

/**
 * Selects words of the open document with the mouse, as a person drags over them.
 * @param words within one paragraph, part of which has to be on the screen
 * @param last the last of the words, where a few at both ends are told instead of all
 */
export async function dragOver(page: Page, words: string, last?: string): Promise<void> {
  const to = (await placesOf(page, last ?? words))[1]
  const [from] = await placesOf(page, words)
  await page.mouse.move(from.x + 1, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
  await page.mouse.move(to.x - 1, to.y)
  await page.mouse.up()
}

/** Clicks into the middle of words, or on their first line where they take several. */
export async function clickOn(page: Page, words: string): Promise<void> {
  const [from] = await placesOf(page, words)
  await page.mouse.click(from.x + 8, from.y)
}

// Screenfuls; an article of 40 KB has about thirty.
const mostTurns = 200

/** Turns the wheel over the open document from its beginning until words come into view. */
export async function lookFor(page: Page, words: string): Promise<void> {
  const reader = page.getByRole('region', { name: 'Reader' })
  const box = await reader.boundingBox()
  if (!box) throw new Error('No document is open.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const text = reader.getByRole('textbox')
  await page.mouse.wheel(0, -mostTurns * box.height)
  for (let turn = 0; turn < mostTurns; turn++) {
    // What comes into view is drawn in the frame after.
    await drawn(page)
    if ((await text.textContent())?.includes(words)) return
    await page.mouse.wheel(0, box.height * 0.8)
  }
  throw new Error(`“${words}” is not in the text below.`)
}

interface Place {
  readonly x: number
  readonly y: number
}

/** Where words begin and end on the screen, after they were scrolled into view and stand still. */
async function placesOf(page: Page, words: string): Promise<[Place, Place]> {
  const line = page.getByRole('region', { name: 'Reader' }).locator('.cm-line', { hasText: words }).first()
  await line.scrollIntoViewIfNeeded()
  await stable(line)
  return line.evaluate((element, wanted): [Place, Place] => {
    const begin = (element.textContent ?? '').indexOf(wanted)
    const range = document.createRange()
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let at = 0; nodes.nextNode(); ) {
      const node = nodes.currentNode as Text
      const end = begin + wanted.length
      if (begin >= at && begin < at + node.length) range.setStart(node, begin - at)
      if (end > at && end <= at + node.length) range.setEnd(node, end - at)
      at += node.length
    }
    const boxes = [...range.getClientRects()]
    const first = boxes[0]
    const last = boxes.at(-1)
    if (!first || !last) throw new Error(`“${wanted}” is not on the screen.`)
    return [
      { x: first.left, y: first.top + first.height / 2 },
      { x: last.right, y: last.top + last.height / 2 },
    ]
  }, words)
}

/** Waits until something stands in one place from one frame to the next, with the letters that it will have. */
function stable(element: Locator): Promise<void> {
  return element.evaluate(async (shown) => {
    await document.fonts.ready
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    for (let before = ''; ; ) {
      await frame()
      const { left, top, width, height } = shown.getBoundingClientRect()
      const now = [left, top, width, height].join(' ')
      if (now === before) return
      before = now
    }
  })
}
