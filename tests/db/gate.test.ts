import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { checkFile } from '../../db/check-file.ts'
import { nodeGate, type SpawnGate, spawnGate } from '../../db/gate.ts'
import { inspectBytes } from '../../db/inspect.ts'
import { schemaVersion } from '../../db/migrate.ts'
import { schemaOf } from '../../db/permitted-schema.ts'
import { createProject, openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { startChild } from '../support/child.ts'
import { anActor, anAlias, anna, aTag } from '../support/factories.ts'
import { foreignRecords } from '../support/foreign-records.ts'
import { aFolder, aProjectFile, openForeign, tamper, writeTo } from '../support/project-files.ts'

/** The private copies that this process has made and not removed. */
const copies = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`claimboard-copy-${process.pid}-`))

const refused: SpawnGate = () => {
  throw new Error('A known file goes through no gate.')
}

/** The check without its process, for the many that ask what it finds. */
const checkedHere: SpawnGate = (args) => ({
  status: 0,
  stdout: JSON.stringify(checkFile(args.at(-1) ?? '')),
  timedOut: false,
})

function failure(action: () => unknown): { code?: string; message?: string } {
  try {
    action()
  } catch (error) {
    return error as { code?: string; message?: string }
  }
  throw new Error('It did not fail.')
}

describe('a project from elsewhere', () => {
  it('opens for writing once it is checked, and is known from then on', () => {
    const file = aProjectFile()
    const profile = aFolder()
    const project = openForeign(file, { profile })
    expect(project.context).toMatchObject({ readOnly: false, warnings: [] })
    project.history?.perform({ operation: 'test', label: 'Tag' }, (db) => aTag(db, 'New'))
    project.close()
    const again = openForeign(file, { profile, spawn: refused })
    expect(again.db.column(sql`select name from live_tag order by name`)).toEqual(['Denials', 'New'])
    again.close()
    expect(copies()).toEqual([])
  })

  it('may hold what ANALYZE adds', () => {
    const file = aProjectFile()
    tamper(file, 'analyze')
    const project = openForeign(file)
    expect(project.context.readOnly).toBe(false)
    project.close()
  })

  it('is searched in an index that was made anew', () => {
    const file = aProjectFile()
    tamper(file, `delete from search_entry; insert into search_index (rowid, body) values (7, 'planted');`)
    for (const readOnly of [true, false]) {
      const project = openForeign(file, { readOnly })
      const found = (word: string) =>
        project.db.column(sql`select e.col from search_index i join search_entry e on e.n = i.rowid
          where search_index match ${word}`)
      expect(found('officials')).toEqual(['body'])
      expect(
        project.db.column(sql`select rowid from search_index where search_index match 'planted'`),
      ).toEqual([])
      project.close()
    }
  })

  it('that can only be read is opened as the copy that was checked', () => {
    const file = aProjectFile()
    chmodSync(file, 0o444)
    const project = openForeign(file)
    expect(project.db.connection.name).not.toBe(file)
    // Root may write anything; others could not apply a journal to a copy that is write-protected as well.
    expect(statSync(project.db.connection.name).mode & 0o200).toBe(0o200)
    expect(copies()).toHaveLength(1)
    project.close()
    expect(copies()).toEqual([])
  })
})

describe('a file that carries more than a project does', () => {
  it.each([
    ['a trigger', `create trigger sneaky after insert on tag begin select 1; end`, 'a trigger “sneaky”'],
    ['a view', 'create view extra as select * from tag', 'a view “extra”'],
    [
      'a recursive view',
      'create view endless as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n',
      'a view “endless”',
    ],
    [
      'a view in the place of a table',
      'drop table board; create view board as select 1 uid',
      'a view “board” in the place',
    ],
    ['an extra table', 'create table mine (a)', 'a table “mine”'],
    ['a virtual table', `create virtual table v using fts5 (a)`, 'a virtual table “v”'],
    ['an index on an expression', 'create index i on tag (lower(name))', 'an index on an expression, “i”'],
    ['an extra index', 'create index i on tag (name)', 'an index “i”'],
    ['an extra column', 'alter table tag add column x text', 'table “tag” is not as Claimboard makes it'],
    [
      'a generated column',
      'alter table tag add column x text generated always as (lower(name)) virtual',
      'table “tag” has a generated column',
    ],
    ['less than a project', 'drop table card_link', '“card_link” is missing'],
    ['a name full of tricks', `create view "x\u202e\n${'y'.repeat(300)}" as select 1`, '“x\uFFFD\uFFFDyyy'],
  ])('%s is refused by name, and left as it was', (_, statements, words) => {
    const file = aProjectFile()
    tamper(file, statements)
    const before = readFileSync(file)
    for (const readOnly of [false, true]) {
      const error = failure(() => openForeign(file, { readOnly, spawn: checkedHere }))
      expect(error.code).toBe('not-a-project')
      expect(error.message).toContain(words)
      expect(error.message?.length).toBeLessThan(400)
    }
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
    expect(copies()).toEqual([])
  })

  it('is refused even where the profile knows the file', () => {
    const file = aProjectFile()
    tamper(file, 'create view extra as select 1')
    expect(failure(() => openProject(file, { analyst: anna })).message).toContain('a view “extra”')
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })
})

