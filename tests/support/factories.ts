import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Analyst } from '../../db/analyst.ts'
import { encodeBlocks } from '../../db/blocks.ts'
import {
  type Call,
  type Input,
  type Output,
  type StoreName,
  storeContract,
} from '../../db/contract/contract.ts'
import type { Handlers, WriterName } from '../../db/handlers.ts'
import type { History } from '../../db/history.ts'
import type { ExtractInput, ExtractResult } from '../../db/import/extracted.ts'
import { createProject, type OpenProject, openProject } from '../../db/project.ts'
import { insertRow, linkRow, type Values } from '../../db/rows.ts'
import { answer, parseInput, startWriter } from '../../db/run.ts'
import { identifier, type ReadableDb, sql, type WritableDb } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { makeAnchor } from '../../db/text/anchor.ts'
import { afterFile } from './cleanup.ts'

/** The analyst who works in a test unless it says otherwise. */
export const anna: Analyst = {
  uid: '01900000-0000-7000-8000-00000000000a',
  name: 'Anna Reader',
  initials: 'AR',
}
export const bela: Analyst = {
  uid: '01900000-0000-7000-8000-00000000000b',
  name: 'Béla Writer',
  initials: 'BW',
}

/** A real project in a file of its own. What is left open is closed, and the files removed, after the test file. */
export interface TestProject {
  readonly path: string
  readonly folder: string
  readonly project: OpenProject
  readonly db: ReadableDb
  readonly history: History
  /** Writes rows as one action, as a command would. */
  write<T>(body: (db: WritableDb) => T): T
  /** Calls a query or a command as a client would: input and output are parsed by the contract. */
  call<Name extends StoreName>(handlers: Partial<Handlers>, name: Name, input: Call<Name>): Output<Name>
  /** Runs a writing task to its end; `stopAt` cancels it at that step. */
  run<Name extends WriterName>(
    handlers: Partial<Handlers>,
    name: Name,
    input: Call<Name>,
    options?: { readonly stopAt?: number; readonly extractor?: Extractor },
  ): Output<Name>
  close(): void
}

type Extractor = (input: ExtractInput) => ExtractResult

function extractsNothing(): never {
  throw new Error('This test extracts nothing.')
}

/** The bytes of an empty project by its title and analyst: most tests begin with one, and need not make it each time. */
const templates = new Map<string, Buffer>()

function emptyProject(title: string, analyst: Analyst): Buffer {
  const key = JSON.stringify([title, analyst])
  const known = templates.get(key)
  if (known) return known
  const folder = mkdtempSync(path.join(tmpdir(), 'claimboard-test-'))
  const file = path.join(folder, 'empty.claimboard')
  createProject(file, title, analyst)
  const bytes = readFileSync(file)
  rmSync(folder, { recursive: true, maxRetries: 5 })
  templates.set(key, bytes)
  return bytes
}

