// Makes the projects that are merged: merge-project.ts FOLDER. `empty` is a copy from before anything was in it,
// `base` holds 100,000 rows, `left` and `right` are copies of it with 5,000 edits each, of which 500 meet.
import { copyFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { encodeBlocks } from '../../db/blocks.ts'
import { derivedUid, newUid, sha256 } from '../../db/ids.ts'
import { createProject, openProject } from '../../db/project.ts'
import { rebuildSearchIndex } from '../../db/reindex.ts'
import { updateRow } from '../../db/rows.ts'
import { sql } from '../../db/sql.ts'
import { makeAnchor } from '../../db/text/anchor.ts'
import { report } from './measure.ts'
import { articleOf, randomFrom } from './random.ts'

const [folder = ''] = process.argv.slice(2)
const file = (name: string) => path.join(folder, `${name}.claimboard`)
const documents = 500
const charactersPerDocument = 5_000
const passagesPerDocument = 120
const taggings = 39_000
const edits = 5_000
const met = 500

const start = performance.now()
const analyst = { uid: 'bench', name: 'Bench', initials: 'B' }
createProject(file('base'), 'Bench', analyst)
copyFileSync(file('base'), file('empty'))
fill(new Database(file('base')))
edit('left', 0)
edit('right', edits - met)
report(performance.now() - start)

function fill(db: Database.Database): void {
  const random = randomFrom(3)
  const made = ['bench', '2025-01-01T00:00:00.000Z']
  const insert = {
    original: db.prepare(
      `insert into original (uid, media_type, size, created_by, created_at) values (?, 'text/plain', ?, ?, ?)`,
    ),
    bytes: db.prepare('insert into original_bytes (original, bytes) values (?, ?)'),
    document:
      db.prepare(`insert into document (uid, title, kind, direction, reading_status, original, paragraphs, created_by, created_at)
      values (?, ?, 'article', 'ltr', 'unread', ?, 1, ?, ?)`),
    text: db.prepare('insert into document_text (document, body, blocks, sha256) values (?, ?, ?, ?)'),
    passage:
      db.prepare(`insert into passage (uid, document, start_offset, end_offset, quote, prefix, suffix, created_by, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    tag: db.prepare('insert into tag (uid, name, position, created_by, created_at) values (?, ?, 1, ?, ?)'),
    tagging: db.prepare(
      'insert into tagging (uid, passage, tag, analyst, created_by, created_at) values (?, ?, ?, ?, ?, ?)',
    ),
  }
  const tag = newUid()
  const passages: string[] = []
  db.transaction(() => {
    insert.tag.run(tag, 'Tag', ...made)
    for (let i = 0; i < documents; i++) {
      const body = articleOf(charactersPerDocument, random)
      const [uid, original] = [newUid(), sha256(body)]
      insert.original.run(original, body.length, ...made)
      insert.bytes.run(original, Buffer.from(body))
      insert.document.run(uid, `Document ${i}`, original, ...made)
      insert.text.run(uid, body, encodeBlocks([]), sha256(body))
      for (let n = 0; n < passagesPerDocument; n++) {
        const from = Math.floor(random() * (body.length - 60))
        const { start: first, end, quote, prefix, suffix } = makeAnchor(body, from, from + 50)
        const passage = newUid()
        insert.passage.run(passage, uid, first, end, quote, prefix, suffix, ...made)
        passages.push(passage)
      }
    }
    for (const passage of passages.slice(0, taggings)) {
      insert.tagging.run(derivedUid('tagging', passage, tag, 'bench'), passage, tag, 'bench', ...made)
    }
  })()
  rebuildSearchIndex(db)
  db.close()
}

function edit(name: string, first: number): void {
  copyFileSync(file('base'), file(name))
  const project = openProject(file(name), { analyst, mustWrite: true })
  const passages = project.db.column<string>(
    sql`select uid from passage order by uid limit ${edits} offset ${first}`,
  )
  project.history?.perform({ operation: 'bench', label: 'Edit' }, (db) => {
    for (const uid of passages) updateRow(db, 'passage', uid, { note: `A note of the ${name} side` })
  })
  project.close()
}
