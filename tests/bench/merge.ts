import { copyFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { interleaved, type Run, runProgram, runScript } from './measure.ts'
import type { Result } from './result.ts'

const tables = [
  'analyst',
  'original',
  'document',
  'tag',
  'passage',
  'tagging',
  'original_bytes',
  'document_text',
]

/**
 * Merging by the real task ÷ the sqlite3 command that inserts or replaces the same rows, of a project with 100,000
 * rows and 5,000 edits on each side, and of one with 100,000 rows that come in.
 */
export function benchMerge(folder: string, rounds: number): Result[] {
  const file = (name: string) => path.join(folder, `${name}.claimboard`)
  runScript('merge-project.ts', [folder])
  const fresh = (name: string) => {
    const copy = file('into')
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true })
    copyFileSync(file(name), copy)
    return copy
  }
  const ours = (into: string, from: string, part: string) => () =>
    runScript('merge-task.ts', [fresh(into), file(from), part])
  const theirs = (into: string, from: string, script: string) => () =>
    runProgram('sqlite3', [fresh(into)], `attach '${file(from)}' as other;\n${script}`)
  const runs = interleaved(rounds, {
    edits: ours('left', 'right', 'transaction'),
    whole: ours('left', 'right', 'task'),
    editsYardstick: theirs('left', 'right', insertOrIgnore + replaceEdited),
    rows: ours('empty', 'base', 'transaction'),
    rowsYardstick: theirs('empty', 'base', insertOrIgnore + index),
  })
  return [
    line('Merge of 100,000 rows with 5,000 edits on each side', replaces, runs.edits, runs.editsYardstick),
    line('the same with the check of the copy and a backup', replaces, runs.whole, runs.editsYardstick),
    line(
      'Merge that brings 100,000 rows and 500 texts',
      '`sqlite3`: attach, insert or ignore the same rows, index the texts',
      runs.rows,
      runs.rowsYardstick,
    ),
  ]
}

const replaces = '`sqlite3`: attach, insert or ignore every row, replace the edited ones'

function line(name: string, yardstick: string, ours: Run, theirs: Run): Result {
  return {
    name,
    yardstick,
    ms: ours.ms,
    yardstickMs: theirs.ms,
    ratio: ours.ms / theirs.ms,
    aim: null,
    peakMiB: ours.peakMiB,
  }
}

const insertOrIgnore = [
  'pragma synchronous = full; begin;',
  ...tables.map((table) => `insert or ignore into ${table} select * from other.${table};`),
].join('\n')

// What came to be written last is all that it knows: no entries of cells, no journal, no conflicts.
const replaceEdited = `
  insert or replace into passage select * from other.passage where uid in (select uid from other.cell where tbl = 'passage');
  commit;`

// An index of its own: the sqlite3 of a system may be too old for that of the project.
const index = `
  create virtual table yardstick using fts5 (body, content = '', tokenize = "unicode61 remove_diacritics 2");
  insert into yardstick (rowid, body) select rowid, body from other.document_text;
  commit;`
