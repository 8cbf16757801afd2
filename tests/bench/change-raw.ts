// The least that the same change and the same lists take: change-raw.ts PROJECT. The rows of one claim are written and
// the lists beside the reader are read, without their counts.
import Database from 'better-sqlite3'
import { newUid } from '../../db/ids.ts'
import { report } from './measure.ts'

const [file = ''] = process.argv.slice(2)
const db = new Database(file)
db.pragma('journal_mode = wal')
db.pragma('synchronous = full')
const first = (table: string) => db.prepare(`select uid from ${table} limit 1`).pluck().get() as string
const [passage, actor, event] = [first('passage'), first('actor'), first('event')]
const made = ['bench', '2025-01-01T00:00:00.000Z']
const lists = ['document', 'tag', 'actor', 'event', 'hypothesis', 'board', 'lead', 'view'].map((table) =>
  db.prepare(`select * from ${table} order by uid`),
)
const passages = db.prepare(
  'select * from passage where document = (select document from passage where uid = ?)',
)

function write(): void {
  const [proposition, claim] = [newUid(), newUid()]
  const insert = (table: string, row: Record<string, unknown>) => {
    const values = [...Object.values(row), ...made]
    const columns = [...Object.keys(row), 'created_by', 'created_at']
    db.prepare(`insert into ${table} (${columns}) values (${columns.map(() => '?')})`).run(...values)
  }
  db.transaction(() => {
    insert('proposition', { uid: proposition, statement: 'What is made here.', kind: 'fact' })
    insert('claim', { uid: claim, proposition, number: 1, stance: 'asserts', holder: actor, status: 'draft' })
    insert('claimant', { uid: newUid(), claim, kind: 'actor', actor, position: 1 })
    insert('evidence', { uid: newUid(), claim, role: 'content', passage, position: 1 })
    insert('about', { uid: newUid(), claim, actor, role: 'subject' })
    insert('claim_event', { uid: newUid(), claim, event })
  })()
}

function read(): void {
  for (const list of lists) list.all()
  passages.all(passage)
}

for (let i = 0; i < 3; i++) {
  write()
  read()
}
const begun = performance.now()
write()
read()
const ms = performance.now() - begun
db.pragma('journal_mode = delete')
db.close()
report(ms)
