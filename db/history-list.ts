import type { Input, Output } from './contract/contract.ts'
import type { ActionInfo, HistoryFilter } from './contract/history.ts'
import type { QueryHandlers } from './handlers.ts'
import { historyState } from './history.ts'
import { changedThings, subjectOf, thingNamed } from './history-changes.ts'
import { elsewhere } from './merge/unite-journals.ts'
import { model, type SharedTable, sharedTables } from './model.ts'
import { plainName } from './plain-name.ts'
import { isSharedTable, kindsOf } from './row-words.ts'
import { identifier, joinSql, jsonList, type ReadableDb, type Sql, sql } from './sql.ts'

/** The last action of a page, after which the next one begins. */
type Place = NonNullable<Input<'history.list'>['after']>

/**
 * The latest actions by the clocks of those who did them, the last one first, with how many rows of each table they
 * changed.
 */
export function listActions(
  db: ReadableDb,
  limit: number,
  filter: HistoryFilter = {},
  after?: Place,
): ActionInfo[] {
  const beyond = after === undefined ? [] : [sql`(a.at, a.n) < (${after.at}, ${after.n})`]
  const wanted = where([...conditionsOf(db, filter), ...beyond])
  // The analyst's row by itself, deleted or not: undoing a first action takes the row, not the authorship; undoing a
  // merge takes it altogether, and the journal has the name still.
  const rows = db.all<Omit<ActionInfo, 'changes' | 'subject'> & { changes: string }>(sql`
    select a.uid, a.n, a.at, a.analyst, ${analystName} analystName, p.initials, p.colour, a.operation, a.label, a.kind,
      a.state, (select json_group_object(tbl, touched) from (
        select tbl, count(distinct uid) touched from change where action = a.uid and tbl in ${jsonList(sharedTables)} group by tbl order by tbl
      )) changes
    from (select * from action a ${wanted} order by at desc, n desc limit ${limit}) a left join analyst p on p.uid = a.analyst
    order by a.at desc, a.n desc`)
  return rows.map((row) => ({
    ...row,
    label: plainName(row.label),
    analystName: plainName(row.analystName),
    changes: JSON.parse(row.changes) as Record<string, number>,
    subject: subjectOf(db, row.uid),
  }))
}

function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql`where ${joinSql(conditions, ' and ')}`
}

const analystName = sql`coalesce((select name from analyst p where p.uid = a.analyst),
  (select after ->> 'name' from change where tbl = 'analyst' and uid = a.analyst and after is not null
    and col in ('', 'name') order by n desc limit 1), a.analyst)`

function conditionsOf(db: ReadableDb, filter: HistoryFilter): Sql[] {
  const { analyst, since, before, row, thing, document, table, text } = filter
  const touches = (uids: readonly string[]) => sql`a.uid in (select action from change c
    where c.tbl in ${jsonList(sharedTables)} and c.uid in ${jsonList(uids)})`
  return [
    ...(analyst === undefined ? [] : [sql`(a.analyst = ${analyst} or ${analystName} = ${analyst})`]),
    ...(since === undefined ? [] : [sql`a.at >= ${unmarked(since)}`]),
    ...(before === undefined ? [] : [sql`a.at < ${unmarked(before)}`]),
    ...(row === undefined ? [] : [touches([row])]),
    ...(thing === undefined ? [] : [touches(rowsOfThing(db, thing))]),
    ...(document === undefined ? [] : [touches(rowsOfDocument(db, document))]),
    ...(table === undefined
      ? []
      : [sql`exists (select 1 from change c where c.action = a.uid and c.tbl = ${table})`]),
    ...(text === undefined || text.trim() === '' ? [] : [says(text.trim())]),
  ]
}

