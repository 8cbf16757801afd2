-- The schema of a project file, NAME.claimboard, version 2.
-- Generated from db/migrations by "npm run schema"; a change to it is reviewed here. Do not edit.
--
-- The file contains these tables and indexes, the full-text index with the tables that SQLite makes for it,
-- and nothing else: no triggers and no views. What the migrations say about columns and values holds here.

pragma application_id = 0x434c4d42; -- "CLMB"
pragma user_version = 2;

CREATE TABLE project (
  uid text primary key, title text not null, question text, assumptions text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE analyst (
  uid text primary key, name text not null, initials text not null, colour text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE actor (
  uid text primary key, name text not null, kind text not null, parent text references actor (uid),
  description text, merged_into text references actor (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX actor_parent on actor (parent);

CREATE TABLE original (
  uid text primary key, media_type text not null, size integer not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE original_bytes (
  original text primary key references original (uid), bytes blob not null
) strict;

CREATE TABLE document (
  uid text primary key, title text not null, kind text not null, language text, direction text not null,
  publisher text references actor (uid), author text references actor (uid), republished_by text references actor (uid),
  published text, published_reason text, captured text, source_url text,
  reliability text, reliability_reason text, reading_status text not null, note text,
  original text not null references original (uid), file_name text, encoding text, paragraphs integer not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX document_original on document (original);

CREATE TABLE document_text (
  document text primary key references document (uid),
  body text not null, blocks text not null, sha256 text not null
) strict;

CREATE TABLE block_mark (
  uid text primary key, document text not null references document (uid), ordinal integer not null, hidden integer not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX block_mark_document on block_mark (document);

CREATE TABLE lead (
  uid text primary key, kind text not null, body text not null, subject_table text, subject text, done integer not null,
  position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE note (
  uid text primary key, title text, body text not null, subject_table text, subject text, private integer not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX note_subject on note (subject);

CREATE TABLE tag (
  uid text primary key, parent text references tag (uid), name text not null, colour text, description text,
  digit integer, position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX tag_parent on tag (parent);

CREATE TABLE passage (
  uid text primary key, document text not null references document (uid),
  start_offset integer not null, end_offset integer not null, quote text not null, prefix text not null, suffix text not null,
  note text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX passage_place on passage (document, start_offset, end_offset) where deleted = 0;

CREATE INDEX passage_deleted on passage (document) where deleted = 1;

CREATE TABLE rule (
  uid text primary key, tag text not null references tag (uid), name text not null, query text not null, kind text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE tagging (
  uid text primary key, passage text not null references passage (uid), tag text not null references tag (uid),
  analyst text not null, rule text references rule (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX tagging_passage on tagging (passage, tag) where deleted = 0;

CREATE INDEX tagging_tag on tagging (tag, passage) where deleted = 0;

CREATE TABLE office (
  uid text primary key, actor text not null references actor (uid), organisation text references actor (uid),
  title text not null, held_from text, held_to text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX office_actor on office (actor);

CREATE TABLE alias (
  uid text primary key, actor text not null references actor (uid), form text not null, language text,
  document text references document (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX alias_actor on alias (actor);

CREATE INDEX alias_form on alias (form);

CREATE TABLE mention (
  uid text primary key, actor text not null references actor (uid), passage text not null references passage (uid),
  status text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX mention_actor on mention (actor);

CREATE INDEX mention_passage on mention (passage);

CREATE TABLE source (
  uid text primary key, document text not null references document (uid), wording text not null,
  number integer, affiliation text, access text, reliability text, reliability_reason text,
  same_as text references source (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX source_document on source (document);

CREATE TABLE proposition (
  uid text primary key, statement text not null, kind text not null, horizon text, outcome text, note text,
  joined_into text references proposition (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX proposition_statement on proposition (statement);

CREATE TABLE claim (
  uid text primary key, proposition text not null references proposition (uid), number integer not null,
  stance text not null, holder text references actor (uid), act text,
  reliability text, reliability_reason text, credibility integer, credibility_reason text,
  said text, said_wording text, happened text, happened_wording text,
  nested_in text references claim (uid), quote_type text, commitment text, basis text, note text, status text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX claim_proposition on claim (proposition);

CREATE INDEX claim_holder on claim (holder);

CREATE INDEX claim_nested_in on claim (nested_in);

CREATE INDEX claim_number on claim (created_by, number);

CREATE TABLE claimant (
  uid text primary key, claim text not null references claim (uid), kind text not null,
  actor text references actor (uid), source text references source (uid), position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX claimant_claim on claimant (claim);

CREATE INDEX claimant_actor on claimant (actor);

CREATE INDEX claimant_source on claimant (source);

CREATE TABLE evidence (
  uid text primary key, claim text not null references claim (uid), role text not null,
  passage text references passage (uid), document text references document (uid), looked_for text, position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX evidence_claim on evidence (claim);

CREATE INDEX evidence_passage on evidence (passage);

CREATE INDEX evidence_document on evidence (document);

CREATE TABLE about (
  uid text primary key, claim text not null references claim (uid), actor text not null references actor (uid),
  role text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX about_claim on about (claim);

CREATE INDEX about_actor on about (actor);

CREATE TABLE event (
  uid text primary key, title text not null, date text, place text references actor (uid),
  part_of text references event (uid), note text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE claim_event (
  uid text primary key, claim text not null references claim (uid), event text not null references event (uid),
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX claim_event_claim on claim_event (claim);

CREATE INDEX claim_event_event on claim_event (event);

CREATE TABLE figure (
  uid text primary key, claim text not null references claim (uid), event text references event (uid),
  measure text not null, counted text, not_counted text, low real, high real, unit text, qualifier text, as_of text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX figure_claim on figure (claim);

CREATE TABLE relation (
  uid text primary key, kind text not null,
  from_claim text references claim (uid), from_proposition text references proposition (uid),
  to_claim text references claim (uid), to_proposition text references proposition (uid), to_report text,
  contradiction text, state text not null, note text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX relation_from_claim on relation (from_claim);

CREATE INDEX relation_to_claim on relation (to_claim);

CREATE INDEX relation_from_proposition on relation (from_proposition);

CREATE INDEX relation_to_proposition on relation (to_proposition);

CREATE TABLE hypothesis (
  uid text primary key, statement text not null, horizon text, position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE judgement (
  uid text primary key, hypothesis text not null references hypothesis (uid), judged_at text not null,
  likelihood text, confidence text, reason text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX judgement_hypothesis on judgement (hypothesis);

CREATE TABLE assessment (
  uid text primary key, hypothesis text not null references hypothesis (uid),
  proposition text not null references proposition (uid), rating text not null, note text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX assessment_hypothesis on assessment (hypothesis);

CREATE INDEX assessment_proposition on assessment (proposition);

CREATE TABLE board (
  uid text primary key, title text not null, position real not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE card (
  uid text primary key, board text not null references board (uid), kind text not null, subject text, body text,
  picture text references original (uid), x real not null, y real not null, width real not null, height real not null,
  layer real not null, container text references card (uid), colour text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX card_board on card (board);

CREATE INDEX card_subject on card (subject);

CREATE TABLE card_link (
  uid text primary key, board text not null references board (uid),
  from_card text not null references card (uid), to_card text not null references card (uid),
  label text, kind text, direction text not null, style text, colour text,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE INDEX card_link_board on card_link (board);

CREATE TABLE view (
  uid text primary key, name text not null, shape text not null, filter text not null, sort text not null, columns text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;

CREATE TABLE session (
  sid blob primary key, seq integer not null, hlc integer not null
) strict, without rowid;

CREATE TABLE cell (
  tbl text not null, uid text not null, col text not null, sid blob not null, seq integer not null,
  hlc integer not null, val text not null,
  primary key (tbl, uid, col, sid, seq)
) strict, without rowid;

CREATE TABLE action (
  n integer primary key, uid text not null, analyst text not null, at text not null,
  operation text not null, label text not null, kind text not null, target text, state text
) strict;

CREATE INDEX action_uid on action (uid);

CREATE INDEX action_state on action (state, n);

CREATE TABLE change (
  n integer primary key, action text not null, tbl text not null, uid text not null, col text not null,
  before text, after text, contested text
) strict;

CREATE INDEX change_action on change (action, tbl);

CREATE INDEX change_row on change (tbl, uid);

CREATE TABLE search_entry (
  n integer primary key, tbl text not null, uid text not null, col text not null
) strict;

CREATE INDEX search_entry_row on search_entry (tbl, uid, col);

CREATE VIRTUAL TABLE search_index using fts5 (
  body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE distinction (
  uid text primary key, kind text not null, one text not null, other text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
