import Database from 'better-sqlite3'
import fc from 'fast-check'
import { handlers } from '../../db/all-handlers.ts'
import { conflictKeys } from '../../db/conflicts.ts'
import type { ActionSpec } from '../../db/history.ts'
import { sharedTables } from '../../db/model.ts'
import { identifier, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { columnsReader, mergeReplicas, plain, readReplica, rowsOf } from './merge-model.ts'
import { anyWrite, body, perform, plantDocument, type Write } from './random-history.ts'
import { byFolder, byHand, type Memory, mergeBytes, openMemory } from './replicas.ts'
import { UndoWatch } from './undo-watch.ts'

const analysts = ['ann', 'bob', 'cem'].map((name) => ({ uid: `analyst-${name}`, name, initials: name }))

/** One thing that happens to one of three copies of a project. */
export type Deed =
  | { readonly kind: 'write'; readonly at: number; readonly writes: readonly Write[] }
  | { readonly kind: 'undo' | 'redo' | 'save' | 'reopen'; readonly at: number }
  | { readonly kind: 'merge' | 'exchange' | 'copy'; readonly at: number; readonly from: number }
  | { readonly kind: 'restore'; readonly at: number; readonly backup: number }
  | { readonly kind: 'resolve'; readonly at: number; readonly pick: number; readonly value: number }

const at = fc.nat(2)
export const anyDeeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constant('write' as const),
        at,
        writes: fc.array(anyWrite, { minLength: 1, maxLength: 4 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo'), at }) },
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constantFrom('merge' as const, 'merge', 'exchange'), at, from: at }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('save' as const, 'reopen' as const), at }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), at, from: at }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), at, backup: fc.nat(5) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('resolve' as const), at, pick: fc.nat(9), value: fc.nat(3) }),
    },
  ),
  { minLength: 2, maxLength: 14, size: 'max' },
)

/** What an assertion of a run says when it does not hold. */
function require(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what)
}

let planted: Buffer | undefined

/** The project that every history begins with; made once. */
export function origin(): Buffer {
  if (planted) return planted
  const [ann = { uid: '', name: '', initials: '' }] = analysts
  const memory = openMemory(undefined, ann)
  memory.history.perform({ operation: 'test', label: 'Plant', undoable: false }, (db) => {
    plantDocument(db, ann.uid)
    for (const name of ['one', 'two']) perform(db, { kind: 'make-tag', name }, ann.uid)
    for (const start of [0, 9]) perform(db, { kind: 'make-passage', start, note: '' }, ann.uid)
    perform(db, { kind: 'make-claim', pick: 0, statement: 'It is closed.' }, ann.uid)
    perform(db, { kind: 'make-card', x: 0.1, body: 'Why?' }, ann.uid)
  })
  planted = memory.bytes()
  memory.close()
  return planted
}

export function analystAt(index: number) {
  const analyst = analysts[index]
  if (!analyst) throw new Error('There are three analysts.')
  return analyst
}

/**
 * Lives through a history of three copies of a project and checks the laws of merging at every merge and at its
 * end.
 *
 * @param folder for the files that are merged
 * @returns what happened, so that a set of runs can be shown to have met what it is about
 */
export function live(deeds: readonly Deed[], folder: string): { merges: number; conflicts: number } {
  const first = origin()
  const copies = analysts.map((analyst) => openMemory(first, analyst))
  const backups = [first]
  const met = { merges: 0, conflicts: 0 }
  const watch = new UndoWatch()
  const copy = (index: number) => copies[index] as Memory
  const replace = (index: number, bytes: Buffer) => {
    copy(index).close()
    copies[index] = openMemory(bytes, analystAt(index))
  }
  try {
    for (const deed of deeds) {
      const memory = copy(deed.at)
      switch (deed.kind) {
        case 'write':
          watch.do(memory, () =>
            memory.history.perform({ operation: 'test', label: 'Write' }, (db) => {
              for (const write of deed.writes) perform(db, write, analystAt(deed.at).uid)
            }),
          )
          break
        case 'undo':
          watch.undo(memory)
          break
        case 'redo':
          watch.redo(memory)
          break
        case 'merge':
        case 'exchange':
          met.merges++
          watch.merge(memory, () =>
            mergeAsTheModel(
              memory,
              copy(deed.from).bytes(),
              folder,
              deed.kind === 'merge' ? byHand : byFolder,
            ),
          )
          break
        case 'copy':
          if (deed.at !== deed.from) replace(deed.at, copy(deed.from).bytes())
          break
        case 'reopen':
          replace(deed.at, memory.bytes())
          break
        case 'save':
          backups.push(memory.bytes())
          break
        case 'restore':
          replace(deed.at, backups[deed.backup % backups.length] ?? first)
          break
        case 'resolve':
          watch.do(memory, () => resolveOne(memory, deed.pick, deed.value))
      }
    }
    met.conflicts = checkUnion(copies, first, folder)
    return met
  } finally {
    for (const memory of copies) memory.close()
  }
}

/**
 * Merges and compares with the model of the laws, which drops no value that nobody has written over; then undoes
 * it and does it again, where it can be undone.
 */
