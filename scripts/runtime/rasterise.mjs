import fs from 'node:fs'
import path from 'node:path'
import { launchWatched } from './launch.ts'
import { ROOT } from './process.mjs'

// Any window will do.
const BARE_WINDOW = path.join(ROOT, 'tests/bench/bare-window')

/**
 * Draws SVG files in the Electron at hand, on a ground that one can see through.
 * @param {string} executable the Electron binary
 * @param {string[]} drawings paths of square drawings
 * @param {number[]} sizes in pixels
 * @returns {Promise<Map<number, Buffer>[]>} for each drawing its PNG of each size
 */
export async function rasterise(executable, drawings, sizes) {
  const { app, page } = await launchWatched({ executable, folder: BARE_WINDOW })
  try {
    const pictures = []
    for (const drawing of drawings) {
      const address = `data:image/svg+xml;base64,${fs.readFileSync(drawing).toString('base64')}`
      const bySize = new Map()
      for (const size of sizes) bySize.set(size, await draw(page, address, size))
      pictures.push(bySize)
    }
    return pictures
  } finally {
    await app.close()
  }
}

async function draw(page, address, size) {
  const base64 = await page.evaluate(
    async ([address, size]) => {
      const image = new Image(size, size)
      image.src = address
      await image.decode()
      const canvas = new OffscreenCanvas(size, size)
      canvas.getContext('2d').drawImage(image, 0, 0, size, size)
      const blob = await canvas.convertToBlob({ type: 'image/png' })
      return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())))
    },
    [address, size],
  )
  return Buffer.from(base64, 'base64')
}
