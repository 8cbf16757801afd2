// Reads the same files and inserts their texts with a full-text index, and nothing else, in one transaction:
// import-raw.ts FOLDER DATABASE.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { report } from './measure.ts'

const [folder = '', file = ''] = process.argv.slice(2)
const db = new Database(file)
db.pragma('journal_mode = wal')
db.pragma('synchronous = full')
db.exec(`
  create table document (id integer primary key, name text not null, body text not null) strict;
  create virtual table search using fts5 (body, content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2");`)

const start = performance.now()
const document = db.prepare('insert into document (name, body) values (?, ?)')
const search = db.prepare('insert into search (rowid, body) values (?, ?)')
db.transaction(() => {
  for (const name of readdirSync(folder)) {
    const body = readFileSync(path.join(folder, name), 'utf8')
    search.run(document.run(name, body).lastInsertRowid, body)
  }
})()
const ms = performance.now() - start
db.close()

report(ms)
