import { AppError } from '../../db/contract/errors.ts'

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
export function scaleFor(width: number, height: number): number {
  return Math.min(finest, longestSide / Math.max(width, height), Math.sqrt(largestArea / (width * height)))
}

/** Makes a PNG of a drawing, in the fonts of the program. */
export async function rasterised({ svg, width, height }: Drawn): Promise<Uint8Array> {
  const scale = scaleFor(width, height)
  const address = URL.createObjectURL(new Blob([await withFonts(svg)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return new Uint8Array(await (await pngOf(canvas)).arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}

function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new AppError('invalid', 'This board is too large for a picture. Export it as SVG.'))
    }, 'image/png')
  })
}

/** A picture sees no font of the page, so those in use are put into it. */
async function withFonts(svg: string): Promise<string> {
  const rules = await Promise.all(fontsInUse().map(embedded))
  return svg.replace(/<rect/, () => `<style>${rules.join('')}</style><rect`)
}

/** The faces that the page has loaded: the alphabets that the board shows are among them. */
function fontsInUse(): CSSFontFaceRule[] {
  const loaded = new Set([...document.fonts].flatMap((face) => (face.status === 'loaded' ? keyOf(face) : [])))
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => {
      const value = (name: string) => style.getPropertyValue(name)
      return loaded.has(
        keyOf({
          family: value('font-family'),
          style: value('font-style'),
          unicodeRange: value('unicode-range'),
        }),
      )
    })
}

function keyOf({ family, style, unicodeRange }: Pick<FontFace, 'family' | 'style' | 'unicodeRange'>): string {
  const bare = family.replace(/["']/g, '')
  return [bare, style || 'normal', unicodeRange.replace(/\s/g, '').toLowerCase()].join('|')
}

async function embedded({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const source = /url\(["']?([^"')]+)/.exec(style.getPropertyValue('src'))?.[1]
  if (!source) return ''
  const address = new URL(source, parentStyleSheet?.href ?? document.baseURI)
  const blob = await (await fetch(address)).blob()
  const parts = [
    `font-family:${style.getPropertyValue('font-family')}`,
    `font-style:${style.getPropertyValue('font-style') || 'normal'}`,
    `font-weight:${style.getPropertyValue('font-weight') || '400'}`,
    `unicode-range:${style.getPropertyValue('unicode-range')}`,
    `src:url(${await dataAddress(blob)})`,
  ]
  return `@font-face{${parts.filter((part) => !part.endsWith(':')).join(';')}}`
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new AppError('internal', 'A font of the program could not be read.'))
    reader.readAsDataURL(blob)
  })
}
