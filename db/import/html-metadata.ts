import { readDate } from './dates.ts'
import type { Proposed } from './extracted.ts'
import { attribute, nameOf, walk } from './html-document.ts'
import { type ArticleData, articleData } from './json-ld.ts'
import { cleanTitle } from './outline.ts'
import { webAddress } from './web-address.ts'

/** What the head of a page and its marked-up parts say about it. */
export type PageMetadata = {
  /** Content of meta elements by name, property or itemprop in lower case; the first of each counts. */
  meta: ReadonlyMap<string, string>
  article: ArticleData
  title: string | undefined
  /** The first headings of rank 1, in order. */
  headings: string[]
  canonical: string | undefined
  /** The date of a `time` element that is marked as the date of publication. */
  time: string | undefined
  language: string | undefined
  /** How deep the deepest element lies. */
  depth: number
  /** Elements and pieces of text. */
  nodes: number
}

/** Headings beyond these are not the page's title. */
const MAX_HEADINGS = 5

/** Longest JSON-LD block that is read, in UTF-16 code units. */
const MAX_JSON = 1_000_000

export function readMetadata(document: Document): PageMetadata {
  const meta = new Map<string, string>()
  const headings: string[] = []
  const scripts: string[] = []
  let title: string | undefined
  let canonical: string | undefined
  let time: string | undefined
  let depth = 0
  let deepest = 0
  let nodes = 0
  walk(document.documentElement, {
    enter(element) {
      nodes++
      deepest = Math.max(deepest, ++depth)
      const name = nameOf(element)
      if (name === 'meta') {
        const key =
          attribute(element, 'property') ?? attribute(element, 'name') ?? attribute(element, 'itemprop')
        const content = attribute(element, 'content')?.trim()
        if (key !== undefined && content && !meta.has(key.toLowerCase())) meta.set(key.toLowerCase(), content)
      } else if (name === 'title') title ??= cleanTitle(element.textContent)
      else if (name === 'h1' && headings.length < MAX_HEADINGS)
        headings.push(cleanTitle(element.textContent) ?? '')
      else if (name === 'link' && attribute(element, 'rel')?.toLowerCase() === 'canonical') {
        canonical ??= webAddress(attribute(element, 'href'))
      } else if (name === 'script' && /ld\+json/i.test(attribute(element, 'type') ?? '')) {
        const json = element.textContent ?? ''
        if (json.length <= MAX_JSON) scripts.push(json)
      } else if (name === 'time' && isPublication(element))
        time ??= readDate(attribute(element, 'datetime') ?? '')
      return true
    },
    leave() {
      depth--
    },
    text() {
      nodes++
    },
  })
  const language = attribute(document.documentElement, 'lang') ?? meta.get('content-language')
  return {
    meta,
    article: articleData(scripts),
    title,
    headings,
    canonical,
    time,
    language,
    depth: deepest,
    nodes,
  }
}

function isPublication(element: Element): boolean {
  return (
    attribute(element, 'pubdate') !== undefined || /datePublished/i.test(attribute(element, 'itemprop') ?? '')
  )
}

const PUBLISHED = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'citation_publication_date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'dc.date.created',
  'publish-date',
  'publishdate',
  'pubdate',
  'date',
]
const AUTHOR = [
  'author',
  'byl',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'citation_author',
]
const PUBLISHER = [
  'og:site_name',
  'dc.publisher',
  'dcterms.publisher',
  'citation_publisher',
  'application-name',
]

/** What the page states about its origin; the raw markup tells who saved it and when. */
export function proposedByPage(page: PageMetadata, markup: string): Proposed {
  const first = <T>(keys: string[], read: (content: string) => T | undefined) =>
    keys
      .map((key) => page.meta.get(key))
      .map((content) => (content === undefined ? undefined : read(content)))
      .find((value) => value !== undefined)
  const { article } = page
  const saved = savedBy(markup)
  const author = article.author ?? first([...AUTHOR, 'article:author'], personName)
  const publisher = article.publisher ?? first(PUBLISHER, cleanTitle)
  const published = article.published ?? first(PUBLISHED, readDate) ?? page.time
  const sourceUrl = page.canonical ?? webAddress(page.meta.get('og:url')) ?? article.url ?? saved.url
  return {
    ...(publisher === undefined ? {} : { publisher }),
    ...(author === undefined ? {} : { author }),
    ...(published === undefined ? {} : { published }),
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
    ...(saved.date === undefined ? {} : { captured: saved.date }),
  }
}

/** A byline without "By"; undefined for the address of a profile, which some sites put in its place. */
export function personName(words: string): string | undefined {
  const name = cleanTitle(words)?.replace(/^by:?\s+/i, '')
  return name === undefined || /^(?:https?:|www\.|@)/i.test(name) ? undefined : name
}

/** Far enough for the comment that browsers and SingleFile put at the top of a saved page, in code units. */
const SAVED_COMMENT = 4096

function savedBy(markup: string): { url?: string | undefined; date?: string | undefined } {
  const top = markup.slice(0, SAVED_COMMENT)
  const browser = /<!-- saved from url=\(\d{4}\)(\S+) -->/.exec(top)
  if (browser) return { url: webAddress(browser[1]) }
  const comment = /<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]*)/.exec(top)
  if (!comment) return {}
  // "Thu Jan 08 2026 13:16:00 GMT+0530": the date as the person who saved it saw it.
  return {
    url: webAddress(comment[1]),
    date: readDate((comment[2] as string).replace(/^(\w{3} \w{3} \d{2} \d{4}).*$/, '$1')),
  }
}
