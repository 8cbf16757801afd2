import Database from 'better-sqlite3'
import { blocksFit } from './blocks.ts'
import { strangeChoice, unholdable } from './check-values.ts'
import { harden } from './connection.ts'
import { largestPicture } from './contract/board.ts'
import { AppError, type ErrorReply } from './contract/errors.ts'
import { sha256 } from './ids.ts'
import { MOST_BYTES } from './import/limits.ts'
import { baseTables, integrityProblems, pagesAddUp } from './integrity.ts'
import { schemaVersion, tooNew, versionOf } from './migrate.ts'
import { schemaProblem } from './permitted-schema.ts'
import { plainError } from './plain-error.ts'
import { plainName } from './plain-name.ts'

/** What the check of a file found: nothing, or the first reason not to open it. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly error: ErrorReply }

/**
 * Checks a project file from elsewhere: its schema, its structure, the types and lengths of its columns, its
 * references, and the checksums of its texts and originals. For a process that can be killed, on a private
 * copy: what is left of a write-ahead log is applied to it.
 */
export function checkFile(path: string): Verdict {
  try {
    const connection = new Database(path, { fileMustExist: true })
    try {
      check(connection)
    } finally {
      connection.close()
    }
    return { ok: true }
  } catch (error) {
    const plain = plainError(error)
    // What SQLite has no better word for, such as a file format of a later one, is for this file a reason all the same.
    const unreadable = plain.code === 'internal' && error instanceof Database.SqliteError
    return {
      ok: false,
      error: (unreadable ? damaged('SQLite cannot read it.', error.message) : plain).toReply(),
    }
  }
}

function check(connection: Database.Database): void {
  harden(connection)
  const version = versionOf(connection)
  if (version > schemaVersion) throw tooNew(version)
  const foreign = schemaProblem(connection, version)
  if (foreign) {
    throw new AppError(
      'not-a-project',
      `This file is not opened, because it is not made like a project of Claimboard. ${foreign} It was not changed.`,
    )
  }
  const reports = integrityProblems(connection)
  if (reports.length > 0) throw damaged('Its tables cannot be read completely.', reports)
  if (!pagesAddUp(connection)) throw damaged('Parts of it overlap or are lost.')
  if (!indexIsPlain(connection))
    throw damaged('Its index for searching is set up as Claimboard sets up none.')
  const long = overlong(connection)
  if (long) throw damaged(`A value in “${long}” is longer than it can be.`)
  const number = unholdable(connection, baseTables(connection))
  if (number) throw damaged(`A number in “${number}” is larger than it can be.`)
  const json = brokenJson(connection)
  if (json) throw damaged(`A value in “${json}” cannot be read.`)
  const strange = strangeChoice(connection)
  if (strange) throw damaged(`A value in “${strange}” is none that Claimboard knows.`)
  const references = connection.pragma('foreign_key_check') as unknown[]
  if (references.length > 0)
    throw damaged(`${references.length} of its references lead nowhere.`, references.slice(0, 10))
  checkTexts(connection)
  checkOriginals(connection)
}

/**
 * Whether the full-text index has the settings that it is made with. They are read even by the statement that removes
 * it, before any of its pages (fts5_config.c), so they are looked at as the ordinary table in which they lie.
 */
function indexIsPlain(connection: Database.Database): boolean {
  const settings = connection.prepare('select k, v from search_index_config order by k').raw().all()
  return JSON.stringify(settings) === JSON.stringify([['version', formatOfIndex]])
}

/** What FTS5 makes; 5 is one in which a deletion leaves nothing behind, which no project has asked for. */
const formatOfIndex = 4

function damaged(what: string, detail?: unknown): AppError {
  return new AppError(
    'damaged',
    `The project is damaged. ${what} Use a copy or a backup of it; this file was not changed.`,
    detail,
  )
}

/** Ids are 36 characters; those that a file from elsewhere made its own way get some room. */
const longestId = 256

