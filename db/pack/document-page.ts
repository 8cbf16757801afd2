import type { Block } from '../contract/document.ts'
import type { PassageInfo } from '../contract/passage.ts'
import { readableDate } from '../contract/readable-date.ts'
import { documentKinds, reliabilities } from '../contract/vocabulary.ts'
import { facts, type Html, html } from '../export/html.ts'
import type { PackedDocument } from './packed-documents.ts'

/** What a page of a document is made of. */
export interface PageContent {
  readonly document: PackedDocument
  readonly body: string
  readonly blocks: readonly Block[]
  readonly passages: readonly PassageInfo[]
  /** Paths of tags by their ids, such as "Demands > Security posts". */
  readonly tags: ReadonlyMap<string, string>
  /** Short ids by which claims are cited, by their ids. */
  readonly cites: ReadonlyMap<string, string>
}

/** A document with its passages marked in its text; each passage and each claim that rests on it is a step away. */
export function documentPage({ document, body, blocks, passages, tags, cites }: PageContent): Html {
  const { info, original, text } = document
  const sound = passages.filter(({ fits }) => fits)
  return html`<h1 dir="auto">${info.title}</h1>
${facts([
  ['Publisher', info.publisher?.name ?? null],
  ['Author', info.author?.name ?? null],
  ['Kind', documentKinds[info.kind]],
  ['Published', [readableDate(info.published), info.publishedReason].filter(Boolean).join(' – ')],
  ['Captured', readableDate(info.captured)],
  ['Address', info.sourceUrl],
  [
    'Reliability',
    info.reliability === null ? null : `${info.reliability} ${reliabilities[info.reliability]}`,
  ],
  ['Why', info.reliabilityReason],
  ['Note', info.note],
  ['Original', originalOf(original, info.fileName ?? info.title)],
  ['SHA-256', html`<code>${info.sha256}</code>`],
  ['Text', html`<a href="../${encodeURI(text)}">UTF-8</a>, ${info.paragraphs} paragraphs`],
])}
<h2>Text</h2>
<div class="text" dir="${info.direction}">
${paragraphs(body, blocks, sound, cites)}
</div>
<h2>Passages</h2>
${passages.length === 0 ? html`<p class="quiet">Nothing was marked.</p>` : passages.map((passage) => passageNote(passage, tags, cites))}
`
}

/** What a browser runs, and what would load more from the web: the pack leads nobody there by a click. */
const runs = /\.(x?html?|svg)$/

function originalOf(path: string, name: string): Html {
  if (!runs.test(path)) return html`<a href="../${encodeURI(path)}">${name}</a>`
  return html`${name}, a web page as it was saved: <code>${path}</code>. What it holds is in the text below; opened in a browser, it runs its scripts and may load from the web.`
}

function paragraphs(
  body: string,
  blocks: readonly Block[],
  passages: readonly PassageInfo[],
  cites: PageContent['cites'],
): Html[] {
  let number = 0
  return blocks.flatMap(({ kind, start, end }) => {
    if (kind === 'page-break') return []
    number++
    const here = passages.filter((passage) => passage.start < end && passage.end > start)
    return [
      html`<div class="${kind}"><span class="number">${number}</span>${segments(body, { start, end }, here, cites)}</div>\n`,
    ]
  })
}

/** The text between two places, cut wherever a passage begins or ends. */
function segments(
  body: string,
  { start, end }: { start: number; end: number },
  passages: readonly PassageInfo[],
  cites: PageContent['cites'],
): Html[] {
  const inside = (offset: number) => Math.min(end, Math.max(start, offset))
  const cuts = [start, end, ...passages.flatMap((passage) => [inside(passage.start), inside(passage.end)])]
  const places = [...new Set(cuts)].sort((a, b) => a - b)
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] as number
    const covering = passages.filter((passage) => passage.start <= from && passage.end >= to)
    const starting = passages.filter((passage) => passage.start === from)
    const ending = passages.filter((passage) => passage.end === to)
    const words = body.slice(from, to)
    const anchors = starting.map(({ uid }) => html`<a id="p-${uid}"></a>`)
    const claims = ending.flatMap((passage) => passage.claims.map((claim) => claimLink(claim, cites)))
    const shown =
      covering.length === 0
        ? html`${words}`
        : html`<mark class="${covering.length > 1 ? 'twice' : 'once'}">${words}</mark>`
    return html`${anchors}${shown}${claims.length === 0 ? null : html`<sup>${claims}</sup>`}`
  })
}

function claimLink(claim: string, cites: PageContent['cites']): Html {
  return html`<a href="../claims.html#c-${claim}">${cites.get(claim) ?? '?'}</a>`
}

function passageNote(passage: PassageInfo, tags: PageContent['tags'], cites: PageContent['cites']): Html {
  const names = passage.tags.map((tag) => tags.get(tag) ?? '').filter((name) => name !== '')
  return html`<article>
<blockquote dir="auto">${passage.quote}</blockquote>
<p class="quiet">${
    passage.fits
      ? html`<a href="#p-${passage.uid}">In the text</a>, characters ${passage.start}–${passage.end}`
      : 'This is not in the text where it was marked.'
  } · ${names.length === 0 ? 'no tag' : names.join(', ')} · ${passage.createdByName}, ${passage.createdAt.slice(0, 10)} ${passage.claims.map((claim) => html` · ${claimLink(claim, cites)}`)}</p>
${passage.note === null ? null : html`<p>${passage.note}</p>`}
</article>
`
}
