import { describe, expect, it } from 'vitest'
import { insertRow, removeRows } from '../../db/rows.ts'
import type { WritableDb } from '../../db/sql.ts'
import { exported, recordsInPython, rowsInPython } from '../support/exported.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anna,
  aPassage,
  aTag,
  aTagging,
  bela,
  testProject,
} from '../support/factories.ts'

const promised =
  'document_id, document_title, publisher, author, published, captured, source_url, language, source_reliability, document_sha256, passage_id, passage_start, passage_end, passage_paragraph, passage_quote, passage_note, tag, tag_path, claim_id, evidence_role, claim_statement, claim_kind, claimant, claimant_kind, stance, holder, act, about, said, said_from, said_to, happened, happened_from, happened_to, reliability, credibility, origins, quote_type, commitment, basis, nested_in, events, figures, links, status, claim_note, passage_by, passage_at, claim_by, claim_at'

const body = 'The port reopened.\nOfficials said 😀 "all, is" well.\nNobody asked why.'

/** Rows of the evidence export by what one wants to see of them. */
function evidence(db: Parameters<typeof exported>[0]) {
  return recordsInPython(exported(db, { what: 'evidence' }))
}

function absence(db: WritableDb, claim: string, document: string, looked_for: string) {
  insertRow(db, 'evidence', { claim, role: 'absence', document, looked_for, position: 9 }, anna.uid)
}

