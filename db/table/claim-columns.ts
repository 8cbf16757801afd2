import { claimantKinds } from '../contract/vocabulary.ts'
import { type Sql, sql } from '../sql.ts'
import {
  type ColumnSql,
  choice,
  choices,
  date,
  type Items,
  number,
  text,
  texts,
  things,
  token,
} from './column.ts'
import { needOrigins } from './knowledge.ts'

/*
 * Columns of the claim `c` and its proposition `pr`. What counts as visible is what counts so in exports
 * (db/export/claim-lists.ts, claim-links.ts).
 */

/** The names of the authors of what the claim of the claimant `k` rests on. */
const authors = sql`(select group_concat(n, ', ') from (
  select distinct actor_name(ad.author) as n from live_evidence ae left join passage ap on ap.uid = ae.passage
    join document ad on ad.uid = coalesce(ap.document, ae.document)
  where ae.claim = k.claim and ad.author is not null order by ad.author))`

const claimantName = sql`case k.kind when 'actor' then coalesce(actor_name(k.actor), ${claimantKinds.actor})
  when 'source' then coalesce(ks.wording, ${claimantKinds.source})
  when 'analyst' then analyst_name(c.created_by)
  when 'author' then coalesce(${authors}, ${claimantKinds.author}) else k.kind end`

/** Whoever it is has one key, as an actor or as the author of a document. */
const claimantKey = sql`case k.kind when 'actor' then actor_stand_in(k.actor) when 'source' then ks.wording
  when 'analyst' then c.created_by
  when 'author' then coalesce(actor_stand_in(kd.author), case when ${authors} is null then ${claimantKinds.author} end)
  else k.kind end`

const claimants: Items = {
  from: sql`claimant k left join source ks on ks.uid = k.source`,
  where: sql`k.claim = c.uid and k.deleted = 0`,
  position: sql`k.position, k.uid`,
}

/** Claimants with each author of what the claim rests on. */
const claimantsWithAuthors = sql`claimant k left join source ks on ks.uid = k.source
  left join live_evidence ke on k.kind = 'author' and ke.claim = k.claim
  left join passage kp on kp.uid = ke.passage
  left join document kd on kd.uid = coalesce(kp.document, ke.document)`

/** Shown are all authors together, chosen is any one of them. */
function claimantColumn(): ColumnSql {
  const name = sql`case k.kind when 'author' then coalesce(actor_name(kd.author), ${claimantKinds.author})
    else ${claimantName} end`
  return {
    ...choices({ ...claimants, from: claimantsWithAuthors }, claimantKey, name),
    ...texts(claimants, claimantName),
  }
}

const about: Items = {
  from: sql`about b join live_actor ba on ba.uid = b.actor`,
  where: sql`b.claim = c.uid and b.deleted = 0`,
  position: sql`b.created_at, b.uid`,
}

const events: Items = {
  from: sql`claim_event l join live_event ev on ev.uid = l.event`,
  where: sql`l.claim = c.uid and l.deleted = 0`,
  position: sql`l.created_at, l.uid`,
}

const figures: Items = {
  from: sql`figure f`,
  where: sql`f.claim = c.uid and f.deleted = 0`,
  position: sql`f.uid`,
}

const liveClaims = sql`(select uid from live_claim)`
const livePropositions = sql`(select uid from live_proposition)`
const toVisible = sql`(r.to_report is not null or r.to_claim in ${liveClaims} or r.to_proposition in ${livePropositions})`
const fromVisible = sql`(r.from_claim in ${liveClaims} or r.from_proposition in ${livePropositions})`
// Four alternatives, each with an index of its own: of alternatives within alternatives SQLite reads the whole table.
const links: Items = {
  from: sql`relation r`,
  where: sql`r.deleted = 0 and (
    (r.from_claim = c.uid and ${toVisible}) or (r.from_proposition = c.proposition and ${toVisible})
    or (r.to_claim = c.uid and ${fromVisible}) or (r.to_proposition = c.proposition and ${fromVisible}))`,
  position: sql`r.uid`,
}

/** One value of the claim in which this one is reported. */
const reporting = (value: Sql) => sql`(select ${value} from live_claim n where n.uid = c.nested_in)`

export const claimSql: Readonly<Record<string, ColumnSql>> = {
  claim_id: text(sql`c.uid`),
  claim_statement: text(sql`pr.statement`),
  claim_kind: token(sql`pr.kind`),
  claimant: claimantColumn(),
  claimant_kind: choices(claimants, sql`k.kind`),
  stance: token(sql`c.stance`),
  holder: choice(sql`actor_stand_in(c.holder)`, sql`actor_name(c.holder)`),
  act: token(sql`c.act`),
  about: choices(about, sql`actor_stand_in(b.actor)`, sql`actor_name(b.actor)`),
  said: date(sql`c.said`),
  said_from: date(sql`date_from(c.said)`),
  said_to: date(sql`date_to(c.said)`),
  happened: date(sql`c.happened`),
  happened_from: date(sql`date_from(c.happened)`),
  happened_to: date(sql`date_to(c.happened)`),
  reliability: token(sql`c.reliability`),
  credibility: token(sql`c.credibility`),
  origins: number(sql`origin_count(c.proposition)`, needOrigins),
  quote_type: token(sql`c.quote_type`),
  commitment: token(sql`c.commitment`),
  basis: token(sql`c.basis`),
  nested_in: {
    ...choice(reporting(sql`n.uid`), reporting(sql`claim_cite(n.created_by, n.number)`)),
    order: reporting(sql`claim_cite_order(n.created_by, n.number)`),
  },
  events: choices(events, sql`ev.uid`, sql`ev.title`),
  figures: things(figures, sql`f.measure`, sql`max(coalesce(f.high, f.low))`),
  links: things(links, sql`r.kind`, sql`nullif(count(*), 0)`),
  status: token(sql`c.status`),
  claim_note: text(sql`c.note`),
  claim_by: choice(sql`c.created_by`, sql`analyst_name(c.created_by)`),
  claim_at: date(sql`c.created_at`),
  claim_cite: {
    ...text(sql`claim_cite(c.created_by, c.number)`),
    order: sql`claim_cite_order(c.created_by, c.number)`,
  },
  proposition_id: text(sql`c.proposition`),
  about_role: choices(about, sql`b.role`),
  said_wording: text(sql`c.said_wording`),
  happened_wording: text(sql`c.happened_wording`),
  reliability_reason: text(sql`c.reliability_reason`),
  credibility_reason: text(sql`c.credibility_reason`),
}
