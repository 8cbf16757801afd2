/**
 * Schema 2: an analyst says that two things that look the same are not. The id follows from the two, the smaller id
 * first, so that two copies that say so have said it once. `kind` is the table of both: document, tag or actor.
 */
export const distinctions = `
create table distinction (
  uid text primary key, kind text not null, one text not null, other text not null,
  created_by text not null, created_at text not null, deleted integer not null default 0
) strict, without rowid;
`
