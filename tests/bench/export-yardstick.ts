/**
 * The evidence export of the benchmark's project as one query for the sqlite3 command: the same columns and
 * the same rows, by the plainest joins that give them. What the project does not hold (links, nested or joined
 * or derived claims, merged actors, sources, open dates) the query does not look for, so it does less.
 */
export function yardstick(target: string): string {
  return `.bail on
pragma temp_store = memory;
create temp table paragraph as
  select t.document, b.value ->> 1 as start, row_number() over (partition by t.document order by b.key) as number
  from document_text t, json_each(t.blocks) b where b.value ->> 0 <> 'page-break';
create index temp.paragraph_start on paragraph (document, start);
create temp table tag_name as
  with recursive tree (uid, name, path) as (
    select uid, name, json_array(name) from tag where parent is null and deleted = 0
    union all
    select g.uid, g.name, json_insert(tree.path, '$[#]', g.name) from tree join tag g on g.parent = tree.uid
    where g.deleted = 0)
  select * from tree;
create index temp.tag_name_uid on tag_name (uid);
.mode csv
.headers on
.output ${target}
select d.uid as document_id, d.title as document_title, publisher.name as publisher, author.name as author,
  d.published, d.captured, d.source_url, d.language, d.reliability as source_reliability,
  d.original as document_sha256,
  p.uid as passage_id, p.start_offset as passage_start, p.end_offset as passage_end,
  (select max(number) from paragraph g where g.document = p.document and g.start <= p.start_offset) as passage_paragraph,
  p.quote as passage_quote, p.note as passage_note,
  tag_name.name as tag, tag_name.path as tag_path,
  c.uid as claim_id, e.role as evidence_role, n.statement as claim_statement, n.kind as claim_kind,
  case when c.uid is not null then (select json_group_array(name) from (
    select a.name from claimant t join actor a on a.uid = t.actor
    where t.claim = c.uid and t.deleted = 0 order by t.position, t.uid)) end as claimant,
  case when c.uid is not null then (select json_group_array(kind) from (
    select t.kind from claimant t where t.claim = c.uid and t.deleted = 0 order by t.position, t.uid)) end as claimant_kind,
  c.stance, holder.name as holder, c.act,
  case when c.uid is not null then (select json_group_array(name) from (
    select a.name from about b join actor a on a.uid = b.actor
    where b.claim = c.uid and b.deleted = 0 order by b.created_at, b.uid)) end as about,
  c.said, c.said as said_from, c.said as said_to,
  c.happened, c.happened as happened_from, c.happened as happened_to,
  c.reliability, c.credibility,
  (select count(distinct t.actor) from claim o join claimant t on t.claim = o.uid and t.deleted = 0
    where o.proposition = c.proposition and o.deleted = 0 having c.uid is not null) as origins,
  c.quote_type, c.commitment, c.basis, c.nested_in,
  case when c.uid is not null then (select json_group_array(title) from (
    select v.title from claim_event l join event v on v.uid = l.event
    where l.claim = c.uid and l.deleted = 0 order by l.created_at, l.uid)) end as events,
  case when c.uid is not null then (select json_group_array(json(figure)) from (
    select json_patch('{}', json_object('event', v.title, 'measure', f.measure, 'counted', f.counted,
      'not_counted', f.not_counted, 'low', f.low, 'high', f.high, 'unit', f.unit, 'qualifier', f.qualifier,
      'as_of', f.as_of)) as figure
    from figure f left join event v on v.uid = f.event
    where f.claim = c.uid and f.deleted = 0 order by f.uid)) end as figures,
  case when c.uid is not null then '[]' end as links,
  c.status, c.note as claim_note,
  passage_analyst.name as passage_by, p.created_at as passage_at,
  claim_analyst.name as claim_by, c.created_at as claim_at,
  claim_analyst.initials || '-' || c.number as claim_cite, c.proposition as proposition_id, e.looked_for,
  case when c.uid is not null then (select json_group_array(role) from (
    select b.role from about b where b.claim = c.uid and b.deleted = 0 order by b.created_at, b.uid)) end as about_role,
  c.said_wording, c.happened_wording, c.reliability_reason, c.credibility_reason
from passage p
  join document d on d.uid = p.document and d.deleted = 0
  left join actor publisher on publisher.uid = d.publisher
  left join actor author on author.uid = d.author
  left join analyst passage_analyst on passage_analyst.uid = p.created_by
  left join tagging t on t.passage = p.uid and t.deleted = 0
  left join tag_name on tag_name.uid = t.tag
  left join evidence e on e.passage = p.uid and e.deleted = 0
  left join claim c on c.uid = e.claim and c.deleted = 0
  left join proposition n on n.uid = c.proposition
  left join actor holder on holder.uid = c.holder
  left join analyst claim_analyst on claim_analyst.uid = c.created_by
where p.deleted = 0
order by p.document, p.start_offset, p.end_offset, p.uid;
`
}
