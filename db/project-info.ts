import { basename } from 'node:path'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { ProjectCounts, ProjectInfo } from './contract/project.ts'
import { claimCount } from './counts/claims.ts'
import { passagesOfDocuments } from './counts/passages-of-documents.ts'
import type { CommandHandlers, Context, QueryHandlers } from './handlers.ts'
import { mergedActors } from './merged-actors.ts'
import { versionOf } from './migrate.ts'
import type { SharedTable } from './model.ts'
import { updateRow } from './rows.ts'
import { identifier, type ReadableDb, sql, type WritableDb } from './sql.ts'

type ProjectRow = Pick<ProjectInfo, 'uid' | 'title' | 'question' | 'assumptions'>

/** @throws AppError `damaged` where the file does not say what its project is */
export function projectRow(db: ReadableDb): ProjectRow {
  const row = db.get<ProjectRow>(
    sql`select uid, title, question, assumptions from live_project order by created_at, uid limit 1`,
  )
  if (!row)
    throw new AppError('damaged', 'The project file says nothing about its project. Use a copy or a backup.')
  return row
}

/** How much a project holds; merged actors count once. */
export function projectCounts(db: ReadableDb): ProjectCounts {
  const count = (table: SharedTable) =>
    db.value<number>(sql`select count(*) from ${identifier(`live_${table}`)}`) ?? 0
  const documents = db.column<string>(sql`select uid from live_document`)
  const passages = passagesOfDocuments(db)
  return {
    documents: documents.length,
    passages: documents.reduce((sum, uid) => sum + (passages.get(uid) ?? 0), 0),
    tags: count('tag'),
    actors: count('actor') - mergedActors(db).size,
    claims: claimCount(db),
    boards: count('board'),
  }
}

/** What a project is and how much it holds. */
function projectInfo(db: ReadableDb, context: Context): ProjectInfo {
  return {
    ...projectRow(db),
    fileName: basename(context.path),
    readOnly: context.readOnly,
    readOnlyReason: context.readOnlyReason,
    warnings: [...context.warnings],
    schemaVersion: versionOf(db.connection),
    counts: projectCounts(db),
  }
}

/** Writes what is given. */
export function updateProject(
  db: WritableDb,
  { title, question, assumptions }: Input<'project.update'>,
): void {
  updateRow(db, 'project', projectRow(db).uid, { title, question, assumptions })
}

export const projectHandlers: QueryHandlers<'project.get'> & CommandHandlers<'project.update'> = {
  'project.get': (db, _input, context) => projectInfo(db, context),
  'project.update': (db, input) => {
    updateProject(db, input)
    return {}
  },
}
