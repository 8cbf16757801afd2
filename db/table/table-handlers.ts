import type { QueryHandlers } from '../handlers.ts'
import { tablePage } from './pages.ts'
import { rowList } from './row-list.ts'
import { tableKeys, tableSubjects } from './subjects.ts'
import { tableValues, valueLabels } from './values.ts'

export const tableHandlers: QueryHandlers<
  | 'evidence.count'
  | 'evidence.rows'
  | 'evidence.keys'
  | 'evidence.subjects'
  | 'evidence.values'
  | 'evidence.labels'
> = {
  'evidence.count': (db, input) => ({ count: rowList(db, input).length }),
  'evidence.rows': (db, input) => tablePage(db, input),
  'evidence.keys': (db, input) => ({ keys: tableKeys(db, input) }),
  'evidence.subjects': (db, input) => tableSubjects(db, input),
  'evidence.values': (db, input) => tableValues(db, input),
  'evidence.labels': (db, { keys }) => ({ labels: valueLabels(db, keys) }),
}
