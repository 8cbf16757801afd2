import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { goBack } from '../../db/as-of/go-back.ts'
import { findMoment } from '../../db/as-of/moment.ts'
import { harden } from '../../db/connection.ts'
import { historyState } from '../../db/history.ts'
import { rebuildSearchIndex } from '../../db/reindex.ts'
import { type ReadableDb, sql, wrapConnection } from '../../db/sql.ts'
import { exported } from '../support/exported.ts'
import { analystAt, anyDeeds, type Deed, origin, resolveOne } from '../support/merge-histories.ts'
import { perform } from '../support/random-history.ts'
import { type Memory, mergeBytes, openMemory } from '../support/replicas.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'claimboard-as-of-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// As many as take some seconds; set for a longer run.
const runs = Number(process.env.CLAIMBOARD_AS_OF_RUNS ?? 20)
/** Makes a failing run repeatable: it stands in the title. */
const seed = Number(process.env.CLAIMBOARD_AS_OF_SEED ?? Date.now() & 0x7fffffff)
const patience = 120_000 + runs * 3000

/** What a copy said after one of its actions. */
interface Recorded {
  readonly action: string
  readonly content: string
}

const uidOf = (db: ReadableDb) => db.value<string>(sql`select uid from project`) ?? ''
const contentOf = (db: ReadableDb) =>
  exported(db, { what: 'project', format: 'json' }).toString().replaceAll(uidOf(db), 'THE PROJECT')

/** Every word and where it is found. */
function wordsOf(db: ReadableDb): string {
  db.connection.exec(
    `create virtual table if not exists temp.words using fts5vocab (main, search_index, instance)`,
  )
  const rows = db.all(sql`select v.term, e.tbl, e.uid, e.col, v.offset from temp.words v
    join search_entry e on e.n = v.doc order by 1, 2, 3, 4, 5`)
  return JSON.stringify(rows)
}

/** Histories in which merges are undone and redone more often than by chance. */
const anyPast: fc.Arbitrary<Deed[]> = fc
  .tuple(anyDeeds, fc.nat(2), fc.nat(2), fc.nat(2))
  .map(([deeds, at, from, reversals]) => {
    const reversed = (['undo', 'redo'] as const).slice(0, reversals).map((kind) => ({ kind, at }))
    return [...deeds, { kind: 'merge', at, from }, ...reversed, ...deeds.slice(0, 2)]
  })

function record(memory: Memory, into: Recorded[]): void {
  const action = memory.db.value<string>(
    sql`select uid from action where state is not 'elsewhere' order by n desc limit 1`,
  )
  if (action === undefined) throw new Error('There is no action yet.')
  // Several deeds in one action are told by the last of them.
  if (into.at(-1)?.action === action) into.pop()
  into.push({ action, content: contentOf(memory.db) })
}

function backTo(bytes: Buffer, action: string): Database.Database {
  const connection = new Database(bytes)
  harden(connection)
  const { cut, at } = findMoment(wrapConnection(connection), { when: action })
  for (const _turn of goBack(connection, cut, Date.parse(at)));
  return connection
}

/** Lives through a history of three copies and keeps what each of them said after each of its own actions. */
function live(deeds: readonly Deed[]) {
  const copies = [0, 1, 2].map((index) => {
    const memory = openMemory(origin(), analystAt(index))
    const past: Recorded[] = []
    record(memory, past)
    return { memory, past }
  })
  const at = (index: number) => copies[index] as (typeof copies)[number]
  const met = { merges: 0, undone: 0, undoneMerges: 0, moments: 0, conflicts: 0 }
  try {
    for (const deed of deeds) {
      const here = at(deed.at)
      const { memory } = here
      switch (deed.kind) {
        case 'write':
          memory.history.perform({ operation: 'test', label: 'Write' }, (db) => {
            for (const write of deed.writes) perform(db, write, analystAt(deed.at).uid)
          })
          break
        case 'undo':
          if (historyState(memory.db).undo !== null) {
            const { label } = memory.history.undo().value
            met.undone++
            if (label === 'Merge') met.undoneMerges++
          }
          break
        case 'redo':
          if (historyState(memory.db).redo !== null) memory.history.redo()
          break
        case 'merge':
          mergeBytes(memory, at(deed.from).memory.bytes(), folder)
          met.merges++
          break
        case 'reopen':
        case 'save': {
          const bytes = memory.bytes()
          memory.close()
          here.memory = openMemory(bytes, analystAt(deed.at))
          break
        }
        case 'copy':
        case 'restore': {
          if (deed.kind === 'restore' || deed.at === deed.from) break
          const from = at(deed.from)
          const bytes = from.memory.bytes()
          memory.close()
          here.memory = openMemory(bytes, analystAt(deed.at))
          here.past.splice(0, here.past.length, ...from.past)
          break
        }
        case 'resolve':
          resolveOne(memory, deed.pick, deed.value)
      }
      record(here.memory, here.past)
    }
    for (const { memory, past } of copies) {
      const bytes = memory.bytes()
      for (const { action, content } of past) {
        const connection = backTo(bytes, action)
        const db = wrapConnection(connection)
        met.moments++
        const then = contentOf(db)
        if (!then.endsWith('"conflicts":[]}\n')) met.conflicts++
        expect(then).toBe(content)
        const found = wordsOf(db)
        connection.exec('drop table temp.words')
        const fresh = new Database(connection.serialize())
        rebuildSearchIndex(fresh)
        expect(found).toBe(wordsOf(wrapConnection(fresh)))
        fresh.close()
        expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
        connection.close()
      }
    }
    return met
  } finally {
    for (const { memory } of copies) memory.close()
  }
}

it(
  `A copy as of any of its moments says what it said then (${runs} runs, seed ${seed})`,
  () => {
    const met = { merges: 0, undone: 0, undoneMerges: 0, moments: 0, conflicts: 0 }
    fc.assert(
      fc.property(anyPast, (deeds) => {
        const one = live(deeds)
        for (const key of Object.keys(met) as (keyof typeof met)[]) met[key] += one[key]
      }),
      { numRuns: runs, seed, interruptAfterTimeLimit: patience },
    )
    expect(met.merges).toBeGreaterThan(0)
    expect(met.undone).toBeGreaterThan(0)
    // What is rarer is met in longer runs for sure; tests/db/as-of.test.ts has one of each.
    if (runs > 100) for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(0)
    if (runs > 100) console.log(JSON.stringify(met))
  },
  patience,
)
