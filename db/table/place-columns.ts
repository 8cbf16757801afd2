import { sql } from '../sql.ts'
import { type ColumnSql, choice, date, number, text, token } from './column.ts'
import { needParagraphs } from './knowledge.ts'

/** Columns of the document `d`. */
export const documentSql: Readonly<Record<string, ColumnSql>> = {
  document_id: text(sql`d.uid`),
  document_title: choice(sql`d.uid`, sql`d.title`),
  publisher: choice(sql`actor_stand_in(d.publisher)`, sql`actor_name(d.publisher)`),
  author: choice(sql`actor_stand_in(d.author)`, sql`actor_name(d.author)`),
  published: date(sql`d.published`),
  captured: date(sql`d.captured`),
  source_url: text(sql`d.source_url`),
  language: choice(sql`d.language`),
  source_reliability: token(sql`d.reliability`),
  document_sha256: text(sql`d.original`),
}

/** Columns of the passage `p`. */
export const passageSql: Readonly<Record<string, ColumnSql>> = {
  passage_id: text(sql`p.uid`),
  passage_start: number(sql`p.start_offset`),
  passage_end: number(sql`p.end_offset`),
  passage_paragraph: number(
    sql`case when p.uid is not null then paragraph_number(p.document, p.start_offset) end`,
    needParagraphs,
  ),
  passage_quote: text(sql`p.quote`),
  passage_note: text(sql`p.note`),
  passage_by: choice(sql`p.created_by`, sql`case when p.uid is not null then analyst_name(p.created_by) end`),
  passage_at: date(sql`p.created_at`),
}