describe('a damaged file', () => {
  const damaged = (file: string) => {
    const error = failure(() => openForeign(file, { spawn: checkedHere }))
    expect(error.code).toBe('damaged')
    return error.message
  }

  it('is recognised wherever a page in the middle was overwritten', () => {
    const sound = aProjectFile('test.claimboard', aFolder(), 'A long text. '.repeat(2000))
    const whole = readFileSync(sound)
    // The full-text index is the exception: its pages are not looked at, but made anew.
    const looked = pagesOf(sound).filter(({ name }) => !name.startsWith('search_index_'))
    const file = path.join(aFolder(), 'damaged.claimboard')
    for (const { page } of looked.filter((_, i) => i % 12 === 1)) {
      const bytes = Buffer.from(whole).fill(0x5a, (page - 1) * 4096, page * 4096)
      writeFileSync(file, bytes)
      expect([page, verdictOf(file)]).toEqual([page, 'damaged'])
      expect(readFileSync(file).equals(bytes)).toBe(true)
    }
    expect(copies()).toEqual([])
  })

  it('is recognised by the checksum where only a letter of a text is another', () => {
    const file = aProjectFile()
    tamper(file, `update document_text set body = replace(body, 'denied', 'dented')`)
    expect(damaged(file)).toContain('The text of “A document” is not what was imported')
  })

  it('is recognised by the checksum where an original was changed', () => {
    const file = aProjectFile()
    tamper(file, `update original_bytes set bytes = x'00'`)
    expect(damaged(file)).toContain('The original of “A document” is not what was imported')
  })

  it('is recognised where a reference leads nowhere', () => {
    const file = aProjectFile()
    tamper(file, `update passage set document = 'nowhere'`)
    expect(damaged(file)).toContain('references lead nowhere')
  })

  it('is recognised by a value that is longer than it can be, or is not JSON', () => {
    const long = aProjectFile()
    tamper(long, `update tag set name = printf('%.*c', 2000000, 'x')`)
    expect(damaged(long)).toContain('“tag.name” is longer')
    const broken = aProjectFile()
    tamper(broken, `update change set after = '{"uid"'`)
    expect(damaged(broken)).toContain('“change.after” cannot be read')
  })

  it.each([
    ['that is no write', `'[]', 0`],
    ['of a time that no calendar has', `'{"note":null}', 9000000000000000`],
  ])('is recognised by an entry for merging %s', (_, values) => {
    const file = aProjectFile()
    tamper(
      file,
      `insert into cell (tbl, uid, col, sid, seq, val, hlc) select 'passage', uid, 'note', x'00', 1, ${values} from passage`,
    )
    expect(damaged(file)).toContain('“cell.val” cannot be read')
  })

  it.each(foreignRecords)(
    'is recognised by a record in %s of a column that there is not',
    (record, statement) => {
      const file = aProjectFile()
      tamper(file, statement)
      expect(damaged(file)).toContain(`“${record}”`)
    },
  )

  it('is recognised by an index that does not fit its table', () => {
    const file = aProjectFile()
    writeTo(file, (db) => anAlias(db, anActor(db, 'Post'), 'Zanzibar Post'))
    const whole = readFileSync(file)
    const outcomes = placesOf(whole, 'Zanzibar Post').map((at) => {
      const bytes = Buffer.from(whole)
      bytes.write('Q', at)
      writeFileSync(file, bytes)
      return verdictOf(file)
    })
    // In the table, in its index, and in the history, which has no checksum.
    expect(outcomes.sort()).toEqual(['damaged', 'damaged', 'opened'])
  })
})

describe('the check', () => {
  it('that does not end is killed, and leaves nothing behind', () => {
    const file = aProjectFile()
    const endless: SpawnGate = () => {
      const run = spawnSync(process.execPath, ['-e', 'for (;;);'], { timeout: 300, killSignal: 'SIGKILL' })
      expect(run.signal).toBe('SIGKILL')
      return { status: run.status, stdout: '', timedOut: true }
    }
    expect(failure(() => openForeign(file, { spawn: endless }))).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('took longer'),
    })
    expect(copies()).toEqual([])
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })

  it('is killed by its own limit', () => {
    const run = spawnGate(nodeGate)([aProjectFile()], 1)
    expect(run).toMatchObject({ timedOut: true, stdout: '' })
  })

  it.each([
    ['crashes', { status: null, stdout: '', timedOut: false }],
    ['prints no verdict', { status: 0, stdout: 'Segmentation fault\n', timedOut: false }],
    ['says yes and fails', { status: 1, stdout: '{"ok":true}\n', timedOut: false }],
  ])('that %s counts as a refusal', (_, run) => {
    expect(failure(() => openForeign(aProjectFile(), { spawn: () => run })).code).toBe('damaged')
    expect(copies()).toEqual([])
  })

  it('does not count for a file that was changed after it was copied', () => {
    const file = aProjectFile()
    const swap: SpawnGate = (args, limit) => {
      const run = spawnGate(nodeGate)(args, limit)
      tamper(file, `update tag set name = 'Swapped'`)
      return run
    }
    expect(failure(() => openForeign(file, { spawn: swap }))).toMatchObject({
      code: 'locked',
      message: expect.stringContaining('changed the file while it was being checked'),
    })
    expect(copies()).toEqual([])
  })
})

