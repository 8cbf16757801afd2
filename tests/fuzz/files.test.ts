import { execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { migrate, migrations, schemaVersion } from '../../db/migrate.ts'
import { afterFile } from '../support/cleanup.ts'
import { randomFrom } from '../support/mutate.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'
import { bounded, processScript, times } from './bounded.ts'

// A gate that hangs is killed long before by the program itself: see `passGate`.
const ceiling = { seconds: 90, megabytes: 350 }

interface Verdict {
  readonly ok: boolean
  readonly error?: { readonly code: string; readonly message: string }
}

/** What the gate's check says of each file, in a process of their own within its ceiling. */
async function verdicts(files: readonly string[]): Promise<Verdict[]> {
  const { stdout, stderr, status } = await bounded(processScript('check-files.ts'), files, ceiling)
  expect([status, stderr]).toEqual([0, ''])
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict)
}

/** What opening comes to, in the program, with its own gate in a process of its own. */
async function opening(file: string, profile = aFolder()) {
  const { stdout, stderr, status } = await bounded(processScript('open-file.ts'), [file, profile], ceiling)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout) as { opened?: boolean; readOnly?: boolean; code?: string; message?: string }
}

const sound = aProjectFile('sound.claimboard', aFolder(), 'Words of a text. '.repeat(500))

/** A copy of a sound project, changed as its maker likes: also what SQLite keeps others from changing. */
function hostile(statements: string): string {
  const file = path.join(aFolder(), 'hostile.claimboard')
  copyFileSync(sound, file)
  const connection = new Database(file)
  try {
    connection.unsafeMode(true)
    connection.pragma('foreign_keys = off')
    connection.exec(statements)
  } finally {
    connection.close()
  }
  return file
}

/** Writes into the schema itself, as no statement would. */
function rewritten(statement: string): string {
  return `pragma writable_schema = on; ${statement}; pragma writable_schema = reset`
}

const tagTable = `where type = 'table' and name = 'tag'`
const inTag = (from: string, to: string) =>
  rewritten(`update sqlite_schema set sql = replace(sql, '${from}', '${to}') ${tagTable}`)
const endless = 'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n'

