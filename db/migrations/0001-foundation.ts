/**
 * Schema 1: every entity of a project. Later versions add; nothing here is edited after a release.
 *
 * Column types are enforced (STRICT). Row ids are UUIDv7 text, or derived from what the row links, so that
 * two copies make the same row. Every shared row has created_by (analyst), created_at (ISO 8601, UTC,
 * milliseconds) and deleted (0 or 1: rows are deleted by mark).
 * Dates that an analyst enters are EDTF (ISO 8601-2). Offsets are UTF-16 code units.
 * Passages and taggings come by the hundred thousand and are counted after every edit: their indexes hold what
 * the counts need, and passages that are deleted, which are few, have one of their own to be subtracted by.
 */
export const foundation = `
create table project (
  uid text primary key, title text not null, question text, assumptions text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table analyst (
  uid text primary key, name text not null, initials text not null, colour text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table actor (
  uid text primary key, name text not null, kind text not null, parent text references actor (uid),
  description text, merged_into text references actor (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index actor_parent on actor (parent);

create table original (
  uid text primary key, media_type text not null, size integer not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table original_bytes (
  original text primary key references original (uid), bytes blob not null
) strict;

create table document (
  uid text primary key, title text not null, kind text not null, language text, direction text not null,
  publisher text references actor (uid), author text references actor (uid), republished_by text references actor (uid),
  published text, published_reason text, captured text, source_url text,
  reliability text, reliability_reason text, reading_status text not null, note text,
  original text not null references original (uid), file_name text, encoding text, paragraphs integer not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index document_original on document (original);

create table document_text (
  document text primary key references document (uid),
  body text not null, blocks text not null, sha256 text not null
) strict;

create table block_mark (
  uid text primary key, document text not null references document (uid), ordinal integer not null, hidden integer not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index block_mark_document on block_mark (document);

create table lead (
  uid text primary key, kind text not null, body text not null, subject_table text, subject text, done integer not null,
  position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table note (
  uid text primary key, title text, body text not null, subject_table text, subject text, private integer not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index note_subject on note (subject);

create table tag (
  uid text primary key, parent text references tag (uid), name text not null, colour text, description text,
  digit integer, position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index tag_parent on tag (parent);

create table passage (
  uid text primary key, document text not null references document (uid),
  start_offset integer not null, end_offset integer not null, quote text not null, prefix text not null, suffix text not null,
  note text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index passage_place on passage (document, start_offset, end_offset) where deleted = 0;
create index passage_deleted on passage (document) where deleted = 1;

create table rule (
  uid text primary key, tag text not null references tag (uid), name text not null, query text not null, kind text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table tagging (
  uid text primary key, passage text not null references passage (uid), tag text not null references tag (uid),
  analyst text not null, rule text references rule (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index tagging_passage on tagging (passage, tag) where deleted = 0;
create index tagging_tag on tagging (tag, passage) where deleted = 0;

create table office (
  uid text primary key, actor text not null references actor (uid), organisation text references actor (uid),
  title text not null, held_from text, held_to text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index office_actor on office (actor);

create table alias (
  uid text primary key, actor text not null references actor (uid), form text not null, language text,
  document text references document (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index alias_actor on alias (actor);
create index alias_form on alias (form);

create table mention (
  uid text primary key, actor text not null references actor (uid), passage text not null references passage (uid),
  status text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index mention_actor on mention (actor);
create index mention_passage on mention (passage);

create table source (
  uid text primary key, document text not null references document (uid), wording text not null,
  number integer, affiliation text, access text, reliability text, reliability_reason text,
  same_as text references source (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index source_document on source (document);

create table proposition (
  uid text primary key, statement text not null, kind text not null, horizon text, outcome text, note text,
  joined_into text references proposition (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index proposition_statement on proposition (statement);

create table claim (
  uid text primary key, proposition text not null references proposition (uid), number integer not null,
  stance text not null, holder text references actor (uid), act text,
  reliability text, reliability_reason text, credibility integer, credibility_reason text,
  said text, said_wording text, happened text, happened_wording text,
  nested_in text references claim (uid), quote_type text, commitment text, basis text, note text, status text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index claim_proposition on claim (proposition);
create index claim_holder on claim (holder);
create index claim_nested_in on claim (nested_in);
create index claim_number on claim (created_by, number);

create table claimant (
  uid text primary key, claim text not null references claim (uid), kind text not null,
  actor text references actor (uid), source text references source (uid), position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index claimant_claim on claimant (claim);
create index claimant_actor on claimant (actor);
create index claimant_source on claimant (source);

create table evidence (
  uid text primary key, claim text not null references claim (uid), role text not null,
  passage text references passage (uid), document text references document (uid), looked_for text, position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index evidence_claim on evidence (claim);
create index evidence_passage on evidence (passage);
create index evidence_document on evidence (document);

create table about (
  uid text primary key, claim text not null references claim (uid), actor text not null references actor (uid),
  role text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index about_claim on about (claim);
create index about_actor on about (actor);

create table event (
  uid text primary key, title text not null, date text, place text references actor (uid),
  part_of text references event (uid), note text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table claim_event (
  uid text primary key, claim text not null references claim (uid), event text not null references event (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index claim_event_claim on claim_event (claim);
create index claim_event_event on claim_event (event);

create table figure (
  uid text primary key, claim text not null references claim (uid), event text references event (uid),
  measure text not null, counted text, not_counted text, low real, high real, unit text, qualifier text, as_of text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index figure_claim on figure (claim);

create table relation (
  uid text primary key, kind text not null,
  from_claim text references claim (uid), from_proposition text references proposition (uid),
  to_claim text references claim (uid), to_proposition text references proposition (uid), to_report text,
  contradiction text, state text not null, note text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index relation_from_claim on relation (from_claim);
create index relation_to_claim on relation (to_claim);
create index relation_from_proposition on relation (from_proposition);
create index relation_to_proposition on relation (to_proposition);

create table hypothesis (
  uid text primary key, statement text not null, horizon text, position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table judgement (
  uid text primary key, hypothesis text not null references hypothesis (uid), judged_at text not null,
  likelihood text, confidence text, reason text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index judgement_hypothesis on judgement (hypothesis);

create table assessment (
  uid text primary key, hypothesis text not null references hypothesis (uid),
  proposition text not null references proposition (uid), rating text not null, note text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index assessment_hypothesis on assessment (hypothesis);
create index assessment_proposition on assessment (proposition);

create table board (
  uid text primary key, title text not null, position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table card (
  uid text primary key, board text not null references board (uid), kind text not null, subject text, body text,
  picture text references original (uid), x real not null, y real not null, width real not null, height real not null,
  layer real not null, container text references card (uid), colour text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index card_board on card (board);
create index card_subject on card (subject);

create table card_link (
  uid text primary key, board text not null references board (uid),
  from_card text not null references card (uid), to_card text not null references card (uid),
  label text, kind text, direction text not null, style text, colour text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
create index card_link_board on card_link (board);

create table view (
  uid text primary key, name text not null, shape text not null, filter text not null, sort text not null, columns text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

create table session (
  sid blob primary key, seq integer not null, hlc integer not null
) strict, without rowid;

create table cell (
  tbl text not null, uid text not null, col text not null, sid blob not null, seq integer not null,
  hlc integer not null, val text not null,
  primary key (tbl, uid, col, sid, seq)
) strict, without rowid;

create table action (
  n integer primary key, uid text not null, analyst text not null, at text not null,
  operation text not null, label text not null, kind text not null, target text, state text
) strict;
create index action_uid on action (uid);
create index action_state on action (state, n);

create table change (
  n integer primary key, action text not null, tbl text not null, uid text not null, col text not null,
  before text, after text, contested text
) strict;
create index change_action on change (action, tbl);
create index change_row on change (tbl, uid);

create table search_entry (
  n integer primary key, tbl text not null, uid text not null, col text not null
) strict;
create index search_entry_row on search_entry (tbl, uid, col);

create virtual table search_index using fts5 (
  body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
`
