import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtCommandLine } from '../../support/command-line.ts'
import { rowsInPython } from '../../support/exported.ts'
import { aDocument, aPassage, aTag, aTagging } from '../../support/factories.ts'
import { aFolder, aProjectFile, tamper, writeTo } from '../../support/project-files.ts'

const claimboard = builtCommandLine()

const file = aProjectFile()
// What it prints is longer than a pipe holds (64 KiB).
writeTo(file, (db) => {
  const document = aDocument(db, 'Word. '.repeat(2000), { title: 'A long document' })
  const tag = aTag(db, 'Security, "posts"')
  for (let n = 0; n < 1000; n++) aTagging(db, aPassage(db, document, [n * 6, n * 6 + 5]), tag)
})

// From its first writing on the profile knows the project, so that not every test waits for the gate.
const nothing = path.join(aFolder(), 'nothing.jsonl')
writeFileSync(nothing, '')
claimboard.bytes('annotate', file, nothing)

describe('Exit status and streams', () => {
  it('are 0 and standard output for what was asked', () => {
    for (const words of [['help'], ['-h'], ['--version'], ['help', 'import'], ['import', '--help']]) {
      const { status, stdout, stderr } = claimboard(...words)
      expect([words, status, stdout !== '', stderr]).toEqual([words, 0, true, ''])
    }
  })

  it.each([
    [[], 'What should be done?'],
    [['frobnicate'], '“frobnicate” is no command'],
    [['help', 'frobnicate'], '“frobnicate” is no command'],
    [['info'], 'needs FILE'],
    [['list', 'p', 'things'], 'not “things”'],
    [['search', 'p', 'port', '--limit', 'many'], 'from 1 to 1000'],
    [['export', 'p', '--what', 'nothing'], '--what is one of'],
    [['export', 'p', '--what', 'project', '--format', 'csv'], 'as JSON'],
    [['export', 'p', '--what', 'tables', '--columns', 'tag'], 'single table'],
    [['export', 'p', '--separator', ';'], '--dialect spreadsheet'],
    [['share', 'p', 'q', '--without', 'everything'], 'not “everything”'],
    [['new', 'p', '--title', ' '], '--title: A name is needed'],
    [['import', 'p', 'q', '--analyst', ''], '--analyst: A name is needed'],
  ])('are 2 and standard error for %j', (words, message) => {
    const { status, stdout, stderr } = claimboard(...words)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/^Usage: |^Try /m)
  })

  it('are 1 and standard error for what failed', () => {
    const missing = path.join(aFolder(), 'missing.claimboard')
    const { status, stdout, stderr } = claimboard('info', missing, '--json')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      `claimboard: There is no file ${missing}. It may have been moved, renamed or deleted.\n`,
    )
  })

  it('are 1 for a project in which something is wrong', () => {
    const wrong = aProjectFile()
    expect(claimboard('verify', wrong)).toMatchObject({ status: 0, stderr: '' })
    tamper(wrong, `update passage set quote = 'Nobody said'`)
    expect(claimboard('verify', wrong)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('warning'),
    })
    tamper(wrong, 'update passage set end_offset = 9999')
    const { status, stdout } = claimboard('verify', wrong)
    expect(status).toBe(1)
    expect(stdout).toContain('has a place outside its text')
    const json = claimboard('verify', wrong, '--json')
    expect(json.status).toBe(1)
    expect(JSON.parse(json.stdout).problems).not.toEqual([])
  })
})