const schemas: readonly (readonly [string, string])[] = [
  ['a view without an end', `create view endless as ${endless}`],
  ['a view in the place of a table, without an end', `drop table board; create view board as ${endless}`],
  [
    'a view that calls itself',
    rewritten(`insert into sqlite_schema values ('view', 'v', 'v', 0, 'create view v as select * from v')`),
  ],
  [
    'views upon views',
    Array.from(
      { length: 40 },
      (_, i) => `create view v${i} as select 1 a ${i === 0 ? '' : `from v${i - 1} x, v${i - 1} y`}`,
    ).join(';'),
  ],
  [
    'a trigger on a table that the program writes',
    'create trigger t after insert on change begin delete from tag; end',
  ],
  [
    'a trigger that waits for the update of a view',
    'create view v as select 1 a; create trigger t instead of insert on v begin select 1; end',
  ],
  ['a virtual table of SQLite’s own', 'create virtual table v using fts5 (a)'],
  [
    'a virtual table of a module that does not exist',
    rewritten(
      `insert into sqlite_schema values ('table', 'v', 'v', 0, 'create virtual table v using nothing (a)')`,
    ),
  ],
  ['an R*Tree', 'create virtual table v using rtree (id, a, b)'],
  [
    'a table over the pages of the file',
    rewritten(
      `insert into sqlite_schema values ('table', 'v', 'v', 0, 'create virtual table v using dbstat')`,
    ),
  ],
  [
    'a generated column that is computed when it is read',
    'alter table tag add column g text generated always as (replace(hex(zeroblob(1000)), 0, 1)) virtual',
  ],
  [
    'a check that never ends',
    inTag('position real not null', `position real not null check ((${endless.replaceAll("'", "''")}) > 0)`),
  ],
  [
    'a default that calls a function',
    inTag('position real not null', 'position real not null default (load_extension(1))'),
  ],
  ['a column more', 'alter table tag add column more text'],
  ['columns in another order', inTag('name text not null, colour text', 'colour text, name text not null')],
  ['a collation of its own', inTag('name text not null', 'name text not null collate nocase')],
  ['a table without STRICT', inTag('strict, without rowid', 'without rowid')],
  [
    'a table that is no longer WITHOUT ROWID',
    rewritten(`update sqlite_schema set sql = replace(sql, ', without rowid', '') ${tagTable}`),
  ],
  ['an index on an expression', 'create index i on tag (lower(name))'],
  ['an index that leaves rows out', 'create index i on tag (name) where name glob printf(name)'],
  [
    'an index that is called like one of the program, on something else',
    'drop index tag_parent; create index tag_parent on tag (name)',
  ],
  [
    'a table that AUTOINCREMENT brings',
    'create table mine (a integer primary key autoincrement); drop table mine',
  ],
  [
    'a table under a name of SQLite’s',
    rewritten(
      `insert into sqlite_schema values ('table', 'sqlite_mine', 'sqlite_mine', 3, 'create table sqlite_mine (a)')`,
    ),
  ],
  [
    'two tables on one page',
    rewritten(
      `update sqlite_schema set rootpage = (select rootpage from sqlite_schema where name = 'claim') where name = 'board'`,
    ),
  ],
  ['a table on no page', rewritten(`update sqlite_schema set rootpage = 0 where name = 'board'`)],
  [
    'a table on a page behind the end',
    rewritten(`update sqlite_schema set rootpage = 999999 where name = 'board'`),
  ],
  ['a statement that is none', inTag('create', 'create create')],
  [
    'a name of a megabyte',
    rewritten(
      `insert into sqlite_schema values ('table', printf('%.*c', 1000000, 'x'), 'x', 0, 'create table x (a)')`,
    ),
  ],
  [
    'ten thousand tables',
    rewritten(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) insert into sqlite_schema select 'table', 't' || i, 't' || i, 3, 'create table t' || i || ' (a)' from n`,
    ),
  ],
  ['a name twice', rewritten(`insert into sqlite_schema select * from sqlite_schema where name = 'board'`)],
]

describe('a schema that is not the one of its version', () => {
  let found: Verdict[]
  beforeAll(async () => {
    found = await verdicts(schemas.map(([, statements]) => hostile(statements)))
  })

  it.each(schemas.map(([what], index) => [what, index] as const))('%s is refused', (_, index) => {
    expect(found[index]).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^(not-a-project|damaged)$/) },
    })
  })

  it('of statistics that ANALYZE adds may hold anything, and nothing comes of it', async () => {
    const file = hostile(`analyze; delete from sqlite_stat1; delete from sqlite_stat4;
      insert into sqlite_stat1 select 'tag', 'tag_parent', printf('%.*c', 100000, '9');
      insert into sqlite_stat1 values ('tag', null, '0 0 0 -1 unordered sz=0 noskipscan'), (x'00', x'00', x'00');
      insert into sqlite_stat4 values ('tag', 'tag_parent', '1', '1', '1', x'ff00ff'), (null, null, null, null, null, null)`)
    expect(await opening(file)).toMatchObject({ opened: true })
  })
})

const rows: readonly (readonly [string, string, RegExp])[] = [
  [
    'a type that its column has not',
    `pragma writable_schema = on; update sqlite_schema set sql = replace(sql, ') strict', ')') where name = 'lead'`,
    /not as Claimboard makes it/,
  ],
  [
    'a text of 100 MB',
    `update tag set name = printf('%.*c', 100000000, 'x')`,
    /tag\.name” is longer|cannot be read/,
  ],
  [
    'an original larger than any import',
    `update original_bytes set bytes = zeroblob(70000000)`,
    /original_bytes\.bytes” is longer/,
  ],
  [
    'JSON that nests a million times',
    `update change set after = printf('%.*c', 900000, '[')`,
    /change\.after” cannot be read/,
  ],
  ['a token out of no list', `update passage set deleted = 7`, /passage\.deleted” is none/],
  [
    'paragraphs behind the end of the text',
    `update document_text set blocks = '[["paragraph",0,99999999]]'`,
    /paragraphs of “A document” do not fit/,
  ],
  [
    'paragraphs that are none',
    `update document_text set blocks = '{"length":1000000000}'`,
    /paragraphs of “A document” do not fit/,
  ],
  ['a reference that leads nowhere', `update passage set document = 'nowhere'`, /references lead nowhere/],
  [
    'an original that is not what its name says',
    `update original_bytes set bytes = cast(x'504b0304' || zeroblob(100) as blob)`,
    /original of “A document”/,
  ],
]

describe('rows that no program has written', () => {
  let found: Verdict[]
  beforeAll(async () => {
    found = await verdicts(rows.map(([, statements]) => hostile(statements)))
  })

  it.each(rows.map(([what, , words], index) => [what, words, index] as const))(
    'with %s are refused in words',
    (_, words, index) => {
      expect(found[index]).toMatchObject({ ok: false, error: { message: expect.stringMatching(words) } })
    },
  )

  it('whose parents go in circles are opened, and verify says so', async () => {
    const file =
      hostile(`insert into tag (uid, parent, name, position, created_by, created_at) values ('a', null, 'A', 1, 'x', 'x'), ('b', 'a', 'B', 1, 'x', 'x');
      update tag set parent = 'b' where uid = 'a'`)
    expect(await opening(file)).toMatchObject({ opened: true })
  })

  it('behind a full-text index that is hostile are opened: the index is made anew, and never read', async () => {
    const file = hostile(
      `update search_index_data set block = zeroblob(length(block)); update search_index_docsize set sz = x'ffffffffffffffffff';`,
    )
    expect(await opening(file)).toMatchObject({ opened: true })
  })

  it.each([
    `insert or replace into search_index_config values ('version', 99)`,
    `insert into search_index_config values ('rank', 'nothing(); drop table claim')`,
    `insert into search_index_config values ('pgsz', -1)`,
    `delete from search_index_config`,
  ])('behind a full-text index with settings of its own (%s) are refused', async (statement) => {
    expect(await opening(hostile(statement))).toMatchObject({ code: 'damaged' })
  })

  it('behind a full-text index of noise are opened too', async () => {
    const seeds = Array.from({ length: 3 * times }, (_, seed) => seed)
    for (const seed of seeds) {
      const random = randomFrom(seed)
      const file = path.join(aFolder(), 'noise.claimboard')
      copyFileSync(sound, file)
      const connection = new Database(file)
      connection.unsafeMode(true)
      connection.function('noise', { deterministic: false }, (length) =>
        Buffer.from(Array.from({ length: Number(length) }, () => Math.floor(random() * 256))),
      )
      connection.exec('update search_index_data set block = noise(length(block))')
      connection.close()
      expect([seed, await opening(file)]).toMatchObject([seed, { opened: true }])
    }
  })
})

it('a file of every version that there was passes', async () => {
  const files = migrations.map((_, index) => {
    const file = path.join(aFolder(), `version ${index + 1}.claimboard`)
    const connection = new Database(file)
    migrate(connection, migrations.slice(0, index + 1))
    connection.close()
    return file
  })
  expect(await verdicts(files)).toEqual(files.map(() => ({ ok: true })))
})

describe('a first page that says something odd', () => {
  const changed = (change: (header: Buffer) => void) => {
    const bytes = readFileSync(sound)
    change(bytes)
    const file = path.join(aFolder(), 'odd.claimboard')
    writeFileSync(file, bytes)
    return file
  }
  it.each<readonly [string, (header: Buffer) => void, string]>([
    ['pages of no size', (header) => header.writeUInt16BE(0, 16), 'damaged'],
    ['pages of 64 KiB', (header) => header.writeUInt16BE(1, 16), 'damaged'],
    ['pages of 512 bytes', (header) => header.writeUInt16BE(512, 16), 'damaged'],
    ['pages of an odd size', (header) => header.writeUInt16BE(4095, 16), 'damaged'],
    ['bytes kept back on each page', (header) => header.writeUInt8(255, 20), 'damaged'],
    ['a text encoding of UTF-16', (header) => header.writeUInt32BE(2, 56), 'damaged'],
    ['another application', (header) => header.writeUInt32BE(0x0f055112, 68), 'not-a-project'],
    ['a newer version', (header) => header.writeUInt32BE(schemaVersion + 1, 60), 'file-too-new'],
    ['a version below zero', (header) => header.writeInt32BE(-1, 60), 'file-too-new'],
    ['no version', (header) => header.writeUInt32BE(0, 60), 'damaged'],
    ['a schema format of the future', (header) => header.writeUInt32BE(5, 44), 'damaged'],
    ['a list of free pages that is the schema', (header) => header.writeUInt32BE(1, 32), 'damaged'],
    ['a million free pages', (header) => header.writeUInt32BE(1_000_000, 36), 'damaged'],
    ['a largest root page, as auto-vacuum has', (header) => header.writeUInt32BE(4, 52), 'damaged'],
    ['a file format of the future', (header) => header.fill(3, 18, 20), 'damaged'],
  ])('%s, is refused', async (_, change, code) => {
    expect(await opening(changed(change))).toMatchObject({ code })
  })

  it('a write-ahead log that is not there, is opened', async () => {
    expect(await opening(changed((header) => header.fill(2, 18, 20)))).toMatchObject({ opened: true })
  })
})

describe('a journal that somebody put beside a project', () => {
  const withBeside = (suffix: string, bytes: Buffer) => {
    const file = path.join(aFolder(), 'beside.claimboard')
    copyFileSync(sound, file)
    writeFileSync(file + suffix, bytes)
    return file
  }

  it.each(['-wal', '-journal'])(
    'as noise (%s) is applied as far as it is a journal: not at all',
    async (suffix) => {
      for (let seed = 0; seed < 3 * times; seed++) {
        const random = randomFrom(seed)
        const noise = Buffer.from(Array.from({ length: 5000 }, () => Math.floor(random() * 256)))
        expect([seed, await opening(withBeside(suffix, noise))]).toMatchObject([seed, { opened: true }])
      }
    },
  )

  it('and that names another file for one of its own, does nothing to it', async () => {
    const file = path.join(aFolder(), 'hot.claimboard')
    copyFileSync(sound, file)
    const victim = path.join(aFolder(), 'letters-mj0A1B2C9D3')
    writeFileSync(victim, 'Dear all')
    const precious = path.join(aFolder(), 'precious.txt')
    writeFileSync(precious, 'precious')
    for (const named of [precious, victim]) {
      writeFileSync(`${file}-journal`, hotJournal(file, named))
      await opening(file)
      expect([existsSync(precious), existsSync(victim)]).toEqual([true, true])
    }
  })

  it.each(['-wal', '-journal', '-shm', '-lock'])(
    'as a pipe, a link or a folder (%s) is not followed',
    async (suffix) => {
      const elsewhere = path.join(aFolder(), 'letters.txt')
      writeFileSync(elsewhere, 'Dear all')
      const makers: readonly ((at: string) => void)[] = [
        (at) => execFileSync('mkfifo', [at]),
        (at) => symlinkSync(elsewhere, at),
        (at) => symlinkSync('/dev/zero', at),
        (at) => symlinkSync(at, at),
        (at) => mkdirSync(at),
      ]
      for (const [index, make] of makers.entries()) {
        const file = path.join(aFolder(), 'beside.claimboard')
        copyFileSync(sound, file)
        make(file + suffix)
        const outcome = await opening(file)
        // Without its lock file a project can be read.
        if (suffix === '-lock')
          expect([index, outcome]).toMatchObject([index, { opened: true, readOnly: true }])
        else
          expect([index, outcome]).toMatchObject([
            index,
            { code: 'not-a-project', message: expect.stringContaining('no ordinary file') },
          ])
        expect(readFileSync(elsewhere, 'utf8')).toBe('Dear all')
      }
    },
  )
})

describe('what is no file, or is not still', () => {
  it.each<readonly [string, (at: string) => void, string]>([
    ['a folder', (at) => mkdirSync(at), 'not-a-project'],
    ['a pipe', (at) => execFileSync('mkfifo', [at]), 'not-a-project'],
    ['a device', (at) => symlinkSync('/dev/zero', at), 'not-a-project'],
    ['a link in a circle', (at) => symlinkSync(at, at), 'not-found'],
    ['a link to nowhere', (at) => symlinkSync('nowhere', at), 'not-found'],
    ['an empty file', (at) => writeFileSync(at, ''), 'not-a-project'],
    [
      'a file of zeros of 17 GB',
      (at) => {
        copyFileSync(sound, at)
        truncateSync(at, 17 * 2 ** 30)
      },
      'not-a-project',
    ],
  ])('%s is refused in words', async (_, make, code) => {
    const file = path.join(aFolder(), 'odd.claimboard')
    make(file)
    expect(await opening(file)).toMatchObject({ code })
  })

  it('a file that another program goes on writing is left alone', async () => {
    const file = path.join(aFolder(), 'growing.claimboard')
    copyFileSync(sound, file)
    const page = readFileSync(sound).subarray(0, 4096)
    appendFileSync(file, page)
    const script = `const { appendFileSync } = require('node:fs'); const page = Buffer.alloc(4096); console.log('writing'); setInterval(() => appendFileSync(process.argv[1], page))`
    const writer = spawn(process.execPath, ['-e', script, file], { stdio: ['ignore', 'pipe', 'ignore'] })
    afterFile(() => writer.kill('SIGKILL'))
    await new Promise((resolve) => writer.stdout.once('data', resolve))
    const outcome = await opening(file)
    writer.kill('SIGKILL')
    expect(outcome.code).toMatch(/^(locked|damaged)$/)
    expect(statSync(file).size).toBeGreaterThan(page.length)
    expect(readdirSync(path.dirname(file))).toEqual(['growing.claimboard'])
  })
})

/** A rollback journal that SQLite takes for one to be rolled back, which names a journal of several databases. */
function hotJournal(file: string, named: string): Buffer {
  const bytes = readFileSync(file)
  const sector = Buffer.alloc(512)
  Buffer.from('d9d505f920a163d7', 'hex').copy(sector)
  sector.writeInt32BE(1, 8)
  sector.writeUInt32BE(bytes.length / 4096, 16)
  sector.writeUInt32BE(512, 20)
  sector.writeUInt32BE(4096, 24)
  const page = bytes.subarray(0, 4096)
  const record = Buffer.alloc(4 + 4096 + 4)
  record.writeUInt32BE(1, 0)
  page.copy(record, 4)
  // Every 200th byte from the end, as SQLite's pager sums a page.
  let sum = 0
  for (let at = 4096 - 200; at > 0; at -= 200) sum += page[at] ?? 0
  record.writeUInt32BE(sum >>> 0, 4 + 4096)
  const name = Buffer.from(named)
  const tail = Buffer.alloc(4 + name.length + 4 + 4 + 8)
  tail.writeUInt32BE(2 ** 30 / 4096 + 1, 0)
  name.copy(tail, 4)
  tail.writeUInt32BE(name.length, 4 + name.length)
  tail.writeUInt32BE(
    name.reduce((total, byte) => total + byte, 0),
    8 + name.length,
  )
  Buffer.from('d9d505f920a163d7', 'hex').copy(tail, 12 + name.length)
  return Buffer.concat([sector, record, tail])
}
