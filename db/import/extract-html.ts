import { type Decoded, decodeText, freezeText } from '../text/decode.ts'
import { guessLanguage } from '../text/language.ts'
import type { Block } from './blocks.ts'
import type { Extracted } from './extracted.ts'
import { type Article, articleOf } from './html-article.ts'
import { parsePage } from './html-document.ts'
import { type PageMetadata, personName, proposedByPage, readMetadata } from './html-metadata.ts'
import { pageText } from './html-text.ts'
import { cleanTitle, titleFromName } from './outline.ts'

/**
 * A saved web page: its article, as Mozilla's Readability tells it from menus and advertisements, or
 * all of the text where there is no article to tell. Scripts, styles and hidden parts never count;
 * nothing is run, nothing is fetched.
 */
export function extractHtml(bytes: Uint8Array, name: string): Extracted {
  const decoded = decodePage(bytes)
  const document = parsePage(decoded.text)
  const page = readMetadata(document)
  const outcome = articleOf(document, page)
  const article = typeof outcome === 'object' ? outcome : undefined
  const found = article === undefined ? undefined : textOf(article, page)
  const whole = found === undefined || found.blocks.length === 0
  // Readability took the tree apart, so that the whole page is read from a new one.
  const intact = outcome === 'plain' ? document : undefined
  const { text: raw, blocks } = whole ? pageText((intact ?? parsePage(decoded.text)).body) : found
  const { text, replaced } = freezeText(raw)
  const byline = article?.byline === undefined ? undefined : personName(article.byline)
  const proposed = proposedByPage(page, decoded.text)
  return {
    text,
    blocks,
    title: titleOf(page, article) ?? titleFromName(name),
    language: languageOf(page.language ?? article?.language, text),
    encoding: decoded.encoding,
    guessed: decoded.guessed,
    replaced: {
      nul: decoded.replaced.nul + replaced.nul,
      surrogates: decoded.replaced.surrogates + replaced.surrogates,
      undecodable: decoded.replaced.undecodable,
    },
    proposed:
      proposed.author === undefined && byline !== undefined ? { ...proposed, author: byline } : proposed,
    warnings: whole ? (outcome === 'plain' ? [] : [WHOLE_PAGE]) : smallPart(article),
  }
}

/** Below a tenth, more than menus and comments was left out of most pages. */
const SMALL_PART = 0.1

function smallPart(article: Article | undefined): string[] {
  if (article === undefined || article.share >= SMALL_PART) return []
  const percent = Math.max(1, Math.round(article.share * 100))
  return [
    `Only ${percent} % of the page's words were taken for its article. If something is missing, save it as plain text and import that.`,
  ]
}

const WHOLE_PAGE = 'No article could be told from the rest of the page; all of its text was imported.'

/** Where the HTML standard looks for the page's own word on its encoding, in bytes; some pages are late. */
const PRESCAN_BYTES = 4096

function decodePage(bytes: Uint8Array): Decoded {
  const opening = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1')
  const charset =
    /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(opening) ??
    /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w:.-]+)/i.exec(opening)
  return decodeText(bytes, charset?.[1])
}

/** The article's text, under the page's headline where Readability took it for a mere repetition of the title. */
function textOf(article: Article, page: PageMetadata): { text: string; blocks: Block[] } {
  const headline = page.headings.find((heading) => sameTitle(heading, article.title))
  const found = pageText(article.content)
  const first = found.blocks[0]
  const opening = first === undefined ? '' : found.text.slice(first.start, first.end)
  return headline === undefined || first === undefined || sameTitle(opening, headline)
    ? found
    : pageText(article.content, headline)
}

function titleOf(page: PageMetadata, article: Article | undefined): string | undefined {
  const stated =
    page.article.headline ?? cleanTitle(page.meta.get('og:title')) ?? article?.title ?? page.title
  const headline = page.headings.find((heading) => sameTitle(heading, stated))
  return headline ?? stated ?? page.headings.find((heading) => heading !== '')
}

/** Shortest beginning that two titles must share, in UTF-16 code units: "News" alone begins many. */
const MIN_SHARED_TITLE = 10

/** Whether one title is the other, or the other with the site's name behind it. */
function sameTitle(a: string | undefined, b: string | undefined): boolean {
  const [short, long] = [plain(a), plain(b)].sort((one, other) => one.length - other.length) as [
    string,
    string,
  ]
  return short !== '' && (short === long || (short.length >= MIN_SHARED_TITLE && long.startsWith(short)))
}

function plain(title: string | undefined): string {
  return (title ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The language a page declares, unless its letters are of another script: templates are often in English. */
function languageOf(declared: string | undefined, text: string): string | undefined {
  const guess = guessLanguage(text)
  const known = canonicalLanguage(declared)
  if (known === undefined || guess === undefined) return known ?? guess
  return scriptOf(known) === scriptOf(guess) ? known : guess
}

function canonicalLanguage(tag: string | undefined): string | undefined {
  try {
    return tag === undefined ? undefined : Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0]
  } catch {
    return undefined // a RangeError says that it is no language tag
  }
}

function scriptOf(tag: string): string | undefined {
  const script = new Intl.Locale(tag).maximize().script
  // Both are Chinese, Han with kana is Japanese: to tell them apart is not this function's matter.
  return script === 'Hans' || script === 'Hant' ? 'Hani' : script
}
