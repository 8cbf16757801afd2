import { type LeadInfo, subjects } from './contract/lead.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import type { SharedTable } from './model.ts'
import { insertRow, removeRows, requireLive, updateRow, type Values } from './rows.ts'
import { hitAddress } from './search-hit.ts'
import { identifier, type ReadableDb, sql, type WritableDb } from './sql.ts'

type LeadRow = Omit<LeadInfo, 'done' | 'subject'> & {
  readonly done: number
  readonly table: string | null
  readonly subject: string | null
}

function listLeads(db: ReadableDb): LeadInfo[] {
  return db
    .all<LeadRow>(sql`select uid, kind, body, done, subject_table as "table", subject
      from live_lead order by done, position, uid`)
    .map(({ table, subject, ...lead }) => ({
      ...lead,
      done: Boolean(lead.done),
      subject: table === null || subject === null ? null : subjectOf(db, table, subject),
    }))
}

/** What a lead belongs to; null where that was deleted, or is of a kind that this version does not know. */
function subjectOf(db: ReadableDb, table: string, uid: string): LeadInfo['subject'] {
  const kind = subjects.find((one) => one === table)
  if (kind === undefined) return null
  const live = db.value(sql`select 1 from ${identifier(`live_${kind}`)} where uid = ${uid}`)
  return live === undefined ? null : { kind, uid, ...hitAddress(db, kind, uid) }
}

export interface LeadFields {
  readonly kind?: LeadInfo['kind'] | undefined
  readonly body?: string | undefined
  readonly done?: boolean | undefined
  /** The row that it belongs to; without one, the whole project. */
  readonly subject?: { readonly kind: SharedTable; readonly uid: string } | undefined
}

/** @returns the lead of exactly these words; the oldest where several have them */
export function findLead(db: ReadableDb, body: string): string | undefined {
  return db.value<string>(sql`select uid from live_lead where body = ${body} order by uid limit 1`)
}

export function createLead(
  db: WritableDb,
  fields: LeadFields & { readonly body: string },
  analyst: string,
): string {
  const position = db.value<number>(sql`select coalesce(max(position), 0) + 1 from lead`) ?? 1
  const row = { kind: 'verify', done: 0, position, ...definedColumns(fields) }
  return insertRow(db, 'lead', row, analyst)
}

/** Writes what is given. */
export function updateLead(db: WritableDb, lead: string, fields: LeadFields): void {
  updateRow(db, 'lead', lead, definedColumns(fields))
}

function definedColumns({ kind, body, done, subject }: LeadFields): Values {
  const columns = {
    kind,
    body,
    done: done === undefined ? undefined : Number(done),
    subject_table: subject?.kind,
    subject: subject?.uid,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

export const leadHandlers: QueryHandlers<'leads.list'> &
  CommandHandlers<'leads.create' | 'leads.update' | 'leads.remove'> = {
  'leads.list': (db) => listLeads(db),
  'leads.create': (db, { kind, body, subject }, { analyst }) => {
    if (subject !== null) requireLive(db, subject.kind, [subject.uid])
    return { lead: createLead(db, { kind, body, subject: subject ?? undefined }, analyst.uid) }
  },
  'leads.update': (db, { lead, done, ...change }, { relabel }) => {
    requireLive(db, 'lead', [lead])
    if (done !== undefined) relabel(done ? 'Mark lead as done' : 'Open lead again')
    updateLead(db, lead, { ...change, done })
    return {}
  },
  'leads.remove': (db, { lead }) => {
    requireLive(db, 'lead', [lead])
    removeRows(db, 'lead', [lead])
    return {}
  },
}
