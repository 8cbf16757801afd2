import { model, type SharedTable } from '../model.ts'
import { kindOf, kindsOf, titleOf } from '../row-words.ts'
import { identifier, jsonList, type ReadableDb, type SqlValue, sql } from '../sql.ts'
import { aboutAnything, linksOf } from './links.ts'
import { keyOf, Plan, type Refused, type Row, type Step } from './steps.ts'

/*
 * Which steps the rules of a project allow: what is written refers to what is there, nothing belongs to itself, a claim
 * keeps its evidence and its claimants, and nothing is taken away on which something else rests.
 */

/**
 * Of some steps those that can be done together, and why the others cannot. A step can need another one, so that one
 * refusal can bring others.
 */
export function allowed(
  db: ReadableDb,
  wanted: readonly Step[],
  covered: readonly Row[] = [],
): { readonly steps: readonly Step[]; readonly refused: readonly Refused[] } {
  const refused: Refused[] = []
  let steps = wanted
  for (;;) {
    const plan = new Plan(db, steps, covered)
    const resting = whatRests(db, plan, covered)
    const now = steps.flatMap((step) => {
      const why = refusal(db, plan, step) ?? (step.does === 'remove' ? resting.get(keyOf(step)) : undefined)
      return why === undefined ? [] : [{ step, why }]
    })
    if (now.length === 0) return { steps, refused }
    refused.push(...now)
    const out = new Set(now.map(({ step }) => step))
    steps = steps.filter((step) => !out.has(step))
  }
}

function refusal(db: ReadableDb, plan: Plan, step: Step): string | undefined {
  const { table, uid } = step
  if (db.value(sql`select 1 from ${identifier(table)} where uid = ${uid}`) === undefined)
    return `${the(step)} is not in this copy of the project.`
  if (isContested(db, step)) return 'Two values are in conflict here. Choose between them first.'
  switch (step.does) {
    case 'write':
      return refusalOfWrite(db, plan, step, step.values)
    case 'restore':
      return refusalOfRestore(db, plan, step)
    case 'remove':
      return refusalOfRemove(db, plan, step)
  }
}

function isContested(db: ReadableDb, step: Step): boolean {
  const cell = step.does === 'write' ? step.cell : 'deleted'
  const values = db.value<number>(
    sql`select count(distinct val) from cell where tbl = ${step.table} and uid = ${step.uid} and col = ${cell}`,
  )
  return (values ?? 0) > 1
}

function refusalOfWrite(
  db: ReadableDb,
  plan: Plan,
  row: Row,
  values: Readonly<Record<string, SqlValue>>,
): string | undefined {
  if (plan.removes(row)) return `${the(row)} is taken away.`
  if (!plan.willBeLive(row)) return `${the(row)} is not in the project any more. Bring it back first.`
  for (const { column, to } of linksOf(db.connection).filter(({ table }) => table === row.table)) {
    const uid = values[column]
    if (typeof uid !== 'string') continue
    const target = { table: to, uid }
    if (!plan.willBeLive(target) && to !== 'original') return missing(db, target)
    if (to === row.table && leadsTo(db, plan, column, target, row)) {
      return `It would belong to itself: ${named(db, target)} belongs to it now.`
    }
  }
  return missingSubject(db, plan, values)
}

function missing(db: ReadableDb, target: Row): string {
  return `${named(db, target)} is not in the project any more. Bring that back first.`
}

function missingSubject(
  db: ReadableDb,
  plan: Plan,
  { subject }: Readonly<Record<string, SqlValue>>,
): string | undefined {
  if (typeof subject !== 'string') return undefined
  const tables = [...new Set(linksOf(db.connection).map(({ to }) => to))]
  const table = tables.find(
    (one) => db.value(sql`select 1 from ${identifier(one)} where uid = ${subject}`) !== undefined,
  )
  if (!table || plan.willBeLive({ table, uid: subject })) return undefined
  return missing(db, { table, uid: subject })
}

/** Whether a chain of rows that belong to each other leads from one to another, as the plan would have it. */
function leadsTo(db: ReadableDb, plan: Plan, column: string, from: Row, to: Row): boolean {
  const seen = new Set<string>()
  for (let at: string | null = from.uid; at !== null && !seen.has(at); ) {
    if (at === to.uid) return true
    seen.add(at)
    const planned = plan.writes({ table: from.table, uid: at }, column)
    const next: SqlValue | undefined =
      planned === undefined
        ? db.value<string | null>(
            sql`select ${identifier(column)} from ${identifier(from.table)} where uid = ${at}`,
          )
        : planned
    at = typeof next === 'string' ? next : null
  }
  return false
}

