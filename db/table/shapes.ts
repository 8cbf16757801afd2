import { AppError } from '../contract/errors.ts'
import { type TableShape, tagOfColumn } from '../contract/evidence-columns.ts'
import { type Sql, sql } from '../sql.ts'
import { claimSql } from './claim-columns.ts'
import { type ColumnSql, choice, choices, dates, flag, type Items, text, texts, token } from './column.ts'
import { documentSql, passageSql } from './place-columns.ts'

/** How the rows of a shape are found. */
export interface ShapeSql {
  /** What rows are made of, each once; `from` and, where there are any, `where`. */
  readonly from: Sql
  /** The ids that make a row's key: passage, tag, evidence, claim. */
  readonly key: Sql
  /** The order of exports, which settles every other one. */
  readonly order: Sql
  readonly columns: Readonly<Record<string, ColumnSql>>
  /** The passages of a row, for its tags: an expression for `in`. */
  readonly hasTag: (tag: Sql) => Sql
}

/** Evidence of the claim `c`, with its passage and document. */
const evidence: Items = {
  from: sql`live_evidence x left join passage xp on xp.uid = x.passage
    left join document xd on xd.uid = coalesce(xp.document, x.document)`,
  where: sql`x.claim = c.uid`,
  position: sql`x.position, x.uid`,
}

const tagsOfClaim: Items = {
  from: sql`live_evidence te join tagging t on t.passage = te.passage`,
  where: sql`te.claim = c.uid and t.deleted = 0 and tag_place(t.tag) is not null`,
  position: sql`tag_place(t.tag)`,
  once: sql`(select distinct tt.tag from live_evidence te join tagging tt on tt.passage = te.passage
    where te.claim = c.uid and tt.deleted = 0 and tag_place(tt.tag) is not null) t`,
}

const tagsOfPassage: Items = {
  from: sql`tagging t`,
  where: sql`t.passage = p.uid and t.deleted = 0 and tag_place(t.tag) is not null`,
  position: sql`tag_place(t.tag)`,
  once: sql`(select distinct tag from tagging
    where passage = p.uid and deleted = 0 and tag_place(tag) is not null) t`,
}

const claimsOfPassage: Items = {
  from: sql`live_evidence e join claim q on q.uid = e.claim`,
  where: sql`e.passage = p.uid`,
  position: sql`q.first, q.uid`,
  once: sql`(select q.uid, q.created_by, q.number, min(e.position) as first
    from live_evidence e join claim q on q.uid = e.claim where e.passage = p.uid group by q.uid) q`,
}

const tagChoices = (items: Items) => choices(items, sql`t.tag`, sql`tag_path(t.tag)`)

const shapes: Readonly<Record<TableShape, ShapeSql>> = {
  claims: {
    // Every claim has a proposition; but a left join is left out by SQLite wherever nothing of it is wanted.
    from: sql`live_claim c left join proposition pr on pr.uid = c.proposition`,
    key: sql`null, null, null, c.uid`,
    order: sql`c.uid`,
    columns: {
      ...claimSql,
      evidence_roles: choices(evidence, sql`x.role`),
      passage_ids: texts(evidence, sql`xp.uid`),
      passages: texts(evidence, sql`xp.quote`),
      document_ids: texts(evidence, sql`xd.uid`),
      documents: choices(evidence, sql`xd.uid`, sql`xd.title`),
      looked_for: texts(evidence, sql`x.looked_for`),
      publishers: choices(evidence, sql`actor_stand_in(xd.publisher)`, sql`actor_name(xd.publisher)`),
      published: dates(evidence, sql`xd.published`),
      tags: tagChoices(tagsOfClaim),
    },
    hasTag: (tag) => sql`exists (select 1 from live_evidence fe join tagging ft
      on ft.passage = fe.passage and ft.deleted = 0 where fe.claim = c.uid and ft.tag = ${tag})`,
  },
  passages: {
    from: sql`live_passage p join document d on d.uid = p.document`,
    key: sql`p.uid, null, null, null`,
    order: sql`p.document, p.start_offset, p.end_offset, p.uid`,
    columns: {
      ...documentSql,
      ...passageSql,
      claims: choices(claimsOfPassage, sql`q.uid`, sql`claim_cite(q.created_by, q.number)`),
      tags: tagChoices(tagsOfPassage),
    },
    hasTag: (tag) =>
      sql`exists (select 1 from tagging ft where ft.passage = p.uid and ft.tag = ${tag} and ft.deleted = 0)`,
  },
  evidence: {
    from: sql`(
        select 0 as part, p.uid as passage, t.tag, e.uid as evidence, e.claim
        from live_passage p
          left join (select distinct passage, tag from tagging
            where deleted = 0 and tag_place(tag) is not null) t on t.passage = p.uid
          left join evidence e on e.passage = p.uid and e.deleted = 0
            and (e.document is null or e.document in (select uid from live_document))
            and e.claim in (select uid from live_claim)
        union all
        select 1, null, null, uid, claim from live_evidence where passage is null
        union all
        select 2, null, null, null, c.uid from live_claim c
        where not exists (select 1 from live_evidence e where e.claim = c.uid)
      ) r left join passage p on p.uid = r.passage
      left join evidence e on e.uid = r.evidence
      left join document d on d.uid = coalesce(p.document, e.document)
      left join claim c on c.uid = r.claim
      left join proposition pr on pr.uid = c.proposition`,
    key: sql`r.passage, r.tag, r.evidence, r.claim`,
    order: sql`r.part, p.document, p.start_offset, p.end_offset, p.uid, tag_place(r.tag),
      case r.part when 0 then e.position end, e.uid, c.uid`,
    columns: {
      ...documentSql,
      ...passageSql,
      ...onlyWithClaim(claimSql),
      // Tags of one name are told apart by what is above them.
      tag: { ...choice(sql`r.tag`, sql`tag_path(r.tag)`), ...text(sql`tag_name(r.tag)`) },
      tag_path: choice(sql`r.tag`, sql`tag_path(r.tag)`),
      evidence_role: token(sql`e.role`),
      looked_for: text(sql`e.looked_for`),
    },
    hasTag: (tag) => sql`r.tag = ${tag}`,
  },
}

/** Of rows without a claim nothing is said: not that it has no origins, and nobody's name. */
function onlyWithClaim(columns: typeof claimSql): typeof claimSql {
  const { origins, claim_by, claim_cite } = columns
  if (!origins || !claim_by || !claim_cite) throw new Error('A claim has origins, an author and a short id.')
  const claimed = (value: Sql) => sql`case when c.uid is not null then ${value} end`
  return {
    ...columns,
    origins: {
      ...origins,
      order: claimed(origins.order),
      filled: sql`c.uid is not null`,
      ...(origins.range
        ? { range: (from, to) => sql`c.uid is not null and ${origins.range?.(from, to) ?? sql`0`}` }
        : {}),
    },
    claim_by: choice(sql`c.created_by`, claimed(sql`analyst_name(c.created_by)`)),
  }
}

export function shapeSql(shape: TableShape): ShapeSql {
  return shapes[shape]
}

/**
 * The SQL of a column.
 *
 * @throws AppError `invalid` for a column that the shape does not have
 */
export function columnSql(shape: TableShape, name: string): ColumnSql {
  const { columns, hasTag } = shapes[shape]
  const tag = tagOfColumn(name)
  if (tag !== undefined && shape !== 'evidence') return flag(hasTag(sql`${tag}`))
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  if (column) return column
  throw new AppError('invalid', `The table of ${shape} has no column “${name}”.`, { field: 'column' })
}