/** What is called so, or has such words among the values that it wrote; ids are no words. */
function says(text: string): Sql {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const like = (value: Sql) => sql`${value} like ${pattern} escape '\\'`
  // JSON writes quotation marks and backslashes in another way: the cheap look is for the plain ones.
  const first = /["\\]/.test(text) ? sql`true` : like(sql`c.after`)
  const id = '????????-????-????-????-????????????'
  // One walk through the changes is several times as fast as a look at those of each action.
  return sql`(${like(sql`a.label`)} or a.uid in (select action from change c where c.tbl in ${jsonList(sharedTables)}
    and ${first} and exists (select 1 from json_each(iif(json_valid(c.after), c.after, '{}')) v
      where ${like(sql`v.value`)} and v.value not glob ${id})))`
}

/** A moment without its Z sorts before every later one that has more digits. */
function unmarked(time: string): string {
  return time.replace(/Z$/, '')
}

/** A row and what belongs to it, deleted rows too; of a claim, its statement as well. */
function rowsOfThing(db: ReadableDb, thing: string): string[] {
  const owned = sharedTables.flatMap((table) =>
    Object.keys(model[table].owners).map(
      (column) => sql`select uid from ${identifier(table)} where ${identifier(column)} = ${thing}`,
    ),
  )
  return db.column<string>(sql`${joinSql([sql`select ${thing}`, ...owned], ' union ')}
    union select proposition from claim where uid = ${thing}
    union select uid from note where subject = ${thing} union select uid from lead where subject = ${thing}`)
}

/** A document and what belongs to it, deleted rows too. */
function rowsOfDocument(db: ReadableDb, document: string): string[] {
  return db.column<string>(sql`
    with marked (uid) as (select uid from passage where document = ${document}),
      resting (uid) as (select claim from evidence where passage in (select uid from marked) or document = ${document})
    select ${document} union select uid from marked
    union select uid from source where document = ${document}
    union select uid from block_mark where document = ${document}
    union select uid from tagging where passage in (select uid from marked)
    union select uid from mention where passage in (select uid from marked)
    union select uid from evidence where passage in (select uid from marked) or document = ${document}
    union select uid from resting
    union select uid from claimant where claim in (select uid from resting)
    union select uid from figure where claim in (select uid from resting)
    union select uid from about where claim in (select uid from resting)
    union select uid from note where subject = ${document} union select uid from lead where subject = ${document}`)
}

function countDays(db: ReadableDb, filter: HistoryFilter): Output<'history.days'> {
  // Ten minutes at a time, since all clocks are apart by quarters of an hour: most of the work is to tell the days of
  // this computer's clock. A time that nobody can read, in a file from elsewhere, is on no day.
  return db.all(sql`select day, analyst, sum(actions) actions from (
      select strftime('%Y-%m-%d', start || '0:00Z', 'localtime') day, analyst, actions from (
        select substr(at, 1, 15) start, analyst, count(*) actions from action a ${where(conditionsOf(db, filter))} group by 1, 2))
    where day is not null group by day, analyst order by day, analyst`)
}

function kindsInHistory(db: ReadableDb): Output<'history.kinds'> {
  const analysts = db.all<Output<'history.kinds'>['analysts'][number]>(sql`
    select a.analyst uid, ${analystName} name, (select colour from analyst p where p.uid = a.analyst) colour
    from (select analyst, min(n) n from action group by analyst) a order by a.n`)
  // An original is the bytes of its document, which is listed itself.
  const there = (table: SharedTable) =>
    table !== 'original' && db.value(sql`select 1 from change where tbl = ${table} limit 1`) !== undefined
  const first = db.value<string>(
    sql`select operation from action where state is not ${elsewhere} order by n limit 1`,
  )
  return {
    analysts: analysts.map((analyst) => ({ ...analyst, name: plainName(analyst.name) })),
    kinds: sharedTables.filter(there).map((table) => ({ table, kind: kindsOf(table) })),
    whole: first === 'project.create',
  }
}

type Answered = 'state' | 'list' | 'days' | 'kinds' | 'thing' | 'changes'

export const historyHandlers: QueryHandlers<`history.${Answered}`> = {
  'history.state': (db) => historyState(db),
  'history.list': (db, { limit, after, ...filter }) => listActions(db, limit, known(filter), after),
  'history.days': (db, filter) => countDays(db, known(filter)),
  'history.kinds': kindsInHistory,
  'history.thing': (db, { thing }) => thingNamed(db, thing),
  'history.changes': (db, input) => changedThings(db, input),
}

/** A kind of thing that there is not changes nothing. */
function known({ table, ...filter }: HistoryFilter): HistoryFilter {
  return table === undefined ? filter : { ...filter, table: isSharedTable(table) ? table : '' }
}
