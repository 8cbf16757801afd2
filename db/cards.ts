import type { Analyst } from './analyst.ts'
import { contentsOf } from './card-contents.ts'
import { sizeFor } from './card-sizes.ts'
import type { NewCardContent } from './contract/board.ts'
import { frameAround, groupAround, type Point, type Rect } from './contract/board-geometry.ts'
import { freePlaces } from './contract/board-places.ts'
import type { CardInfo } from './contract/card.ts'
import type { Input } from './contract/contract.ts'
import { AppError, assertNever } from './contract/errors.ts'
import { cardKinds } from './contract/vocabulary.ts'
import type { CommandHandlers } from './handlers.ts'
import { createPassage } from './passages.ts'
import { keepPicture } from './pictures.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { jsonList, type ReadableDb, type Sql, sql, type WritableDb } from './sql.ts'

type NewCard = Input<'cards.create'>['cards'][number]
type Arranging = Input<'cards.arrange'>

interface CardRow extends Rect {
  readonly uid: string
  readonly kind: CardInfo['kind']
  readonly subject: string | null
  readonly layer: number
  readonly container: string | null
}

function cardRows(db: ReadableDb, where: Sql): CardRow[] {
  return db.all(
    sql`select uid, kind, subject, x, y, width, height, layer, container from live_card where ${where} order by layer, uid`,
  )
}

/**
 * Puts cards on a board: where they are wanted, or at free places; as large as they are wanted, or as their text
 * needs. A card that lies in a group becomes part of it.
 *
 * @returns the new cards; what was left out because it is there already is not among them
 * @throws AppError `not-found` when the board, a subject or a card that a group is to hold is gone
 */
export function createCards(
  db: WritableDb,
  { board, cards, near, skipKnown }: Input<'cards.create'>,
  analyst: Analyst,
): { cards: string[]; known: number } {
  requireLive(db, 'board', [board])
  const there = cardRows(db, sql`board = ${board}`)
  const known = new Set(skipKnown ? there.map(({ kind, subject }) => `${kind} ${subject}`) : [])
  const wanted = cards.flatMap((card) => {
    const values = subjectValues(db, card.content, analyst)
    const key = `${values.kind} ${values.subject}`
    if (values.subject !== null && known.has(key)) return []
    if (skipKnown) known.add(key)
    return [{ card, values }]
  })
  const made = wanted.map(({ card, values }) => ({ values, card, ...sizeOf(db, card, values, there) }))
  const free = freePlaces(
    [...there, ...made.flatMap(({ place, size }) => (place ? [{ ...place, ...size }] : []))],
    made.flatMap(({ place, size }) => (place ? [] : [size])),
    near,
  )
  const groups = there.filter(({ kind }) => kind === 'group')
  let top = Math.max(0, ...there.map(({ layer }) => layer))
  const uids = made.map(({ values, card, size, place }) => {
    const rect = { ...(place ?? (free.shift() as Point)), ...size }
    const container = groupAround(rect, groups)?.uid ?? null
    const geometry = { ...rect, layer: ++top, container }
    const uid = insertRow(db, 'card', { board, ...values, ...geometry, colour: card.colour }, analyst.uid)
    if (card.content.kind === 'group') putInto(db, uid, card.content.holds, container)
    return uid
  })
  return { cards: uids, known: cards.length - wanted.length }
}

interface SubjectValues {
  readonly kind: CardInfo['kind']
  readonly subject: string | null
  readonly body: string | null
  readonly picture: string | null
}

function subjectValues(db: WritableDb, content: NewCardContent, analyst: Analyst): SubjectValues {
  const none = { subject: null, body: null, picture: null }
  switch (content.kind) {
    case 'note':
      return { ...none, kind: 'note', body: content.body }
    case 'group':
      return { ...none, kind: 'group', body: content.title }
    case 'picture':
      return {
        ...none,
        kind: 'picture',
        body: content.caption,
        picture: keepPicture(db, content.bytes, analyst),
      }
    case 'passage':
      if ('place' in content) {
        return { ...none, kind: 'passage', subject: createPassage(db, content.place, analyst).passage }
      }
      break
    case 'claim':
    case 'proposition':
    case 'actor':
    case 'document':
    case 'event':
    case 'hypothesis':
      break
    default:
      assertNever(content)
  }
  const { kind, subject } = content
  requireLive(db, kind, [subject])
  return { ...none, kind, subject }
}

/** A group is drawn around what it holds; everything else is as large as its text needs. */
function sizeOf(db: ReadableDb, card: NewCard, values: SubjectValues, there: readonly CardRow[]) {
  const { content } = card
  const held = content.kind === 'group' ? there.filter(({ uid }) => content.holds.includes(uid)) : []
  const frame = frameAround(held)
  const needed = frame ?? sizeFor(values.kind, contentOf(db, values))
  const size = { width: card.width ?? needed.width, height: card.height ?? needed.height }
  const x = card.x ?? frame?.x
  const y = card.y ?? frame?.y
  return { size, place: x === undefined || y === undefined ? null : { x, y } }
}

function contentOf(db: ReadableDb, values: SubjectValues) {
  const uid = ''
  return contentsOf(db, [{ uid, ...values }]).get(uid) ?? ({ kind: 'gone' } as const)
}

