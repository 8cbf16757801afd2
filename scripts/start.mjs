// Builds the application and brings up its window; arguments go to it: `npm start -- some.claimboard`.
import './node-version.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { build } from './runtime/build.mjs'
import { lacksDisplay, provideDisplay } from './runtime/display.mjs'
import { main, NO_SANDBOX, ROOT, run, say } from './runtime/process.mjs'
import { provideRuntime } from './runtime.mjs'

// A cold start on a busy two-core machine takes a few seconds; past this the program hangs.
const FIRST_SCREEN_MS = 60_000

await main(async () => {
  await build()
  const { executable } = await provideRuntime()
  const args = process.argv.slice(2)
  if (!lacksDisplay()) return run(executable, [...NO_SANDBOX, ROOT, ...args])
  await provideDisplay()
  const picture = await photographFirstScreen(executable, args)
  say(`The window came up where nobody can see it. Its first screen is in ${path.relative(ROOT, picture)}.`)
  say('"npm run demo" takes the application through its main job and leaves the pictures in out/.')
  return 0
})

async function photographFirstScreen(executable, args) {
  const { launchWatched } = await import('./runtime/launch.ts')
  const { app, page } = await launchWatched({ executable, folder: ROOT, args })
  try {
    await page.waitForFunction(() => document.body?.innerText.trim(), null, { timeout: FIRST_SCREEN_MS })
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    const picture = path.join(ROOT, 'out', 'first-screen.png')
    fs.mkdirSync(path.dirname(picture), { recursive: true })
    await page.screenshot({ path: picture })
    return picture
  } finally {
    await app.close()
  }
}
