import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkFile } from '../../db/check-file.ts'
import { AppError } from '../../db/contract/errors.ts'
import { RepairReport } from '../../db/contract/repair.ts'
import { historyState } from '../../db/history.ts'
import { sharedTables } from '../../db/model.ts'
import { openProject } from '../../db/project.ts'
import { repairProject } from '../../db/repair/repair.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { anna, aTag } from '../support/factories.ts'
import { foreignRecords } from '../support/foreign-records.ts'
import { makeLargeProject } from '../support/large-project.ts'
import { mutate, ownersOfPages } from '../support/mutate.ts'
import { aFolder, aProjectFile, tamper, writeTo } from '../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}

type Rows = Map<string, string>

/** Every row of a table by its key, as text. */
function rowsOf(file: string, table: string): Rows {
  const connection = new Database(file, { readonly: true })
  try {
    const rows = connection.prepare(`select * from ${table}`).all() as Record<string, unknown>[]
    return new Map(rows.map((row) => [String(row.uid ?? row.document ?? row.original), JSON.stringify(row)]))
  } finally {
    connection.close()
  }
}

const contentTables = [...sharedTables, 'document_text', 'original_bytes']

/** What a project has to be, wherever it comes from. */
function expectSound(file: string): void {
  expect(checkFile(file)).toEqual({ ok: true })
  const project = openProject(file, { analyst: anna })
  try {
    const { problems } = runTaskSync(verifyProject(project.db), { extract })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(project.context.readOnly).toBe(false)
  } finally {
    project.close()
  }
}

function repaired(file: string): { out: string; report: RepairReport } {
  const out = path.join(aFolder(), 'repaired.claimboard')
  const report = repairProject(file, out)
  expect(RepairReport.parse(report)).toEqual(report)
  return { out, report }
}

let pristine: string
let bytes: Buffer
let owners: Map<number, string>
let rows: Map<string, Rows>

beforeAll(() => {
  pristine = path.join(aFolder(), 'pristine.claimboard')
  makeLargeProject(pristine)
  bytes = readFileSync(pristine)
  owners = ownersOfPages(pristine)
  rows = new Map(contentTables.map((table) => [table, rowsOf(pristine, table)]))
})

function damagedBy(change: (bytes: Buffer) => Buffer | undefined): string {
  const file = path.join(aFolder(), 'damaged.claimboard')
  const copy = Buffer.from(bytes)
  writeFileSync(file, change(copy) ?? copy)
  return file
}

const pagesOf = (name: string) => [...owners].filter(([, owner]) => owner === name).map(([page]) => page)

function zero(copy: Buffer, pages: readonly number[]): void {
  for (const page of pages) copy.fill(0, (page - 1) * 4096, page * 4096)
}

function expectAll(out: string, but: readonly string[] = []): void {
  for (const table of contentTables) {
    if (!but.includes(table)) expect([table, rowsOf(out, table)]).toEqual([table, rows.get(table)])
  }
}

// The fault runs ask for hundreds, see docs/durability.md.
const seeds = Number(process.env.CLAIMBOARD_MUTATIONS ?? 10)

describe('a project whose pages were overwritten, zeroed, swapped, cut off or flipped', () => {
  it(`gives a sound project that holds all tables that were not hit, ${seeds} times`, () => {
    const folder = aFolder()
    const outcomes: Record<string, number> = {}
    for (let seed = 1; seed <= seeds; seed++) {
      const { bytes: mutated, mutation, pages } = mutate(bytes, seed)
      const file = path.join(folder, 'damaged.claimboard')
      const out = path.join(folder, `${seed}.claimboard`)
      writeFileSync(file, mutated)
      try {
        const report = repairProject(file, out)
        expect(readFileSync(file).equals(mutated)).toBe(true)
        expectSound(out)
        const hit = new Set([...pages].map((page) => owners.get(page)))
        for (const table of sharedTables) {
          if (hit.has(table)) continue
          const expected = rows.get(table) as Rows
          const found = rowsOf(out, table)
          // What belonged to something that is lost may have had to go, and is counted.
          const lost = report.kinds.find((kind) => kind.table === table)?.lost ?? 0
          const absent = [...expected.keys()].filter((uid) => !found.has(uid))
          expect([seed, table, absent.length <= lost]).toEqual([seed, table, true])
        }
        const kind = report.complete ? 'whole' : 'with losses that are told'
        outcomes[`${mutation}: ${kind}`] = (outcomes[`${mutation}: ${kind}`] ?? 0) + 1
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'not-a-project')) {
          throw new Error(
            `Seed ${seed}, ${mutation}, pages ${[...pages]} (${[...pages].map((p) => owners.get(p))})`,
            { cause: error },
          )
        }
        outcomes[`${mutation}: nothing left`] = (outcomes[`${mutation}: nothing left`] ?? 0) + 1
      }
    }
    console.log(outcomes)
  }, 600_000)
})

