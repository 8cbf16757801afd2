import fc from 'fast-check'
import { expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { AppError } from '../../db/contract/errors.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { anna } from '../support/factories.ts'
import { anyWrite, perform, plantDocument } from '../support/random-history.ts'
import { type Memory, openMemory } from '../support/replicas.ts'

const context = {
  analyst: anna,
  path: '',
  readOnly: false,
  readOnlyReason: null,
  warnings: [],
  profile: null,
  gate: null,
}

/** Something that is put back: a whole action, or one thing or field of it, chosen by number among those there are. */
const anyPutting = fc.record({ action: fc.nat(20), whole: fc.boolean(), pick: fc.nat(9) })
const anySteps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.array(anyWrite, { minLength: 1, maxLength: 3 }) },
    { weight: 2, arbitrary: anyPutting },
  ),
  { minLength: 3, maxLength: 14, size: 'max' },
)

function verified({ db }: Memory): void {
  const extract = () => {
    throw new Error('Nothing is extracted.')
  }
  const { problems } = runTaskSync(verifyProject(db), { extract })
  // A claim that lost its passage is in these histories without putting anything back; who claims it never goes.
  expect(problems.filter(({ severity, check }) => severity === 'error' || check === 'claimants')).toEqual([])
}

/** Does what was chosen, unless it is refused; what is said beforehand is what happens. */
function putBack(
  memory: Memory,
  { action: n, whole, pick }: typeof anyPutting extends fc.Arbitrary<infer T> ? T : never,
) {
  const { db, history } = memory
  const actions = handlers['history.list'](db, { limit: 1000 }, context)
  const action = actions[n % actions.length]?.uid ?? ''
  if (whole) {
    const { refused } = handlers['history.revertible'](db, { action }, context)
    const act = () =>
      history.perform({ operation: 'history.revert', label: 'Take back' }, (w, relabel) =>
        handlers['history.revert'](w, { action }, { ...context, relabel }),
      )
    if (refused === null) return act().action
    expect(act).toThrow(AppError)
    return undefined
  }
  const { things } = handlers['history.changes'](db, { action, after: 0, limit: 100 }, context)
  const ways = things.flatMap(({ table, uid, did, putBack: of, fields }) => [
    { table, uid, cell: did === 'made' ? '' : 'deleted', of },
    ...fields.map((field) => ({ table, uid, cell: field.cell, of: field.putBack })),
  ])
  const way = ways.filter(({ of }) => of !== null)[pick % Math.max(1, ways.length)]
  if (!way) return undefined
  const { of, ...place } = way
  const act = () =>
    history.perform({ operation: 'history.putBack', label: 'Put back' }, (w, relabel) =>
      handlers['history.putBack'](w, { action, ...place }, { ...context, relabel }),
    )
  if (of?.refused === null) return act().action
  expect(act).toThrow(AppError)
  return undefined
}

it('Whatever is put back, in whatever order, the project stays sound and Undo takes exactly that back', () => {
  const first = openMemory(undefined, anna)
  first.history.perform({ operation: 'test', label: 'Plant' }, (db) => plantDocument(db, anna.uid))
  const base = first.bytes()
  first.close()
  let done = 0
  fc.assert(
    fc.property(anySteps, (steps) => {
      const memory = openMemory(base, anna)
      try {
        for (const step of steps) {
          const before = memory.content()
          if (Array.isArray(step)) {
            memory.history.perform({ operation: 'test', label: 'Write' }, (db) => {
              for (const write of step) perform(db, write, anna.uid)
            })
            continue
          }
          const action = putBack(memory, step)
          if (action === undefined) {
            expect(memory.content()).toBe(before)
            continue
          }
          done++
          verified(memory)
          const after = memory.content()
          memory.history.undo()
          expect(memory.content()).toBe(before)
          memory.history.redo()
          expect(memory.content()).toBe(after)
        }
      } finally {
        memory.close()
      }
    }),
    { numRuns: 40 },
  )
  expect(done).toBeGreaterThan(40)
})

it('The last action, taken back by itself, leaves what was there before it', () => {
  const memory = openMemory(undefined, anna)
  memory.history.perform({ operation: 'test', label: 'Plant' }, (db) => plantDocument(db, anna.uid))
  fc.assert(
    fc.property(fc.array(anyWrite, { minLength: 1, maxLength: 5 }), (writes) => {
      const before = memory.content()
      const { action } = memory.history.perform({ operation: 'test', label: 'Write' }, (db) => {
        for (const write of writes) perform(db, write, anna.uid)
      })
      if (action === undefined) return
      const { refused, stays } = handlers['history.revertible'](memory.db, { action }, context)
      if (refused !== null) return
      memory.history.perform({ operation: 'history.revert', label: 'Take back' }, (w, relabel) =>
        handlers['history.revert'](w, { action }, { ...context, relabel }),
      )
      if (stays.length === 0) expect(memory.content()).toBe(before)
    }),
    { numRuns: 150 },
  )
  memory.close()
})