describe('a known file', () => {
  const known = () => {
    const file = aProjectFile()
    const profile = aFolder()
    openForeign(file, { profile }).close()
    return { file, profile }
  }
  const needsGate = (file: string, profile: string) =>
    failure(() => openForeign(file, { profile, spawn: refused })).message?.includes(
      'goes through no gate',
    ) === true

  it('is one that was made here', () => {
    const file = path.join(aFolder(), 'made.claimboard')
    const profile = aFolder()
    createProject(file, 'Made here', anna, profile)
    for (const readOnly of [true, false]) openForeign(file, { profile, spawn: refused, readOnly }).close()
  })

  it('is known no more when its content, time or place is another', () => {
    const content = known()
    tamper(content.file, `update tag set name = 'Changed elsewhere'`)
    expect(needsGate(content.file, content.profile)).toBe(true)

    const time = known()
    utimesSync(time.file, 1, 1)
    expect(needsGate(time.file, time.profile)).toBe(true)

    const place = known()
    const copy = path.join(aFolder(), 'copy.claimboard')
    copyFileSync(place.file, copy)
    expect(needsGate(copy, place.profile)).toBe(true)
  })

  it('is known no more when somebody put a journal beside it', () => {
    const { file, profile } = known()
    writeFileSync(`${file}-wal`, 'planted')
    expect(needsGate(file, profile)).toBe(true)
  })

  it('is recovered in place, without a gate, when the program was killed', async () => {
    const { file, profile } = known()
    const child = startChild('writes-until-killed.ts', file, 'tag ', 'wal', profile)
    await child.line()
    await child.kill()
    expect(existsSync(`${file}-wal`)).toBe(true)
    const project = openForeign(file, { profile, spawn: refused })
    expect(project.db.value(sql`select 1 from live_tag where name = 'tag 1'`)).toBe(1)
    project.close()
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })

  it('is forgotten, and that is said, when the list of them is damaged', () => {
    const { file, profile } = known()
    writeFileSync(path.join(profile, 'known-files.json'), '{"broken')
    const project = openForeign(file, { profile })
    expect(project.context.warnings).toEqual([expect.stringContaining('list of known projects')])
    project.close()
    const again = openForeign(file, { profile, spawn: refused })
    expect(again.context.warnings).toEqual([])
    again.close()
  })

  it('is checked each time, and that is said, when the profile cannot be written', () => {
    const file = aProjectFile()
    const profile = path.join(aFolder(), 'not-a-folder')
    writeFileSync(profile, '')
    const project = openForeign(file, { profile })
    expect(project.context.warnings.at(-1)).toContain('profile cannot be written')
    project.close()
  })
})

describe('the schema that is permitted', () => {
  it('has tables, indexes and one full-text index, no trigger and no view', () => {
    const types = schemaOf(1).map(({ type }) => type)
    expect(new Set(types)).toEqual(new Set(['table', 'index']))
    expect(schemaOf(1).filter(({ sql }) => /virtual/i.test(sql ?? ''))).toHaveLength(1)
  })

  it('is what a project still has after it was written', () => {
    const file = aProjectFile()
    writeTo(file, (db) => aTag(db, 'More'))
    expect(inspectBytes(file)).toMatchObject({ version: schemaVersion, wal: false })
    openForeign(file).close()
  })
})

/** How opening as a foreign file ends. */
function verdictOf(file: string): string | undefined {
  try {
    openForeign(file, { spawn: checkedHere }).close()
    return 'opened'
  } catch (error) {
    return (error as { code?: string }).code
  }
}

/** Every page of a file, from 1 on, with the table or index that it belongs to. */
function pagesOf(file: string): { page: number; name: string }[] {
  const connection = new Database(file, { readonly: true })
  try {
    return connection.prepare('select pageno page, name from dbstat order by pageno').all() as {
      page: number
      name: string
    }[]
  } finally {
    connection.close()
  }
}

function placesOf(bytes: Buffer, words: string): number[] {
  const places: number[] = []
  for (let at = bytes.indexOf(words); at >= 0; at = bytes.indexOf(words, at + 1)) places.push(at)
  return places
}
