import { AppError } from '../contract/errors.ts'
import { isExact } from '../merge/reverse.ts'
import { elsewhere } from '../merge/unite-journals.ts'
import { type ReadableDb, sql } from '../sql.ts'

/** A moment in the life of a file. */
export interface Moment {
  /** Number of the last change that belongs to it. */
  readonly cut: number
  /** When what was done last until then was done: ISO 8601, UTC. */
  readonly at: string
  /** How many actions of this file came later. */
  readonly later: number
}

/** A moment as people name it: a day, a time, or something that was done. */
export interface MomentName {
  /** An action's id, or ISO 8601 in UTC: 2026-02-03, or 2026-02-03T09:15Z. A day, a minute or a second is all of it. */
  readonly when: string
  /** Of an action: as it was before it, not after it. */
  readonly before?: boolean
}

interface ActionRow {
  readonly n: number
  readonly uid: string
  readonly at: string
}

const here = sql`state is not ${elsewhere}`

/**
 * Finds a moment in the history of this file. What was done in another copy counts from the merge that brought it.
 *
 * @throws AppError `invalid` for what names no moment, or one to come; `not-found` for an action that is not in the
 *   history, or a time before the beginning of the history
 */
export function findMoment(db: ReadableDb, { when, before = false }: MomentName): Moment {
  const first = db.get<ActionRow & { operation: string }>(
    sql`select n, uid, at, operation from action where ${here} order by n limit 1`,
  )
  if (!first) {
    throw new AppError(
      'not-found',
      'This copy was made without its history, so nothing is known of how it was before.',
    )
  }
  const found = isTime(when) ? lastBy(db, when) : actionOf(db, when)
  const isFirst = found?.n === first.n
  // What a copy without its history held at first is known; before a project was made, there was none.
  if (found === undefined || (before && isFirst && first.operation === 'project.create')) {
    throw new AppError('not-found', beginning(first))
  }
  const cut = before ? cutBefore(db, found) : cutAfter(db, found)
  const shown = before ? (actionBefore(db, found) ?? found) : found
  const later = db.value<number>(sql`select count(*) from action a where ${here}
    and (select max(n) from change where action = a.uid) > ${cut}`)
  return { cut, at: shown.at, later: later ?? 0 }
}

function beginning({ at, operation }: { readonly at: string; readonly operation: string }): string {
  const time = readable(at)
  return operation === 'project.create'
    ? `The project was made on ${time}: there is nothing before.`
    : `The history in this file begins on ${time}. What was before is not known: this copy was made without its history.`
}

/** A time of the journal in words, in UTC, to the minute. */
function readable(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  const words = time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  return `${words} UTC`
}

const timeForm = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z?)?$/

function isTime(when: string): boolean {
  return timeForm.test(when)
}

/** The last action, in the order of this file, that says it was done by a time. */
function lastBy(db: ReadableDb, when: string): ActionRow | undefined {
  const time = when.replace(/Z$/, '')
  const [day = ''] = time.split('T')
  const full = `${time}${'T00:00:00.000'.slice(time.length - day.length)}Z`
  if (Number.isNaN(Date.parse(full)) || new Date(`${day}T00:00Z`).toISOString().slice(0, 10) !== day) {
    throw new AppError('invalid', `There is no such time as ${when}.`, { field: 'when' })
  }
  if (time > new Date().toISOString().slice(0, time.length)) {
    throw new AppError('invalid', `${when} (UTC) is still to come.`, { field: 'when' })
  }
  return db.get<ActionRow>(sql`select n, uid, at from action
    where ${here} and substr(at, 1, ${time.length}) <= ${time} order by n desc limit 1`)
}

/** @throws AppError `not-found` */
function actionOf(db: ReadableDb, uid: string): ActionRow | undefined {
  const found = db.get<ActionRow & { state: string | null }>(
    sql`select n, uid, at, state from action where uid = ${uid} order by n limit 1`,
  )
  if (found) return found.state === elsewhere ? cameWith(db, found) : found
  const isId = /^[0-9a-f-]{36}$/i.test(uid)
  throw isId
    ? new AppError('not-found', 'There is no action with this id in the history.', { field: 'when' })
    : new AppError(
        'invalid',
        'A moment is a day (2026-02-03), a time in UTC (2026-02-03T09:15Z), or the id of an action from the history.',
        { field: 'when' },
      )
}

/**
 * The merge with which something that was done elsewhere came. Where only its record came, since what it did was here
 * already, the last action before.
 */
function cameWith(db: ReadableDb, { n }: ActionRow): ActionRow | undefined {
  const next = db.get<ActionRow & { kind: string }>(
    sql`select n, uid, at, kind from action where ${here} and n > ${n} order by n limit 1`,
  )
  if (next?.kind === 'do' && isExact(db, next.uid)) return next
  return actionBefore(db, { n })
}

function actionBefore(db: ReadableDb, { n }: Pick<ActionRow, 'n'>): ActionRow | undefined {
  return db.get<ActionRow>(
    sql`select n, uid, at from action where ${here} and n < ${n} order by n desc limit 1`,
  )
}

/** The last change of an action; of one that changed nothing, that of the action before it. */
function cutAfter(db: ReadableDb, { n }: ActionRow): number {
  return (
    db.value<number>(sql`select (select max(n) from change where action = a.uid) from action a
      where ${here} and n <= ${n} and exists (select 1 from change where action = a.uid) order by n desc limit 1`) ??
    0
  )
}

function cutBefore(db: ReadableDb, action: ActionRow): number {
  const first = db.value<number | null>(sql`select min(n) from change where action = ${action.uid}`)
  return first == null ? cutAfter(db, action) : first - 1
}
