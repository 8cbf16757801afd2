import type { Block } from '../contract/document.ts'
import type { PassageInfo } from '../contract/passage.ts'
import { type Html, html } from '../export/html.ts'
import { plainLook, type TagLook } from './tag-looks.ts'

/** A passage as it stands on paper. */
export interface NumberedPassage {
  readonly info: PassageInfo
  /** From 1, in the order of the text: what ties the marks, the margin and the list below together. */
  readonly number: number
  readonly tags: readonly TagLook[]
  /** Which of the lines below the words is its own, where passages overlap. */
  readonly lane: number
}

/** Lines that fit below a line of text before the next one begins; deeper overlaps share the last. */
const mostLanes = 4

/** Numbers passages that fit the text, in its order, and gives those that overlap lines of their own. */
export function numberPassages(
  passages: readonly PassageInfo[],
  looks: ReadonlyMap<string, TagLook>,
): NumberedPassage[] {
  const ends: number[] = []
  return passages
    .filter(({ fits }) => fits)
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((info, index) => {
      const free = ends.findIndex((end) => end <= info.start)
      const lane = free >= 0 ? free : Math.min(ends.length, mostLanes - 1)
      ends[lane] = Math.max(info.end, free >= 0 ? 0 : (ends[lane] ?? 0))
      return { info, number: index + 1, tags: info.tags.flatMap((tag) => looks.get(tag) ?? []), lane }
    })
}

/** The text in its paragraphs, numbered, each passage between brackets with its tags in the margin. */
export function* markedText(
  body: string,
  blocks: readonly Block[],
  passages: readonly NumberedPassage[],
): Generator<Html, void, void> {
  const paragraphs = blocks.filter(({ kind }) => kind !== 'page-break')
  let first = 0
  for (const [index, { kind, start, end, level }] of paragraphs.entries()) {
    // In the order of their starts: those that end before this paragraph are behind for good only in a row.
    while (passages[first] && (passages[first] as NumberedPassage).info.end <= start) first++
    const here: NumberedPassage[] = []
    for (let i = first; passages[i] && (passages[i] as NumberedPassage).info.start < end; i++) {
      if ((passages[i] as NumberedPassage).info.end > start) here.push(passages[i] as NumberedPassage)
    }
    // What begins or ends in the white space between two paragraphs does so at the edge of one that it has words of.
    const after = paragraphs[index - 1]?.end ?? 0
    const before = paragraphs[index + 1]?.start ?? body.length
    const words = segments(body, { start, end, after, before }, here)
    const label = html`<span class="number">${index + 1}</span>`
    if (kind === 'heading') yield heading(level ?? 1, html`${label}${words}`)
    else yield html`<p class="${kind}">${label}${words}</p>\n`
  }
}

/** An article's own headings, below the title of the sheet. */
function heading(level: number, words: Html): Html {
  return level <= 1
    ? html`<h2 class="heading">${words}</h2>\n`
    : level === 2
      ? html`<h3 class="heading">${words}</h3>\n`
      : html`<h4 class="heading">${words}</h4>\n`
}

interface Stretch {
  readonly start: number
  readonly end: number
  /** Where the paragraph before it ends. */
  readonly after: number
  /** Where the paragraph behind it begins. */
  readonly before: number
}

/** The text between two places, cut wherever a passage begins or ends. */
function segments(
  body: string,
  { start, end, after, before }: Stretch,
  passages: readonly NumberedPassage[],
): Html[] {
  const inside = (offset: number) => Math.min(end, Math.max(start, offset))
  const cuts = [start, end, ...passages.flatMap(({ info }) => [inside(info.start), inside(info.end)])]
  const places = [...new Set(cuts)].sort((a, b) => a - b)
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] as number
    const covering = passages.filter(({ info }) => info.start <= from && info.end >= to)
    const starting = passages.filter(({ info }) => info.start >= after && inside(info.start) === from)
    const ending = passages.filter(({ info }) => info.end <= before && inside(info.end) === to)
    const words = covering.reduce(
      (inner, { lane, tags }) =>
        html`<span class="mark lane${lane}" style="${lineOf(tags[0])}">${inner}</span>`,
      html`${body.slice(from, to)}`,
    )
    return html`${starting.map(opening)}${words}${ending.map(closing)}`
  })
}

function opening(passage: NumberedPassage): Html {
  const { number, tags } = passage
  return html`<span class="margin" dir="auto"><b>${number}</b>${tagList(tags)}</span><span class="opens" id="t${number}" style="${lineOf(tags[0])}"></span>`
}

function closing({ number, tags }: NumberedPassage): Html {
  return html`<span class="closes" style="${lineOf(tags[0])}"></span><a class="to-list" href="#p${number}">${number}</a>`
}

/** Names of tags, each with its bar. */
export function tagList(tags: readonly TagLook[]): Html[] {
  if (tags.length === 0)
    return [html`<span class="tag none" style="${lineOf(undefined)}">Marked without a tag</span>`]
  return tags.map((tag) => html`<span class="tag" style="${lineOf(tag)}">${tag.path}</span>`)
}

/** Only what {@link TagLook} can hold: a colour of six digits, and a word of our own. */
function lineOf(look: Pick<TagLook, 'colour' | 'pattern'> | undefined): string {
  const { colour, pattern } = look ?? plainLook
  return `--ink: ${colour}; --line: ${pattern}`
}
