import { decodeText } from '../text/decode.ts'
import type { Block } from './blocks.ts'
import { dateLine, publishedIn } from './date-lines.ts'
import type { Extracted } from './extracted.ts'
import { cleanTitle, type Line, linesOf, MAX_TITLE, titleFromName } from './outline.ts'

/**
 * Plain text, kept as it was decoded. Articles have a paragraph on each line; texts that were
 * wrapped at a fixed width have paragraphs between empty lines. The first line is the title if it
 * reads like one.
 */
export function extractText(bytes: Uint8Array, name: string): Extracted {
  const { text, encoding, guessed, replaced } = decodeText(bytes)
  const lines = linesOf(text)
  const first = lines.find((line) => line.text !== '')
  const titled = first !== undefined && isTitle(first.text)
  const paragraphs = isWrapped(lines) ? joinLines(lines, text) : lines.filter((line) => line.text !== '')
  const blocks: Block[] = []
  for (const [index, paragraph] of paragraphs.entries()) {
    const { start, end } = paragraph
    if (titled && start === first.start && end === first.end)
      blocks.push({ kind: 'heading', start, end, level: 1 })
    else if (isSubheading(paragraph, paragraphs[index + 1]))
      blocks.push({ kind: 'heading', start, end, level: 2 })
    else blocks.push({ kind: 'paragraph', start, end })
  }
  const published = publishedIn(lines)
  return {
    text,
    blocks: withPageBreaks(text, blocks),
    title: (titled ? cleanTitle(first.text) : undefined) ?? titleFromName(name),
    encoding,
    guessed,
    replaced,
    proposed: published === undefined ? {} : { published },
    warnings: [],
  }
}

function isTitle(line: string): boolean {
  return (
    line.length <= MAX_TITLE &&
    !/[.。۔]["”’»]?$/u.test(line) &&
    /\p{L}/u.test(line) &&
    dateLine(line) === undefined
  )
}

/** Longest heading between paragraphs; a longer line is a short paragraph. */
const MAX_SUBHEADING = 100

/** Shortest paragraph that makes the line above it a heading; below it stand captions and lists. */
const MIN_PARAGRAPH = 150

/** A short line that ends no sentence, above a paragraph that does: "What might happen next?". */
function isSubheading(line: Line, next: Line | undefined): boolean {
  return (
    next !== undefined &&
    line.text.length <= MAX_SUBHEADING &&
    next.text.length >= MIN_PARAGRAPH &&
    endsSentence(next.text) &&
    /^["“‘¿¡(]?[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(line.text) &&
    /[^.!,;:。，；：！۔،…\-–—]$/u.test(line.text) &&
    dateLine(line.text) === undefined
  )
}

function endsSentence(paragraph: string): boolean {
  // The last characters tell; a paragraph may be as long as the file.
  return /[.?!:;。？！۔؟…]["”’»)\]]*$/u.test(paragraph.slice(-8))
}

/** Fewer lines that follow one another directly cannot show a habit. */
const MIN_WRAPPED_LINES = 4

/** A width at which people and programs break lines, in UTF-16 code units. */
const WRAP_WIDTH = { least: 40, most: 100 }

/**
 * Whether lines were broken at a fixed width: where one line follows another directly, nearly all
 * of the first ones are about as long as the longest, and most stop in mid-sentence.
 */
function isWrapped(lines: readonly Line[]): boolean {
  const followed: Line[] = []
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]
    if (line.text !== '' && next !== undefined && next.text !== '') followed.push(line)
  }
  if (followed.length < MIN_WRAPPED_LINES) return false
  const lengths = followed.map((line) => line.text.length).sort((a, b) => a - b)
  // The longest but for a twentieth, so that an address or a table row does not decide.
  const width = lengths[Math.floor(lengths.length * 0.95)] as number
  if (width < WRAP_WIDTH.least || width > WRAP_WIDTH.most) return false
  const full = followed.filter((line) => line.text.length >= width * 0.7).length
  const open = followed.filter((line) => !endsSentence(line.text)).length
  return full >= followed.length * 0.8 && open >= followed.length * 0.6
}

/** Paragraphs between empty lines or page breaks. */
function joinLines(lines: readonly Line[], text: string): Line[] {
  const joined: Line[] = []
  let open: Line | undefined
  for (const line of lines) {
    if (line.text === '') open = undefined
    else if (open === undefined || text.slice(open.end, line.start).includes('\f')) {
      open = { ...line }
      joined.push(open)
    } else open.end = line.end
  }
  return joined.map(({ start, end }) => ({ start, end, text: text.slice(start, end) }))
}

/** The same blocks with a page break for each form feed, which no block contains. */
function withPageBreaks(text: string, blocks: Block[]): Block[] {
  const breaks = Array.from(text.matchAll(/\f/g), ({ index }): Block => {
    return { kind: 'page-break', start: index, end: index + 1 }
  })
  return breaks.length === 0 ? blocks : [...blocks, ...breaks].sort((a, b) => a.start - b.start)
}