function putInto(db: WritableDb, group: string, cards: readonly string[], inside: string | null): void {
  requireLive(db, 'card', cards)
  for (const card of cards) if (card !== inside) updateRow(db, 'card', card, { container: group })
}

/**
 * Moves, resizes and restacks cards in one go.
 *
 * @throws AppError `not-found` when a card is gone; `invalid` for a container that is no group of the same
 * board, or lies in the card itself
 */
export function arrangeCards(db: WritableDb, cards: Arranging['cards']): void {
  requireLive(
    db,
    'card',
    cards.map(({ card }) => card),
  )
  for (const { card, ...geometry } of cards) {
    if (geometry.container != null) requireContainer(db, card, geometry.container)
    updateRow(db, 'card', card, geometry)
  }
}

function requireContainer(db: ReadableDb, card: string, container: string): void {
  const group = db.value(sql`select 1 from live_card where uid = ${container} and kind = 'group'
    and board = (select board from card where uid = ${card})`)
  if (group === undefined)
    throw new AppError('invalid', 'Cards can be put into a group of the same board only.')
  const circle = db.value(sql`with recursive above (uid) as (
      select ${container} union select c.container from above join card c on c.uid = above.uid where c.container is not null)
    select 1 from above where uid = ${card}`)
  if (circle !== undefined) throw new AppError('invalid', 'A group cannot be put into itself.')
}

const verbs: Readonly<Record<Arranging['as'], readonly [verb: string, rest: string]>> = {
  move: ['Move', ''],
  resize: ['Resize', ''],
  align: ['Align', ''],
  distribute: ['Distribute', ''],
  raise: ['Bring', ' to front'],
  lower: ['Send', ' to back'],
}

/** "Move 3 cards", "Move group", "Bring card to front". What moves along in a group is not counted. */
function arrangementLabel(db: ReadableDb, { as, cards }: Arranging): string {
  const uids = cards.map(({ card }) => card)
  const free = cardRows(
    db,
    sql`uid in ${jsonList(uids)} and (container is null or container not in ${jsonList(uids)})`,
  )
  const [verb, rest] = verbs[as]
  return `${verb} ${thing(free)}${rest}`
}

function thing(cards: readonly Pick<CardRow, 'kind'>[]): string {
  const [first] = cards
  if (cards.length !== 1 || !first) return `${cards.length} cards`
  return first.kind === 'group' || first.kind === 'note' ? first.kind : 'card'
}

function creationLabel(contents: readonly NewCardContent[]): string {
  const [content] = contents
  if (contents.length !== 1 || !content) return `Add ${contents.length} cards to board`
  if (content.kind === 'note') return 'Write note on board'
  if (content.kind !== 'group') return `Add ${cardKinds[content.kind].toLowerCase()} to board`
  const { length } = content.holds
  return length === 0 ? 'Draw group' : `Group ${length} ${length === 1 ? 'card' : 'cards'}`
}

/** Writes a card's own words, or those of the note that it shows. @throws AppError `invalid` for a card without any */
function writeCard(db: WritableDb, card: string, body: string): CardInfo['kind'] {
  const row = cardRows(db, sql`uid = ${card}`)[0]
  if (!row) throw new AppError('not-found', 'This card is no longer on the board.')
  const { kind, subject } = row
  if (kind !== 'note' && kind !== 'group' && kind !== 'picture') {
    throw new AppError('invalid', 'This card shows what its subject says. Change it there.')
  }
  if (kind === 'note' && subject !== null) updateRow(db, 'note', subject, { body })
  else updateRow(db, 'card', card, { body })
  return kind
}

const writing: Partial<Record<CardInfo['kind'], string>> = { group: 'Rename group', picture: 'Edit caption' }

function counted(verb: string, cards: readonly string[]): string {
  const { size } = new Set(cards)
  return size === 1 ? `${verb} card` : `${verb} ${size} cards`
}

type Commands = CommandHandlers<
  'cards.create' | 'cards.arrange' | 'cards.write' | 'cards.colour' | 'cards.remove'
>

export const cardHandlers: Commands = {
  'cards.create': (db, input, { analyst, relabel }) => {
    relabel(creationLabel(input.cards.map(({ content }) => content)))
    return createCards(db, input, analyst)
  },
  'cards.arrange': (db, input, { relabel }) => {
    relabel(arrangementLabel(db, input))
    arrangeCards(db, input.cards)
    return {}
  },
  'cards.write': (db, { card, body }, { relabel }) => {
    const label = writing[writeCard(db, card, body)]
    if (label) relabel(label)
    return {}
  },
  'cards.colour': (db, { cards, colour }, { relabel }) => {
    requireLive(db, 'card', cards)
    relabel(counted('Colour', cards))
    for (const card of new Set(cards)) updateRow(db, 'card', card, { colour })
    return {}
  },
  'cards.remove': (db, { cards, links }, { relabel }) => {
    requireLive(db, 'card', cards)
    requireLive(db, 'card_link', links)
    relabel(`Delete ${thing(cardRows(db, sql`uid in ${jsonList(cards)}`))}`)
    removeRows(db, 'card_link', links)
    removeRows(db, 'card', cards)
    return {}
  },
}
