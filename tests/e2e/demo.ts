// Drives the real application through the main job without a person: `npm run demo`. The results are in out/demo.
// With --docs it writes the pictures of the documentation instead, from the sample project; with --all every screen,
// light and dark, in several sizes, into out/screens. Sizes and themes named behind it, as `small-dark`, are those
// that are shown.
import fs from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Page } from 'playwright'
import { type Launched, launch } from '../support/electron.ts'
import { choose, pageClient } from '../support/page-client.ts'
import { clickOn, dragOver, lookFor } from '../support/window-page.ts'
import { fileScenes, firstScenes } from './scenes/files.ts'
import { button, command, openBoard, openDocument, openSample, openTable, type Scene } from './scenes/ways.ts'
import { scenes } from './scenes/work.ts'

const root = path.resolve(import.meta.dirname, '../..')
const out = path.join(root, 'out/demo')
// In CSS pixels, and how much larger than usual everything is.
const sizes = {
  small: { width: 1280, height: 800, zoom: 1 },
  medium: { width: 1440, height: 900, zoom: 1 },
  large: { width: 1920, height: 1080, zoom: 1 },
  zoomed: { width: 1920, height: 1080, zoom: 1.5 },
}

// The upper part of a sheet of A4: CSS pixels, of which an inch has 96; the margins of its pages, and its edge.
const sheet = { width: 794, height: 676 }
const sheetMargins = `
  body { margin: 36px 16mm !important; overflow: hidden }
  body::after { content: ''; position: fixed; inset: 0; border: 1px solid #c5cbd3 }
`

/** The articles of the sample project; what analysts make of them is left to the demonstration. */
const articles = fs
  .readdirSync(path.join(root, 'resources/sample'))
  .filter((name) => /^\d{4}-/.test(name))
  .map((name) => path.join(root, 'resources/sample', name))

const steps: { title: string; picture: string }[] = []
// What the status bar says of the project that is made here.
let counts = ''

if (process.argv.includes('--docs')) await picturesForDocs(path.join(root, 'docs/images'))
else if (process.argv.includes('--all')) await everyScreen(path.join(root, 'out/screens'))
else await demonstrate()

async function demonstrate(): Promise<void> {
  fs.rmSync(out, { recursive: true, force: true })
  fs.mkdirSync(out, { recursive: true })
  const project = path.join(out, 'corridor.claimboard')
  await withWindow(async ({ app, page }) => {
    await shoot(page, 'The first screen')
    await choose(app, project)
    await button(page, 'New project…').click()
    await page.getByLabel('Title').fill('Corridor security')
    await page.keyboard.press('Enter')
    await button(page, 'Choose files…').waitFor()
    await shoot(page, 'An empty project')
    await choose(app, ...articles)
    await button(page, 'Import documents').click()
    await page.getByText('5 documents imported').waitFor()
    await openDocument(page, 'Posts inside, guards outside')
    await shoot(page, 'Five articles, imported')
    await tag(page, 'Pakistan has accepted Chinese security posts on its soil', 'Demands / Security posts')
    await shoot(page, 'A sentence, tagged by keyboard')
    await openDocument(page, 'Beijing asks for guards of its own')
    await tag(page, 'China wants armed guards of its own', 'Demands')
    await tag(page, 'guards of its own beside the crews', 'Security posts')
    await shoot(page, 'Passages that overlap')
    await clickOn(page, 'of its own beside')
    await page.getByRole('menu', { name: 'Passages here' }).waitFor()
    await shoot(page, 'Each of them is offered')
    await page.keyboard.press('Escape')
    await claim(page)
    await shoot(page, 'The claim, with its evidence')
    await undoAndRedo(page)
    counts = await page.getByText(/^\d+ documents · \d+ passages · \d+ claim/).innerText()
    await choose(app, path.join(out, 'evidence.csv'))
    await button(page, 'Export CSV').click()
    await page.getByRole('radio', { name: /^Evidence/ }).check()
    await shoot(page, 'What is exported, and how')
    await button(page, 'Choose where to save it…').click()
    await page.getByText('written to evidence.csv').waitFor()
    await choose(app, path.join(out, 'for-a-colleague.claimboard'))
    await button(page, 'Share a copy').click()
    await shoot(page, 'A copy for a colleague')
    await button(page, 'Choose where to save it…').click()
    await page.getByText('for-a-colleague.claimboard written').waitFor()
  })
  await withWindow(
    async ({ page }) => {
      await button(page, 'Import documents').waitFor()
      await openDocument(page, 'Beijing asks for guards of its own')
      await shoot(page, 'The copy, in another profile')
    },
    path.join(out, 'for-a-colleague.claimboard'),
  )
  await withSample(
    async ({ page }) => {
      await shoot(page, 'The sample project, fully worked')
      await openBoard(page)
      await shoot(page, 'Its board')
      await openTable(page)
      await shoot(page, 'Its claims as a table, with the sentence of one beside them')
    },
    path.join(out, 'sample.claimboard'),
  )
  fs.writeFileSync(path.join(out, 'summary.md'), summary())
  console.log(`\nThe screenshots, the CSV, the projects and summary.md are in ${path.relative(root, out)}/`)
}

