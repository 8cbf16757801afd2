import { createBoard } from '../boards.ts'
import { createLink, editLink } from '../card-links.ts'
import { arrangeCards, createCards } from '../cards.ts'
import type { NewCardContent } from '../contract/board.ts'
import { AppError } from '../contract/errors.ts'
import { updateRow } from '../rows.ts'
import { type ReadableDb, sql, type WritableDb } from '../sql.ts'
import type { CardFields } from './annotate-board-lines.ts'
import type { AnnotationOf } from './annotate-lines.ts'
import type { AnnotatedSubjects, Subject } from './annotate-subjects.ts'
import type { Writing } from './annotate-writing.ts'

type BoardLine = AnnotationOf<'board'>

/** Where and how a card stands, as far as the line says so. */
type Standing = Pick<CardFields, 'x' | 'y' | 'width' | 'height' | 'colour'>

interface PlannedCard {
  readonly id: string | undefined
  readonly content: (writing: Writing) => CardContent
  readonly standing: Standing
}

type CardContent = Extract<NewCardContent, { subject: string } | { kind: 'note' | 'group' }>

/**
 * Checks a board's cards and links.
 *
 * @returns what writes the line. A board is the same by its title; on it a card by what it shows, a link by its
 * cards, kind and label
 * @throws AppError `invalid` for an id of two cards, or a link to a card that the line does not have
 */
export function planBoard(line: BoardLine, subjects: AnnotatedSubjects): (writing: Writing) => void {
  const cards = line.cards.map((card) => planCard(card, subjects))
  const ids = new Set<string>()
  for (const { id } of line.cards) {
    if (id === undefined) continue
    if (ids.has(id)) throw new AppError('invalid', `two cards have the id “${id}”.`)
    ids.add(id)
  }
  for (const { from, to } of line.links) {
    for (const end of [from, to]) {
      if (!ids.has(end)) throw new AppError('invalid', `no card of this board has the id “${end}”.`)
    }
    if (from === to) throw new AppError('invalid', `a link leads from “${from}” to another card.`)
  }
  return (writing) => writeBoard({ ...line, cards }, writing)
}

function planCard(card: CardFields, subjects: AnnotatedSubjects): PlannedCard {
  const { id, note, group, x, y, width, height, colour, ...fields } = card
  const standing = { x, y, width, height, colour }
  if (note !== undefined) return { id, standing, content: () => ({ kind: 'note', body: note }) }
  if (group !== undefined)
    return { id, standing, content: () => ({ kind: 'group', title: group, holds: [] }) }
  const find = subjects.plan(fields) as (writing: Writing) => Subject
  return {
    id,
    standing,
    content: (writing) => {
      const { kind, uid } = find(writing)
      return { kind, subject: uid }
    },
  }
}

type Links = BoardLine['links']

function writeBoard(
  { title, cards, links }: { title: string; cards: readonly PlannedCard[]; links: Links },
  writing: Writing,
): void {
  const { db, analyst, counts } = writing
  let board = findBoard(db, title)
  if (board === undefined) {
    board = createBoard(db, { title, cards: [] }, analyst).board
    counts.boards++
  }
  const there = new CardsThere(db, board)
  const byId = new Map<string, string>()
  const wanted = cards.map((card) => ({ ...card, content: card.content(writing) }))
  // A card becomes part of the group that it is put on, so groups come first.
  const isGroup = ({ content }: (typeof wanted)[number]) => content.kind === 'group'
  for (const some of [wanted.filter(isGroup), wanted.filter((card) => !isGroup(card))]) {
    const known = some.map(({ content }) => there.take(content))
    const added = addCards(
      writing,
      board,
      some.filter((_, index) => known[index] === undefined),
    )
    for (const [index, { id, standing }] of some.entries()) {
      const uid = known[index]
      if (uid !== undefined) restand(db, uid, standing)
      const card = uid ?? added.shift() ?? ''
      if (id !== undefined) byId.set(id, card)
    }
  }
  for (const { from, to, ...link } of links) {
    writeLink({ ...link, from: byId.get(from) ?? '', to: byId.get(to) ?? '' }, writing)
  }
}

function findBoard(db: ReadableDb, title: string): string | undefined {
  return db.value<string>(sql`select uid from live_board where title = ${title} order by uid limit 1`)
}

/** The cards of a board before a line: each is the same as one card of the line at most. */
class CardsThere {
  readonly #byContent: Map<string, string[]>

  constructor(db: ReadableDb, board: string) {
    const rows = db.tuples<[string, string, string | null, string | null]>(
      sql`select uid, kind, subject, body from live_card where board = ${board} order by uid`,
    )
    this.#byContent = new Map()
    for (const [uid, kind, subject, body] of rows) {
      const key = JSON.stringify([kind, subject ?? body])
      this.#byContent.set(key, [...(this.#byContent.get(key) ?? []), uid])
    }
  }

  take(content: CardContent): string | undefined {
    return this.#byContent.get(JSON.stringify([content.kind, wordsOf(content)]))?.shift()
  }
}

function wordsOf(content: CardContent): string {
  if ('subject' in content) return content.subject
  return content.kind === 'note' ? content.body : content.title
}

function addCards(
  { db, analyst, counts }: Writing,
  board: string,
  wanted: readonly { readonly content: CardContent; readonly standing: Standing }[],
): string[] {
  if (wanted.length === 0) return []
  const cards = wanted.map(({ content, standing: { colour = null, ...geometry } }) => {
    return { content, ...geometry, colour }
  })
  const made = createCards(db, { board, cards, skipKnown: false }, analyst).cards
  counts.cards += made.length
  return made
}

function restand(db: WritableDb, card: string, { colour, ...geometry }: Standing): void {
  if (Object.values(geometry).some((value) => value !== undefined)) arrangeCards(db, [{ card, ...geometry }])
  updateRow(db, 'card', card, { colour })
}

function writeLink(link: Links[number], { db, analyst, counts }: Writing): void {
  const { from, to, kind = null, label, ...look } = link
  const known = db.value<string>(sql`select uid from live_card_link
    where from_card = ${from} and to_card = ${to} and kind is ${kind} and label is ${label || null} order by uid limit 1`)
  if (known !== undefined) editLink(db, { link: known, ...look })
  else {
    createLink(db, { from, to, kind, label, ...look }, analyst)
    counts.links++
  }
}
