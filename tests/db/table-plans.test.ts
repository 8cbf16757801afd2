import { expect, it } from 'vitest'
import { tableColumns, tableShapes } from '../../db/contract/evidence-columns.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { knowledgeOf } from '../../db/table/knowledge.ts'
import { columnSql, shapeSql } from '../../db/table/shapes.ts'
import { tableProject } from '../support/table-project.ts'

interface Step {
  readonly id: number
  readonly parent: number
  readonly detail: string
}

/** What SQLite would read from its first to its last row for every row of a statement's result. */
function readWholeForEveryRow(steps: readonly Step[]): string[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const isForEveryRow = ({ parent }: Step): boolean => {
    const above = byId.get(parent)
    // A subquery that depends on nothing around it is run once.
    if (above === undefined || /^(LIST|SCALAR) SUBQUERY/.test(above.detail)) return false
    return above.detail.startsWith('CORRELATED') || isForEveryRow(above)
  }
  // What a step above it makes for the one row, such as each tag once, is short; so is what somebody filters by.
  const isMade = (name: string | undefined) =>
    steps.some(({ detail }) => detail === `CO-ROUTINE ${name}` || detail === `MATERIALIZE ${name}`)
  return steps
    .filter((step) => step.detail.startsWith('SCAN') && isForEveryRow(step))
    .filter(({ detail }) => !isMade(detail.split(' ')[1]) && !detail.startsWith('SCAN json_each'))
    .map(({ detail }) => detail)
}

const lists: Record<string, (column: ReturnType<typeof columnSql>) => Sql | undefined> = {
  sorted: (column) => column.order,
  'filtered by what is filled in': (column) => column.filled,
  'filtered by words': (column) => column.contains?.('road'),
  'filtered by values': (column) => column.oneOf?.(['x']),
}

// With a hundred thousand rows such a statement takes hours, and with the few rows of other tests no time at all.
it.each(tableShapes.flatMap((shape) => Object.keys(lists).map((list) => [shape, list] as const)))(
  '%s are %s without reading a whole table for every row',
  (shape, list) => {
    const project = tableProject(1)
    // Makes the functions that the statements call.
    knowledgeOf(project.db)
    const whole = tableColumns[shape].flatMap(({ name }) => {
      const expression = lists[list]?.(columnSql(shape, name))
      if (!expression) return []
      const { text, values } = sql`explain query plan select ${expression} from ${shapeSql(shape).from}`
      const steps = project.db.connection.prepare<unknown[], Step>(text).all(...values)
      return readWholeForEveryRow(steps).map((step) => `${name}: ${step}`)
    })
    expect(whole).toEqual([])
    project.close()
  },
)