function refusalOfRestore(db: ReadableDb, plan: Plan, row: Row): string | undefined {
  const values = db.get<Record<string, SqlValue>>(
    sql`select * from ${identifier(row.table)} where uid = ${row.uid}`,
  )
  for (const [column, table] of Object.entries(model[row.table].owners)) {
    const uid = values?.[column]
    if (typeof uid === 'string' && !plan.willBeLive({ table, uid })) return missing(db, { table, uid })
  }
  if (row.table !== 'claim') return undefined
  const carried = evidenceOf(db, row.uid).some(
    ({ uid, deleted, passage, document }) =>
      (deleted === 0 || plan.restores({ table: 'evidence', uid })) &&
      !plan.removes({ table: 'evidence', uid }) &&
      (passage === null || plan.willBeLive({ table: 'passage', uid: passage })) &&
      (document === null || plan.willBeLive({ table: 'document', uid: document })),
  )
  return carried ? undefined : 'The passages that it rests on are not in the project any more.'
}

interface Evidence {
  readonly uid: string
  readonly deleted: number
  readonly passage: string | null
  readonly document: string | null
}

function evidenceOf(db: ReadableDb, claim: string): Evidence[] {
  return db.all<Evidence>(sql`select uid, deleted, passage, document from evidence where claim = ${claim}`)
}

/** What every claim keeps at least one of. */
const kept = { evidence: 'piece of evidence', claimant: 'claimant' } as const

function refusalOfRemove(db: ReadableDb, plan: Plan, row: Row): string | undefined {
  const { table, uid } = row
  if (table === 'project') return 'The project itself cannot be taken away.'
  if (table !== 'evidence' && table !== 'claimant') return undefined
  const rows = identifier(table)
  const claim = db.value<string>(sql`select claim from ${rows} where uid = ${uid}`) ?? ''
  if (plan.removes({ table: 'claim', uid: claim })) return undefined
  const others = db.column<string>(sql`select uid from ${rows} where claim = ${claim}`)
  if (others.some((other) => plan.willBeLive({ table, uid: other }))) return undefined
  return `A claim keeps at least one ${kept[table]}.`
}

/** By row that would be taken away, what rests on it that stays, in words. */
function whatRests(db: ReadableDb, plan: Plan, covered: readonly Row[]): Map<string, string> {
  const removed = plan.steps.filter(({ does }) => does === 'remove')
  const going = Map.groupBy<SharedTable, Row>([...removed, ...covered], ({ table }) => table)
  // What rests on a part rests on what it is a part of.
  const [whole] = removed
  const parts = new Set(covered.map(keyOf))
  const resting = new Map<string, Map<SharedTable, number>>()
  const note = (target: Row, table: SharedTable) => {
    const key = whole && parts.has(keyOf(target)) ? keyOf(whole) : keyOf(target)
    const of = resting.get(key) ?? new Map<SharedTable, number>()
    resting.set(key, of.set(table, (of.get(table) ?? 0) + 1))
  }
  for (const [to, rows] of going) {
    const uids = rows.map(({ uid }) => uid)
    for (const { table, column } of linksTo(db, to)) {
      const named = db.all<{ uid: string; target: string }>(sql`
        select uid, ${identifier(column)} target from ${identifier(`live_${table}`)} where ${identifier(column)} in ${jsonList(uids)}`)
      for (const { uid, target } of named) {
        const row = { table, uid }
        const planned = plan.writes(row, column)
        if (plan.removes(row) || (planned !== undefined && planned !== target)) continue
        note({ table: to, uid: target }, table)
      }
    }
  }
  return new Map(
    [...resting].map(([key, tables]) => [key, `Other things rest on it now: ${wordsOf(tables)}.`]),
  )
}

function linksTo(db: ReadableDb, to: SharedTable): { table: SharedTable; column: string }[] {
  return [
    ...linksOf(db.connection).filter((link) => link.to === to),
    ...aboutAnything.map((table) => ({ table, column: 'subject' })),
  ]
}

function wordsOf(tables: ReadonlyMap<SharedTable, number>): string {
  const words = [...tables].map(([table, n]) =>
    n === 1 ? `1 ${kindOf(table).toLowerCase()}` : `${n} ${kindsOf(table)}`,
  )
  const last = words.pop() ?? ''
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}

function the({ table }: Pick<Row, 'table'>): string {
  return `The ${kindOf(table).toLowerCase()}`
}

function named(db: ReadableDb, { table, uid }: Row): string {
  return `${the({ table })} “${titleOf(db, table, uid)}”`
}
