import fc from 'fast-check'
import { insertRow, linkRow, removeRows, updateRow } from '../../db/rows.ts'
import { sql, type WritableDb } from '../../db/sql.ts'
import { mergeTags } from '../../db/tag-merge.ts'

/**
 * One random write. `pick` chooses among the rows that are there by a number, so that a sequence of writes
 * stays meaningful when fast-check shrinks it.
 */
export type Write =
  | { readonly kind: 'make-tag'; readonly name: string }
  | { readonly kind: 'edit-tag'; readonly pick: number; readonly name: string; readonly digit: number }
  | { readonly kind: 'remove-tag'; readonly pick: number }
  | { readonly kind: 'merge-tag'; readonly pick: number; readonly into: number }
  | { readonly kind: 'make-passage'; readonly start: number; readonly note: string }
  | { readonly kind: 'move-passage'; readonly pick: number; readonly start: number }
  | { readonly kind: 'note-passage'; readonly pick: number; readonly note: string }
  | { readonly kind: 'remove-passage'; readonly pick: number }
  | { readonly kind: 'tag-passage'; readonly pick: number; readonly tag: number }
  | { readonly kind: 'untag-passage'; readonly pick: number }
  | { readonly kind: 'retitle-document'; readonly title: string }
  | { readonly kind: 'remove-document'; readonly remove: boolean }

const pick = fc.nat(30)
const text = fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'ß', '中', '🙂', ' ', '"', "'") })
const start = fc.nat(40)

export const anyWrite: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ kind: fc.constant('make-tag' as const), name: text }),
  fc.record({
    kind: fc.constant('edit-tag' as const),
    pick,
    name: text,
    digit: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('remove-tag' as const), pick }),
  fc.record({ kind: fc.constant('merge-tag' as const), pick, into: pick }),
  fc.record({ kind: fc.constant('make-passage' as const), start, note: text }),
  fc.record({ kind: fc.constant('move-passage' as const), pick, start }),
  fc.record({ kind: fc.constant('note-passage' as const), pick, note: text }),
  fc.record({ kind: fc.constant('remove-passage' as const), pick }),
  fc.record({ kind: fc.constant('tag-passage' as const), pick, tag: pick }),
  fc.record({ kind: fc.constant('untag-passage' as const), pick }),
  fc.record({ kind: fc.constant('retitle-document' as const), title: text }),
  fc.record({ kind: fc.constant('remove-document' as const), remove: fc.boolean() }),
)

/** The text of the one document that random histories work on. */
export const body = 'Officials said the road was closed; a spokesman denied it. 封路了。🙂 Nobody was hurt.'

/** Makes the document. */
export function plantDocument(db: WritableDb, analyst: string): string {
  const { uid: original } = linkRow(
    db,
    'original',
    ['fixture'],
    { media_type: 'text/plain', size: body.length },
    analyst,
  )
  const document = insertRow(
    db,
    'document',
    { title: 'Road', kind: 'article', direction: 'ltr', reading_status: 'unread', original, paragraphs: 1 },
    analyst,
  )
  db.run(
    sql`insert into document_text (document, body, blocks, sha256) values (${document}, ${body}, '[]', '')`,
  )
  return document
}

/** Performs one write; on rows that are not there it does nothing, as a person could not either. */
export function perform(db: WritableDb, write: Write, analyst: string): void {
  switch (write.kind) {
    case 'make-tag':
      insertRow(db, 'tag', { name: write.name, position: 1 }, analyst)
      return
    case 'edit-tag':
      withRow(db, 'tag', write.pick, (uid) =>
        updateRow(db, 'tag', uid, { name: write.name, digit: write.digit }),
      )
      return
    case 'remove-tag':
      withRow(db, 'tag', write.pick, (uid) => removeRows(db, 'tag', [uid]))
      return
    case 'merge-tag':
      withRow(db, 'tag', write.pick, (tag) =>
        withRow(db, 'tag', write.into, (into) => {
          if (tag !== into) mergeTags(db, tag, into)
        }),
      )
      return
    case 'make-passage':
      withRow(db, 'document', 0, (document) => {
        insertRow(db, 'passage', { document, ...span(write.start), note: write.note }, analyst)
      })
      return
    case 'move-passage':
      withRow(db, 'passage', write.pick, (uid) => updateRow(db, 'passage', uid, span(write.start)))
      return
    case 'note-passage':
      withRow(db, 'passage', write.pick, (uid) => updateRow(db, 'passage', uid, { note: write.note }))
      return
    case 'remove-passage':
      withRow(db, 'passage', write.pick, (uid) => removeRows(db, 'passage', [uid]))
      return
    case 'tag-passage':
      withRow(db, 'passage', write.pick, (passage) =>
        withRow(db, 'tag', write.tag, (tag) => {
          linkRow(db, 'tagging', [passage, tag, analyst], { passage, tag, analyst }, analyst)
        }),
      )
      return
    case 'untag-passage':
      withRow(db, 'tagging', write.pick, (uid) => removeRows(db, 'tagging', [uid]))
      return
    case 'retitle-document':
      withRow(db, 'document', 0, (uid) => updateRow(db, 'document', uid, { title: write.title }))
      return
    case 'remove-document':
      db.run(sql`update document set deleted = ${write.remove}`)
  }
}

function span(start: number) {
  return {
    start_offset: start,
    end_offset: start + 5,
    quote: body.slice(start, start + 5),
    prefix: body.slice(Math.max(0, start - 32), start),
    suffix: body.slice(start + 5, start + 37),
  }
}

const liveRows = {
  document: sql`select uid from live_document order by uid`,
  tag: sql`select uid from live_tag order by uid`,
  passage: sql`select uid from live_passage order by uid`,
  tagging: sql`select uid from live_tagging order by uid`,
}

function withRow(
  db: WritableDb,
  table: keyof typeof liveRows,
  choice: number,
  act: (uid: string) => void,
): void {
  const uids = db.column<string>(liveRows[table])
  const uid = uids[choice % Math.max(1, uids.length)]
  if (uid !== undefined) act(uid)
}
