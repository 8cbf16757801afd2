import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { handlers } from '../../../db/all-handlers.ts'
import { checkFile } from '../../../db/check-file.ts'
import { type StoreName, storeContract } from '../../../db/contract/contract.ts'
import { AppError } from '../../../db/contract/errors.ts'
import { exportKinds } from '../../../db/contract/exchange.ts'
import { nodeGate } from '../../../db/gate.ts'
import type { ReaderName } from '../../../db/handlers.ts'
import { extractSync } from '../../../db/import/extract-runner.ts'
import { type OpenProject, openProject } from '../../../db/project.ts'
import { answer, parseInput, startReader, startWriter } from '../../../db/run.ts'
import { openSnapshot } from '../../../db/snapshot.ts'
import { sql } from '../../../db/sql.ts'
import { runTaskSync } from '../../../db/task.ts'
import { anyInput } from '../../support/any-input.ts'
import { bela } from '../../support/factories.ts'
import { randomFrom } from '../../support/mutate.ts'
import { hostileTexts } from '../hostile.ts'

/*
 * Changes single values in copies of a sound project, as somebody would who means harm and keeps to the types of
 * the columns, and then does with each copy whatever the program can do. Arguments: the project, a sound copy of
 * it, a folder, the first seed and the last. A line is printed before each case, and one with what came of it
 * after: whoever started this kills it when it goes on for too long, and knows at which seed.
 */

const [file = '', sound = '', folder = '', from = '0', to = '0'] = process.argv.slice(2)

interface Outcome {
  readonly seed: number
  readonly tampered: readonly string[]
  /** Why the copy was not opened; null where it was. */
  readonly refused: string | null
  readonly answers: number
  readonly refusals: number
  /** What no program should say of any file: its own faults. */
  readonly faults: readonly string[]
}

const queries = (Object.keys(storeContract) as StoreName[]).filter(
  (name) => storeContract[name].kind === 'query',
)
const commands = (Object.keys(storeContract) as StoreName[]).filter(
  (name) => storeContract[name].kind === 'command',
)

for (let seed = Number(from); seed <= Number(to); seed++) {
  process.stdout.write(`${JSON.stringify({ begin: seed })}\n`)
  process.stdout.write(`${JSON.stringify(tryOut(seed))}\n`)
}

