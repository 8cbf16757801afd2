// Draws resources/*.svg in the sizes and files that packages need: `npm run icons`, after a change of the drawings.
import './node-version.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { provideDisplay } from './runtime/display.mjs'
import { icns, ico } from './runtime/icon-files.mjs'
import { main, ROOT, say } from './runtime/process.mjs'
import { rasterise } from './runtime/rasterise.mjs'
import { provideRuntime } from './runtime.mjs'

// What Linux desktops look for; the program's file in other systems holds them as well.
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024]

const RESOURCES = path.join(ROOT, 'resources')

await main(async () => {
  const { executable } = await provideRuntime()
  await provideDisplay()
  const drawings = ['icon.svg', 'document.svg'].map((name) => path.join(RESOURCES, name))
  const [program, document] = await rasterise(executable, drawings, SIZES)
  for (const [size, png] of program) write(`icons/${size}x${size}.png`, png)
  write('icon.icns', icns(program))
  write('icon.ico', ico(program))
  // Named after the extension, as electron-builder looks for the icon of a kind of file.
  write('claimboard.icns', icns(document))
  write('claimboard.ico', ico(document))
})

function write(name, bytes) {
  const file = path.join(RESOURCES, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, bytes)
  say(`${path.relative(ROOT, file)}: ${bytes.length} bytes`)
}
