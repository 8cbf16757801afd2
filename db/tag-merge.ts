import { AppError } from './contract/errors.ts'
import { linkRow, removeRows, requireLive, updateRow } from './rows.ts'
import { type ReadableDb, sql, type WritableDb } from './sql.ts'
import { arrangeTags } from './tag-tree.ts'
import { replaceTagInViews } from './views.ts'

interface MergedTag {
  readonly uid: string
  readonly parent: string | null
  readonly name: string
  readonly description: string | null
  readonly digit: number | null
  readonly position: number
}

/**
 * Makes one tag of two: what carries `tag`, what lies below it, its rules, leads, notes, and the views that ask
 * for it go over to `into`, and `tag` is deleted. A tag below it whose name one below `into` has already is merged
 * with that one, and so on down. Where `into` lies below `tag`, it takes the other's place first. Merging a tag
 * that is gone already changes nothing.
 *
 * @returns how many tags were merged, and how many passages carry `into` that did not
 * @throws AppError `invalid` for a tag and itself; `not-found` when `into` is gone, or there never was such a tag;
 * `conflict` when `into` would come to stand beside a tag of its name
 */
export function mergeTags(db: WritableDb, tag: string, into: string): { tags: number; passages: number } {
  if (tag === into)
    throw new AppError('invalid', 'A tag cannot be merged into itself. Choose another tag.', {
      field: 'into',
    })
  requireLive(db, 'tag', [into])
  if (db.value(sql`select deleted from tag where uid = ${tag}`) === 1) return { tags: 0, passages: 0 }
  requireLive(db, 'tag', [tag])
  takePlace(db, tag, into)
  const pairs = [{ from: tag, to: into }]
  const leaving = new Set([tag])
  let passages = 0
  // Grows while it is walked: tags of one name below both are merged in their turn.
  for (const { from, to } of pairs) {
    pairs.push(...moveChildren(db, from, to, leaving))
    passages += moveTaggings(db, from, to)
    moveFields(db, from, to)
    moveReferences(db, from, to)
    removeRows(db, 'tag', [from])
  }
  return { tags: pairs.length, passages }
}

function allTags(db: ReadableDb): MergedTag[] {
  return arrangeTags(
    db.all<MergedTag>(sql`select uid, parent, name, description, digit, position from live_tag
      order by position, uid`),
  )
}

/** Brings a tag that lies below another to where the other is: that one is about to go. */
function takePlace(db: WritableDb, tag: string, below: string): void {
  const tags = allTags(db)
  const byUid = new Map(tags.map((one) => [one.uid, one]))
  const upper = byUid.get(tag)
  const lower = byUid.get(below)
  let at = lower
  while (at && at.uid !== tag) at = at.parent === null ? undefined : byUid.get(at.parent)
  if (!at || !upper || !lower) return
  const twin = tags.some(
    ({ uid, parent, name }) => parent === upper.parent && name === lower.name && uid !== tag && uid !== below,
  )
  if (twin) {
    throw new AppError(
      'conflict',
      `There is another tag “${lower.name}” beside “${upper.name}”. Merge or rename that one first.`,
      { field: 'into' },
    )
  }
  updateRow(db, 'tag', below, { parent: upper.parent, position: upper.position })
}

/** Puts what is below one tag below another. @returns the tags that meet one of their name there, with that one */
function moveChildren(
  db: WritableDb,
  from: string,
  to: string,
  leaving: Set<string>,
): { from: string; to: string }[] {
  const tags = allTags(db)
  const known = tags.filter(({ parent, uid }) => parent === to && !leaving.has(uid))
  // As they are stored: a child in a circle of parents shows as a root, and would come back below what is gone.
  const children = db.all<MergedTag>(sql`select uid, name from live_tag
    where parent = ${from} and uid <> ${to} order by position, uid`)
  let position = Math.max(0, ...known.map((tag) => tag.position))
  const twins: { from: string; to: string }[] = []
  for (const child of children) {
    if (leaving.has(child.uid)) continue
    const twin = known.find(({ name, uid }) => name === child.name && uid !== child.uid)
    if (twin) {
      leaving.add(child.uid)
      twins.push({ from: child.uid, to: twin.uid })
    } else {
      position += 1
      updateRow(db, 'tag', child.uid, { parent: to, position })
    }
  }
  return twins
}

/** Retags what people see, each as whoever tagged it. @returns how many passages did not carry the other tag */
function moveTaggings(db: WritableDb, from: string, to: string): number {
  const had = new Set(db.column<string>(sql`select distinct passage from live_tagging where tag = ${to}`))
  const taggings = db.all<{ uid: string; passage: string; analyst: string; rule: string | null; by: string }>(
    sql`select uid, passage, analyst, rule, created_by as "by" from live_tagging where tag = ${from} order by uid`,
  )
  for (const { passage, analyst, rule, by } of taggings) {
    linkRow(db, 'tagging', [passage, to, analyst], { passage, tag: to, analyst, rule }, by)
  }
  // Marked themselves: were the tag brought back by a copy in which somebody went on using it, only what was
  // tagged there should carry it.
  removeRows(
    db,
    'tagging',
    taggings.map(({ uid }) => uid),
  )
  return new Set(taggings.flatMap(({ passage }) => (had.has(passage) ? [] : [passage]))).size
}

/** A digit and a description that the other tag has none of. */
function moveFields(db: WritableDb, from: string, to: string): void {
  const fields = (uid: string) =>
    db.get<MergedTag>(sql`select description, digit from tag where uid = ${uid}`)
  const [old, kept] = [fields(from), fields(to)]
  const digit = kept?.digit == null && old?.digit != null ? old.digit : undefined
  const description = !kept?.description && old?.description ? old.description : undefined
  updateRow(db, 'tag', to, { digit, description })
}

function moveReferences(db: WritableDb, from: string, to: string): void {
  for (const rule of db.column<string>(sql`select uid from live_rule where tag = ${from}`)) {
    updateRow(db, 'rule', rule, { tag: to })
  }
  for (const table of ['lead', 'note'] as const) {
    const subjects = sql`where subject_table = 'tag' and subject = ${from}`
    const rows = db.column<string>(
      table === 'lead'
        ? sql`select uid from live_lead ${subjects}`
        : sql`select uid from live_note ${subjects}`,
    )
    for (const row of rows) updateRow(db, table, row, { subject_table: 'tag', subject: to })
  }
  replaceTagInViews(db, from, to)
}
