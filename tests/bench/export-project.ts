// Makes a project with as many passages as asked for, a row of the evidence each, and a claim on one in so many
// of them: export-project.ts PROJECT PASSAGES [PASSAGES-PER-CLAIM].
import Database from 'better-sqlite3'
import { encodeBlocks } from '../../db/blocks.ts'
import { derivedUid, newUid, sha256 } from '../../db/ids.ts'
import { createProject } from '../../db/project.ts'
import { makeAnchor } from '../../db/text/anchor.ts'
import { report } from './measure.ts'
import { articleOf, randomFrom } from './random.ts'

const [file = '', count = '', perClaim = '4'] = process.argv.slice(2)
const passages = Number(count)
const passagesPerDocument = 100
const tagCount = 60
const actorCount = 200
const passagesPerClaim = Number(perClaim)

createProject(file, 'Bench', { uid: 'bench', name: 'Bench', initials: 'B' })
const db = new Database(file)
const random = randomFrom(2)
const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
const at = '2025-01-01T00:00:00.000Z'

/** Inserts rows as objects. The rows are made here, not by commands: they need no history to be exported. */
function into(table: string): (row: Record<string, unknown>) => string {
  const statements = new Map<string, Database.Statement>()
  return (row) => {
    const full: Record<string, unknown> = { uid: newUid(), ...row, created_by: 'bench', created_at: at }
    const columns = Object.keys(full)
    const key = columns.join()
    let statement = statements.get(key)
    if (!statement) {
      statement = db.prepare(`insert into ${table} (${key}) values (${columns.map(() => '?').join()})`)
      statements.set(key, statement)
    }
    statement.run(...Object.values(full))
    return String(full.uid)
  }
}

const insert = {
  actor: into('actor'),
  original: into('original'),
  document: into('document'),
  tag: into('tag'),
  passage: into('passage'),
  tagging: into('tagging'),
  proposition: into('proposition'),
  claim: into('claim'),
  claimant: into('claimant'),
  evidence: into('evidence'),
  about: into('about'),
  event: into('event'),
  claimEvent: into('claim_event'),
  figure: into('figure'),
}
const insertText = db.prepare(
  'insert into document_text (document, body, blocks, sha256) values (?, ?, ?, ?)',
)

db.transaction(() => {
  db.prepare(
    "insert or ignore into analyst (uid, name, initials, created_by, created_at) values ('bench', 'Bench', 'B', 'bench', ?)",
  ).run(at)
  const actors = Array.from({ length: actorCount }, (_, i) =>
    insert.actor({ name: `Actor ${i}, "the ${i}th"`, kind: 'organisation' }),
  )
  const events = Array.from({ length: actorCount }, (_, i) => insert.event({ title: `Event ${i}` }))
  const tags: string[] = []
  for (let i = 0; i < tagCount; i++) {
    const parent = i % 6 === 0 ? null : (tags[i - (i % 6)] ?? null)
    tags.push(insert.tag({ name: `Tag ${i}`, parent, position: i }))
  }
  let claims = 0
  for (let made = 0; made < passages; ) {
    const body = articleOf(6_000, random)
    const document = addDocument(body, made, actors)
    for (let i = 0; i < passagesPerDocument && made < passages; i++, made++) {
      const start = Math.floor(random() * (body.length - 400))
      const {
        start: start_offset,
        end: end_offset,
        ...words
      } = makeAnchor(body, start, start + 40 + Math.floor(random() * 300))
      const note = made % 10 === 0 ? 'Seen twice, "both" times.' : null
      const passage = insert.passage({ document, start_offset, end_offset, ...words, note })
      const tag = pick(tags)
      insert.tagging({ uid: derivedUid('tagging', passage, tag), passage, tag, analyst: 'bench' })
      if (made % passagesPerClaim === 0) addClaim(passage, ++claims, actors, events)
    }
  }
})()
db.pragma('journal_mode = delete')
db.close()
report(performance.now())

function addDocument(body: string, number: number, actors: readonly string[]): string {
  const hash = sha256(body)
  insert.original({ uid: hash, media_type: 'text/plain', size: body.length })
  const lines = [...body.matchAll(/\S[^\n]*/g)]
  const blocks = lines.map(({ index, 0: line }) => {
    return { kind: 'paragraph' as const, start: index, end: index + line.trimEnd().length }
  })
  const document = insert.document({
    title: `Document ${number}: what, "exactly", was said`,
    kind: 'article',
    direction: 'ltr',
    language: 'en',
    publisher: pick(actors),
    published: '2024-11-05',
    source_url: `https://example.org/articles/${number}`,
    reliability: 'B',
    reading_status: 'unread',
    original: hash,
    paragraphs: blocks.length,
  })
  insertText.run(document, body, encodeBlocks(blocks), hash)
  return document
}

function addClaim(
  passage: string,
  number: number,
  actors: readonly string[],
  events: readonly string[],
): void {
  const statement = `Statement ${number}: the ministry refuses, officials say.`
  const proposition = insert.proposition({ statement, kind: 'position' })
  const claim = insert.claim({
    proposition,
    number,
    stance: 'asserts',
    holder: pick(actors),
    act: 'refuses',
    reliability: 'C',
    credibility: 2,
    said: '2024-11-04',
    status: 'draft',
  })
  insert.claimant({ claim, kind: 'actor', actor: pick(actors), position: 1 })
  insert.evidence({ claim, role: 'content', passage, position: 1 })
  insert.about({ uid: derivedUid('about', claim), claim, actor: pick(actors), role: 'subject' })
  const event = pick(events)
  insert.claimEvent({ uid: derivedUid('claim_event', claim), claim, event })
  if (number % 5 === 0)
    insert.figure({ claim, event, measure: 'killed', low: 3, high: 5, qualifier: 'at least' })
}
