import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import type { LeftOut } from '../../db/contract/project.ts'
import { packProject } from '../../db/pack/pack.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { exported } from '../support/exported.ts'
import {
  aClaim,
  aDocument,
  anActor,
  aPassage,
  aTag,
  aTagging,
  type TestProject,
  testProject,
} from '../support/factories.ts'
import { aFolder } from '../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}

function packed(
  { project }: TestProject,
  { without = [], target = path.join(aFolder(), 'pack.zip'), stopAt }: PackOptions = {},
): string {
  let steps = 0
  const task = packProject({ ...project.context, db: project.db }, { target, without })
  runTaskSync(task, { extract, cancelled: () => steps++ === stopAt })
  return target
}

interface PackOptions {
  readonly without?: LeftOut[]
  readonly target?: string
  readonly stopAt?: number
}

/** The files of a pack by their names. */
function filesOf(target: string): Map<string, Buffer> {
  return new Map(
    Object.entries(unzipSync(readFileSync(target))).map(([name, bytes]) => [name, Buffer.from(bytes)]),
  )
}

function pageOf(files: Map<string, Buffer>, name: string) {
  const page = files.get(name)
  if (!page) throw new Error(`There is no ${name}.`)
  return parseHTML(page.toString()).document
}

const hostile = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)> \u202Egnp.exe'
const body = 'Officials denied it & said “no”.\n\nNobody <was> hurt. It rained.'

function aProject(): TestProject {
  const project = testProject({ title: `Road ${hostile}` })
  project.write((db) => {
    const document = aDocument(db, body, {
      title: hostile,
      publisher: anActor(db, `The Daily ${hostile}`),
      note: 'documentremark',
    })
    const whole = aPassage(db, document, 'Officials denied it & said “no”.', { note: hostile })
    const part = aPassage(db, document, 'denied it & said', { note: null })
    aTagging(db, whole, aTag(db, `Denials ${hostile}`))
    aClaim(db, `It was closed ${hostile}`, [whole, part], {
      claimant: { kind: 'actor', actor: anActor(db, 'Spokesman') },
      credibility: 2,
      credibility_reason: hostile,
    })
    aDocument(db, 'Another text.', { title: '..\\..\\con:', file_name: '../../etc/passwd' })
  })
  return project
}

describe('an evidence pack', () => {
  it('has the originals, the texts and the tables, and checksums that the tool sha256sum verifies', () => {
    const project = aProject()
    const files = filesOf(packed(project))
    const folder = aFolder()
    for (const [name, bytes] of files) {
      const file = path.join(folder, name)
      expect(path.relative(folder, file)).toBe(name)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, bytes)
    }
    const sums = spawnSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })
    expect(sums.stderr).toBe('')
    expect(sums.stdout.trimEnd().split('\n')).toHaveLength(files.size - 1)
    const { db } = project.project
    for (const what of ['evidence', 'claims', 'passages', 'documents', 'tags', 'actors'] as const) {
      expect(files.get(`data/${what}.csv`)).toEqual(exported(db, { what }))
    }
    const inFolder = (name: string) =>
      [...files].flatMap(([file, bytes]) => (file.startsWith(name) ? [bytes.toString()] : [])).sort()
    const originals = db.column<Uint8Array>(sql`select bytes from original_bytes`)
    expect(inFolder('originals/')).toEqual(originals.map((bytes) => Buffer.from(bytes).toString()).sort())
    expect(inFolder('texts/')).toEqual(db.column<string>(sql`select body from document_text`).sort())
    writeFileSync(path.join(folder, 'data/claims.csv'), 'changed')
    expect(spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder }).status).toBe(1)
  })

  it('shows each text as it is, with its passages marked and a step from the claims', () => {
    const project = aProject()
    const files = filesOf(packed(project))
    const page = pageOf(files, 'documents/1.html')
    for (const element of page.querySelectorAll('.number, .text sup')) element.remove()
    expect([...page.querySelectorAll('.text > div')].map(({ textContent }) => textContent)).toEqual(
      body.split('\n\n'),
    )
    expect([...page.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual([
      'Officials ',
      'denied it & said',
      ' “no”.',
    ])
    expect(page.querySelectorAll('mark.twice')).toHaveLength(1)
    for (const name of ['index.html', 'claims.html', 'actors.html', 'documents/1.html', 'documents/2.html']) {
      for (const link of pageOf(files, name).querySelectorAll('a[href]')) {
        const [file = '', anchor] = (link.getAttribute('href') ?? '').split('#')
        const linked = file === '' ? name : path.posix.join(path.posix.dirname(name), decodeURI(file))
        expect([...files.keys()]).toContain(linked)
        if (anchor) expect(pageOf(files, linked).getElementById(anchor)).not.toBeNull()
      }
    }
  })

  it('shows what anybody wrote as text, whatever it is', () => {
    const files = filesOf(packed(aProject()))
    for (const [name, bytes] of files) {
      if (!name.endsWith('.html')) continue
      const page = pageOf(files, name)
      expect(page.querySelectorAll('script, img, [onerror]')).toHaveLength(0)
      expect(bytes.toString()).not.toContain('\u202E')
      expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toMatch(/^default-src 'none'/)
    }
    expect(pageOf(files, 'documents/1.html').querySelector('h1')?.textContent).toBe(
      hostile.replace('\u202E', '[U+202E]'),
    )
    expect([...files.keys()].filter((name) => name.startsWith('originals/'))).toEqual([
      expect.stringMatching(/^originals\/1-[\p{L}\p{N}-]+(\.\w+)?$/u),
      'originals/2-etc-passwd',
    ])
  })

  it('is the same, byte for byte, whenever it is made', () => {
    const project = aProject()
    expect(readFileSync(packed(project)).equals(readFileSync(packed(project)))).toBe(true)
  })

  it('leaves out history, notes and names', () => {
    const project = aProject()
    const all = (without: LeftOut[]) => {
      const files = filesOf(packed(project, { without }))
      return { names: [...files.keys()], text: Buffer.concat([...files.values()]).toString() }
    }
    expect(all([]).names).toContain('data/history.csv')
    expect(all(['history']).names).not.toContain('data/history.csv')
    expect(all(['history']).text).toContain('documentremark')
    expect(all(['notes']).text).not.toContain('documentremark')
    const analyst = project.project.db.value<string>(sql`select name from analyst`) ?? ''
    expect(all([]).text).toContain(analyst)
    expect(all(['names']).text).not.toContain(analyst)
  })

  it('is not there when it is cancelled, and replaces what was there only when it is whole', () => {
    const project = aProject()
    const folder = aFolder()
    const target = path.join(folder, 'pack.zip')
    writeFileSync(target, 'before')
    for (const stopAt of [0, 3, 7]) {
      expect(() => packed(project, { target, stopAt })).toThrow(
        expect.objectContaining({ code: 'cancelled' }),
      )
      expect(readFileSync(target, 'utf8')).toBe('before')
      expect(readdirSync(folder)).toEqual(['pack.zip'])
    }
    packed(project, { target })
    expect(filesOf(target).has('index.html')).toBe(true)
  })

  it('can be made of an empty project, but not over a project or into no folder', () => {
    const project = testProject()
    expect([...filesOf(packed(project)).keys()]).toContain('claims.html')
    expect(() => packed(project, { target: project.project.context.path })).toThrow(/holds a project/)
    expect(() => packed(project, { target: path.join(aFolder(), 'none', 'pack.zip') })).toThrow(
      /is not there/,
    )
  })
})
