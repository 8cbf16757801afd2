// Makes a project of about so many MiB, most of them originals, that the given profile knows for its own:
// sized-project.ts PROJECT MIB PROFILE.
import { randomBytes } from 'node:crypto'
import Database from 'better-sqlite3'
import { encodeBlocks } from '../../db/blocks.ts'
import { newUid, sha256 } from '../../db/ids.ts'
import { knownFiles } from '../../db/known-files.ts'
import { createProject } from '../../db/project.ts'
import { rebuildSearchIndex } from '../../db/reindex.ts'
import { makeAnchor } from '../../db/text/anchor.ts'
import { report } from './measure.ts'
import { articleOf, randomFrom } from './random.ts'

const [file = '', mebibytes = '', profile = ''] = process.argv.slice(2)
const documents = 200
const charactersPerDocument = 5_000
const passagesPerDocument = 10
// What the text, the passages and the index of a document take.
const bytesBeside = 18_000
const bytesPerOriginal = Math.round((Number(mebibytes) * 2 ** 20) / documents) - bytesBeside

createProject(file, 'Bench', { uid: 'bench', name: 'Bench', initials: 'B' })
const db = new Database(file)
// It is made for this run only.
db.pragma('synchronous = off')
const random = randomFrom(6)
const at = '2025-01-01T00:00:00.000Z'
const insert = {
  original: db.prepare(
    `insert into original (uid, media_type, size, created_by, created_at) values (?, 'application/pdf', ?, 'bench', '${at}')`,
  ),
  bytes: db.prepare('insert into original_bytes (original, bytes) values (?, ?)'),
  document:
    db.prepare(`insert into document (uid, title, kind, direction, language, published, reading_status, original,
    paragraphs, created_by, created_at) values (?, ?, 'report', 'ltr', 'en', '2024-11-05', 'unread', ?, 1, 'bench', '${at}')`),
  text: db.prepare('insert into document_text (document, body, blocks, sha256) values (?, ?, ?, ?)'),
  passage: db.prepare(`insert into passage (uid, document, start_offset, end_offset, quote, prefix, suffix,
    created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, 'bench', '${at}')`),
}
for (let i = 0; i < documents; i++) {
  // A transaction each: what is not written yet is held in memory.
  db.transaction(() => {
    const bytes = randomBytes(bytesPerOriginal)
    const original = sha256(bytes)
    insert.original.run(original, bytes.length)
    insert.bytes.run(original, bytes)
    const document = newUid()
    const body = articleOf(charactersPerDocument, random).replaceAll('\n', ' ')
    insert.document.run(document, `Report ${i}`, original)
    const blocks = encodeBlocks([{ kind: 'paragraph', start: 0, end: body.length }])
    insert.text.run(document, body, blocks, sha256(body))
    for (let n = 0; n < passagesPerDocument; n++) {
      const start = Math.floor(random() * (body.length - 400))
      const { start: from, end, quote, prefix, suffix } = makeAnchor(body, start, start + 200)
      insert.passage.run(newUid(), document, from, end, quote, prefix, suffix)
    }
  })()
}
rebuildSearchIndex(db)
db.close()
knownFiles(profile).closed(file)
report(performance.now())