async function picturesForDocs(folder: string): Promise<void> {
  fs.mkdirSync(folder, { recursive: true })
  const kept = path.join(root, 'out/sample-for-docs.claimboard')
  fs.rmSync(kept, { force: true })
  const inGuide = ['first', 'reader', 'tag', 'claim', 'board', 'table', 'history']
  await withWindow(
    async ({ app, page }) => {
      await page.emulateMedia({ colorScheme: 'light' })
      const shoot = (scene: Scene) =>
        shown({ app, page }, scene, () => picture(page, path.join(folder, `guide-${scene.name}.png`)))
      for (const scene of firstScenes) if (inGuide.includes(scene.name)) await shoot(scene)
      await openSample(app, page, kept)
      for (const scene of scenes) if (inGuide.includes(scene.name)) await shoot(scene)
    },
    undefined,
    sizes.small,
  )
  await withSample(async ({ app, page }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await openDocument(page, 'Harbour road blast: what is known')
    await lookFor(page, 'Eleven people were treated')
    await clickOn(page, 'Eleven people were treated')
    await picture(page, path.join(folder, 'reader-light.png'))
    await openBoard(page)
    await picture(page, path.join(folder, 'board-light.png'))
    await openDocument(page, 'Harbour road blast: what is known')
    await printedPicture(app, page, path.join(folder, 'guide-print.png'))
  }, kept)
}

async function everyScreen(folder: string): Promise<void> {
  const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'))
  for (const [size, { zoom, ...bounds }] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const view = `${size}-${colorScheme}`
      if (asked.length > 0 && !asked.includes(view)) continue
      const into = path.join(folder, view)
      fs.rmSync(into, { recursive: true, force: true })
      fs.mkdirSync(into, { recursive: true })
      await withWindow(
        async ({ app, page }) => {
          await page.emulateMedia({ colorScheme })
          // As a person sets it: what is set behind the program's back is gone with the next page that is loaded.
          const client = await pageClient(page)
          await client.call('host.updatePreferences', { zoom })
          // One that does not come up is pictured as it is, and the others are shown nevertheless.
          const shoot = async (scene: Scene) => {
            const file = path.join(into, `${scene.name}.png`)
            await shown({ app, page }, scene, () => windowPicture(app, page, file)).catch(
              async (error: Error) => {
                console.error(`${view}, ${scene.name}: ${error.message}`)
                process.exitCode = 1
                await windowPicture(app, page, file)
                await page.keyboard.press('Escape')
              },
            )
          }
          for (const scene of firstScenes) await shoot(scene)
          await openSample(app, page, path.join(into, 'sample.claimboard'))
          for (const scene of [...scenes, ...fileScenes(into)]) await shoot(scene)
        },
        undefined,
        bounds,
      )
      const screens = fs.readdirSync(into).filter((name) => name.endsWith('.png'))
      console.log(`${path.relative(root, into)}: ${screens.length} screens`)
    }
  }
}

async function shown(
  { app, page }: Pick<Launched, 'app' | 'page'>,
  scene: Scene,
  work: () => Promise<void>,
): Promise<void> {
  await scene.show(page, app)
  await work()
  await scene.leave?.(page, app)
}

/** Starts the application, with a file to open where one is given, and ends it again. */
async function withWindow(
  work: (launched: Launched) => Promise<void>,
  file?: string,
  size: { width: number; height: number } = sizes.medium,
): Promise<void> {
  const launched = await launch(file === undefined ? {} : { args: [file] })
  try {
    await launched.app.evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...bounds })
    }, size)
    await work(launched)
  } finally {
    await launched.close()
  }
}

async function withSample(work: (launched: Launched) => Promise<void>, copy: string): Promise<void> {
  // A copy is not written over what is there.
  fs.rmSync(copy, { force: true })
  await withWindow(async (launched) => {
    await openSample(launched.app, launched.page, copy)
    await work(launched)
  })
}

