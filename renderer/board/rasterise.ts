import { AppError } from '../../db/contract/errors.ts'
import { paint } from './paint.ts'

interface Drawn {
  readonly svg: string
  /** Canvas pixels of the board. */
  readonly width: number
  readonly height: number
}

// Twice as fine as the screen, for print; but no side longer, and no picture larger, than Chromium can draw.
const finest = 2
const longestSide = 16_000
const largestArea = 128_000_000

/** How many pixels of the picture a canvas pixel gets. */
function scaleFor(width: number, height: number): number {
  return Math.min(finest, longestSide / Math.max(width, height), Math.sqrt(largestArea / (width * height)))
}

/** Makes a PNG of a drawing, in the fonts of the program. */
export async function rasterised({ svg, width, height }: Drawn): Promise<Uint8Array> {
  const scale = scaleFor(width, height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d')
  if (!context) throw tooLarge()
  context.scale(scale, scale)
  await paint(context, svg)
  return new Uint8Array(await (await pngOf(canvas)).arrayBuffer())
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(tooLarge())), 'image/png')
  })
}

function tooLarge(): AppError {
  return new AppError('invalid', 'This board is too large for a picture. Export it as SVG.')
}
