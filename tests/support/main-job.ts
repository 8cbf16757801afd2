import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'
import type { PageClient } from './page-client.ts'
import { passagesDrawn } from './readiness.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Five real articles, which lie beside a checkout where they are available and are no part of it. */
export const corpus = path.resolve(root, '../shared/corpus')
export const corpusIsThere = fs.existsSync(corpus)

/**
 * The articles by what they are about. Three have no title of their own and are listed by the names of their
 * files; of the others a few words are enough.
 */
export const listed = {
  pressure: /^000_/,
  posts: /^Chinese Security Posts/,
  strategy: /^002_/,
  epiphany: /Epiphany/,
  services: /^004_/,
} as const

export type Article = keyof typeof listed

/** What is exported through the window: the choices of its dialog, and the names that the comparison expects. */
export const exportShapes = ['Claims', 'Evidence', 'Passages', 'Documents', 'Tags', 'Actors'] as const
export const exportFormats = {
  'CSV, exact': 'csv',
  'CSV for spreadsheets': 'spreadsheet.csv',
  'Excel workbook': 'xlsx',
} as const

/** What Python's csv module and the standard library find in exports, against the rows of the database. */
export function comparedInPython(project: string, folder: string) {
  const script = path.join(root, 'tests/support/compare-exports.py')
  const python = spawnSync('python3', [script, project, folder], { maxBuffer: 1 << 28 })
  if (python.status !== 0) throw new Error(`The comparison failed: ${python.error ?? python.stderr}`)
  return JSON.parse(python.stdout.toString()) as {
    values: Record<string, number>
    differences: unknown[]
  }
}

/** What the job leaves behind, whichever way it was done, down to the difficulties that such articles have. */
export async function expectJobDone(client: PageClient): Promise<void> {
  const documents = await client.call('documents.list', {})
  expect(documents).toHaveLength(5)
  const passages = (
    await Promise.all(documents.map(({ uid }) => client.call('passages.list', { document: uid })))
  ).flat()
  expect(passages.length).toBeGreaterThanOrEqual(10)
  const overlaps = passages.filter((one) =>
    passages.some(
      (other) =>
        other.uid !== one.uid &&
        other.document === one.document &&
        other.start < one.end &&
        one.start < other.end,
    ),
  )
  expect(overlaps.length).toBeGreaterThanOrEqual(2)
  // The longest article has 38,700 code units; a passage stands in its last thousand.
  expect(Math.max(...passages.map(({ end }) => end))).toBeGreaterThan(37_700)

  const actors = await client.call('actors.list', {})
  expect(actors.filter(({ aliases }) => aliases.length > 0).length).toBeGreaterThanOrEqual(6)

  const claims = await client.call('claims.list', {})
  expect(claims.length).toBeGreaterThanOrEqual(8)
  const bySource = claims.filter(({ claimants }) => claimants.some(({ kind }) => kind === 'source'))
  expect(bySource.length).toBeGreaterThanOrEqual(2)
  expect(bySource.map(({ act, holder }) => [act, holder?.name])).toContainEqual(['refuses', 'Pakistan'])
  expect(claims.map(({ stance }) => stance)).toContain('neither-confirms-nor-denies')
  expect(claims.flatMap(({ evidence }) => evidence.map(({ role }) => role))).toContain('absence')
  const killed = claims.flatMap(({ figures }) => figures.filter(({ measure }) => measure === 'killed'))
  expect(new Set(killed.map(({ low }) => low))).toEqual(new Set([2, 3]))

  const [board] = await client.call('boards.list', {})
  const { cards, links } = await client.call('boards.get', { board: board?.uid ?? '' })
  expect(cards).toHaveLength(12)
  expect(links).toHaveLength(8)
  expect(links.filter(({ label }) => label)).toHaveLength(8)
}

/** Counts of what a project holds, as the status bar has them, and its boards. */
export async function contents(client: PageClient) {
  const { counts } = await client.call('project.get', {})
  const boards = await client.call('boards.list', {})
  return { counts, boards: boards.map(({ title, cards }) => [title, cards]) }
}

/** Waits until everything that was done has reached the file. */
export async function everythingSaved(page: Page): Promise<void> {
  await page.getByRole('status', { name: 'Saved' }).getByText('All changes saved').waitFor()
}

/** Waits until the passages that hold some words can be clicked; the words have to be on the screen. */
export async function passagesOf(
  page: Page,
  client: PageClient,
  article: Article,
  words: string,
): Promise<void> {
  const documents = await client.call('documents.list', {})
  const document = documents.find(({ title }) => listed[article].test(title))
  const passages = await client.call('passages.list', { document: document?.uid ?? '' })
  await passagesDrawn(
    page,
    passages.filter(({ quote }) => quote.includes(words)),
  )
}

/** Waits until the claim that was saved is the one that the inspector shows. */
export async function claimShown(page: Page, statement: string): Promise<void> {
  const shown = page.getByRole('region', { name: /^Claim / }).getByLabel('Statement', { exact: true })
  await eventually(async () => expect(await shown.inputValue()).toBe(statement))
}