/** Selects words and gives them a tag by its path, by keyboard from there on. */
async function tag(page: Page, words: string, path: string): Promise<void> {
  await dragOver(page, words)
  await page.keyboard.press('t')
  await page.getByRole('combobox', { name: 'Tag name' }).fill(path)
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: 'Tag name' }).waitFor({ state: 'detached' })
}

/** Records a claim on selected words: who makes it, whose position it tells, and how far it is to be believed. */
async function claim(page: Page): Promise<void> {
  await dragOver(page, 'the interior ministry refuses to let foreign guards work in the field')
  await page.keyboard.press('c')
  const form = page.getByRole('form', { name: 'Claim', exact: true })
  await form.getByLabel('Statement', { exact: true }).fill('Foreign guards will not work in the field.')
  await page.getByRole('combobox', { name: 'Position holder', exact: true }).fill('Interior ministry')
  await page.keyboard.press('Enter')
  await form.getByLabel('Act', { exact: true }).selectOption('refuses')
  await form.getByLabel('Reliability', { exact: true }).selectOption('B')
  await form.getByLabel('Credibility', { exact: true }).selectOption('3')
  await shoot(page, 'A claim, recorded from the sentence')
  await form.getByRole('button', { name: 'Save claim' }).click()
  await form.waitFor({ state: 'detached' })
  await clickOn(page, 'the interior ministry refuses')
}

/** Takes the last two actions back and does them again. */
async function undoAndRedo(page: Page): Promise<void> {
  const header = page.getByRole('banner')
  const saved = page.getByRole('status', { name: 'Saved' })
  for (const name of ['Undo', 'Undo', 'Redo', 'Redo']) {
    await header.getByRole('button', { name, exact: true }).click()
    await saved.getByText('All changes saved').waitFor()
  }
}

async function shoot(page: Page, title: string): Promise<void> {
  const name = `${String(steps.length + 1).padStart(2, '0')}.png`
  await picture(page, path.join(out, name))
  steps.push({ title, picture: name })
  console.log(`${name}  ${title}`)
}

async function picture(page: Page, file: string): Promise<void> {
  await atRest(page)
  await page.screenshot({ path: file })
}

/** A picture of the window, which is whole where everything is larger than usual: the page's own is cut off there. */
async function windowPicture(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await atRest(page)
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
    return image?.toPNG().toString('base64') ?? ''
  })
  fs.writeFileSync(file, png, 'base64')
}

/** A picture of the beginning of what is printed of the document in front, instead of a PDF. */
async function printedPicture(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await app.evaluate(
    ({ app }, { sheet, sheetMargins }) => {
      app.once('browser-window-created', (_event, window) => {
        const { webContents } = window
        webContents.printToPDF = async () => {
          window.setContentSize(sheet.width, sheet.height)
          await webContents.insertCSS(sheetMargins)
          window.showInactive()
          // The page runs nothing that could say when it is drawn.
          await new Promise((done) => setTimeout(done, 1000))
          return (await webContents.capturePage()).toPNG()
        }
      })
    },
    { sheet, sheetMargins },
  )
  // What would be the PDF is the picture.
  const pdf = path.join(root, 'out', `${path.basename(file, '.png')}.pdf`)
  await choose(app, pdf)
  await command(page, app, 'Save as PDF')
  await button(page, 'Choose where to save it…').click()
  await page.getByText(`${path.basename(pdf)} written`).waitFor()
  fs.renameSync(pdf, file)
}

/** Fonts and what moves have come to rest. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(600)
}

function summary(): string {
  const [header = '', ...records] = fs.readFileSync(path.join(out, 'evidence.csv'), 'utf8').split('\r\n')
  const files = {
    'corridor.claimboard': `the project: ${counts}`,
    'evidence.csv': `the evidence: ${records.length - 1} rows of ${header.split(',').length} columns`,
    'for-a-colleague.claimboard': 'the copy, which was opened in another profile',
    'sample.claimboard': 'the sample project, with the work of an analyst in it',
  }
  return [
    '# The main job, driven without a person',
    '',
    'Five articles were imported in the real application, passages tagged, a claim recorded, two actions undone and',
    'done again, the evidence exported, and a copy shared.',
    '',
    '| File | Bytes | What it is |',
    '|---|---:|---|',
    ...Object.entries(files).map(([name, what]) => {
      const bytes = fs.statSync(path.join(out, name)).size.toLocaleString('en')
      return `| [${name}](${name}) | ${bytes} | ${what} |`
    }),
    '',
    ...steps.flatMap(({ title, picture: file }) => [`## ${title}`, '', `![${title}](${file})`, '']),
  ].join('\n')
}
