import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SharedTable } from '../../db/model.ts'
import { createProject, openProject } from '../../db/project.ts'
import {
  columnsReader,
  conflictsOf,
  type Entry,
  mergeReplicas,
  plain,
  type Replica,
  readReplica,
  rowsOf,
} from '../support/merge-model.ts'
import { anyWrite, perform, plantDocument, type Write } from '../support/random-history.ts'

const folder = mkdtempSync(join(tmpdir(), 'claimboard-merge-laws-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ann = { uid: 'analyst-ann', name: 'Ann', initials: 'AN' }
const bob = { uid: 'analyst-bob', name: 'Bob', initials: 'BO' }

type Step = { readonly undo: boolean; readonly writes: readonly Write[] }
const anySteps = fc.array(
  fc.record({ undo: fc.boolean(), writes: fc.array(anyWrite, { minLength: 1, maxLength: 4 }) }),
  { maxLength: 6 },
)

let files = 0
const newPath = () => join(folder, `${++files}.claimboard`)

function edit(path: string, analyst: typeof ann, steps: readonly Step[]): void {
  const project = openProject(path, { analyst })
  try {
    for (const { undo, writes } of steps) {
      project.history?.perform({ operation: 'test', label: 'Test' }, (db) => {
        for (const write of writes) perform(db, write, analyst.uid)
      })
      if (undo && project.db.connection.prepare(`select 1 from action where state = 'done'`).get())
        project.history?.undo()
    }
  } finally {
    project.close()
  }
}

function copyOf(path: string): string {
  const copy = newPath()
  copyFileSync(path, copy)
  return copy
}

function read(path: string): {
  replica: Replica
  columns: (table: SharedTable) => readonly string[]
  stored: Map<string, unknown>
} {
  const project = openProject(path, { analyst: ann, readOnly: true })
  try {
    const { connection } = project.db
    const columns = columnsReader(connection)
    const replica = readReplica(connection)
    const stored = new Map<string, unknown>()
    for (const key of [...replica.births.keys()].sort()) {
      const [table, uid] = key.split('/') as [string, string]
      stored.set(key, connection.prepare(`select * from ${table} where uid = ?`).get(uid))
    }
    return { replica, columns, stored }
  } finally {
    project.close()
  }
}

/** Three replicas of one project that were edited apart, one of them copied and edited in both copies. */
function replicas(
  base: readonly Step[],
  left: readonly Step[],
  right: readonly Step[],
  restored: readonly Step[],
) {
  const origin = newPath()
  createProject(origin, 'Laws', ann)
  const project = openProject(origin, { analyst: ann })
  project.history?.perform({ operation: 'test', label: 'Plant', undoable: false }, (db) => {
    plantDocument(db, ann.uid)
    for (const name of ['one', 'two']) perform(db, { kind: 'make-tag', name }, ann.uid)
    for (const start of [0, 9]) perform(db, { kind: 'make-passage', start, note: '' }, ann.uid)
  })
  project.close()
  edit(origin, ann, base)
  const a = copyOf(origin)
  const b = copyOf(origin)
  edit(a, ann, left)
  edit(b, bob, right)
  const c = copyOf(a)
  edit(c, ann, restored)
  edit(a, ann, restored.slice(0, 1))
  return { origin: read(origin), a: read(a), b: read(b), c: read(c) }
}

const anyReplicas = fc.tuple(anySteps, anySteps, anySteps, anySteps)
/** Makes a failing run repeatable: it stands in the title. */
const seed = Date.now() & 0x7fffffff
// Each sample writes four real project files; the number is a compromise between reach and the time of a check.
const samples = 25

describe(`the bookkeeping of cells, read from files that were edited apart (seed ${seed})`, () => {
  let sets: ReturnType<typeof replicas>[] = []
  beforeAll(() => {
    sets = fc.sample(anyReplicas, { numRuns: samples, seed }).map((steps) => replicas(...steps))
  }, 120_000)

  it('is made of samples in which something changed', () => {
    expect(
      sets.filter(({ a, b }) => conflictsOf(mergeReplicas(a.replica, b.replica)).length > 0).length,
    ).toBeGreaterThan(2)
  })

  it('holds the winner of every cell in the ordinary row', () => {
    for (const set of sets) {
      for (const { replica, columns, stored } of Object.values(set)) {
        expect(Object.fromEntries(rowsOf(replica, columns))).toEqual(Object.fromEntries(stored))
      }
    }
  })

  it('merges commutatively, associatively and idempotently, conflicts included', () => {
    for (const { origin, a, b, c } of sets) {
      const merged = mergeReplicas(mergeReplicas(a.replica, b.replica), c.replica)
      const otherwise = mergeReplicas(a.replica, mergeReplicas(c.replica, b.replica))
      expect(plain(otherwise)).toEqual(plain(merged))
      expect(conflictsOf(otherwise)).toEqual(conflictsOf(merged))
      for (const known of [merged, a.replica, b.replica, c.replica, origin.replica]) {
        expect(plain(mergeReplicas(merged, known))).toEqual(plain(merged))
      }
    }
  })

  it('changes nothing when merged with an ancestor', () => {
    for (const { origin, a, b } of sets) {
      expect(plain(mergeReplicas(a.replica, origin.replica))).toEqual(plain(a.replica))
      expect(plain(mergeReplicas(origin.replica, b.replica))).toEqual(plain(b.replica))
    }
  })

  it('keeps every live value unless the other side has written over it', () => {
    for (const { a, b } of sets) {
      const merged = mergeReplicas(a.replica, b.replica)
      for (const [key, entries] of a.replica.cells) {
        for (const entry of entries) {
          const seen = (b.replica.vector.get(entry.sid) ?? 0) >= entry.seq
          expect(has(merged, key, entry)).toBe(has(b.replica, key, entry) || !seen)
        }
      }
    }
  })
})

function has(replica: Replica, key: string, { sid, seq }: Entry): boolean {
  return replica.cells.get(key)?.some((entry) => entry.sid === sid && entry.seq === seq) ?? false
}

describe('deleting what another edited', () => {
  const plant: Step[] = []
  const one = (write: Write): Step[] => [{ undo: false, writes: [write] }]

  it('is a conflict in which the row stays', () => {
    const { a, b } = replicas(
      plant,
      one({ kind: 'remove-passage', pick: 0 }),
      one({ kind: 'note-passage', pick: 0, note: 'kept' }),
      [],
    )
    const merged = mergeReplicas(a.replica, b.replica)
    expect(conflictsOf(merged).filter((conflict) => conflict.startsWith('passage/'))).toHaveLength(1)
    const passages = [...rowsOf(merged, a.columns)].filter(([key]) => key.startsWith('passage/'))
    expect(passages.map(([, row]) => (row as { deleted: number }).deleted)).toEqual([0, 0])
  })

  it('is a conflict when a document is deleted in which the other marked a passage', () => {
    const { a, b } = replicas(
      plant,
      one({ kind: 'remove-document', remove: true }),
      one({ kind: 'make-passage', start: 3, note: '' }),
      [],
    )
    const merged = mergeReplicas(a.replica, b.replica)
    expect(conflictsOf(merged).filter((conflict) => conflict.startsWith('document/'))).toHaveLength(1)
    const documents = [...rowsOf(merged, a.columns)].filter(([key]) => key.startsWith('document/'))
    expect(documents.map(([, row]) => (row as { deleted: number }).deleted)).toEqual([0])
  })
})