describe('With --json', () => {
  it.each([
    [['info', file]],
    [['list', file, 'documents']],
    [['list', file, 'tags']],
    [['list', file, 'passages']],
    [['list', file, 'actors']],
    [['list', file, 'claims']],
    [['list', file, 'boards']],
    [['search', file, 'word']],
    [['search', file, '"', '--limit', '1']],
    [['verify', file]],
    [['history', file]],
  ])('%j prints one value and nothing else', (words) => {
    const { status, stdout, stderr } = claimboard(...words, '--json')
    expect([status, stderr]).toEqual([0, ''])
    expect(() => JSON.parse(stdout)).not.toThrow()
  })

  it('warnings go to standard error', () => {
    const profile = aFolder()
    writeFileSync(path.join(profile, 'known-files.json'), '{"broken')
    const { status, stdout, stderr } = claimboard.with({ profile })('info', file, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Test' })
    expect(stderr).toContain('list of known projects')
  })

  it('names come back as they are, and no terminal obeys them', () => {
    const names = ['a\x1b[2Jb', 'exe\u202Etxt', '\u009b31m', '“中文” 🚢 کراچی', '\'";--']
    const named = aProjectFile()
    writeTo(named, (db) => names.map((name) => aTag(db, name)))
    const { stdout } = claimboard('list', named, 'tags', '--json')
    expect((JSON.parse(stdout) as { name: string }[]).map(({ name }) => name)).toEqual(
      expect.arrayContaining(names),
    )
    for (const printed of [stdout, claimboard('list', named, 'tags').stdout]) {
      expect(printed).not.toMatch(/[\x7F-\x9F\u202A-\u202E\u2066-\u2069]/)
      expect(printed.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    }
  })
})

describe('An export', () => {
  it('goes to standard output, byte for byte what goes to a file', () => {
    const target = path.join(aFolder(), 'evidence.csv')
    const { status, stdout, stderr } = claimboard('export', file, '-o', target)
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/wrote .*evidence\.csv: 1001 rows, \d+ bytes\n$/)
    const bytes = readFileSync(target)
    expect(claimboard.bytes('export', file).equals(bytes)).toBe(true)
    expect(claimboard.bytes('export', file, '--what=evidence', '-o', '-').equals(bytes)).toBe(true)
  })

  it('has the columns that are asked for, also those with a comma in their name', () => {
    const columns = 'passage_start,"tag: Security, ""posts"""'
    const rows = rowsInPython(claimboard.bytes('export', file, '--what', 'passages', '--columns', columns))
    expect(rows[0]).toEqual(['passage_start', 'tag: Security, "posts"'])
    expect(rows.filter(([, marked]) => marked === '1')).toHaveLength(1000)
  })

  it('names the columns there are when one is unknown, and leaves no file', () => {
    const folder = aFolder()
    const target = path.join(folder, 'out.csv')
    const { status, stderr } = claimboard('export', file, '--columns', 'nope', '-o', target)
    expect(status).toBe(1)
    expect(stderr).toContain('There is no column “nope”. The columns are: document_id')
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([';', 'tab'])('is separated by %s for spreadsheets', (separator) => {
    const words = ['--dialect', 'spreadsheet', '--separator', separator]
    const bytes = claimboard.bytes('export', file, '--what', 'tags', ...words)
    const rows = rowsInPython(bytes, separator === 'tab' ? '\t' : separator, 'utf-8-sig')
    expect(rows[0]?.at(-1)).toBe('neutralised')
    expect(rows).toHaveLength(3)
  })

  it('never replaces a project', () => {
    const before = readFileSync(file)
    const other = aProjectFile()
    for (const target of [file, other, `${file}-wal`]) {
      const { status, stderr } = claimboard('export', file, '-o', target)
      expect([target, status]).toEqual([target, 1])
      expect(stderr).toContain('holds a project')
    }
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })
})

describe('Standard output that takes no more', () => {
  it.each([
    ['a list', ['list', file, 'passages']],
    ['JSON', ['list', file, 'passages', '--json']],
    ['an export', ['export', file]],
  ])('ends %s quietly when its reader has gone', async (_, words) => {
    const [program, ...args] = claimboard.start
    const child = spawn(program, [...args, ...words], {
      env: claimboard.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.destroy()
    let stderr = ''
    child.stderr.on('data', (data) => {
      stderr += data
    })
    const [status] = await once(child, 'close')
    expect([status, stderr]).toEqual([0, ''])
  })

  it('is told about when the disk is full', (context) => {
    if (!existsSync('/dev/full')) return context.skip('There is no device that is always full.')
    const full = openSync('/dev/full', 'w')
    const [program, ...args] = claimboard.start
    const run = spawnSync(program, [...args, 'export', file], {
      env: claimboard.env,
      stdio: ['ignore', full, 'pipe'],
    })
    closeSync(full)
    expect(run.status).toBe(1)
    expect(run.stderr.toString()).toContain('The disk is full')
  })

  it('does not hide the exit status where standard error is closed too', (context) => {
    if (!existsSync('/dev/full')) return context.skip('There is no device that is always full.')
    const full = openSync('/dev/full', 'w')
    const [program, ...args] = claimboard.start
    const run = spawnSync(program, [...args, 'frobnicate'], {
      env: claimboard.env,
      stdio: ['ignore', full, full],
    })
    closeSync(full)
    expect(run.status).toBe(2)
  })
})