describe('The evidence export', () => {
  it('has the promised columns first, in their order', () => {
    const { db } = testProject()
    const [header] = rowsInPython(exported(db, { what: 'evidence' }))
    expect(header?.slice(0, 50)).toEqual(promised.split(', '))
  })

  it('has one row per passage, tag and claim', () => {
    const { db, write } = testProject()
    write((w) => {
      const passage = aPassage(w, aDocument(w, body), 'The port reopened.')
      for (const tag of ['Ports', 'Trade']) aTagging(w, passage, aTag(w, tag))
      for (const statement of ['It reopened.', 'It was closed.', 'Nobody knew.'])
        aClaim(w, statement, [passage])
    })
    const rows = evidence(db).map(({ tag, claim_statement }) => `${tag}: ${claim_statement}`)
    expect(rows).toEqual(
      ['Ports', 'Trade'].flatMap((tag) =>
        ['It reopened.', 'It was closed.', 'Nobody knew.'].map((statement) => `${tag}: ${statement}`),
      ),
    )
  })

  it('leaves nothing out: bare passages, absences, claims whose passages are gone', () => {
    const { db, write } = testProject()
    const ids = write((w) => {
      const document = aDocument(w, body)
      const bare = aPassage(w, document, 'Nobody')
      const tagged = aPassage(w, document, 'port')
      aTagging(w, tagged, aTag(w))
      const absent = aClaim(w, 'No comment was asked for.', [])
      absence(w, absent, document, 'a comment of the ministry')
      const gone = aPassage(w, document, 'why')
      const stranded = aClaim(w, 'Why is unknown.', [gone])
      removeRows(w, 'passage', [gone])
      return { document, bare, tagged, absent, stranded }
    })
    const rows = evidence(db).map(({ document_id, passage_id, claim_id, evidence_role, looked_for }) => {
      return [document_id, passage_id, claim_id, evidence_role, looked_for]
    })
    expect(rows).toEqual([
      [ids.document, ids.tagged, '', '', ''],
      [ids.document, ids.bare, '', '', ''],
      [ids.document, '', ids.absent, 'absence', 'a comment of the ministry'],
      ['', '', ids.stranded, '', ''],
    ])
  })

  it('shows each passage of a claim with its role, a passage in two roles twice', () => {
    const { db, write } = testProject()
    write((w) => {
      const document = aDocument(w, body)
      const claim = aClaim(w, 'All is well.', [aPassage(w, document, '"all, is" well')])
      const speaker = aPassage(w, document, 'Officials said')
      for (const role of ['source', 'cue']) {
        insertRow(w, 'evidence', { claim, role, passage: speaker, position: 2 }, anna.uid)
      }
    })
    expect(evidence(db).map(({ passage_quote, evidence_role }) => [passage_quote, evidence_role])).toEqual([
      ['Officials said', 'source'],
      ['Officials said', 'cue'],
      ['"all, is" well', 'content'],
    ])
  })

  it('counts a tag once that two analysts gave, and tells what is nested by its path', () => {
    const { db, write } = testProject()
    write((w) => {
      const passage = aPassage(w, aDocument(w, body), 'port')
      const parent = aTag(w, 'Demands > Offers')
      const tag = aTag(w, 'Security posts', { parent })
      aTagging(w, passage, tag)
      aTagging(w, passage, tag, bela)
    })
    expect(evidence(db).map(({ tag, tag_path }) => [tag, JSON.parse(tag_path ?? '')])).toEqual([
      ['Security posts', ['Demands > Offers', 'Security posts']],
    ])
  })

  it('gives every value as it is', () => {
    const { db, write } = testProject()
    const uids = write((w) => {
      const ministry = anActor(w, 'وزارت "خارجہ"')
      const author = anActor(w, "O'Brien, J.", { kind: 'person' })
      const document = aDocument(w, body, {
        title: '=HYPERLINK("x")',
        publisher: ministry,
        author,
        published: '2024-11',
        captured: '2024-11-06',
        source_url: 'https://example.org/?a=1,2',
        language: 'en',
        reliability: 'B',
      })
      const passage = aPassage(w, document, '😀 "all, is" well', { note: 'line\r\nbreak' })
      const reporting = aClaim(w, 'Officials said so.', [passage])
      const source = insertRow(w, 'source', { document, wording: 'two officials, unnamed' }, anna.uid)
      const claim = aClaim(w, 'All is well; "mostly".', [passage], {
        stance: 'denies',
        holder: ministry,
        act: 'refuses',
        said: '2024-11-05/..',
        said_wording: 'on Tuesday',
        happened: '2024-1X',
        reliability: 'C',
        credibility: 3,
        quote_type: 'direct',
        commitment: 'certain-not',
        basis: 'first-hand',
        nested_in: reporting,
        note: "'note",
      })
      insertRow(w, 'claimant', { claim, kind: 'source', source, position: 2 }, anna.uid)
      insertRow(w, 'claimant', { claim, kind: 'actor', actor: author, position: 3 }, anna.uid)
      insertRow(w, 'claimant', { claim, kind: 'analyst', position: 4 }, anna.uid)
      insertRow(w, 'about', { claim, actor: ministry, role: 'recipient' }, anna.uid)
      const event = insertRow(w, 'event', { title: 'Attack; May' }, anna.uid)
      insertRow(w, 'claim_event', { claim, event }, anna.uid)
      const figure = {
        claim,
        event,
        measure: 'killed',
        counted: 'soldiers',
        low: 10,
        high: 12.5,
        qualifier: 'at least',
      }
      insertRow(w, 'figure', figure, anna.uid)
      const link = {
        kind: 'contradicts',
        from_claim: claim,
        to_claim: reporting,
        contradiction: 'figure',
        state: 'open',
      }
      insertRow(w, 'relation', link, anna.uid)
      return { document, passage, claim, reporting }
    })
    const rows = evidence(db)
    const row = rows.find(({ claim_id }) => claim_id === uids.claim)
    expect(row).toMatchObject({
      document_id: uids.document,
      document_title: '=HYPERLINK("x")',
      publisher: 'وزارت "خارجہ"',
      author: "O'Brien, J.",
      published: '2024-11',
      captured: '2024-11-06',
      source_url: 'https://example.org/?a=1,2',
      language: 'en',
      source_reliability: 'B',
      passage_id: uids.passage,
      passage_start: String(body.indexOf('😀')),
      passage_end: String(body.indexOf(' well') + 5),
      passage_paragraph: '2',
      passage_quote: '😀 "all, is" well',
      passage_note: 'line\r\nbreak',
      tag: '',
      tag_path: '',
      evidence_role: 'content',
      claim_statement: 'All is well; "mostly".',
      claim_kind: 'fact',
      claimant: JSON.stringify(["O'Brien, J.", 'two officials, unnamed', "O'Brien, J.", 'Anna Reader']),
      claimant_kind: JSON.stringify(['author', 'source', 'actor', 'analyst']),
      stance: 'denies',
      holder: 'وزارت "خارجہ"',
      act: 'refuses',
      about: JSON.stringify(['وزارت "خارجہ"']),
      about_role: JSON.stringify(['recipient']),
      said: '2024-11-05/..',
      said_from: '2024-11-05',
      said_to: '',
      said_wording: 'on Tuesday',
      happened: '2024-1X',
      happened_from: '2024-10-01',
      happened_to: '2024-12-31',
      reliability: 'C',
      credibility: '3',
      quote_type: 'direct',
      commitment: 'certain-not',
      basis: 'first-hand',
      nested_in: 'AR-1',
      events: JSON.stringify(['Attack; May']),
      links: JSON.stringify([{ kind: 'contradicts', to: 'AR-1', contradiction: 'figure', state: 'open' }]),
      status: 'draft',
      claim_note: "'note",
      passage_by: 'Anna Reader',
      claim_by: 'Anna Reader',
      claim_cite: 'AR-2',
    })
    expect(JSON.parse(row?.figures ?? '')).toEqual([
      {
        event: 'Attack; May',
        measure: 'killed',
        counted: 'soldiers',
        low: 10,
        high: 12.5,
        qualifier: 'at least',
      },
    ])
    expect(row?.document_sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(row?.passage_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(JSON.parse(rows.find(({ claim_id }) => claim_id === uids.reporting)?.links ?? '')).toEqual([
      { kind: 'contradicts', from: 'AR-2', contradiction: 'figure', state: 'open' },
    ])
  })

  it('goes by document and place across batches', () => {
    const { db, write } = testProject()
    const count = 5_003
    write((w) => {
      const documents = [aDocument(w, 'x'.repeat(count)), aDocument(w, 'y'.repeat(count))]
      for (let at = count; at-- > 0; ) for (const document of documents) aPassage(w, document, [at, at + 1])
    })
    const rows = rowsInPython(exported(db, { columns: ['document_id', 'passage_start'] })).slice(1)
    expect(rows).toHaveLength(2 * count)
    expect(rows.map(([, start]) => Number(start))).toEqual([...Array(count).keys(), ...Array(count).keys()])
    expect(new Set(rows.slice(0, count).map(([document]) => document)).size).toBe(1)
  })

  it('takes whole texts marked again and again', () => {
    const { db, write } = testProject()
    const long = 'long '.repeat(1_000_000)
    write((w) => {
      const document = aDocument(w, long)
      for (let i = 0; i < 5; i++) aPassage(w, document, [i, long.length])
    })
    const rows = rowsInPython(exported(db, { columns: ['passage_quote'] })).slice(1)
    expect(rows.map(([quote]) => quote?.length)).toEqual([0, 1, 2, 3, 4].map((i) => long.length - i))
  })
})

describe('Chosen columns', () => {
  it('come in the order asked for', () => {
    const { db, write } = testProject()
    write((w) => {
      const passage = aPassage(w, aDocument(w, body, { title: 'T' }), 'port')
      aTagging(w, passage, aTag(w, 'Ports'))
      aClaim(w, 'S', [passage])
    })
    const columns = ['tag', 'passage_quote', 'claim_statement', 'document_title', 'evidence_role']
    expect(rowsInPython(exported(db, { columns }))).toEqual([columns, ['Ports', 'port', 'S', 'T', 'content']])
  })

  it('that there are not are refused by name, with those that there are', () => {
    const { db } = testProject()
    expect(() => exported(db, { columns: ['tag', 'colour'] })).toThrow(/no column “colour”.*passage_quote, /)
    expect(() => exported(db, { columns: ['tag', 'tag'] })).toThrow(/“tag” is named twice/)
    expect(() => exported(db, { columns: [] })).toThrow(/at least one/)
  })
})
