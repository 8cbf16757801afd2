import { decodeText } from '../text/decode.ts'
import type { Block } from './blocks.ts'
import { readDate } from './dates.ts'
import type { Extracted, Proposed } from './extracted.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { markdownBlocks } from './markdown-blocks.ts'
import { cleanTitle, titleFromName } from './outline.ts'
import { webAddress } from './web-address.ts'

/**
 * Markdown. The source is the text, marks included, so that offsets are those of the file; the
 * blocks are spans over it. Front matter is no block: its title, author, date and address are proposed.
 */
export function extractMarkdown(bytes: Uint8Array, name: string): Extracted {
  const { text, encoding, guessed, replaced } = decodeText(bytes)
  const { fields, end } = readFrontMatter(text)
  const blocks = markdownBlocks(text, end)
  const language = fields.get('language') ?? fields.get('lang')
  return {
    text,
    blocks,
    title: cleanTitle(fields.get('title')) ?? headingTitle(text, blocks) ?? titleFromName(name),
    language: language !== undefined && /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language) ? language : undefined,
    encoding,
    guessed,
    replaced,
    proposed: proposedBy(fields),
    warnings: [],
  }
}

/** A title with its links, in UTF-16 code units; the rest of a longer heading is not looked at. */
const MAX_MARKED_TITLE = 2000

function headingTitle(text: string, blocks: readonly Block[]): string | undefined {
  const heading = blocks.find((block) => block.kind === 'heading')
  if (heading === undefined) return undefined
  const plain = text
    .slice(heading.start, Math.min(heading.end, heading.start + MAX_MARKED_TITLE))
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '')
  return cleanTitle(plain)
}

function proposedBy(fields: FrontMatter['fields']): Proposed {
  const first = (...keys: string[]) => keys.map((key) => fields.get(key)).find((value) => value !== undefined)
  const publisher = first('publisher', 'site', 'site_name', 'publication')
  const author = first('author', 'authors', 'byline', 'creator')
  const published = readDate(first('published', 'date', 'pubdate', 'date_published') ?? '')
  const sourceUrl = webAddress(first('url', 'source', 'source_url', 'canonical', 'link'))
  const captured = readDate(first('captured', 'created', 'retrieved', 'accessed', 'saved') ?? '')
  return {
    ...(publisher === undefined ? {} : { publisher }),
    ...(author === undefined ? {} : { author }),
    ...(published === undefined ? {} : { published }),
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
    ...(captured === undefined ? {} : { captured }),
  }
}
