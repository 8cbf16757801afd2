import { z } from 'zod'
import { Colour, Name, Nothing, Text, Uid } from './common.ts'
import { command, query } from './operation.ts'

export const TagInfo = z.object({
  uid: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  /** Names from the root, for people and for the CSV's tag_path. */
  path: z.array(z.string()),
  colour: z.string().nullable(),
  description: z.string().nullable(),
  digit: z.int().nullable(),
  /** Passages that carry this tag itself. */
  passages: z.int(),
})
export type TagInfo = z.infer<typeof TagInfo>

const fields = {
  colour: Colour.nullable().optional(),
  description: Text.nullable().optional(),
  digit: z.int().min(1).max(9).nullable().optional(),
  parent: Uid.nullable().optional(),
}

export const tagOperations = {
  'tags.list': query({
    input: Nothing,
    output: z.array(TagInfo),
    reads: ['tag', 'tagging', 'passage', 'document'],
  }),
  'tags.create': command({
    input: z.object({ name: Name, ...fields }),
    output: z.object({ tag: z.string() }),
    label: 'Create tag',
  }),
  'tags.update': command({
    input: z.object({
      tag: Uid,
      name: Name.optional(),
      ...fields,
      /** The tag below the same parent before which it is to stand; null: after all of them. */
      before: Uid.nullable().optional(),
    }),
    output: Nothing,
    label: 'Edit tag',
  }),
  /** Lets everything that carries a tag carry another one instead, and deletes the first. */
  'tags.merge': command({
    input: z.object({ tag: Uid, into: Uid }),
    /** `tags`: how many were merged, those below that met one of their name included. `passages`: new to `into`. */
    output: z.object({ tags: z.int(), passages: z.int() }),
    label: 'Merge tag',
  }),
  /** Deletes a tag with the tags below it; the passages stay. */
  'tags.remove': command({ input: z.object({ tag: Uid }), output: Nothing, label: 'Delete tag' }),
}
