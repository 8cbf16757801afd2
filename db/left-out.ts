import type { Output } from './contract/contract.ts'
import type { QueryHandlers } from './handlers.ts'
import { plainName } from './plain-name.ts'
import { countPurged, remarks } from './publication.ts'
import { identifier, joinSql, type ReadableDb, sql } from './sql.ts'

/** What each part is that a copy can leave out, counted as the copy would leave it out. */
function countParts(db: ReadableDb): Output<'project.parts'> {
  const count = (statement: ReturnType<typeof sql>) => db.value<number>(statement) ?? 0
  const notes = joinSql(
    remarks.map((table) => sql`select count(*) n from ${identifier(`live_${table}`)} where note is not null`),
    ' union all ',
  )
  const names = db.column<string>(sql`select name from live_analyst order by created_at, uid`)
  return {
    actions: count(sql`select count(*) from action`),
    privateNotes: count(sql`select count(*) from live_note where private = 1`),
    remarks: count(sql`select sum(n) from (${notes})`),
    names: names.map(plainName),
    deleted: countPurged(db),
  }
}

export const leftOutHandlers: QueryHandlers<'project.parts'> = {
  'project.parts': (db) => countParts(db),
}
