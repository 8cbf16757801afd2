// The yardsticks of opening, closing, undoing and going back: project-raw.ts open|close|update|back PROJECT. The least that
// better-sqlite3 needs to read the list of documents, to write a log back after a change, to write 50,000 values, and to
// copy the file and write in it what the journal says was before.
import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { report } from './measure.ts'

const [part = '', file = ''] = process.argv.slice(2)

const start = performance.now()
const db = new Database(file)
db.pragma('journal_mode = wal')
db.pragma('synchronous = full')
if (part === 'open') {
  db.prepare('select * from document order by uid').all()
  finish(performance.now() - start)
} else if (part === 'close') {
  db.prepare('update project set question = ?').run(`What happened at ${Date.now()}?`)
  const closing = performance.now()
  close()
  report(performance.now() - closing)
} else if (part === 'back') {
  const target = `${file}.raw`
  db.prepare('vacuum into ?').run(target)
  const copy = new Database(target)
  copy.pragma('synchronous = full')
  copy
    .prepare(`update claim set status = c.before ->> 'status' from change c
      where c.uid = claim.uid and c.tbl = 'claim' and c.col = 'status'`)
    .run()
  copy.close()
  finish(performance.now() - start)
  rmSync(target)
} else {
  const claims = db.prepare('select uid from claim').pluck().all() as string[]
  const update = db.prepare('update claim set status = ? where uid = ?')
  const writing = performance.now()
  db.transaction(() => {
    for (const claim of claims) update.run('draft', claim)
  })()
  finish(performance.now() - writing)
}

function finish(ms: number): void {
  close()
  report(ms)
}

function close(): void {
  db.pragma('journal_mode = delete')
  db.close()
}
