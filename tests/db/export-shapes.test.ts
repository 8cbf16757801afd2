import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { insertRow } from '../../db/rows.ts'
import type { ReadableDb } from '../../db/sql.ts'
import { sql } from '../../db/sql.ts'
import { exported, recordsInPython } from '../support/exported.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anAlias,
  anna,
  aPassage,
  aTag,
  aTagging,
  testProject,
} from '../support/factories.ts'

const body = 'The port reopened.\nOfficials said all is well.'

/** Two passages, two tags of the same path, a claim on both passages and one on none. */
function small() {
  const made = testProject()
  const ids = made.write((w) => {
    const parent = aTag(w, 'Demands')
    const tags = [aTag(w, 'Ports', { parent, position: 1 }), aTag(w, 'Ports', { parent, position: 2 })]
    const document = aDocument(w, body, { title: 'One', published: '2024-11' })
    const passages = [aPassage(w, document, 'The port reopened.'), aPassage(w, document, 'all is well')]
    aTagging(w, passages[0] ?? '', parent)
    aTagging(w, passages[0] ?? '', tags[1] ?? '')
    const claim = aClaim(w, 'It reopened; all is well.', passages)
    const bare = aClaim(w, 'Nothing carries this.', [])
    const actor = anActor(w, 'Tehrik-e-Taliban Pakistan', { kind: 'armed-group' })
    anAlias(w, actor, 'TTP')
    anAlias(w, actor, 'ٹی ٹی پی')
    insertRow(w, 'about', { claim, actor, role: 'subject' }, anna.uid)
    return { parent, tags, document, passages, claim, bare, actor }
  })
  return { ...made, ids }
}

describe('The claims export', () => {
  it('has one row per claim, its evidence joined, its tags as columns', () => {
    const { db, ids } = small()
    const [first, second] = recordsInPython(exported(db, { what: 'claims' }))
    expect(JSON.parse(first?.passages ?? '')).toEqual(['The port reopened.', 'all is well'])
    expect(JSON.parse(first?.passage_ids ?? '')).toEqual(ids.passages)
    expect(JSON.parse(first?.evidence_roles ?? '')).toEqual(['content', 'content'])
    expect(JSON.parse(first?.documents ?? '')).toEqual(['One', 'One'])
    expect(first).toMatchObject({
      claim_id: ids.claim,
      'tag: Demands': '1',
      [`tag: Demands > Ports (${ids.tags[0]})`]: '0',
      [`tag: Demands > Ports (${ids.tags[1]})`]: '1',
    })
    expect(second).toMatchObject({ claim_id: ids.bare, passages: '[]', 'tag: Demands': '0' })
  })

  it('reads as words in the spreadsheet dialect', () => {
    const { db } = small()
    const [first] = recordsInPython(
      exported(db, { what: 'claims', dialect: 'spreadsheet', separator: ';' }),
      ';',
      'utf-8-sig',
    )
    expect(first).toMatchObject({
      passages: 'The port reopened.; all is well',
      claimant: 'The document’s author',
      about: 'Tehrik-e-Taliban Pakistan',
    })
  })
})

describe('The passages export', () => {
  it('has one row per passage with tags as 0 and 1', () => {
    const { db, ids } = small()
    const rows = recordsInPython(exported(db, { what: 'passages' }))
    expect(rows.map((row) => [row.passage_id, row['tag: Demands'], row.claims])).toEqual([
      [ids.passages[0], '1', '["AR-1"]'],
      [ids.passages[1], '0', '["AR-1"]'],
    ])
  })
})

describe('The lists of documents, tags and actors', () => {
  it('have one row each', () => {
    const { db, ids } = small()
    expect(recordsInPython(exported(db, { what: 'documents' }))).toMatchObject([
      {
        document_id: ids.document,
        document_title: 'One',
        published: '2024-11',
        published_from: '2024-11-01',
        published_to: '2024-11-30',
        passages: '2',
        claims: '1',
        paragraphs: '2',
        document_by: 'Anna Reader',
      },
    ])
    expect(
      recordsInPython(exported(db, { what: 'tags' })).map((row) => [row.tag_id, row.tag_path, row.passages]),
    ).toEqual([
      [ids.parent, '["Demands"]', '1'],
      [ids.tags[0], '["Demands","Ports"]', '0'],
      [ids.tags[1], '["Demands","Ports"]', '1'],
    ])
    expect(recordsInPython(exported(db, { what: 'actors' }))).toMatchObject([
      { actor_id: ids.actor, kind: 'armed-group', aliases: '["TTP","ٹی ٹی پی"]', claims: '1' },
    ])
  })
})

describe('The linked tables', () => {
  const promised =
    'documents, passages, tags, taggings, actors, aliases, sources, propositions, claims, evidence, figures, events, links, ratings'

  it('are a ZIP with a file for each, whose rows are those of the project', () => {
    const { db } = small()
    const files = unzipSync(exported(db, { what: 'tables' }))
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(promised.split(', ').map((name) => `${name}.csv`)),
    )
    const tables = {
      claims: 'claim',
      evidence: 'evidence',
      taggings: 'tagging',
      aliases: 'alias',
      passages: 'passage',
    }
    for (const [file, table] of Object.entries(tables)) {
      expect(recordsInPython(files[`${file}.csv`] ?? new Uint8Array())).toHaveLength(liveCount(db, table))
    }
  })

  it('refer to each other by ids that there are', () => {
    const { db } = small()
    const files = unzipSync(exported(db, { what: 'tables' }))
    const table = (name: string) => recordsInPython(files[`${name}.csv`] ?? new Uint8Array())
    const claims = new Set(table('claims').map((row) => row.claim_id))
    const passages = new Set(table('passages').map((row) => row.passage_id))
    const analysts = new Set(table('analysts').map((row) => row.analyst_id))
    for (const { claim_id, passage_id, created_by } of table('evidence')) {
      expect([claims.has(claim_id), passages.has(passage_id), analysts.has(created_by)]).toEqual([
        true,
        true,
        true,
      ])
    }
  })

  it('are the same bytes whenever they are exported', () => {
    const { db } = small()
    expect(exported(db, { what: 'tables' }).equals(exported(db, { what: 'tables' }))).toBe(true)
  })

  it('have no columns to choose', () => {
    const { db } = small()
    expect(() => exported(db, { what: 'tables', columns: ['claim_id'] })).toThrow(/single table/)
  })
})

describe('A JSON export', () => {
  it('keeps numbers, nothing and lists as what they are', () => {
    const { db, ids } = small()
    const rows = JSON.parse(exported(db, { what: 'evidence', format: 'json' }).toString()) as Record<
      string,
      unknown
    >[]
    expect(rows).toHaveLength(4)
    expect(rows[0]).toMatchObject({
      passage_id: ids.passages[0],
      passage_start: 0,
      tag_path: ['Demands'],
      credibility: null,
      about: ['Tehrik-e-Taliban Pakistan'],
    })
  })

  it('of nothing is an empty array', () => {
    const { db } = testProject()
    expect(JSON.parse(exported(db, { what: 'evidence', format: 'json' }).toString())).toEqual([])
  })
})

function liveCount(db: ReadableDb, table: string): number {
  const counts: Record<string, number | undefined> = {
    claim: db.value<number>(sql`select count(*) from live_claim`),
    evidence: db.value<number>(sql`select count(*) from live_evidence`),
    tagging: db.value<number>(sql`select count(*) from live_tagging`),
    alias: db.value<number>(sql`select count(*) from live_alias`),
    passage: db.value<number>(sql`select count(*) from live_passage`),
  }
  return counts[table] ?? 0
}