describe('what is hit', () => {
  it('costs nothing where it was an index, the search or a table whose rows the history knows', () => {
    for (const name of [
      'passage_place',
      'search_index_data',
      'search_entry',
      'passage',
      'claim',
      'tagging',
      'tag',
    ]) {
      const { out, report } = repaired(damagedBy((copy) => zero(copy, pagesOf(name)) as undefined))
      expectSound(out)
      expectAll(out)
      expect([name, report.kinds.every(({ lost }) => lost === 0)]).toEqual([name, true])
    }
  })

  it('costs nothing where it was the beginning of the file, also of one that was copied', () => {
    const start = (copy: Buffer) => zero(copy, [1]) as undefined
    expectAll(repaired(damagedBy(start)).out)
    expectAll(repaired(damagedBy((copy) => zero(copy, pagesOf('sqlite_schema')) as undefined)).out)
    const copied = path.join(aFolder(), 'copied.claimboard')
    const connection = new Database(pristine, { readonly: true })
    connection.prepare('vacuum into ?').run(copied)
    connection.close()
    const spoilt = readFileSync(copied)
    spoilt.fill(7, 0, 4096)
    writeFileSync(copied, spoilt)
    const { out, report } = repaired(copied)
    expectSound(out)
    expectAll(out)
    expect(report.found).toContain('Its first pages, which say where everything is, cannot be read.')
  })

  it('costs a text nothing while its original is there, and an original nothing but its bytes while the text is', () => {
    const texts = repaired(damagedBy((copy) => zero(copy, pagesOf('document_text')) as undefined))
    expectSound(texts.out)
    expectAll(texts.out, ['document_text'])
    const bodies = (file: string) =>
      [...rowsOf(file, 'document_text').values()].map((row) => JSON.parse(row).body).sort()
    expect(bodies(texts.out)).toEqual(bodies(pristine))
    expect(texts.report.done).toContain('The text of “Document 3” was read again from its original.')
    const originals = repaired(damagedBy((copy) => zero(copy, pagesOf('original_bytes')) as undefined))
    expectSound(originals.out)
    expectAll(originals.out)
    expect(originals.report.done).toContain(
      'The original of “Document 3” was put together again from its text.',
    )
  })

  it('leaves the words of passages at their places where text and original are both gone', () => {
    const { out, report } = repaired(
      damagedBy(
        (copy) => zero(copy, [...pagesOf('document_text'), ...pagesOf('original_bytes')]) as undefined,
      ),
    )
    expectSound(out)
    expectAll(out, ['document', 'original', 'original_bytes', 'document_text'])
    expect(report.done.join(' ')).toContain('only the words of its passages are there')
    const project = openProject(out, { analyst: anna, readOnly: true })
    const found = project.db.all<{ quote: string; body: string; start: number; end: number }>(
      sql`select quote, body, start_offset "start", end_offset "end" from live_passage p join document_text t using (document)`,
    )
    expect(found).toHaveLength(177)
    for (const { quote, body, start, end } of found) expect(body.slice(start, end)).toBe(quote)
    project.close()
  })

  it('is told where a text was changed behind the program, and its original cannot help', () => {
    const file = aProjectFile()
    tamper(
      file,
      `update document_text set body = 'Officials confirmed it. Nobody was hurt.'; delete from original_bytes`,
    )
    const { out, report } = repaired(file)
    expectSound(out)
    expect(report.complete).toBe(false)
    expect(report.done).toContain(
      'The text of “A document” is not in every place what was imported: compare it with its source.',
    )
  })

  it('is told also where nothing says how much there was', () => {
    const { out, report } = repaired(
      damagedBy((copy) => zero(copy, [...pagesOf('passage'), ...pagesOf('change')]) as undefined),
    )
    expectSound(out)
    expect(report.complete).toBe(false)
    expect(report.done.join(' ')).toMatch(/nothing says how many there were:.* passages/)
  })

  it('in a copy without a history, is replaced by stand-ins where something belongs to it', () => {
    const file = path.join(aFolder(), 'shared.claimboard')
    writeFileSync(file, bytes)
    tamper(
      file,
      `delete from change; delete from action; delete from tag; delete from proposition; delete from claimant`,
    )
    const { out, report } = repaired(file)
    expectSound(out)
    expect(rowsOf(out, 'tagging')).toEqual(rows.get('tagging'))
    expect(rowsOf(out, 'claim')).toEqual(rows.get('claim'))
    expect(report.done).toContain('Tags: 0 read, 12 lost.')
    const names = new Set([...rowsOf(out, 'tag').values()].map((row) => JSON.parse(row).name))
    expect([...names]).toEqual(['Tag that could not be read'])
  })
})

