import { randomUUID } from 'node:crypto'
import { existsSync, lstatSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { harden } from './connection.ts'

/*
 * One writer for each project: a small SQLite file beside it, NAME.claimboard-lock. Whoever writes the project
 * keeps a transaction open there, which the system ends when the program dies, however it dies; a row that was
 * committed before says who it is and stays readable meanwhile.
 */

export interface Holder {
  readonly name: string
  readonly host: string
  readonly pid: number
  /** ISO 8601, UTC. */
  readonly since: string
}

/** What asking for the lock can lead to. */
export type LockAnswer =
  | { readonly kind: 'held'; release(): void }
  | { readonly kind: 'busy'; readonly holder: Holder | null }
  | { readonly kind: 'unavailable'; readonly reason: string }

// Two that ask in the same instant step back and ask again; each of these takes some milliseconds.
const attempts = 25

/** @param name of the analyst, for whoever comes second */
export function takeLock(project: string, name: string): LockAnswer {
  const path = lockFileOf(project)
  let failure: unknown
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answer = askOnce(path, name, attempt === 0)
    if (answer.kind !== 'contended') return answer
    failure = answer.failure
    pause(2 + Math.random() * 10 * Math.min(attempt + 1, 5))
  }
  if (failure !== undefined) throw failure
  return { kind: 'busy', holder: null }
}

export function lockFileOf(project: string): string {
  return `${project}-lock`
}

/** Another one came in between, or the file was removed by one that left: it has to be asked again. */
type Attempt = LockAnswer | { readonly kind: 'contended'; readonly failure?: unknown }

// How long to wait for somebody else's short transaction, in milliseconds.
const patience = 2000

/**
 * Whether nobody holds the lock any more, for one who waits. Nothing is taken: somebody else may be quicker.
 *
 * A lock that cannot be looked at counts as held.
 */
export function lockIsFree(project: string): boolean {
  const path = lockFileOf(project)
  if (!existsSync(path)) return true
  if (inTheWay(path)) return false
  let connection: Database.Database | undefined
  try {
    connection = new Database(path, { fileMustExist: true, timeout: 0 })
    harden(connection)
    connection.pragma('journal_mode = memory')
    if (!isOurs(schemaTexts(connection)) || !begin(connection)) return false
    connection.exec('rollback')
    return true
  } catch {
    // Removed in this instant, or on a share that is away: the next look will tell.
    return false
  } finally {
    connection?.close()
  }
}

function askOnce(path: string, name: string, first: boolean): Attempt {
  let connection: Database.Database | undefined
  let keep = false
  try {
    if (inTheWay(path)) return foreign(path)
    connection = new Database(path, { timeout: 0 })
    harden(connection)
    // A journal on disk goes by the file's name: of two files that had the name one after the other, one would
    // be rolled back by the other's. A write that is cut off spoils a row that nobody needs any more.
    connection.pragma('journal_mode = memory')
    connection.pragma('synchronous = off')
    if (!begin(connection)) return heldByOther(connection)
    if (!prepareTable(connection)) return foreign(path)
    const token = writeHolder(connection, name)
    connection.pragma(`busy_timeout = ${patience}`)
    connection.exec('commit')
    connection.pragma('busy_timeout = 0')
    // In between, another may have come, and the file may have been removed by one that left.
    if (!begin(connection)) return { kind: 'contended' }
    if (tokenOf(connection) !== token || tokenAt(path) !== token) return { kind: 'contended' }
    keep = true
    return { kind: 'held', release: releaser(connection, path) }
  } catch (error) {
    return onFailure(error, path, first)
  } finally {
    if (!keep) connection?.close()
  }
}

function begin(connection: Database.Database): boolean {
  try {
    connection.exec('begin immediate')
    return true
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return false
    throw error
  }
}

const definition =
  'CREATE TABLE holder (token text not null, name text not null, host text not null, pid integer not null, since text not null) strict'

/** @returns false where the file is a database, but not one of these: it is read no further */
function prepareTable(connection: Database.Database): boolean {
  const found = schemaTexts(connection)
  if (found.length === 0) connection.exec(definition)
  return found.length === 0 || isOurs(found)
}

function schemaTexts(connection: Database.Database): unknown[] {
  return connection.prepare('select sql from sqlite_schema').pluck().all()
}

function isOurs(texts: readonly unknown[]): boolean {
  return texts.length === 1 && texts[0] === definition
}

function writeHolder(connection: Database.Database, name: string): string {
  const token = randomUUID()
  connection.exec('delete from holder')
  connection
    .prepare('insert into holder (token, name, host, pid, since) values (?, ?, ?, ?, ?)')
    .run(token, name, hostname(), process.pid, new Date().toISOString())
  return token
}

function tokenOf(connection: Database.Database): unknown {
  return connection.prepare('select token from holder').pluck().get()
}

/** The token in the file that has the name now, which need not be the file that is open. */
function tokenAt(path: string): unknown {
  let connection: Database.Database | undefined
  try {
    connection = new Database(path, { readonly: true, fileMustExist: true, timeout: patience })
    harden(connection)
    return isOurs(schemaTexts(connection)) ? tokenOf(connection) : undefined
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_CANTOPEN')) return undefined
    throw error
  } finally {
    connection?.close()
  }
}

function heldByOther(connection: Database.Database): Attempt {
  connection.pragma(`busy_timeout = ${patience}`)
  const found = schemaTexts(connection)
  // Nothing is committed yet: the other one has just begun.
  if (found.length === 0) return { kind: 'contended' }
  if (!isOurs(found)) return { kind: 'busy', holder: null }
  const holder = connection.prepare('select name, host, pid, since from holder').get() as Holder | undefined
  return holder ? { kind: 'busy', holder } : { kind: 'contended' }
}

/** A pipe, a folder or a link to somewhere else: SQLite would read or write there. */
function inTheWay(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats !== undefined && !stats.isFile()
}

function foreign(path: string): Attempt {
  return {
    kind: 'unavailable',
    reason: `${path} is in the way: it is not the lock file that Claimboard makes. Remove it.`,
  }
}

function onFailure(error: unknown, path: string, first: boolean): Attempt {
  const code = codeOf(error)
  if (code.startsWith('SQLITE_BUSY')) return { kind: 'contended' }
  // So it looks from inside when a file is removed that is open.
  if (code === 'SQLITE_READONLY_DBMOVED' || code.startsWith('SQLITE_IOERR')) {
    return { kind: 'contended', failure: error }
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    // What a power cut left. Nobody can hold it: a holder's file is whole.
    if (!first) return foreign(path)
    rmSync(path, { force: true })
    return { kind: 'contended' }
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') {
    return { kind: 'unavailable', reason: `Its lock file, ${basename(path)}, cannot be written.` }
  }
  throw error
}

function releaser(connection: Database.Database, path: string): () => void {
  return () => {
    // Removed while it is held: afterwards another one may hold it already. Windows removes no open file, and
    // there the removal after closing fails exactly when another one has opened it.
    const removed = remove(path)
    connection.exec('rollback')
    connection.close()
    if (!removed) remove(path)
  }
}

/** A lock file that stays is no harm: the next one takes it over. */
function remove(path: string): boolean {
  try {
    rmSync(path)
    return true
  } catch {
    return false
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, ms)
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? ''
}
