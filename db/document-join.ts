import { AppError } from './contract/errors.ts'
import { linkRow, removeRows, requireLive, updateRow, type Values } from './rows.ts'
import { identifier, jsonList, type ReadableDb, type SqlValue, sql, type WritableDb } from './sql.ts'

/**
 * Makes one document of several that have the same text: passages, sources, names, evidence of absence, notes,
 * leads and cards of the others go over to `into`, at the places where they are, and the others are deleted. What
 * is known of the others and not of `into` is kept, and of two notes both.
 *
 * @throws AppError `conflict` where a text differs: the places of passages would mean something else
 */
export function joinDocuments(
  db: WritableDb,
  into: string,
  documents: readonly string[],
  analyst: string,
): void {
  const others = [...new Set(documents)]
  if (others.includes(into)) {
    throw new AppError('invalid', 'A document cannot be joined with itself.', { field: 'others' })
  }
  requireLive(db, 'document', [into, ...others])
  requireSameText(db, into, others)
  for (const other of others) {
    keepFields(db, into, other)
    for (const table of belonging) moveRows(db, table, 'document', other, into)
    for (const table of about) {
      moveRows(db, table, 'subject', other, into)
    }
    moveHiddenParagraphs(db, other, into, analyst)
  }
  removeRows(db, 'document', others)
}

const belonging = ['passage', 'source', 'alias', 'evidence'] as const
const about = ['note', 'lead', 'card'] as const

function requireSameText(db: ReadableDb, into: string, others: readonly string[]): void {
  const texts = db.column<string>(
    sql`select distinct sha256 from document_text where document in ${jsonList([into, ...others])}`,
  )
  if (texts.length === 1) return
  throw new AppError(
    'conflict',
    'These documents cannot be joined, because their texts are not the same: the places of passages in them differ.',
  )
}

/** Deleted rows go as well: an undo of their deletion must find them where the others are. */
function moveRows(
  db: WritableDb,
  table: (typeof belonging | typeof about)[number],
  column: 'document' | 'subject',
  from: string,
  to: string,
): void {
  const rows = db.column<string>(
    sql`select uid from ${identifier(table)} where ${identifier(column)} = ${from} order by uid`,
  )
  for (const uid of rows) updateRow(db, table, uid, { [column]: to })
}

/** Which paragraphs are hidden has ids that follow from the document: they are marked anew. */
function moveHiddenParagraphs(db: WritableDb, from: string, to: string, analyst: string): void {
  const marks = db.all<{ ordinal: number }>(
    sql`select ordinal from live_block_mark where document = ${from} and hidden = 1`,
  )
  for (const { ordinal } of marks) {
    const row = linkRow(db, 'block_mark', [to, ordinal], { document: to, ordinal, hidden: 1 }, analyst)
    if (!row.created) updateRow(db, 'block_mark', row.uid, { hidden: 1 })
  }
}

/** What an analyst entered; the rest describes the file. Columns that only make sense together go together. */
const entered: readonly (readonly string[])[] = [
  ['language'],
  ['publisher'],
  ['author'],
  ['republished_by'],
  ['published', 'published_reason'],
  ['captured'],
  ['source_url'],
  ['reliability', 'reliability_reason'],
]

const furthest = ['unread', 'skimmed', 'done']

function keepFields(db: WritableDb, into: string, other: string): void {
  const [ours, theirs] = [into, other].map(
    (uid) => db.get<Record<string, SqlValue>>(sql`select * from document where uid = ${uid}`) ?? {},
  ) as [Record<string, SqlValue>, Record<string, SqlValue>]
  const values: Record<string, SqlValue> = {}
  for (const columns of entered) {
    if (columns.some((column) => ours[column] !== null)) continue
    for (const column of columns) values[column] = theirs[column] ?? null
  }
  const notes = [ours.note, theirs.note].filter((note) => typeof note === 'string' && note !== '')
  if (new Set(notes).size === 2) values.note = notes.join('\n\n')
  else if (notes.length > 0) values.note = notes[0] ?? null
  const status = (row: Values) => furthest.indexOf(String(row.reading_status))
  // "Set aside" is a decision about this one; read is read.
  if (status(ours) >= 0 && status(theirs) > status(ours))
    values.reading_status = theirs.reading_status ?? null
  const changed = Object.entries(values).filter(([column, value]) => value !== ours[column])
  updateRow(db, 'document', into, Object.fromEntries(changed))
}
