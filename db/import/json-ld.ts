import { readDate } from './dates.ts'
import { cleanTitle } from './outline.ts'
import { webAddress } from './web-address.ts'

/** What schema.org markup says about an article. */
export type ArticleData = {
  headline?: string
  author?: string
  publisher?: string
  published?: string
  url?: string
}

/** schema.org's Article and its kinds that news sites use. */
const ARTICLE = /(?:Article|BlogPosting|Report|LiveBlogPosting|OpinionPiece)$/

/** Nodes of one graph that are looked at. */
const MAX_NODES = 1000

/** The first article that the JSON-LD blocks of a page describe; blocks that are not JSON are passed over. */
export function articleData(blocks: readonly string[]): ArticleData {
  for (const block of blocks) {
    const article = nodesOf(block).find(isArticle)
    if (article) return describe(article)
  }
  return {}
}

type JsonObject = Record<string, unknown>

function nodesOf(block: string): JsonObject[] {
  let root: unknown
  try {
    root = JSON.parse(block)
  } catch {
    return [] // pages often carry broken markup; it is their claim about themselves and can be missing
  }
  const nodes: JsonObject[] = []
  const pending: unknown[] = [root]
  while (pending.length > 0 && nodes.length < MAX_NODES) {
    const value = pending.shift()
    if (Array.isArray(value)) for (const each of value.slice(0, MAX_NODES)) pending.push(each)
    else if (isObject(value)) {
      nodes.push(value)
      if (value['@graph'] !== undefined) pending.push(value['@graph'])
    }
  }
  return nodes
}

function isArticle(node: JsonObject): boolean {
  return list(node['@type']).some((type) => typeof type === 'string' && ARTICLE.test(type))
}

function describe(node: JsonObject): ArticleData {
  const headline = cleanTitle(string(node.headline) ?? string(node.name))
  const author = names(node.author ?? node.creator)
  const publisher = names(node.publisher)
  const published = readDate(string(node.datePublished) ?? '')
  const page = node.mainEntityOfPage
  const url = webAddress(
    string(node.url) ?? string(page) ?? (isObject(page) ? string(page['@id']) : undefined),
  )
  return {
    ...(headline === undefined ? {} : { headline }),
    ...(author === undefined ? {} : { author }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(published === undefined ? {} : { published }),
    ...(url === undefined ? {} : { url }),
  }
}

/** Most names of a byline that are kept. */
const MAX_NAMES = 20

function names(value: unknown): string | undefined {
  const found = list(value)
    .slice(0, MAX_NAMES)
    .map((each) => cleanTitle(string(each) ?? (isObject(each) ? string(each.name) : undefined)))
    .filter((name) => name !== undefined && !/^https?:/i.test(name))
  return found.length === 0 ? undefined : [...new Set(found)].join(', ')
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
