import { AppError } from '../contract/errors.ts'
import { elsewhere, exchangeOperation } from '../merge/unite-journals.ts'
import { plainName } from '../plain-name.ts'
import { type ReadableDb, sql } from '../sql.ts'
import type { FolderFile, Listing } from './folder.ts'
import type { TeamMemory } from './memory.ts'
import { type PublishedName, parseName } from './names.ts'

/** What is known of a file in the team folder before it is looked into. */
export interface Known {
  readonly file: FolderFile
  /** What its name says; null where somebody gave it another one. */
  readonly name: PublishedName | null
  readonly state: 'own' | 'merged' | 'new' | 'waiting' | 'refused' | 'other-project'
  readonly reason: string | null
  /** When it was looked into, in milliseconds since 1970; null for a new one. */
  readonly at: number | null
}

/**
 * @param tag of the project, see `projectTag`
 */
export function knownOf(db: ReadableDb, file: FolderFile, memory: TeamMemory, tag: string): Known {
  const name = parseName(file.name)
  const known = (state: Known['state'], reason: string | null = null, at: number | null = null): Known => ({
    file,
    name,
    state,
    reason,
    at,
  })
  if (name && name.project !== tag) return known('other-project')
  const seen = memory.seen[file.name]
  const at = seen ? Date.parse(seen.at) : null
  // A sync tool may have put a half of it in its place, that another computer had: then it is published again. A project
  // that was restored from before it does not hold it any more, and takes it in like one of somebody else.
  if (memory.published?.name === file.name) {
    if (memory.published.bytes !== file.size) return known('waiting', null, at)
    if (holdsPublished(db, memory)) return known('own')
  }
  if (file.kind !== 'file') return known('refused', kindWords[file.kind])
  if (!seen) return known('new')
  const same = seen.size === file.size && seen.modified === file.modified
  if (seen.state === 'merged') {
    // A name with a hash stands for one content, whatever a sync tool does to the time.
    return (name || same) && holds(db, seen.action) ? known('merged', null, at) : known('new')
  }
  return same ? known(seen.state, seen.reason, at) : known('new')
}

const kindWords = {
  folder: 'It is a folder.',
  link: 'It is a link. Links are not followed.',
  other: 'It is no ordinary file.',
} as const

/** Whether the project is one that went on from that action: one that was restored from a backup has to merge again. */
function holds(db: ReadableDb, action: string | null): boolean {
  if (action === null) return lastActionOf(db) === null
  return db.value(sql`select 1 from action where uid = ${action} limit 1`) !== undefined
}

/** Whether what was published last from here is still in the project. */
export function holdsPublished(db: ReadableDb, { published }: TeamMemory): boolean {
  return published !== null && (published.action === null || holds(db, published.action))
}

/** The last action of the journal, whoever did it; null for a project without its history. */
export function lastActionOf(db: ReadableDb): string | null {
  return db.value<string>(sql`select uid from action order by n desc limit 1`) ?? null
}

/** The last action that was done here: what came from others is published by them. */
export function lastOwnAction(db: ReadableDb): string | null {
  const own = sql`state is not ${elsewhere} and operation <> ${exchangeOperation}`
  return db.value<string>(sql`select uid from action where ${own} order by n desc limit 1`) ?? null
}

/**
 * Refuses a folder that was emptied: of a share or a stick that is not connected, the place where it appears may be an
 * ordinary folder of this computer, where nobody would ever find a copy.
 *
 * @throws AppError `not-found`
 */
export function requireNotEmptied({ files, left }: Listing, { published, seen, folder }: TeamMemory): void {
  const before = published !== null || Object.keys(seen).length > 0
  if (files.length + left > 0 || !before) return
  throw new AppError(
    'not-found',
    `The team folder ${plainName(folder)} is empty, although there were copies in it. Connect its drive or share. If it was emptied on purpose, choose it again (File > Team folder), or put a copy of the project into it.`,
  )
}

/** Whether there is anything in the project that the team folder has not from here. */
export function isUnpublished(db: ReadableDb, { published, owes }: TeamMemory): boolean {
  return owes || published === null || published.action !== lastOwnAction(db)
}
