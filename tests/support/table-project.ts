import { addFigure } from '../../db/figures.ts'
import { insertRow, removeRows } from '../../db/rows.ts'
import { sql, type WritableDb } from '../../db/sql.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anna,
  aPassage,
  aTag,
  aTagging,
  bela,
  type TestProject,
  testProject,
} from './factories.ts'

const words = [
  'ärger',
  'Zebra',
  'apple',
  'Ápple',
  'ÅNGSTRÖM',
  '港口',
  'قندهار',
  '😀 road',
  'x'.repeat(30),
  'road; two',
]
const dates = [
  '2024',
  '2024-11',
  '2024-11-05',
  '2023-05~',
  '../2022',
  '2024-10/2024-12',
  '2025-21',
  'last month',
]

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A small project in which every column of the evidence table has values, gaps, ties and what was deleted. */
export function tableProject(seed: number): TestProject {
  const made = testProject()
  const random = randomFrom(seed)
  made.write((db) => fill(db, random))
  return made
}

function fill(db: WritableDb, random: () => number): void {
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const some = <T>(list: readonly T[], most: number) => [
    ...new Set(Array.from({ length: below(most + 1) }, () => pick(list))),
  ]
  const maybe = <T>(value: () => T): T | null => (random() < 0.6 ? value() : null)
  const analysts = [anna, bela]
  for (const { uid, name, initials } of analysts) {
    if (db.value(sql`select 1 from analyst where uid = ${uid}`) === undefined)
      insertRow(db, 'analyst', { name, initials }, uid, uid)
  }
  const actors = words.map((word) => anActor(db, `Actor ${word}`))
  const [first = '', second = ''] = actors
  db.run(sql`update actor set merged_into = ${first} where uid = ${second}`)
  const tags: string[] = []
  for (const word of words)
    tags.push(aTag(db, `Tag ${word}`, { parent: maybe(() => pick(tags)) ?? null, position: below(5) }))
  const documents = Array.from({ length: 5 }, (_, i) =>
    aDocument(db, Array.from({ length: 8 }, () => `${pick(words)} ${i} ${pick(words)}.`).join('\n'), {
      title: `Document ${pick(words)} ${i}`,
      publisher: maybe(() => pick(actors)),
      author: maybe(() => pick(actors)),
      published: maybe(() => pick(dates)),
      captured: maybe(() => pick(dates)),
      source_url: maybe(() => `https://example.org/${pick(words)}`),
      language: maybe(() => pick(['en', 'ur', 'zh'])),
      reliability: maybe(() => pick(['A', 'B', 'F'])),
    }),
  )
  const lengths = new Map(
    db
      .tuples<[string, string]>(sql`select document, body from document_text`)
      .map(([uid, body]) => [uid, body]),
  )
  const passages = Array.from({ length: 18 }, () => {
    const document = pick(documents)
    // Whole paragraphs: no character is cut in two.
    const lines = [...(lengths.get(document) ?? '').matchAll(/[^\n]+/g)]
    const line = pick(lines)
    const place = [line.index, line.index + line[0].length] as const
    const passage = aPassage(db, document, place, { note: maybe(() => pick(words)) }, pick(analysts))
    for (const tag of some(tags, 3))
      for (const analyst of some(analysts, 2)) aTagging(db, passage, tag, analyst)
    return passage
  })
  const sources = words.map((word) => {
    const document = pick(documents)
    return insertRow(db, 'source', { document, wording: `officials ${word}` }, anna.uid)
  })
  const events = words.map((word) => insertRow(db, 'event', { title: `Event ${word}` }, anna.uid))
  const claims: string[] = []
  for (let i = 0; i < 24; i++) {
    const analyst = pick(analysts)
    const kind = pick(['author', 'actor', 'source', 'analyst'])
    const claimant = {
      kind,
      actor: kind === 'actor' ? pick(actors) : null,
      source: kind === 'source' ? pick(sources) : null,
    }
    const claim = aClaim(
      db,
      `${pick(words)} was said ${below(3)}`,
      some(passages, 3),
      {
        claimant,
        stance: pick(['asserts', 'denies', 'describes']),
        holder: maybe(() => pick(actors)),
        act: maybe(() => pick(['refuses', 'demands'])),
        said: maybe(() => pick(dates)),
        happened: maybe(() => pick(dates)),
        said_wording: maybe(() => pick(words)),
        reliability: maybe(() => pick(['A', 'C', 'F'])),
        credibility: maybe(() => 1 + below(6)),
        reliability_reason: maybe(() => pick(words)),
        quote_type: maybe(() => pick(['direct', 'mixed'])),
        basis: maybe(() => pick(['document', 'reasoning'])),
        nested_in: claims.length > 0 ? maybe(() => pick(claims)) : null,
        note: maybe(() => pick(words)),
        status: pick(['draft', 'reviewed']),
      },
      analyst,
    )
    claims.push(claim)
    if (random() < 0.2) {
      const place = { document: pick(documents), looked_for: pick(words) }
      insertRow(db, 'evidence', { claim, role: 'absence', ...place, position: 9 }, analyst.uid)
    }
    for (const actor of some(actors, 2))
      insertRow(db, 'about', { claim, actor, role: pick(['subject', 'place']) }, analyst.uid)
    for (const event of some(events, 2)) insertRow(db, 'claim_event', { claim, event }, analyst.uid)
    if (random() < 0.3) {
      const figure = {
        event: null,
        measure: pick(['killed', 'invested'] as const),
        low: below(9),
        high: 9 + below(9),
      }
      addFigure(db, claim, { ...noFigure, ...figure }, analyst.uid)
    }
  }
  for (let i = 0; i < 8; i++) {
    const from_claim = pick(claims)
    const others = claims.filter((claim) => claim !== from_claim)
    const ends = { from_claim, to_claim: random() < 0.7 ? pick(others) : null }
    const report = ends.to_claim === null ? { to_report: 'a wire report' } : {}
    insertRow(
      db,
      'relation',
      { kind: pick(['derived-from', 'contradicts']), state: 'open', ...ends, ...report },
      anna.uid,
    )
  }
  removeRows(db, 'passage', some(passages, 3))
  removeRows(db, 'claim', some(claims, 4))
  removeRows(db, 'tag', some(tags, 2))
  removeRows(db, 'document', random() < 0.3 ? [pick(documents)] : [])
  removeRows(db, 'event', some(events, 2))
}

const noFigure = { counted: null, notCounted: null, unit: null, qualifier: null, asOf: null }
