import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Call } from '../../db/contract/contract.ts'
import { documentHandlers } from '../../db/documents.ts'
import { extract } from '../../db/import/extract.ts'
import type { ExtractInput } from '../../db/import/extracted.ts'
import { importHandlers as handlers } from '../../db/import/import-documents.ts'
import { sql } from '../../db/sql.ts'
import { liveRows, testProject } from '../support/factories.ts'

const root = mkdtempSync(join(tmpdir(), 'claimboard-import-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folders = 0

/** A folder with these files; a name may have folders in it. */
function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = join(root, String(++folders))
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

function project() {
  const test = testProject()
  const run = (
    input: Call<'documents.import'>,
    options: { stopAt?: number; extractor?: (input: ExtractInput) => ReturnType<typeof extract> } = {},
  ) => test.run(handlers, 'documents.import', input, { extractor: extract, ...options })
  const titles = () => test.call(documentHandlers, 'documents.list', {}).map(({ title }) => title)
  return { ...test, run, titles }
}

const text = (title: string) => `${title}\n\nThe road was closed on Monday. Officials deny it.\n`

describe('import', () => {
  it('keeps the original as it was and the text as it reads', () => {
    const { db, run, call } = project()
    const bytes = Buffer.from(`\u{FEFF}Road closed\r\n\r\nIt is “closed”, he said. 封路 🙂\r\n`)
    const folder = folderOf({ 'road.txt': bytes })
    const { imported } = run({ files: [join(folder, 'road.txt')] })
    const document = imported[0]?.uid ?? ''
    expect(imported).toMatchObject([{ title: 'Road closed', file: 'road.txt', warnings: [] }])
    expect(call(documentHandlers, 'documents.text', { document }).body).toBe(
      'Road closed\n\nIt is “closed”, he said. 封路 🙂\n',
    )
    expect(call(documentHandlers, 'documents.get', { document })).toMatchObject({
      fileName: 'road.txt',
      encoding: 'utf-8',
      language: 'en',
      direction: 'ltr',
      paragraphs: 2,
      readingStatus: 'unread',
    })
    expect(db.value<Buffer>(sql`select bytes from original_bytes`)).toEqual(bytes)
  })

  it('takes over what a page says about itself, its publisher and author as actors', () => {
    const { run, call, db } = project()
    const words = 'The road was closed on Monday, officials said, and nobody knows when it opens. '.repeat(9)
    const folder = folderOf({
      'page.html': `<!doctype html><html lang="en"><head><title>Road closed</title>
        <meta property="og:site_name" content="The Daily Paper"><meta name="author" content="Ann Smith">
        </head><body><article><h1>Road closed</h1><p>${words}</p><p>${words}</p></article></body></html>`,
    })
    const document = run({ files: [folder] }).imported[0]?.uid ?? ''
    expect(call(documentHandlers, 'documents.get', { document })).toMatchObject({
      publisher: { name: 'The Daily Paper' },
      author: { name: 'Ann Smith' },
    })
    expect(db.all(sql`select name, kind from live_actor order by name`)).toEqual([
      { name: 'Ann Smith', kind: 'person' },
      { name: 'The Daily Paper', kind: 'media' },
    ])
  })

  it('searches folders in the order of names, without hidden files, links and what is not read', () => {
    const { run, titles } = project()
    const folder = folderOf({
      '10.txt': text('Ten'),
      '2.md': '# Two\n\nThe road was closed.',
      'inside/1.txt': text('Inside'),
      'picture.png': 'no text',
      '.hidden.txt': text('Hidden'),
      '.git/a.txt': text('Hidden too'),
    })
    symlinkSync(folder, join(folder, 'loop'))
    symlinkSync(join(folder, '10.txt'), join(folder, 'link.txt'))
    const result = run({ files: [folder] })
    expect(result.imported.map(({ file }) => file.replace(/^\d+\//, ''))).toEqual([
      '2.md',
      '10.txt',
      'inside/1.txt',
    ])
    expect(result.skipped).toBe(3)
    expect(titles()).toEqual(['Two', 'Ten', 'Inside'])
  })

  it('searches folders inside folders only when it is asked to', () => {
    const { run } = project()
    const folder = folderOf({ 'a.txt': text('A'), 'inside/b.txt': text('B') })
    expect(run({ files: [folder], recursive: false }).imported).toHaveLength(1)
    const outer = folderOf({ 'inside/c.txt': text('C') })
    expect(() => run({ files: [outer], recursive: false })).toThrow('were not searched')
  })

  it('refuses what is not there before it imports anything', () => {
    const { run, titles } = project()
    const folder = folderOf({ 'a.txt': text('A') })
    expect(() => run({ files: [folder, join(folder, 'b.txt')] })).toThrow(
      'There is no file or folder “b.txt”',
    )
    expect(() => run({ files: [join(folder, 'a.txt', 'b.txt')] })).toThrow('There is no file or folder')
    expect(titles()).toEqual([])
  })

  it('says that a folder holds nothing to read', () => {
    const { run } = project()
    expect(() => run({ files: [folderOf({})] })).toThrow(
      /The folder “\d+” holds no file that Claimboard reads/,
    )
    expect(() => run({ files: [folderOf({ 'a.png': 'x' })] })).toThrow('holds no file')
  })

  it('reports what it cannot read and imports the rest', () => {
    const { run, titles } = project()
    const folder = folderOf({
      'a.txt': text('A'),
      'empty.txt': '',
      'picture.txt': Buffer.from('89504e470d0a1a0a0000', 'hex'),
      'vanishes.txt': text('Vanished'),
      'z.txt': text('Z'),
    })
    const result = run(
      { files: [folder] },
      {
        extractor: (input) => {
          rmSync(join(folder, 'vanishes.txt'), { force: true })
          return extract(input)
        },
      },
    )
    expect(result.failed.map(({ file, message }) => [file.replace(/^\d+\//, ''), message])).toEqual([
      ['empty.txt', 'empty.txt is empty.'],
      ['picture.txt', expect.stringContaining('is a PNG picture')],
      ['vanishes.txt', expect.stringContaining('vanishes.txt is no longer there.')],
    ])
    expect(titles()).toEqual(['A', 'Z'])
  })

  it('opens neither pipes nor files that are far too large', () => {
    const { run } = project()
    const folder = folderOf({ 'large.txt': 'x' })
    truncateSync(join(folder, 'large.txt'), 3 * 1024 ** 3)
    expect(run({ files: [join(folder, 'large.txt')] }).failed[0]?.message).toContain('large.txt is too large')
    if (process.platform === 'win32') return
    execFileSync('mkfifo', [join(folder, 'pipe.txt')])
    expect(run({ files: [join(folder, 'pipe.txt')] }).failed[0]?.message).toContain(
      'neither a file nor a folder',
    )
  })

  it('goes on when the extractor itself is at fault', () => {
    const { run, titles } = project()
    const folder = folderOf({ 'a.txt': text('A'), 'b.txt': text('B') })
    const result = run(
      { files: [folder] },
      {
        extractor: (input) => {
          if (input.name === 'a.txt') throw new TypeError('undefined is not a function')
          return extract(input)
        },
      },
    )
    expect(result.failed[0]?.message).toContain('because of a fault in Claimboard')
    expect(titles()).toEqual(['B'])
  })

  it('knows the same bytes again, under any name, also within one run', () => {
    const { run, titles } = project()
    const folder = folderOf({ 'a.txt': text('A'), 'copy of a.txt': text('A') })
    const first = run({ files: [folder] })
    const uid = first.imported[0]?.uid
    expect(first.known).toEqual([{ uid, title: 'A', file: expect.stringContaining('copy of a.txt') }])
    const again = run({ files: [folder, join(folder, 'a.txt')] })
    expect(again.imported).toEqual([])
    expect(again.known.map((known) => known.uid)).toEqual([uid, uid, uid])
    expect(titles()).toEqual(['A'])
  })

  it('brings a document that was deleted as a new one', () => {
    const { run, call, titles, db } = project()
    const folder = folderOf({ 'a.txt': text('A') })
    const [first] = run({ files: [folder] }).imported
    call(documentHandlers, 'documents.remove', { documents: [first?.uid ?? ''] })
    const [second] = run({ files: [folder] }).imported
    expect(second?.uid).not.toBe(first?.uid)
    expect(titles()).toEqual(['A'])
    expect(db.value(sql`select count(*) from original_bytes`)).toBe(1)
  })

  it('is one entry of the history, undone and redone as a whole', () => {
    const { run, history, titles, db } = project()
    const folder = folderOf({ 'a.txt': text('A'), 'b.txt': text('B') })
    run({ files: [folder] })
    const after = [liveRows(db, 'document'), liveRows(db, 'original')]
    expect(history.undo().value.label).toBe('Import documents')
    expect([titles(), liveRows(db, 'original')]).toEqual([[], []])
    history.redo()
    expect([liveRows(db, 'document'), liveRows(db, 'original')]).toEqual(after)
    history.undo()
    expect(run({ files: [folder] }).imported).toHaveLength(2)
    expect(titles()).toEqual(['A', 'B'])
  })

  it('keeps whole files when it is cancelled, and one undo removes them', () => {
    const { run, titles, history } = project()
    const folder = folderOf(Object.fromEntries([1, 2, 3, 4].map((n) => [`${n}.txt`, text(`Text ${n}`)])))
    // Two steps a file: its progress and its extraction.
    expect(() => run({ files: [folder] }, { stopAt: 5 })).toThrow('Cancelled')
    expect(titles()).toEqual(['Text 1', 'Text 2'])
    history.undo()
    expect(titles()).toEqual([])
  })

  it('records nothing where nothing is new', () => {
    const { run, history } = project()
    const folder = folderOf({ 'a.txt': text('A') })
    run({ files: [folder] })
    run({ files: [folder] })
    history.undo()
    expect(() => history.undo()).toThrow('There is nothing to undo.')
  })
})

it('takes the open project for no document, under whatever name', () => {
  const { path: project, folder, run } = testProject()
  const link = join(folder, 'article.txt')
  symlinkSync(project, link)
  const result = run(handlers, 'documents.import', { files: [link, project] })
  expect(result.imported).toEqual([])
  expect(result.failed.map(({ message }) => message)).toEqual([
    'article.txt belongs to the project that is open. It is no document.',
    `${basename(project)} belongs to the project that is open. It is no document.`,
  ])
})
