import { AppError } from './contract/errors.ts'
import { derivedUid, newUid } from './ids.ts'
import type { SharedTable } from './model.ts'
import {
  identifier,
  joinSql,
  jsonList,
  type ReadableDb,
  type SqlValue,
  sql,
  valueList,
  type WritableDb,
} from './sql.ts'

export type Values = Readonly<Record<string, SqlValue | undefined>>

/**
 * Inserts a row of a shared table under a new id.
 *
 * @param values columns; what is left out is null
 * @returns the new row's id
 */
export function insertRow(
  db: WritableDb,
  table: SharedTable,
  values: Values,
  analyst: string,
  uid = newUid(),
): string {
  const row = { uid, ...values, created_by: analyst, created_at: new Date().toISOString() }
  const columns = joinSql(Object.keys(row).map(identifier), ', ')
  db.run(
    sql`insert into ${identifier(table)} (${columns}) values (${valueList(Object.values(row).map((v) => v ?? null))})`,
  )
  return uid
}

/**
 * Inserts a row whose id follows from what it links, or brings the deleted one back with the given values.
 *
 * @param links the values that make the id, in a fixed order
 * @returns the row's id, and whether it was not there (or deleted) before
 */
export function linkRow(
  db: WritableDb,
  table: SharedTable,
  links: readonly (string | number)[],
  values: Values,
  analyst: string,
): { uid: string; created: boolean } {
  const uid = derivedUid(table, ...links)
  return { uid, created: ensureRow(db, table, uid, values, analyst) }
}

/**
 * As {@link linkRow}, under an id that the caller derived (an original's SHA-256).
 *
 * @returns whether the row was not there (or deleted) before
 */
export function ensureRow(
  db: WritableDb,
  table: SharedTable,
  uid: string,
  values: Values,
  analyst: string,
): boolean {
  const deleted = db.value<number>(sql`select deleted from ${identifier(table)} where uid = ${uid}`)
  if (deleted === undefined) insertRow(db, table, values, analyst, uid)
  else if (deleted === 1) updateRow(db, table, uid, { ...values, deleted: 0 })
  return deleted !== 0
}

/** Writes columns of one row. Keys whose value is `undefined` are left alone. */
export function updateRow(db: WritableDb, table: SharedTable, uid: string, values: Values): void {
  const assignments = Object.entries(values).flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${identifier(column)} = ${value}`],
  )
  if (assignments.length === 0) return
  const changes = db.run(
    sql`update ${identifier(table)} set ${joinSql(assignments, ', ')} where uid = ${uid}`,
  )
  if (changes !== 1)
    throw new AppError('not-found', `This ${table.replace('_', ' ')} is no longer in the project.`)
}

/** Marks rows as deleted. */
export function removeRows(db: WritableDb, table: SharedTable, uids: readonly string[]): void {
  db.run(sql`update ${identifier(table)} set deleted = 1 where uid in ${jsonList(uids)} and deleted = 0`)
}

/** @throws AppError `not-found` unless every row is visible */
export function requireLive(db: ReadableDb, table: SharedTable, uids: readonly string[]): void {
  const found = db.value<number>(
    sql`select count(*) from ${identifier(`live_${table}`)} where uid in ${jsonList(uids)}`,
  )
  if (found === new Set(uids).size) return
  throw new AppError('not-found', `This ${table.replace('_', ' ')} is no longer in the project.`)
}
