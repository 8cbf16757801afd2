import { z } from 'zod'
import { CardInfo, LinkInfo } from './card.ts'
import { Colour, FileRef, Name, NameOrNothing, Nothing, Span, Text, Uid } from './common.ts'
import { command, query, task } from './operation.ts'
import { linkDirections, linkStyles, relationKinds, tokensOf } from './vocabulary.ts'

// Beyond this, numbers lose the fractions of pixels that zooming needs; nobody's board is a thousandth of it.
const farthest = 10_000_000

/** A place on a board, in canvas pixels. */
export const Place = z.number().min(-farthest).max(farthest)
export const Length = z.number().min(1).max(100_000)
const Ordinal = z.number().min(-farthest).max(farthest)

export const BoardInfo = z.object({ uid: z.string(), title: z.string(), cards: z.int() })
export type BoardInfo = z.infer<typeof BoardInfo>

/** A board with everything on it: cards from the back to the front. */
export const Board = z.object({
  uid: z.string(),
  title: z.string(),
  cards: z.array(CardInfo),
  links: z.array(LinkInfo),
})
export type Board = z.infer<typeof Board>

/** The largest picture that is taken onto a board: a photograph, not a film. */
export const largestPicture = 20_000_000

const Bytes = z.instanceof(Uint8Array<ArrayBufferLike>)

const subjects = ['passage', 'claim', 'proposition', 'actor', 'document', 'event', 'hypothesis'] as const

/** What a new card shows: a row, a place in a text that becomes a passage, words, a picture, or a frame. */
export const NewCardContent = z.union([
  z.object({ kind: z.enum(subjects), subject: Uid }),
  z.object({ kind: z.literal('passage'), place: Span.extend({ document: Uid }) }),
  z.object({ kind: z.literal('note'), body: Text.default('') }),
  z.object({
    kind: z.literal('picture'),
    bytes: Bytes.refine(
      (bytes) => bytes.length <= largestPicture,
      'This picture is too large for a board: it may have 20 MB.',
    ),
    caption: Text.default(''),
  }),
  z.object({
    kind: z.literal('group'),
    title: NameOrNothing.default(''),
    /** Cards that the group is drawn around. */
    holds: z.array(Uid).default([]),
  }),
])
export type NewCardContent = z.infer<typeof NewCardContent>

/** Where a new card stands. Without a place it takes a free one, without a size the one that its text needs. */
const NewCard = z.object({
  content: NewCardContent,
  x: Place.optional(),
  y: Place.optional(),
  width: Length.optional(),
  height: Length.optional(),
  colour: Colour.nullable().default(null),
})

/** How cards are rearranged, for the history. */
export const Arrangement = z.enum(['move', 'resize', 'align', 'distribute', 'raise', 'lower'])
export type Arrangement = z.infer<typeof Arrangement>

const linkFields = {
  label: NameOrNothing.nullable().optional(),
  kind: tokensOf(relationKinds).nullable().optional(),
  direction: tokensOf(linkDirections).optional(),
  style: tokensOf(linkStyles).optional(),
  colour: Colour.nullable().optional(),
}

/** Every table out of which a board's cards take what they show. */
const shown = [
  'board',
  'card',
  'card_link',
  'passage',
  'tagging',
  'tag',
  'document',
  'actor',
  'claim',
  'claimant',
  'evidence',
  'proposition',
  'source',
  'analyst',
  'event',
  'hypothesis',
  'judgement',
  'note',
]

export const boardOperations = {
  'boards.list': query({ input: Nothing, output: z.array(BoardInfo), reads: ['board', 'card'] }),
  'boards.get': query({ input: z.object({ board: Uid }), output: Board, reads: shown }),
  /** The board as a drawing: a whole SVG document. */
  'boards.draw': query({
    input: z.object({ board: Uid }),
    output: z.object({ svg: z.string(), width: z.number(), height: z.number() }),
    reads: shown,
  }),
  /** The bytes of a picture that a card shows. */
  'boards.picture': query({
    input: z.object({ picture: Uid }),
    output: z.object({ mediaType: z.string(), bytes: Bytes }),
    reads: [],
  }),
  'boards.create': command({
    input: z.object({ title: Name, cards: z.array(NewCard).default([]) }),
    output: z.object({ board: z.string(), cards: z.array(z.string()) }),
    label: 'Create board',
  }),
  'boards.rename': command({
    input: z.object({ board: Uid, title: Name }),
    output: Nothing,
    label: 'Rename board',
  }),
  'boards.remove': command({ input: z.object({ board: Uid }), output: Nothing, label: 'Delete board' }),
  /** Writes a picture of a board that the window has drawn. */
  'boards.savePicture': task({
    input: z.object({ target: FileRef, png: Bytes }),
    output: z.object({ bytes: z.int() }),
    label: 'Export board',
    runs: 'reader',
    files: ['target'],
  }),
  'cards.create': command({
    input: z.object({
      board: Uid,
      cards: z.array(NewCard).min(1),
      /** Where to look for free places first; without it, beside what is there. */
      near: z.object({ x: Place, y: Place }).optional(),
      /** Leaves out what is on the board already. */
      skipKnown: z.boolean().default(false),
    }),
    output: z.object({
      cards: z.array(z.string()),
      /** How many were left out. */
      known: z.int(),
    }),
    label: 'Add card to board',
  }),
  /** Moves, resizes and restacks any number of cards at once; what is left out stays as it is. */
  'cards.arrange': command({
    input: z.object({
      as: Arrangement.default('move'),
      cards: z
        .array(
          z.object({
            card: Uid,
            x: Place.optional(),
            y: Place.optional(),
            width: Length.optional(),
            height: Length.optional(),
            layer: Ordinal.optional(),
            container: Uid.nullable().optional(),
          }),
        )
        .min(1),
    }),
    output: Nothing,
    label: 'Move card',
  }),
  /** The text of a note, the title of a group, the caption of a picture. */
  'cards.write': command({
    input: z.object({ card: Uid, body: Text }),
    output: Nothing,
    label: 'Edit note',
  }),
  'cards.colour': command({
    input: z.object({ cards: z.array(Uid).min(1), colour: Colour.nullable() }),
    output: Nothing,
    label: 'Colour card',
  }),
  /** Links go with their cards; what was in a group stays where it is. */
  'cards.remove': command({
    input: z.object({ cards: z.array(Uid).min(1), links: z.array(Uid).default([]) }),
    output: Nothing,
    label: 'Delete card',
  }),
  'links.create': command({
    input: z.object({ from: Uid, to: Uid, ...linkFields }),
    output: z.object({ link: z.string() }),
    label: 'Link cards',
  }),
  'links.edit': command({
    input: z.object({ link: Uid, from: Uid.optional(), to: Uid.optional(), ...linkFields }),
    output: Nothing,
    label: 'Edit link',
  }),
  'links.remove': command({
    input: z.object({ links: z.array(Uid).min(1) }),
    output: Nothing,
    label: 'Delete link',
  }),
  /** Passages that carry a tag, in the order of documents and texts: what a tag stands for on a board. */
  'boards.passagesOfTag': query({
    input: z.object({ tag: Uid, limit: z.int().min(1).max(1000).default(60) }),
    output: z.object({ passages: z.array(z.string()), total: z.int() }),
    reads: ['passage', 'tagging', 'document'],
  }),
}