function tryOut(seed: number): Outcome {
  const place = path.join(folder, String(seed))
  mkdirSync(place, { recursive: true })
  const copy = path.join(place, 'hostile.claimboard')
  copyFileSync(file, copy)
  const random = randomFrom(seed)
  const draw = (below: number) => Math.floor(random() * below)
  const tampered = tamperWith(copy, draw)
  const faults: string[] = []
  const counts = { answers: 0, refusals: 0 }
  const attempt = (what: string, body: () => unknown) => {
    try {
      body()
      counts.answers++
    } catch (error) {
      if (error instanceof AppError && error.code !== 'internal') counts.refusals++
      else faults.push(`${what}: ${error instanceof Error ? describe(error) : String(error)}`)
    }
  }
  try {
    const verdict = checkFile(copy)
    if (!verdict.ok) {
      if (verdict.error.code === 'internal') faults.push(`check: ${verdict.error.message}`)
      return { seed, tampered, refused: verdict.error.code, ...counts, faults }
    }
    doAll(copy, place, draw, attempt)
    attempt('merge', () => mergeInto(place, copy))
    return { seed, tampered, refused: null, ...counts, faults }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error
  return (cause.stack ?? cause.message).split('\n').slice(0, 4).join(' ')
}

type Draw = (below: number) => number

/** @returns what was changed, as TABLE.COLUMN = VALUE */
function tamperWith(copy: string, draw: Draw): string[] {
  const connection = new Database(copy)
  try {
    connection.pragma('foreign_keys = off')
    const tables = connection
      .prepare(
        `select name from sqlite_schema where type = 'table' and rootpage > 0 and name not like 'search\\_%' escape '\\'`,
      )
      .pluck()
      .all() as string[]
    const filled = tables.filter((table) => connection.prepare(`select 1 from ${table} limit 1`).get())
    return Array.from({ length: 1 + draw(4) }, () => tamperOnce(connection, filled, draw))
  } finally {
    connection.close()
  }
}

function tamperOnce(connection: Database.Database, tables: readonly string[], draw: Draw): string {
  const table = pick(tables, draw)
  const columns = connection.pragma(`table_info("${table}")`) as { name: string; type: string }[]
  const { name, type } = pick(columns, draw)
  const count = connection.prepare(`select count(*) from ${table}`).pluck().get() as number
  const keys = connection.pragma(`table_info("${table}")`) as { name: string; pk: number }[]
  const key = keys.filter(({ pk }) => pk > 0).map((column) => column.name)
  const row = connection.prepare(`select * from ${table} limit 1 offset ?`).get(draw(count)) as Record<
    string,
    unknown
  >
  const value = anyValue(connection, table, name, type, row, draw)
  try {
    connection
      .prepare(`update ${table} set "${name}" = ? where ${key.map((k) => `"${k}" = ?`).join(' and ')}`)
      .run(value, ...key.map((k) => row[k]))
  } catch (error) {
    return `${table}.${name}: ${(error as Error).message}`
  }
  return `${table}.${name} = ${(typeof value === 'bigint' ? String(value) : JSON.stringify(value))?.slice(0, 60)}`
}

function anyValue(
  connection: Database.Database,
  table: string,
  name: string,
  type: string,
  row: Readonly<Record<string, unknown>>,
  draw: Draw,
): unknown {
  if (draw(12) === 0) return null
  if (type === 'INTEGER') {
    return pick(
      [
        -1,
        0,
        1,
        2,
        7,
        2 ** 31,
        -(2 ** 31),
        Number.MAX_SAFE_INTEGER,
        9223372036854775807n,
        -9223372036854775808n,
      ],
      draw,
    )
  }
  if (type === 'REAL') return pick([-1, 0, 1e-320, 1e308, -1e308, Number.POSITIVE_INFINITY, 0.1, 9e15], draw)
  if (type === 'BLOB') return Buffer.alloc(draw(3) * 40, draw(256))
  const target = (
    connection.pragma(`foreign_key_list("${table}")`) as { from: string; table: string }[]
  ).find((one) => one.from === name)?.table
  // What leads nowhere is refused at the gate: most of these lead somewhere, to the row itself now and then.
  if (target && draw(8) > 0) {
    const uids = connection.prepare(`select uid from ${target} order by uid`).pluck().all()
    return draw(4) === 0 && uids.includes(row.uid) ? row.uid : pick(uids, draw)
  }
  const choice = draw(10)
  // What another row has there.
  if (choice <= 2) {
    const values = connection.prepare(`select "${name}" from ${table}`).pluck().all()
    return pick(values, draw)
  }
  if (choice === 3)
    return pick(
      [
        '{}',
        '[]',
        'null',
        '"x"',
        '1',
        '{"uid":null}',
        '{"deleted":0,"nothing":1}',
        '[["paragraph",0,99999999]]',
        '{"sql":"1; drop table claim"}',
      ],
      draw,
    )
  if (choice === 4) return 'x'.repeat(pick([300, 5000, 200_000], draw))
  if (choice === 5)
    return pick(
      ['9999-99-99', '2024-13-45', '-99999999-01', '2024-02-30/..', '1e400', 'Y170000002', '0000', '2024-XX'],
      draw,
    )
  if (choice === 6)
    return pick(
      ['claim', 'tag', 'card', 'sqlite_schema', 'temp.recorder', 'document_text', 'session', 'recorder'],
      draw,
    )
  return pick(hostileTexts, draw)
}

function pick<T>(values: readonly T[], draw: Draw): T {
  return values[draw(values.length)] as T
}

/** Every question, some commands, every task that writes elsewhere, and the way back. */
function doAll(
  copy: string,
  place: string,
  draw: Draw,
  attempt: (what: string, body: () => unknown) => void,
): void {
  let project: OpenProject | undefined
  attempt('open', () => {
    project = openProject(copy, { analyst: bela })
  })
  if (!project) return
  const opened = project
  try {
    const ask = (name: StoreName) => {
      const [noun = ''] = name.split('.')
      const input = anyInput(storeContract[name].input, opened.db, noun, draw)
      attempt(`${name} ${JSON.stringify(input)?.slice(0, 100)}`, () => {
        const { value } = answer(handlers, opened, name, input)
        parseOutput(name, value)
      })
    }
    for (const name of queries) ask(name)
    read(opened, 'project.verify', {}, attempt)
    read(opened, 'project.share', { target: path.join(place, 'shared.claimboard') }, attempt)
    read(
      opened,
      'project.share',
      { target: path.join(place, 'bare.claimboard'), without: ['history', 'notes', 'names'] },
      attempt,
    )
    read(opened, 'project.pack', { target: path.join(place, 'pack.zip') }, attempt)
    const board = opened.db.value<string>(sql`select min(uid) from live_board`)
    for (const what of exportKinds) {
      const formats =
        what === 'board' ? ['canvas', 'svg'] : what === 'project' ? ['json'] : ['csv', 'xlsx', 'json']
      for (const format of formats)
        read(
          opened,
          'export.file',
          { what, format, board, target: path.join(place, `${what}.${format}`) },
          attempt,
        )
    }
    for (let n = 0; n < 10; n++) ask(pick(commands, draw))
    for (let n = 0; n < 6; n++) attempt('undo', () => answer(handlers, opened, 'history.undo', {}))
    for (let n = 0; n < 6; n++) attempt('redo', () => answer(handlers, opened, 'history.redo', {}))
    for (const name of queries) ask(name)
    attempt('close', () => opened.close())
  } finally {
    // Only where it was not closed above.
    attempt('close again', () => undefined)
  }
}

/** What is answered must be what the contract promises: the window believes it. */
function parseOutput(name: StoreName, value: unknown): void {
  const parsed = storeContract[name].output.safeParse(value)
  // Some answers are described by what may be entered: a text may be longer in a file from elsewhere.
  const wrong = parsed.error?.issues.some(
    ({ code, ...issue }) => code !== 'too_big' || !('origin' in issue && issue.origin === 'string'),
  )
  if (!parsed.success && wrong)
    throw new Error(`${name} answered otherwise than promised: ${parsed.error.message.slice(0, 300)}`)
}

function read(
  project: OpenProject,
  name: ReaderName,
  input: object,
  attempt: (what: string, body: () => unknown) => void,
): void {
  attempt(`${name} ${JSON.stringify(input).slice(0, 60)}`, () => {
    const snapshot = openSnapshot(project.db.connection.name)
    try {
      const task = startReader(
        handlers,
        { context: project.context, db: snapshot.db },
        name,
        parseInput(name, input) as never,
      )
      runTaskSync(task as never, { extract: extractSync })
    } finally {
      snapshot.close()
    }
  })
}

/** Takes the hostile copy into a sound one, which is sound afterwards, whatever comes of it. */
function mergeInto(place: string, hostile: string): void {
  const target = path.join(place, 'sound.claimboard')
  copyFileSync(sound, target)
  try {
    merge(target, place, hostile)
  } finally {
    const verdict = checkFile(target)
    if (!verdict.ok) process.stdout.write(`${JSON.stringify({ spoilt: verdict.error.message })}\n`)
  }
}

function merge(target: string, profile: string, file: string): void {
  const gate = { command: nodeGate, profile, spawn: checkedHere }
  const project = openProject(target, { analyst: bela, gate })
  try {
    const { task, finish } = startWriter(handlers, project, 'merge.run', { file })
    try {
      runTaskSync(task, { extract: extractSync })
    } finally {
      finish()
    }
  } finally {
    project.close()
  }
}

function checkedHere(args: readonly string[]) {
  return { status: 0, stdout: JSON.stringify(checkFile(args.at(-1) ?? '')), timedOut: false }
}
