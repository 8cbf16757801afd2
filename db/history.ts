import type Database from 'better-sqlite3'
import type { Analyst } from './analyst.ts'
import { AppError } from './contract/errors.ts'
import { newUid } from './ids.ts'
import { invert } from './invert.ts'
import {
  latestClock,
  newSession,
  type Session,
  startRecording,
  stopRecording,
  withoutRecording,
} from './journal.ts'
import { forgetKept } from './kept.ts'
import { isExact, redoMerge, undoMerge } from './merge/reverse.ts'
import { insertRow, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'

/** What an action is called. `label` is shown as "Undo: label". */
export interface ActionSpec {
  readonly operation: string
  readonly label: string
  /** False for what undo must stop at, such as making the project. */
  readonly undoable?: boolean
}

export interface Written<T> {
  readonly value: T
  /** Tables whose rows changed, for the window to refresh. */
  readonly changed: string[]
  /** The action's id, or undefined when nothing changed and so nothing was recorded. */
  readonly action: string | undefined
}

export interface HistoryState {
  readonly undo: string | null
  readonly redo: string | null
}

/**
 * An action that commits in steps (an import, file by file): one entry of the history, one undo, and a cancel
 * or a kill keeps the steps that were committed.
 */
export interface SteppedAction {
  step<T>(body: (db: WritableDb) => T): Written<T>
  finish(): void
}

/** The journal of a project that is open for writing: runs actions, undoes and redoes them. */
export class History {
  readonly #connection: Database.Database
  readonly #db: WritableDb
  readonly #analyst: Analyst
  #session: Session

  constructor(db: WritableDb, analyst: Analyst) {
    this.#db = db
    this.#analyst = analyst
    this.#connection = db.connection
    this.#session = newSession(db.connection)
    // An action that was cut off by a kill keeps its committed steps and can be undone.
    if (db.value(sql`select 1 from action where state = 'running'`)) this.#endRunning()
  }

  /** Runs one action in one immediate transaction; when `body` throws, nothing has happened. */
  perform<T>(spec: ActionSpec, body: (db: WritableDb, relabel: (label: string) => void) => T): Written<T> {
    const uid = newUid()
    let label = spec.label
    const relabel = (text: string) => {
      label = text
    }
    return this.#record(
      uid,
      (db) => body(db, relabel),
      () => {
        this.#forgetRedo()
        this.#insertAction(uid, { ...spec, label }, 'do', null, spec.undoable === false ? null : 'done')
      },
    )
  }

  /** Starts an action of several transactions. Until `finish`, it is not on the undo stack. */
  startStepped(spec: ActionSpec): SteppedAction {
    const uid = newUid()
    let recorded = false
    return {
      step: (body) => {
        const written = this.#record(uid, body, () => {
          if (recorded) return
          this.#forgetRedo()
          this.#insertAction(uid, spec, 'do', null, 'running')
        })
        // Not before the transaction is committed: one that failed has left no action behind.
        if (written.action) recorded = true
        return written
      },
      finish: () => {
        if (recorded) this.#endRunning()
      },
    }
  }

  /** @throws AppError `conflict` when there is nothing to undo */
  undo(): Written<{ label: string }> {
    const target = lastDone(this.#db)
    if (!target) throw new AppError('conflict', 'There is nothing to undo.')
    return this.#reverse(target, target.uid, 'undo', 'undone')
  }

  /** @throws AppError `conflict` when there is nothing to redo */
  redo(): Written<{ label: string }> {
    const target = firstUndone(this.#db)
    if (!target) throw new AppError('conflict', 'There is nothing to redo.')
    const undoing = this.#db.value<string>(
      sql`select uid from action where kind = 'undo' and target = ${target.uid} order by n desc limit 1`,
    )
    if (!undoing) throw new AppError('damaged', `The history does not say how “${target.label}” was undone.`)
    return this.#reverse(target, undoing, 'redo', 'done')
  }

  /**
   * Takes another copy of the project in, as one action. Nothing of it is a write of this session, and what came
   * that was known already leaves no action behind.
   *
   * One that is not undoable stays off the undo stack: Undo goes on meaning what was done here before, and leaves what
   * came in since, see {@link invert}. Merges that could be undone until then cannot be any more, since their undoing
   * would take away what rests on them.
   *
   * @param body is told the action's id; returns whether rows or cells changed
   */
  merge(spec: ActionSpec, body: (db: WritableDb, action: string) => boolean): Written<undefined> {
    const uid = newUid()
    let any = false
    const written = this.#record(
      uid,
      (db) => {
        any = withoutRecording(this.#connection, () => body(db, uid))
        // The journals are united in any case.
        if (!any) db.run(sql`delete from change where action = ${uid}`)
        // Also where a merge by hand had brought it already: undone, that would be missing and count as taken in.
        if (!any && spec.undoable === false) this.#settleMerges()
        return undefined
      },
      () => {
        if (!any) return
        const undoable = spec.undoable !== false
        if (undoable) this.#forgetRedo()
        else this.#settleMerges()
        this.#insertAction(uid, spec, 'do', null, undoable ? 'done' : null)
      },
      { registers: false, copies: true },
    )
    this.#session = {
      ...this.#session,
      seenHlc: Math.max(this.#session.seenHlc, latestClock(this.#connection)),
    }
    // What came changed rows; the bookkeeping of merges is nothing that a window shows.
    const changed = written.changed.filter((table) => table !== 'session')
    return any ? { ...written, changed } : { ...written, changed: [], action: undefined }
  }

  #reverse(target: ActionRow, reversed: string, kind: 'undo' | 'redo', state: string) {
    const uid = newUid()
    const spec = { operation: `history.${kind}`, label: target.label }
    const exact = isExact(this.#db, reversed)
    return this.#record(
      uid,
      (db) => {
        if (!exact) invert(db, reversed)
        else {
          withoutRecording(this.#connection, () =>
            kind === 'undo' ? undoMerge(db, reversed, uid) : redoMerge(db, reversed, uid),
          )
        }
        // Also where everything is as it was already: the history would never get past such an action.
        this.#insertAction(uid, spec, kind, target.uid, null)
        this.#db.run(sql`update action set state = ${state} where uid = ${target.uid}`)
        return { label: target.label }
      },
      () => {},
      // An undo puts back what was, the analyst's own row included. Without the merge, this session's numbers
      // are not known any more: they are not used again.
      { registers: false, copies: exact, newSession: exact && kind === 'undo' },
    )
  }

  /** One transaction under an action; `close` writes the action's row when something changed. */
  #record<T>(
    uid: string,
    body: (db: WritableDb) => T,
    close: () => void,
    { registers = true, copies = false, newSession: begins = false } = {},
  ): Written<T> {
    let session = begins ? this.#nextSession() : this.#session
    const transaction = this.#connection.transaction(() => {
      const before = this.#db.value<number>(sql`select coalesce(max(n), 0) from change`) ?? 0
      startRecording(this.#connection, session, uid)
      const value = body(this.#db)
      if (registers && this.#wrote(before)) registerAnalyst(this.#db, this.#analyst)
      session = stopRecording(this.#connection, session)
      if (copies) requireReferences(this.#connection)
      const changed = this.#db.column<string>(
        sql`select distinct tbl from change where n > ${before} order by tbl`,
      )
      if (changed.length > 0) close()
      return { value, changed, action: changed.length > 0 ? uid : undefined }
    }).immediate
    const written = copies ? withoutForeignKeys(this.#connection, transaction) : transaction()
    // The journal tells which rows came, not which of their cells.
    if (copies) forgetKept(this.#connection)
    this.#session = session
    return written
  }

  #nextSession(): Session {
    const session = newSession(this.#connection)
    return { ...session, seenHlc: Math.max(session.seenHlc, this.#session.seenHlc) }
  }

  /** Puts the stepped action on the undo stack: on top, so that what was undone beside it cannot be redone. */
  #endRunning(): void {
    this.#connection
      .transaction(() => {
        this.#forgetRedo()
        this.#db.run(sql`update action set state = 'done' where state = 'running'`)
      })
      .immediate()
  }

  #settleMerges(): void {
    const merged = sql`operation = 'merge.run'`
    if (
      this.#db.value(sql`select 1 from action where state = 'undone' and ${merged} limit 1`) !== undefined
    ) {
      this.#forgetRedo()
    }
    this.#db.run(sql`update action set state = null where state = 'done' and ${merged}`)
  }

  #wrote(before: number): boolean {
    return this.#db.value(sql`select 1 from change where n > ${before} limit 1`) !== undefined
  }

  #forgetRedo(): void {
    this.#db.run(sql`update action set state = 'abandoned' where state = 'undone'`)
  }

  #insertAction(
    uid: string,
    spec: ActionSpec,
    kind: string,
    target: string | null,
    state: string | null,
  ): void {
    const at = new Date().toISOString()
    this.#db.run(sql`insert into action (uid, analyst, at, operation, label, kind, target, state)
      values (${uid}, ${this.#analyst.uid}, ${at}, ${spec.operation}, ${spec.label}, ${kind}, ${target}, ${state})`)
  }
}

/**
 * Runs a transaction that copies or removes rows in bulk. Checked row by row, every removed row would be looked for in
 * tables that have no index for it; such a transaction checks all references once, at its end.
 */
function withoutForeignKeys<T>(connection: Database.Database, transaction: () => T): T {
  connection.pragma('foreign_keys = off')
  try {
    return transaction()
  } finally {
    connection.pragma('foreign_keys = on')
  }
}

/** @throws AppError `damaged` where a row refers to one that is not there */
function requireReferences(connection: Database.Database): void {
  const broken = connection.pragma('foreign_key_check') as unknown[]
  if (broken.length === 0) return
  throw new AppError(
    'damaged',
    `Nothing was changed: ${broken.length} references would lead nowhere. Verify the project, and the copy where it comes from.`,
    broken.slice(0, 10),
  )
}

/** Keeps the name behind an analyst's id in the file; an undo of the first action takes it away again. */
function registerAnalyst(db: WritableDb, { uid, name, initials, colour = null }: Analyst): void {
  const known = db.get<{ name: string; initials: string; colour: string | null; deleted: number }>(
    sql`select name, initials, colour, deleted from analyst where uid = ${uid}`,
  )
  if (!known) insertRow(db, 'analyst', { name, initials, colour }, uid, uid)
  else if (
    known.deleted ||
    known.name !== name ||
    known.initials !== initials ||
    (colour !== null && known.colour !== colour)
  ) {
    // The command line knows no colour: it takes none away.
    updateRow(db, 'analyst', uid, { name, initials, deleted: 0, ...(colour === null ? {} : { colour }) })
  }
}

interface ActionRow {
  readonly uid: string
  readonly label: string
}

function lastDone(db: ReadableDb): ActionRow | undefined {
  return db.get<ActionRow>(sql`select uid, label from action where state = 'done' order by n desc limit 1`)
}

function firstUndone(db: ReadableDb): ActionRow | undefined {
  return db.get<ActionRow>(sql`select uid, label from action where state = 'undone' order by n limit 1`)
}

/** What Undo and Redo would do now, in words. */
export function historyState(db: ReadableDb): HistoryState {
  return { undo: lastDone(db)?.label ?? null, redo: firstUndone(db)?.label ?? null }
}
