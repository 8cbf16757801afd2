import { listActors } from '../actors.ts'
import type { ReadableDb } from '../sql.ts'
import type { Names } from './names.ts'
import { columnsOf, type ExportTable, Part } from './table.ts'

const columns = ['actor_id', 'actor', 'kind', 'parent', 'parent_id', 'description', 'aliases', 'claims']

/** One row per actor, merged ones with the actor that stands for them; `claims` as in the window's list. */
export function actorsTable(db: ReadableDb, names: Names): ExportTable {
  const actors = listActors(db)
  return {
    name: 'actors',
    columns: columnsOf([columns]),
    total: actors.length,
    rows: function* (emit) {
      for (const { uid, name, kind, parent, description, aliases, claims } of actors) {
        const forms = [...new Set(aliases.map(({ form }) => form))]
        emit([new Part([uid, name, kind, names.actor(parent), parent, description, forms, claims])])
      }
      yield actors.length
    },
  }
}
