import type { Analyst } from './analyst.ts'
import type { Input } from './contract/contract.ts'
import { AppError } from './contract/errors.ts'
import type { TagInfo } from './contract/tag.ts'
import { themeColours } from './contract/tag-colours.ts'
import { passagesOfTags } from './counts/passages-of-tags.ts'
import type { CommandHandlers, QueryHandlers } from './handlers.ts'
import { insertRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'
import { mergeTags } from './tag-merge.ts'
import { arrangeTags } from './tag-tree.ts'

/** Every tag, parents before their children, siblings in their order; a circle of parents shows as roots. */
export function listTags(db: ReadableDb): TagInfo[] {
  const passages = passagesOfTags(db)
  const tags = db.all<Omit<TagInfo, 'path' | 'passages'>>(
    sql`select uid, parent, name, colour, description, digit from live_tag order by position, uid`,
  )
  return arrangeTags(tags).map((tag) => ({ ...tag, passages: passages.get(tag.uid) ?? 0 }))
}

interface TreeTag {
  readonly uid: string
  readonly parent: string | null
  readonly name: string
  readonly path: readonly string[]
}

function tagTree(db: ReadableDb): TreeTag[] {
  return arrangeTags(db.all<Omit<TreeTag, 'path'>>(sql`select uid, parent, name from live_tag`))
}

/** @returns the tag's name and those above it, from the root; empty where the tag is gone */
export function tagPath(db: ReadableDb, tag: string): readonly string[] {
  return tagTree(db).find(({ uid }) => uid === tag)?.path ?? []
}

/** @throws AppError `conflict` when there is such a tag already; `not-found` when the parent is gone */
function createTag(db: WritableDb, input: Input<'tags.create'>, analyst: Analyst): string {
  const parent = input.parent ?? null
  if (parent !== null) requireLive(db, 'tag', [parent])
  refuseTwin(db, parent, input.name)
  return addTag(db, { ...input, parent }, analyst)
}

type NewTag = Omit<Input<'tags.create'>, 'parent'> & { readonly parent: string | null }

/** Makes a tag for a caller who knows that there is no other of its name here; without a colour it takes the next one. */
export function addTag(
  db: WritableDb,
  { name, parent, colour, description, digit }: NewTag,
  analyst: Analyst,
): string {
  const values = { name, parent, colour: colour ?? nextColour(db), description: description || null, digit }
  if (digit != null) freeDigit(db, digit)
  return insertRow(db, 'tag', { ...values, position: lastPosition(db, parent) + 1 }, analyst.uid)
}

function lastPosition(db: ReadableDb, parent: string | null): number {
  return db.value<number>(sql`select coalesce(max(position), 0) from live_tag where parent is ${parent}`) ?? 0
}

/** The colour that the fewest tags have, the first of these. */
function nextColour(db: ReadableDb): string {
  const used = new Map(
    db.tuples<[string, number]>(sql`select lower(colour), count(*) from live_tag group by 1`),
  )
  return themeColours
    .map(({ colour }) => colour)
    .reduce((best, colour) => ((used.get(colour) ?? 0) < (used.get(best) ?? 0) ? colour : best))
}

/** A digit belongs to one tag: the one that had it gives it up. */
function freeDigit(db: WritableDb, digit: number, except = ''): void {
  const holders = db.column<string>(sql`select uid from live_tag where digit = ${digit} and uid <> ${except}`)
  for (const holder of holders) updateRow(db, 'tag', holder, { digit: null })
}

function refuseTwin(db: ReadableDb, parent: string | null, name: string, except?: string): void {
  const isTwin = (tag: TreeTag) => tag.parent === parent && tag.name === name && tag.uid !== except
  if (!tagTree(db).some(isTwin)) return
  throw new AppError('conflict', `There is already a tag “${name}” here.`, { field: 'name' })
}

/**
 * Writes a tag's fields; under a new parent it goes to the end, unless it is said before which it is to stand.
 *
 * @throws AppError `conflict` for a name that a sibling has; `invalid` for a parent that is below the tag, and
 * for a sibling that is none
 */
export function updateTag(db: WritableDb, input: Input<'tags.update'>): void {
  const { tag, name, colour, description, digit, before } = input
  const old = db.get<{ name: string; parent: string | null }>(
    sql`select name, parent from live_tag where uid = ${tag}`,
  )
  if (!old) throw new AppError('not-found', 'This tag is no longer in the project.')
  const parent = input.parent === undefined ? old.parent : input.parent
  const moves = parent !== old.parent
  if (moves && parent !== null) {
    requireLive(db, 'tag', [parent])
    refuseCircle(db, tag, parent)
  }
  if (moves || (name ?? old.name) !== old.name) refuseTwin(db, parent, name ?? old.name, tag)
  if (digit != null) freeDigit(db, digit, tag)
  const place = moves ? { parent, position: lastPosition(db, parent) + 1 } : {}
  const words = description === undefined ? undefined : description || null
  updateRow(db, 'tag', tag, { name, colour, description: words, digit, ...place })
  if (before !== undefined) placeBefore(db, tag, parent, before)
}

/** Puts a tag among its siblings. Where there is no number left between two of them, all are numbered anew. */
function placeBefore(db: WritableDb, tag: string, parent: string | null, before: string | null): void {
  const siblings = arrangeTags(
    db.all<TreeTag & { position: number }>(
      sql`select uid, parent, name, position from live_tag order by position, uid`,
    ),
  ).filter((one) => one.parent === parent && one.uid !== tag)
  const index = before === null ? siblings.length : siblings.findIndex(({ uid }) => uid === before)
  if (index < 0) {
    throw new AppError('invalid', 'The tag before which this one is to stand lies somewhere else.', {
      field: 'before',
    })
  }
  const low = siblings[index - 1]?.position ?? (siblings[index]?.position ?? 1) - 2
  const high = siblings[index]?.position ?? low + 2
  const middle = (low + high) / 2
  if (low < middle && middle < high) {
    updateRow(db, 'tag', tag, { position: middle })
    return
  }
  const ordered = [...siblings.slice(0, index).map(({ uid }) => uid), tag]
  ordered.push(...siblings.slice(index).map(({ uid }) => uid))
  for (const [i, uid] of ordered.entries()) updateRow(db, 'tag', uid, { position: i + 1 })
}

function refuseCircle(db: ReadableDb, tag: string, parent: string): void {
  if (!subtree(db, tag).includes(parent)) return
  throw new AppError('invalid', 'A tag cannot be put below itself.', { field: 'parent' })
}

/** The tag and every tag below it. */
function subtree(db: ReadableDb, tag: string): string[] {
  // `union`, not `union all`: a circle of parents ends there.
  return db.column(sql`with recursive below (uid) as (
    select ${tag} union select t.uid from live_tag t join below on t.parent = below.uid) select uid from below`)
}

type Commands = CommandHandlers<'tags.create' | 'tags.update' | 'tags.merge' | 'tags.remove'>

export const tagHandlers: QueryHandlers<'tags.list'> & Commands = {
  'tags.list': (db) => listTags(db),
  'tags.create': (db, input, { analyst }) => ({ tag: createTag(db, input, analyst) }),
  'tags.update': (db, input, { relabel }) => {
    if (input.name !== undefined) relabel('Rename tag')
    else if (input.parent !== undefined || input.before !== undefined) relabel('Move tag')
    updateTag(db, input)
    return {}
  },
  'tags.merge': (db, { tag, into }, { relabel }) => {
    const merged = mergeTags(db, tag, into)
    if (merged.tags > 1) relabel(`Merge tag and ${merged.tags - 1} below it`)
    return merged
  },
  'tags.remove': (db, { tag }, { relabel }) => {
    requireLive(db, 'tag', [tag])
    const tags = subtree(db, tag)
    if (tags.length > 1) relabel(`Delete tag and ${tags.length - 1} below it`)
    removeRows(db, 'tag', tags)
    return {}
  },
}