function mergeAsTheModel(into: Memory, from: Buffer, folder: string, spec: ActionSpec) {
  const other = new Database(from)
  const [left, right] = [readReplica(into.db.connection), readReplica(other)]
  other.close()
  const before = into.content()
  const written = mergeBytes(into, from, folder, spec)
  const after = into.content()
  const expected = mergeReplicas(left, right)
  const merged = readReplica(into.db.connection)
  require(same(
    plain({ ...merged, births: new Map() }),
    plain({ ...expected, births: new Map() }),
  ), 'The cells or the vector are not what the laws say.')
  requireWinners(into)
  if (written.action === undefined) {
    require(before === after, 'A merge that brought nothing changed something.')
    return written
  }
  if (spec === byFolder) return written
  into.history.undo()
  require(into.content() === before, 'Undoing a merge did not bring back what was.')
  into.history.redo()
  require(into.content() === after, 'Redoing a merge did not bring back what it had become.')
  return written
}

/** Every row shows the winners of its cells. */
function requireWinners({ db }: Memory): void {
  const replica = readReplica(db.connection)
  const stored = new Map(
    sharedTables.flatMap((table) =>
      db
        .all<{ uid: string }>(sql`select * from ${identifier(table)}`)
        .map((row) => [`${table}/${row.uid}`, row as unknown as Record<string, unknown>] as const),
    ),
  )
  const shown = rowsOf({ ...replica, births: stored }, columnsReader(db.connection))
  require(same(
    [...shown],
    [...stored].sort(([a], [b]) => (a < b ? -1 : 1)),
  ), 'A row does not show its winners.')
}

export function resolveOne(memory: Memory, pick: number, value: number): { action: string | undefined } {
  const keys = conflictKeys(memory.db)
  const key = keys[pick % Math.max(1, keys.length)]
  if (!key) return { action: undefined }
  const { action } = memory.history.perform({ operation: 'test', label: 'Resolve' }, (db) => {
    const { conflicts } = handlers['conflicts.list'](db, { limit: 10_000, offset: 0 }, context)
    const conflict = conflicts.find(({ uid, cell }) => uid === key.uid && cell === key.cell)
    const chosen = conflict?.values[value % conflict.values.length]
    require(chosen !== undefined, 'A conflict has no values.')
    handlers['conflicts.resolve'](db, { ...key, by: { take: chosen.id } }, { ...context, relabel: () => {} })
  })
  const left = conflictKeys(memory.db)
  require(!left.some(
    ({ uid, cell }) => uid === key.uid && cell === key.cell,
  ), 'A resolved conflict is still there.')
  return { action }
}

const context = {
  analyst: analystAt(0),
  path: '',
  readOnly: false,
  readOnlyReason: null,
  warnings: [],
  profile: null,
  gate: null,
}

/** Brings all three together in different orders and checks what they come to. */
function checkUnion(copies: readonly Memory[], first: Buffer, folder: string): number {
  const bytes = copies.map((memory) => memory.bytes()) as [Buffer, Buffer, Buffer]
  const [a, b, c] = copies as [Memory, Memory, Memory]
  mergeBytes(a, bytes[1], folder)
  mergeBytes(a, bytes[2], folder)
  const union = a.content()
  mergeBytes(c, bytes[1], folder)
  const both = c.bytes()
  mergeBytes(b, bytes[0], folder)
  mergeBytes(b, both, folder)
  require(b.content() === union, 'Another order of merging came to something else.')
  mergeBytes(c, a.bytes(), folder)
  require(c.content() === union, 'Merging in the other direction came to something else.')
  for (const known of [...bytes, first, a.bytes()]) {
    require(mergeBytes(a, known, folder).action === undefined, 'What is known came in again.')
  }
  require(a.content() === union, 'Merging what is known changed something.')
  checkSound(a)
  const conflicts = conflictKeys(a.db).length
  a.history.perform({ operation: 'test', label: 'Resolve' }, (db) =>
    handlers['conflicts.resolveAll'](db, { rule: 'newest' }, { ...context, relabel: () => {} }),
  )
  require(conflictKeys(a.db).length === 0, 'Not every conflict was resolved.')
  mergeBytes(b, a.bytes(), folder)
  mergeBytes(a, c.bytes(), folder)
  mergeBytes(c, b.bytes(), folder)
  const settled = a.content()
  for (const memory of [a, b, c]) {
    require(conflictKeys(memory.db).length === 0, 'A resolved conflict came back, or did not travel.')
    require(memory.content() === settled, 'The resolution did not come to the same everywhere.')
  }
  return conflicts
}

function checkSound({ db }: Memory): void {
  const passages = db.all<{ start: number; end: number; quote: string }>(
    sql`select start_offset start, end_offset "end", quote from passage`,
  )
  for (const { start, end, quote } of passages) {
    require(body.slice(start, end) === quote, 'A quote is not what the text says.')
  }
  require((db.connection.pragma('foreign_key_check') as unknown[]).length === 0, 'A reference leads nowhere.')
  const { problems } = runTaskSync(verifyProject(db), {
    extract: () => {
      throw new Error('Verifying extracts nothing.')
    },
  })
  const found = problems.filter(({ severity }) => severity === 'error')
  require(found.length === 0, `Verify finds: ${found[0]?.message}`)
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