export function testProject({ title = 'Test', analyst = anna } = {}): TestProject {
  const folder = mkdtempSync(path.join(tmpdir(), 'claimboard-test-'))
  const file = path.join(folder, 'test.claimboard')
  writeFileSync(file, emptyProject(title, analyst))
  const project = openProject(file, { analyst })
  const { history } = project
  let closed = false
  if (!history) throw new Error('A test project is open for writing.')
  const made: TestProject = {
    path: file,
    folder,
    project,
    db: project.db,
    history,
    write: (body) => history.perform({ operation: 'test.write', label: 'Write' }, body).value,
    call: (handlers, name, input) => {
      const { value } = answer(handlers as Handlers, project, name, input)
      return storeContract[name].output.parse(value) as Output<typeof name>
    },
    run: (handlers, name, input, { stopAt = Number.POSITIVE_INFINITY, extractor = extractsNothing } = {}) => {
      const { task, finish } = startWriter(
        handlers as Handlers,
        project,
        name,
        parseInput(name, input) as Input<typeof name>,
      )
      let steps = 0
      try {
        return runTaskSync(task, {
          extract: extractor,
          cancelled: () => steps++ === stopAt,
        })
      } finally {
        finish()
      }
    },
    close: () => {
      if (closed) return
      closed = true
      project.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  afterFile(made.close)
  return made
}

/** A document with its original, as the import makes them; a paragraph is a line. */
export function aDocument(db: WritableDb, body = 'A text.', fields: Values = {}, analyst = anna): string {
  const bytes = Buffer.from(body)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const original = hash
  if (db.value(sql`select 1 from original where uid = ${original}`) === undefined) {
    insertRow(db, 'original', { media_type: 'text/plain', size: bytes.length }, analyst.uid, original)
    db.run(sql`insert into original_bytes (original, bytes) values (${original}, ${bytes})`)
  }
  const blocks = paragraphsOf(body)
  const row = {
    title: 'A document',
    kind: 'article',
    direction: 'ltr',
    reading_status: 'unread',
    encoding: 'utf-8',
    file_name: 'a-document.txt',
    original,
    paragraphs: blocks.length,
  }
  const uid = insertRow(db, 'document', { ...row, ...fields }, analyst.uid)
  db.run(sql`insert into document_text (document, body, blocks, sha256)
    values (${uid}, ${body}, ${encodeBlocks(blocks)}, ${hash})`)
  return uid
}

function paragraphsOf(body: string) {
  return [...body.matchAll(/\S[^\n]*/g)].map(({ index, 0: line }) => {
    return { kind: 'paragraph' as const, start: index, end: index + line.trimEnd().length }
  })
}

/** A passage over the first occurrence of `words`, or over a span. */
export function aPassage(
  db: WritableDb,
  document: string,
  place: string | readonly [number, number],
  fields: Values = {},
  analyst = anna,
): string {
  const body = db.value<string>(sql`select body from document_text where document = ${document}`) ?? ''
  const from = typeof place === 'string' ? body.indexOf(place) : place[0]
  const to = typeof place === 'string' ? from + place.length : place[1]
  const { start, end, ...words } = makeAnchor(body, from, to)
  return insertRow(
    db,
    'passage',
    { document, start_offset: start, end_offset: end, ...words, ...fields },
    analyst.uid,
  )
}

export function aTag(db: WritableDb, name = 'A tag', fields: Values = {}, analyst = anna): string {
  return insertRow(db, 'tag', { name, position: 1, ...fields }, analyst.uid)
}

export function aTagging(db: WritableDb, passage: string, tag: string, analyst = anna): string {
  const values = { passage, tag, analyst: analyst.uid }
  return linkRow(db, 'tagging', [passage, tag, analyst.uid], values, analyst.uid).uid
}

export function anActor(db: WritableDb, name = 'An actor', fields: Values = {}, analyst = anna): string {
  return insertRow(db, 'actor', { name, kind: 'organisation', ...fields }, analyst.uid)
}

export function anAlias(
  db: WritableDb,
  actor: string,
  form: string,
  fields: Values = {},
  analyst = anna,
): string {
  return insertRow(db, 'alias', { actor, form, ...fields }, analyst.uid)
}

interface ClaimColumns {
  readonly claimant?: Values
  readonly [column: string]: Values[string] | Values
}

/** A claim with its proposition; by its document's author unless `claimant` says otherwise, resting on `passages`. */
export function aClaim(
  db: WritableDb,
  statement: string,
  passages: readonly string[],
  { claimant = {}, ...fields }: ClaimColumns = {},
  analyst = anna,
): string {
  const proposition = insertRow(db, 'proposition', { statement, kind: 'fact' }, analyst.uid)
  const number = db.value<number>(sql`select count(*) + 1 from claim where created_by = ${analyst.uid}`)
  const row = { proposition, number, stance: 'asserts', status: 'draft', ...(fields as Values) }
  const claim = insertRow(db, 'claim', row, analyst.uid)
  insertRow(db, 'claimant', { claim, kind: 'author', position: 1, ...claimant }, analyst.uid)
  for (const [index, passage] of passages.entries()) {
    insertRow(db, 'evidence', { claim, role: 'content', passage, position: index + 1 }, analyst.uid)
  }
  return claim
}

/** The live rows of a table, for comparing before and after. */
export function liveRows(db: ReadableDb, table: string): Record<string, unknown>[] {
  return db.all(sql`select * from ${identifier(`live_${table}`)} order by uid`)
}