describe('a repair', () => {
  it('of a sound project says that nothing was wrong and gives the same project, with the same id', () => {
    const { out, report } = repaired(pristine)
    expect(report).toMatchObject({ found: [], done: [], complete: true })
    expectAll(out)
    writeTo(out, (db) => aTag(db, 'Goes on'))
  })

  it('ends what can be undone, and keeps the history', () => {
    const { out } = repaired(damagedBy((copy) => zero(copy, pagesOf('passage')) as undefined))
    const project = openProject(out, { analyst: anna, readOnly: true })
    expect(historyState(project.db)).toEqual({ undo: null, redo: null })
    expect(project.db.value(sql`select count(*) from action`)).toBe(14)
    project.close()
  })

  it('leaves out what the history and the marks for merging tell that no program has written', () => {
    const file = aProjectFile()
    tamper(
      file,
      `update change set after = json_set(after, '$.reading_status', 'devoured') where tbl = 'document'`,
    )
    expect(checkFile(file)).toMatchObject({ ok: false })
    const { out, report } = repaired(file)
    expect(report.complete).toBe(false)
    expectSound(out)
    expect(rowsOf(out, 'document')).toEqual(rowsOf(file, 'document'))
  })

  it.each(foreignRecords)('leaves out a record in %s of a column that there is not', (_, statement) => {
    const file = aProjectFile()
    tamper(file, statement)
    const { out, report } = repaired(file)
    expect(report.complete).toBe(false)
    expectSound(out)
    expect(rowsOf(out, 'passage')).toEqual(rowsOf(file, 'passage'))
  })

  it('never writes over anything, and leaves nothing behind where there is nothing to salvage', () => {
    const folder = aFolder()
    const out = path.join(folder, 'out.claimboard')
    writeFileSync(out, 'mine')
    expect(() => repairProject(pristine, out)).toThrow(expect.objectContaining({ code: 'conflict' }))
    expect(readFileSync(out, 'utf8')).toBe('mine')
    const rubbish = path.join(folder, 'rubbish.claimboard')
    writeFileSync(rubbish, Buffer.alloc(200_000, 9))
    const other = path.join(folder, 'other.claimboard')
    expect(() => repairProject(rubbish, other)).toThrow(expect.objectContaining({ code: 'not-a-project' }))
    expect(existsSync(other)).toBe(false)
    truncateSync(rubbish, 0)
    expect(() => repairProject(rubbish, other)).toThrow(expect.objectContaining({ code: 'not-a-project' }))
    expect(readdirSync(folder).sort()).toEqual(['out.claimboard', 'rubbish.claimboard'])
  })

  it('runs nothing that a file brings along', () => {
    const file = damagedBy(() => undefined)
    tamper(
      file,
      `create view trap as select * from tag; drop table lead; create view lead as
      with recursive n(i) as (select 1 union all select i from n) select i as uid from n`,
    )
    const { out } = repaired(file)
    expectSound(out)
    expectAll(out)
  })
})
