import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reordering } from '../../db/contract/visible-text.ts'
import { hostileTexts, hostileWords } from '../fuzz/hostile.ts'
import { makeWholeProject } from '../fuzz/whole-project.ts'
import { type Launched, launch } from '../support/electron.ts'
import { choose, type PageClient, pageClient, storePids } from '../support/page-client.ts'
import { aFolder } from '../support/project-files.ts'
import { storePid } from '../support/store-pid.ts'
import { accessibilityProblems } from '../support/window-page.ts'
import { showEverything } from './every-screen.ts'

/** Between them, each of the hostile texts comes to stand in fields of several kinds. */
const beginnings = [0, 14, 28]

const projects = beginnings.map((from) => {
  const file = path.join(aFolder(), `hostile ${from}.claimboard`)
  makeWholeProject(file, hostileWords(from), { 'Hostile.txt': hostileTexts.join('\n\n') })
  return file
})

let launched: Launched
let page: Page
let client: PageClient
const requests: string[] = []
const complaints: string[] = []

beforeAll(async () => {
  launched = await launch()
  page = launched.page
  await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800),
  )
  page.on('request', (request) => requests.push(request.url()))
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`))
  page.on('pageerror', (error) => complaints.push(`an error: ${error}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`the console: ${message.text()}`)
  })
  client = await pageClient(page)
})

afterAll(() => launched.close())

/** What of a screen is wrong: something ran, reads otherwise than it is stored, or stands where nobody can reach it. */
function wrongWith(shown: Page): Promise<string[]> {
  return shown.evaluate((marks) => {
    const found: string[] = []
    if ('canary' in window) found.push('a script of the data ran')
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
      ({ value }) => value,
    )
    if (new RegExp(marks).test([document.body.textContent, document.title, ...fields].join('\n')))
      found.push('something reorders the text around it')
    const scrolling = [
      ...document.querySelectorAll<HTMLElement>('.sidebar *, .inspector, .inspector *, .page'),
    ].filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
        element.clientWidth > 0,
    )
    for (const element of scrolling) {
      const edge = element.getBoundingClientRect().left + element.clientWidth + 1
      const beyond = [...element.querySelectorAll('*')].filter((inner) => {
        const range = document.createRange()
        range.selectNodeContents(inner)
        return range.getBoundingClientRect().right > edge
      })
      found.push(
        `${element.className} ${element.clientWidth} goes on to ${element.scrollWidth}: ${beyond.at(-1)?.outerHTML.slice(0, 300)}`,
      )
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the window scrolls sideways')
    return found
  }, reordering.source)
}

test.each(projects)('Hostile text in every field of %s runs nowhere and breaks nothing', async (file) => {
  await choose(launched.app, file)
  await client.call('host.openProject', {})
  await page.getByRole('button', { name: 'Import documents' }).waitFor()
  const store = await storePid(launched.app)
  let screens = 0
  await showEverything(page, launched.app, async (name) => {
    screens++
    expect(await wrongWith(page), name).toEqual([])
    // Not on each: it takes a second.
    if (screens % 6 === 1) expect(await accessibilityProblems(page), name).toEqual([])
  })
  expect(screens).toBeGreaterThan(30)
  expect(complaints).toEqual([])
  const elsewhere = requests.filter(
    (address) => !/^(claimboard:\/\/app\/|data:|blob:claimboard:\/\/app\/)/.test(address),
  )
  expect(elsewhere).toEqual([])
  expect(await storePids(launched.app)).toEqual([store])
  expect(
    (await client.call('project.verify', {})).problems.filter(({ severity }) => severity === 'error'),
  ).toEqual([])
  await client.call('host.closeProject', {})
  // What the next one shows is its own.
  await page.getByRole('button', { name: 'New project…', exact: true }).waitFor()
})

test('What is exported of it is well-formed, and no spreadsheet runs any of it', async () => {
  const folder = aFolder()
  await choose(launched.app, projects[0] ?? '')
  await client.call('host.openProject', {})
  const target = async (name: string, extension: 'csv' | 'xlsx' | 'zip' | 'svg' | 'canvas') => {
    await choose(launched.app, path.join(folder, name))
    const { file } = await client.call('host.chooseTarget', { purpose: 'export', name, extension })
    return file?.token ?? ''
  }
  const rows = ['evidence', 'claims', 'passages', 'documents', 'tags', 'actors'] as const
  for (const what of rows) {
    const spreadsheet = await target(`${what}.csv`, 'csv')
    await client.call('export.file', { what, dialect: 'spreadsheet', target: spreadsheet })
    await client.call('export.file', { what, format: 'xlsx', target: await target(`${what}.xlsx`, 'xlsx') })
  }
  const [board] = await client.call('boards.list', {})
  for (const format of ['svg', 'canvas'] as const) {
    const input = { what: 'board' as const, format, board: board?.uid ?? '' }
    await client.call('export.file', { ...input, target: await target(`board.${format}`, format) })
  }
  await client.call('project.pack', { target: await target('pack.zip', 'zip'), without: [] })

  const script = path.resolve(import.meta.dirname, '../support/read-hostile.py')
  const python = spawnSync('python3', [script, folder], { encoding: 'utf8' })
  expect(python.stderr).toBe('')
  const read = JSON.parse(python.stdout) as {
    formulas: unknown[]
    scripts: unknown[]
    cells: number
    files: number
  }
  expect(read).toMatchObject({ formulas: [], scripts: [] })
  expect(read.cells).toBeGreaterThan(200)
  expect(read.files).toBeGreaterThan(20)
  const names = Object.keys(unzipSync(readFileSync(path.join(folder, 'pack.zip'))))
  expect(
    names.filter((name) => !/^[\p{L}\p{M}\p{N}./-]+$/u.test(name) || name.split('/').includes('..')),
  ).toEqual([])
})
