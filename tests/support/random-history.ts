import fc from 'fast-check'
import { sha256 } from '../../db/ids.ts'
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
  | { readonly kind: 'make-claim'; readonly pick: number; readonly statement: string }
  | {
      readonly kind: 'grade-claim'
      readonly pick: number
      readonly grade: 'A' | 'B' | 'F'
      readonly reason: string
    }
  | { readonly kind: 'move-claim'; readonly pick: number; readonly proposition: number }
  | { readonly kind: 'make-card'; readonly x: number; readonly body: string }
  | { readonly kind: 'move-card'; readonly pick: number; readonly x: number; readonly y: number }
  | { readonly kind: 'remove-document'; readonly remove: boolean }

const pick = fc.nat(30)
const text = fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'ß', '中', '🙂', ' ', '"', "'") })
const start = fc.nat(40)
/** Places on a board are real numbers, whole ones too: both have to come through as they are. */
const place = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }))

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
  fc.record({ kind: fc.constant('make-claim' as const), pick, statement: text }),
  fc.record({
    kind: fc.constant('grade-claim' as const),
    pick,
    grade: fc.constantFrom('A' as const, 'B' as const, 'F' as const),
    reason: text,
  }),
  fc.record({ kind: fc.constant('move-claim' as const), pick, proposition: pick }),
  fc.record({ kind: fc.constant('make-card' as const), x: place, body: text }),
  fc.record({ kind: fc.constant('move-card' as const), pick, x: place, y: place }),
  fc.record({ kind: fc.constant('remove-document' as const), remove: fc.boolean() }),
)

/** The text of the one document that random histories work on. */
export const body = 'Officials said the road was closed; a spokesman denied it. 封路了。🙂 Nobody was hurt.'

/** Makes the document, with its original as an import would, and a board. */
export function plantDocument(db: WritableDb, analyst: string): string {
  const original = sha256(body)
  const bytes = Buffer.from(body)
  insertRow(db, 'original', { media_type: 'text/plain', size: bytes.length }, analyst, original)
  db.run(sql`insert into original_bytes (original, bytes) values (${original}, ${bytes})`)
  insertRow(db, 'board', { title: 'Board', position: 1 }, analyst)
  const document = insertRow(
    db,
    'document',
    { title: 'Road', kind: 'article', direction: 'ltr', reading_status: 'unread', original, paragraphs: 1 },
    analyst,
  )
  db.run(
    sql`insert into document_text (document, body, blocks, sha256) values (${document}, ${body}, '[]', ${sha256(body)})`,
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
    case 'make-claim':
      withRow(db, 'passage', write.pick, (passage) => {
        const proposition = insertRow(
          db,
          'proposition',
          { statement: write.statement, kind: 'fact' },
          analyst,
        )
        const values = { proposition, number: 1, stance: 'asserts', status: 'draft' }
        const claim = insertRow(db, 'claim', values, analyst)
        insertRow(db, 'claimant', { claim, kind: 'author', position: 1 }, analyst)
        insertRow(db, 'evidence', { claim, role: 'content', passage, position: 1 }, analyst)
      })
      return
    case 'grade-claim':
      withRow(db, 'claim', write.pick, (uid) =>
        updateRow(db, 'claim', uid, { reliability: write.grade, reliability_reason: write.reason }),
      )
      return
    case 'move-claim':
      withRow(db, 'claim', write.pick, (uid) =>
        withRow(db, 'proposition', write.proposition, (proposition) =>
          updateRow(db, 'claim', uid, { proposition }),
        ),
      )
      return
    case 'make-card':
      withRow(db, 'board', 0, (board) => {
        const values = {
          board,
          kind: 'note',
          x: write.x,
          y: 0,
          width: 1.5,
          height: 1,
          layer: 0,
          body: write.body,
        }
        insertRow(db, 'card', values, analyst)
      })
      return
    case 'move-card':
      withRow(db, 'card', write.pick, (uid) => updateRow(db, 'card', uid, { x: write.x, y: write.y }))
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
  proposition: sql`select uid from live_proposition order by uid`,
  claim: sql`select uid from live_claim order by uid`,
  board: sql`select uid from live_board order by uid`,
  card: sql`select uid from live_card order by uid`,
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
