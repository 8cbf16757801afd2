import fc from 'fast-check'
import { expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { type TableShape, tableColumns, tableShapes } from '../../db/contract/evidence-columns.ts'
import { startReader } from '../../db/run.ts'
import { sql } from '../../db/sql.ts'
import { knowledgeOf } from '../../db/table/knowledge.ts'
import { orderName } from '../../db/table/orders.ts'
import { tableHandlers } from '../../db/table/table-handlers.ts'
import { runTaskSync } from '../../db/task.ts'
import type { TestProject } from '../support/factories.ts'
import { tableProject } from '../support/table-project.ts'

type Sort = { column: string; descending: boolean }[]

const keysOf = (project: TestProject, shape: TableShape, sort: Sort) =>
  project.call(tableHandlers, 'evidence.keys', { shape, sort }).keys

/** Looks into columns as the program does when nobody asks for anything. */
function foresee(project: TestProject, shape: TableShape, columns: string[]): void {
  const {
    project: { context },
    db,
  } = project
  const { orders } = runTaskSync(
    startReader(handlers, { context, db }, 'evidence.orders', { shape, columns }),
    {
      extract: () => {
        throw new Error('Orders need no extraction.')
      },
    },
  )
  for (const [column, places] of Object.entries(orders)) {
    knowledgeOf(db).orders.set(orderName(shape, column), places)
  }
}

it.each(tableShapes)('sorts %s by what was found out beforehand as SQL does', (shape) => {
  const names = tableColumns[shape].map(({ name }) => name)
  fc.assert(
    fc.property(
      fc.integer({ min: 1 }),
      fc.uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: 3 }),
      fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      (seed, several, directions) => {
        const project = tableProject(seed)
        const sorts: Sort[] = names.flatMap((column) => [
          [{ column, descending: false }],
          [{ column, descending: true }],
        ])
        sorts.push(several.map((column, i) => ({ column, descending: directions[i] ?? false })))
        const bySql = sorts.map((sort) => keysOf(project, shape, sort))
        // What was asked for before is kept: only what is made anew goes the other way.
        knowledgeOf(project.db).lists.clear()
        foresee(project, shape, names)
        expect(sorts.map((sort) => keysOf(project, shape, sort))).toEqual(bySql)
        project.close()
      },
    ),
    { numRuns: 4 },
  )
})

it('forgets what it found out as soon as anything is written', () => {
  const project = tableProject(3)
  foresee(project, 'claims', ['claim_statement'])
  expect(knowledgeOf(project.db).orders.size).toBe(1)
  const [uid = ''] = project.db.column<string>(sql`select uid from live_claim`)
  project.call(handlers, 'claims.setStatus', { claims: [uid], status: 'reviewed' })
  expect(knowledgeOf(project.db).orders.size).toBe(0)
  project.close()
})
