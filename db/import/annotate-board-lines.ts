import { z } from 'zod'
import { Length, Place } from '../contract/board.ts'
import { Colour, Name, NameOrNothing, Text } from '../contract/common.ts'
import { linkDirections, linkStyles, relationKinds, tokensOf } from '../contract/vocabulary.ts'
import { Id, subjectFields } from './annotate-fields.ts'

const cardFields = { ...subjectFields, note: Text.optional(), group: Name.optional() }

/** What a card can show, by the field that names it. */
const cardSubjects = Object.keys(cardFields) as (keyof typeof cardFields)[]

const Card = z
  .strictObject({
    /** A name inside the line, for its links. */
    id: Id.optional(),
    ...cardFields,
    x: Place.optional(),
    y: Place.optional(),
    width: Length.optional(),
    height: Length.optional(),
    colour: Colour.nullish(),
  })
  .superRefine((card, context) => {
    if (cardSubjects.filter((field) => card[field] !== undefined).length !== 1) {
      context.addIssue({ code: 'custom', message: `write one of ${cardSubjects.join(', ')}` })
    }
    if ((card.x === undefined) !== (card.y === undefined)) {
      context.addIssue({ code: 'custom', message: 'x and y belong together' })
    }
  })
export type CardFields = z.infer<typeof Card>

const CardLink = z.strictObject({
  from: Id,
  to: Id,
  label: NameOrNothing.nullish(),
  kind: tokensOf(relationKinds).nullish(),
  direction: tokensOf(linkDirections).optional(),
  style: tokensOf(linkStyles).optional(),
  colour: Colour.nullish(),
})

export const BoardLine = z.strictObject({
  kind: z.literal('board'),
  title: Name,
  cards: z.array(Card).default([]),
  links: z.array(CardLink).default([]),
})