/** The longest field (100,000 characters, of at most three bytes each) with room for later versions; in bytes. */
const longestField = 2 ** 20

/** What JavaScript can hold in one string (2^29 − 24 units), in bytes of mostly one-byte characters. */
const longestText = 2 ** 29 - 24

/** Columns that hold whole texts, or may quote one. */
const texts: ReadonlySet<string> = new Set([
  'document_text.body',
  'document_text.blocks',
  'passage.quote',
  'cell.val',
  'change.before',
  'change.after',
  'change.contested',
])

const ids: ReadonlySet<string> = new Set([
  'uid',
  'created_by',
  'analyst',
  'subject',
  'sid',
  'tbl',
  'col',
  'action',
])

interface Column {
  readonly name: string
  readonly table: string
}

function overlong(connection: Database.Database): string | null {
  for (const table of baseTables(connection)) {
    const references = connection.pragma(`foreign_key_list("${table}")`) as { from: string }[]
    const linking = new Set(references.map(({ from }) => from))
    const columns = (connection.pragma(`table_info("${table}")`) as Column[]).map(({ name }) => ({
      name,
      table,
    }))
    const sizes = columns.map(({ name }) => `max(octet_length("${name}"))`).join(', ')
    const found = connection.prepare(`select ${sizes} from "${table}"`).raw().get() as (number | null)[]
    const long = columns.find((column, i) => (found[i] ?? 0) > longestOf(column, linking))
    if (long) return `${table}.${long.name}`
  }
  return null
}

function longestOf({ table, name }: Column, linking: ReadonlySet<string>): number {
  if (ids.has(name) || linking.has(name)) return longestId
  if (table === 'original_bytes' && name === 'bytes') return Math.max(MOST_BYTES, largestPicture)
  return texts.has(`${table}.${name}`) ? longestText : longestField
}

function brokenJson(connection: Database.Database): string | null {
  const columns = ['document_text.blocks', 'cell.val', 'change.before', 'change.after', 'change.contested']
  const broken = columns.find((column) => {
    const [table, name] = column.split('.')
    return connection
      .prepare(`select 1 from ${table} where ${name} is not null and not json_valid(${name})`)
      .get()
  })
  if (broken) return broken
  // A write to a cell is its columns by name, at a time that a calendar has (ECMA-262, 21.4.1.1).
  const odd = connection.prepare(
    `select 1 from cell where json_type(val) is not 'object' or hlc not between 0 and 8640000000000000`,
  )
  return odd.get() ? 'cell.val' : null
}

interface TextRow {
  readonly title: string
  readonly body: Buffer
  readonly blocks: string
  readonly sha256: string
}

function checkTexts(connection: Database.Database): void {
  const rows = connection.prepare(
    `select d.title, cast(t.body as blob) body, t.blocks, t.sha256 from document_text t join document d on d.uid = t.document`,
  )
  for (const { title, body, blocks, sha256: sum } of rows.iterate() as IterableIterator<TextRow>) {
    if (sha256(body) !== sum) throw changedContent('text', title)
    if (!blocksFit(blocks, body.toString('utf8').length)) {
      throw damaged(`The paragraphs of “${plainName(title)}” do not fit its text.`)
    }
  }
}

function checkOriginals(connection: Database.Database): void {
  const rows = connection.prepare(
    `select b.original, b.bytes, (select title from document d where d.original = b.original limit 1) title from original_bytes b`,
  )
  for (const row of rows.iterate() as IterableIterator<{
    original: string
    bytes: Buffer
    title: string | null
  }>) {
    if (sha256(row.bytes) !== row.original) throw changedContent('original', row.title ?? row.original)
  }
}

function changedContent(what: 'text' | 'original', title: string): AppError {
  return damaged(`The ${what} of “${plainName(title)}” is not what was imported: its checksum does not fit.`)
}
