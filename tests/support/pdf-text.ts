import { inflateSync } from 'node:zlib'

/** What a PDF says, as far as Chromium writes one: objects one after the other, none of them in streams. */
export interface Pdf {
  readonly pages: number
  /**
   * The words as they are drawn, page after page, without any spaces: where lines end is not told. A letter that a font
   * draws in another form by what is beside it may be missing.
   */
  readonly text: string
  /** Width and height of the first page, in points. */
  readonly size: readonly [number, number]
  /** Whether its parts are told to those who cannot see it. */
  readonly tagged: boolean
}

/** Reads a PDF without another program's help. @throws Error for what is none */
export function readPdf(bytes: Buffer): Pdf {
  const file = bytes.toString('latin1')
  if (!file.startsWith('%PDF-') || !file.trimEnd().endsWith('%%EOF')) throw new Error('This is no PDF.')
  const objects = new Map(
    [...file.matchAll(/(?<=^|\n)(\d+) 0 obj\n(.*?)endobj/gs)].map(([, number, body]) => [number, body ?? '']),
  )
  const pages = [...objects.values()].filter((body) =>
    /\/Type \/Page\b(?!s)/.test(body.split('stream\n')[0] ?? ''),
  )
  const letters = new Map(
    [...objects].flatMap(([number, body]) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1]
      return map === undefined ? [] : [[number, lettersOf(streamOf(objects.get(map) ?? ''))] as const]
    }),
  )
  const text = pages.map((page) => {
    const content = /\/Contents (\d+) 0 R/.exec(page)?.[1] ?? ''
    const fonts = new Map(
      [...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, font]) => [name, letters.get(font ?? '')]),
    )
    return drawn(streamOf(objects.get(content) ?? ''), fonts)
  })
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pages[0] ?? '') ?? []
  return {
    pages: pages.length,
    text: text.join('').replace(/\s+/gu, ''),
    size: [Number(width), Number(height)],
    tagged: file.includes('/MarkInfo <</Type /MarkInfo\n/Marked true'),
  }
}

/** Words as {@link Pdf} has them. */
export function withoutSpaces(words: string): string {
  return words.replace(/\s+/gu, '')
}

function streamOf(body: string): string {
  const [, head = '', stream = ''] = /^(.*?)stream\n(.*)\nendstream/s.exec(body) ?? []
  const bytes = Buffer.from(stream, 'latin1')
  return (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

/** Letters by the codes of a font, which are as many hexadecimal digits as they are written with. */
function lettersOf(map: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>()
  for (const [, block = ''] of map.matchAll(/beginbfchar\n(.*?)endbfchar/gs)) {
    for (const [, code = '', units = ''] of block.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(code, fromUnits(units))
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange\n(.*?)endbfrange/gs)) {
    for (const [, from = '', to = '', units = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const first = Number.parseInt(from, 16)
      for (let code = first; code <= Number.parseInt(to, 16); code++) {
        const letter = (Number.parseInt(units, 16) + code - first).toString(16).padStart(units.length, '0')
        letters.set(code.toString(16).toUpperCase().padStart(from.length, '0'), fromUnits(letter))
      }
    }
  }
  return letters
}

function fromUnits(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}

/** The letters that a page draws. */
function drawn(
  content: string,
  fonts: ReadonlyMap<string | undefined, ReadonlyMap<string, string> | undefined>,
): string {
  let letters: ReadonlyMap<string, string> | undefined
  let text = ''
  for (const [, font, codes = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([\dA-F]+)>(?= ?[\d.<\]\-T])/g)) {
    if (font !== undefined) {
      letters = fonts.get(font)
      continue
    }
    const [known = '00'] = letters?.keys() ?? []
    for (let at = 0; at < codes.length; at += known.length)
      text += letters?.get(codes.slice(at, at + known.length)) ?? ''
  }
  return text
}
