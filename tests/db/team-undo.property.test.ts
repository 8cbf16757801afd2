import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Analyst } from '../../db/analyst.ts'
import { type ActionSpec, historyState } from '../../db/history.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { anna, bela } from '../support/factories.ts'
import { aFolder } from '../support/project-files.ts'
import { anyWrite, perform, plantDocument, type Write } from '../support/random-history.ts'
import { byFolder, type Memory, mergeBytes, openMemory } from '../support/replicas.ts'
import { UndoWatch } from '../support/undo-watch.ts'

/** What one of two analysts does, or takes in from the other. */
const anyDeed = fc.record({
  who: fc.nat(1),
  what: fc.oneof(
    { weight: 5, arbitrary: fc.array(anyWrite, { minLength: 1, maxLength: 3 }) },
    { weight: 5, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
    { weight: 3, arbitrary: fc.constantFrom('exchange' as const, 'merge' as const) },
    { weight: 2, arbitrary: fc.constant('restart' as const) },
  ),
})

/** The live writes of all cells. */
function liveDots({ db }: Memory): Set<string> {
  return new Set(
    db.column<string>(sql`select tbl || ' ' || uid || ' ' || col || ' ' || hex(sid) || ' ' || seq from cell`),
  )
}

const position = ({ db }: Memory) => db.value<number>(sql`select coalesce(max(n), 0) from action`) ?? 0

/** What came in by the folder, and at which place of the journal. */
interface Arrival {
  readonly at: number
  readonly dots: readonly string[]
}

/** Undo writes over nothing that came in after what it undoes. */
function undo(memory: Memory, arrivals: readonly Arrival[], watch: UndoWatch): void {
  const { db } = memory
  if (historyState(db).undo === null) return
  const undone = db.value<number>(sql`select max(n) from action where state = 'done'`) ?? 0
  const before = liveDots(memory)
  const wanted = arrivals.filter(({ at }) => at > undone).flatMap(({ dots }) => dots)
  watch.undo(memory)
  const after = liveDots(memory)
  expect(wanted.filter((dot) => before.has(dot) && !after.has(dot))).toEqual([])
}

// Few things, so that both write on the same ones.
const plantings: readonly Write[] = [
  { kind: 'make-tag', name: 'a' },
  { kind: 'make-passage', start: 0, note: 'a' },
  { kind: 'make-claim', pick: 0, statement: 'a' },
  { kind: 'make-card', x: 1, body: 'a' },
]

const runs = Number(process.env.CLAIMBOARD_MERGE_RUNS ?? 12)

it('Undo takes back what was done here and nothing that came in since, and both still come to the same', () => {
  const folder = aFolder()
  const first = openMemory(undefined, anna)
  first.history.perform({ operation: 'test', label: 'Plant' }, (db) => {
    plantDocument(db, anna.uid)
    for (const write of plantings) perform(db, write, anna.uid)
  })
  const base = first.bytes()
  first.close()
  fc.assert(
    fc.property(fc.array(anyDeed, { maxLength: 16, size: 'max' }), (deeds) => {
      let [ours, theirs] = [openMemory(base, anna), openMemory(base, bela)]
      const arrivals: [Arrival[], Arrival[]] = [[], []]
      const watch = new UndoWatch()
      const restart = (memory: Memory, analyst: Analyst) => {
        const bytes = memory.bytes()
        memory.close()
        return openMemory(bytes, analyst)
      }
      try {
        for (const { who, what } of deeds) {
          const [memory, other, analyst] = who === 0 ? [ours, theirs, anna] : [theirs, ours, bela]
          const came = arrivals[who] ?? []
          const merge = (spec?: ActionSpec) =>
            watch.merge(memory, () => mergeBytes(memory, other.bytes(), folder, spec))
          if (what === 'undo') undo(memory, came, watch)
          else if (what === 'redo') watch.redo(memory)
          else if (what === 'restart') {
            if (who === 0) ours = restart(ours, anna)
            else theirs = restart(theirs, bela)
          } else if (what === 'merge') merge()
          else if (what === 'exchange') {
            const before = liveDots(memory)
            merge(byFolder)
            const dots = [...liveDots(memory)].filter((dot) => !before.has(dot))
            came.push({ at: position(memory), dots })
          } else {
            watch.do(memory, () =>
              memory.history.perform({ operation: 'test', label: 'Write' }, (db) => {
                for (const write of what) perform(db, write, analyst.uid)
              }),
            )
          }
        }
        mergeBytes(ours, theirs.bytes(), folder, byFolder)
        mergeBytes(theirs, ours.bytes(), folder, byFolder)
        expect(theirs.content()).toBe(ours.content())
        expect(mergeBytes(ours, theirs.bytes(), folder, byFolder).action).toBeUndefined()
        const extract = () => {
          throw new Error('Nothing is extracted.')
        }
        const { problems } = runTaskSync(verifyProject(ours.db), { extract })
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
      } finally {
        ours.close()
        theirs.close()
      }
    }),
    { numRuns: runs },
  )
})
