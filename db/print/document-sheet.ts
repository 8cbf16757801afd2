import { decodeBlocks, paragraphAt, paragraphStarts } from '../blocks.ts'
import { listClaims } from '../claim-list.ts'
import type { ClaimInfo } from '../contract/claim.ts'
import type { DocumentInfo } from '../contract/document.ts'
import { AppError } from '../contract/errors.ts'
import type { PassageInfo } from '../contract/passage.ts'
import { readableDate } from '../contract/readable-date.ts'
import { readableTime } from '../contract/readable-time.ts'
import { documentKinds, reliabilities } from '../contract/vocabulary.ts'
import { getDocument } from '../documents.ts'
import { facts, type Html, html } from '../export/html.ts'
import type { Sink } from '../export/sink.ts'
import { listPassages } from '../passages.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { listTags } from '../tags.ts'
import { progressStep, type Task } from '../task.ts'
import { saidBy } from './claim-part.ts'
import { markedText, type NumberedPassage, numberPassages, tagList } from './marked-text.ts'
import { sheetHead, sheetStart } from './sheet.ts'
import { tagLooks } from './tag-looks.ts'

/** Paragraphs that are written between two looks at whether somebody has cancelled. */
const batchSize = 200

interface DocumentPrint {
  readonly document: string
  readonly onlyTagged: boolean
  readonly notes: boolean
}

/**
 * Writes a document: its text with the passages between brackets and their tags in the margin, then the passages
 * with what was written beside them, and the claims that rest on it.
 *
 * @throws AppError `not-found`
 */
export function* writeDocument(
  db: ReadableDb,
  { document, onlyTagged, notes }: DocumentPrint,
  out: Sink,
): Task<void> {
  const info = getDocument(db, document)
  const text = db.get<{ body: string; blocks: string }>(
    sql`select body, blocks from document_text where document = ${document}`,
  )
  if (!text)
    throw new AppError(
      'damaged',
      `“${info.title}” lacks its text. Verify the project, and go on with a backup.`,
    )
  const blocks = decodeBlocks(text.blocks)
  const starts = paragraphStarts(blocks)
  const looks = tagLooks(listTags(db))
  const all = listPassages(db, document)
  const asked = onlyTagged ? all.filter(({ tags }) => tags.length > 0) : all
  const passages = numberPassages(asked, looks)
  const claims = listClaims(db, { document })
  const cites = new Map(claims.map(({ uid, cite }) => [uid, cite]))

  out.write(sheetStart(info.title))
  out.write(html`${sheetHead(documentKinds[info.kind], info.title)}${aboutDocument(info, notes)}`.html)
  if (!onlyTagged) {
    out.write(html`<div class="text" dir="${info.direction}">\n`.html)
    let done = 0
    for (const paragraph of markedText(text.body, blocks, passages)) {
      out.write(paragraph.html)
      if (++done % batchSize === 0) yield progressStep(done, starts.length, info.title)
    }
    out.write('</div>\n')
  }
  out.write(html`<h2>${onlyTagged ? 'Tagged passages' : 'Passages'}</h2>\n`.html)
  const lost = asked.filter(({ fits }) => !fits)
  if (passages.length + lost.length === 0)
    out.write(html`<p class="quiet">${onlyTagged ? 'Nothing was tagged.' : 'Nothing was marked.'}</p>`.html)
  out.write('<ol class="passages">\n')
  for (const [index, passage] of passages.entries()) {
    const paragraph = paragraphAt(starts, passage.info.start)
    out.write(passagePart(passage, { paragraph, cites, notes, linked: !onlyTagged }).html)
    if (index % batchSize === 0) yield progressStep(index, passages.length, info.title)
  }
  for (const passage of lost) out.write(lostPart(passage, notes).html)
  out.write('</ol>\n')
  if (claims.length > 0)
    out.write(
      html`<h2>Claims that rest on it</h2>\n<ol class="passages cited">${claims.map(claimLine)}</ol>\n`.html,
    )
}

function aboutDocument(info: DocumentInfo, notes: boolean): Html {
  return facts([
    ['Publisher', info.publisher?.name ?? null],
    ['Author', info.author?.name ?? null],
    ['Published', [readableDate(info.published), info.publishedReason].filter(Boolean).join(' – ')],
    ['Captured', readableDate(info.captured)],
    ['Address', info.sourceUrl],
    [
      'Reliability',
      info.reliability === null
        ? null
        : [`${info.reliability}, ${reliabilities[info.reliability]}`, info.reliabilityReason]
            .filter(Boolean)
            .join(': '),
    ],
    ['Note', notes ? info.note : null],
    ['SHA-256', html`<code>${info.sha256}</code>`],
  ])
}

interface PassagePrint {
  readonly paragraph: number | null
  readonly cites: ReadonlyMap<string, string>
  readonly notes: boolean
  readonly linked: boolean
}

function passagePart(
  { info, number, tags }: NumberedPassage,
  { paragraph, cites, notes, linked }: PassagePrint,
): Html {
  const claims = info.claims.flatMap((claim) => cites.get(claim) ?? [])
  const where = [
    paragraph === null ? null : `Paragraph ${paragraph}`,
    markedBy(info),
    claims.length === 0 ? null : `carries ${claims.join(', ')}`,
  ]
  return html`<li id="p${number}"><b>${linked ? html`<a href="#t${number}">${number}</a>` : number}</b>
<blockquote dir="auto">${info.quote}</blockquote>
<p class="about" dir="auto">${tagList(tags)}${where.filter(Boolean).join(' · ')}</p>
${note(info, notes)}</li>
`
}

function lostPart(info: PassageInfo, notes: boolean): Html {
  return html`<li><b>–</b>
<blockquote dir="auto">${info.quote}</blockquote>
<p class="about">This is not in the text where it was marked · ${markedBy(info)}</p>
${note(info, notes)}</li>
`
}

function markedBy({ createdByName, createdAt }: PassageInfo): string {
  return `${createdByName}, ${readableTime(createdAt)}`
}

function note({ note }: PassageInfo, notes: boolean): Html | null {
  return notes && note !== null ? html`<p class="note" dir="auto">${note}</p>` : null
}

/** "AR-17 The port reopened. – Port Authority asserts (B3)" */
function claimLine(claim: ClaimInfo): Html {
  return html`<li><b>${claim.cite}</b>
<div dir="auto">${claim.statement}</div>
<p class="about" dir="auto">${saidBy(claim)}</p></li>
`
}
