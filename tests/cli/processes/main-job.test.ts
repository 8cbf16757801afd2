import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ActorInfo } from '../../../db/contract/actor.ts'
import type { ClaimInfo } from '../../../db/contract/claim.ts'
import type { DocumentInfo, ImportResult } from '../../../db/contract/document.ts'
import { exportKinds } from '../../../db/contract/exchange.ts'
import { historyState } from '../../../db/history.ts'
import { openProject } from '../../../db/project.ts'
import { builtCommandLine, contentOf } from '../../support/command-line.ts'
import { exported, recordsInPython } from '../../support/exported.ts'
import { anna } from '../../support/factories.ts'
import { aFolder } from '../../support/project-files.ts'

const root = path.resolve(import.meta.dirname, '../../..')
/** Five real articles, which lie beside a checkout where they are available and are no part of it. */
const corpus = path.resolve(root, '../shared/corpus')
const annotations = path.join(root, 'tests/corpus/annotations.jsonl')

describe.skipIf(!existsSync(corpus))('The main job on five real articles', () => {
  const claimboard = builtCommandLine()
  const folder = aFolder()
  const file = path.join(folder, 'posts.claimboard')
  const articles = existsSync(corpus) ? readdirSync(corpus).sort() : []
  let empty = ''

  it('imports them whole, and knows them when they come again', () => {
    claimboard.bytes('new', file, '--title', 'Security posts')
    empty = contentOf(file)
    const { imported, failed } = claimboard.json<ImportResult>('import', file, corpus)
    expect(failed).toEqual([])
    expect(imported.map(({ file: name }) => name)).toEqual(articles.map((name) => `corpus/${name}`))
    const before = contentOf(file)
    for (const { document, body } of bodiesOf(before)) {
      const name = documentsOf(before).get(document) ?? ''
      expect(body).toBe(readFileSync(path.join(corpus, name), 'utf8'))
    }
    const again = claimboard.json<ImportResult>('import', file, corpus)
    expect([again.imported.length, again.known.length]).toEqual([0, articles.length])
    expect(contentOf(file)).toBe(before)
  })

  it('annotates them, and adds nothing when it is done again', () => {
    const added = claimboard.json<Record<string, number>>('annotate', file, annotations)
    expect(added.claims).toBeGreaterThanOrEqual(45)
    const before = contentOf(file)
    const lines = readFileSync(annotations, 'utf8').trimEnd().split('\n').length
    const again = claimboard.json<Record<string, number>>('annotate', file, annotations)
    expect(again).toEqual({
      ...Object.fromEntries(Object.keys(added).map((key) => [key, 0])),
      unchanged: lines,
    })
    expect(contentOf(file)).toBe(before)
  })

  it('holds what makes such articles hard: nameless sources, denials, silence, reports within reports', () => {
    const claims = claimboard.json<ClaimInfo[]>('list', file, 'claims')
    const stances = new Set(claims.map(({ stance }) => stance))
    for (const stance of [
      'asserts',
      'denies',
      'neither-confirms-nor-denies',
      'declines-to-comment',
      'predicts',
    ])
      expect([...stances]).toContain(stance)
    const refusals = claims.filter(
      ({ act, claimants }) => act === 'refuses' && claimants.some(({ kind }) => kind === 'source'),
    )
    expect(refusals.length).toBeGreaterThan(0)
    expect(claims.some(({ nestedIn }) => nestedIn !== null)).toBe(true)
    expect(claims.some(({ evidence }) => evidence.some(({ role }) => role === 'absence'))).toBe(true)
    const killed = claims.flatMap(({ figures }) => figures.filter(({ measure }) => measure === 'killed'))
    expect(new Set(killed.map(({ low }) => low)).size).toBeGreaterThan(1)
    const actors = claimboard.json<ActorInfo[]>('list', file, 'actors')
    expect(actors.some(({ aliases }) => aliases.length >= 3)).toBe(true)
  })

  it('leads from each claim to the sentence in its article', () => {
    const bodies = new Map(bodiesOf(contentOf(file)).map(({ document, body }) => [document, body]))
    const claims = claimboard.json<ClaimInfo[]>('list', file, 'claims')
    for (const { evidence } of claims) {
      expect(evidence.length).toBeGreaterThan(0)
      for (const { document, start, quote } of evidence) {
        if (start === null) continue
        expect(bodies.get(document ?? '')?.slice(start, start + (quote?.length ?? 0))).toBe(quote)
      }
    }
  })

  it('finds words in the articles and in what was written about them', () => {
    const { hits, total } = claimboard.json<{ hits: { kind: string }[]; total: number }>(
      'search',
      file,
      'Karachi',
    )
    expect(total).toBe(hits.length)
    expect(hits.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['actor', 'tag', 'event', 'document']),
    )
    expect(claimboard('list', file, 'documents').stdout.split('\n')).toHaveLength(articles.length + 2)
    expect(claimboard('list', file, 'tags').stdout).toContain('Demands > Security posts')
    expect(claimboard('history', file).stdout).toContain('Annotate')
  })

  it('exports every shape in every format and dialect, each value as it is in the database', () => {
    const out = path.join(folder, 'exports')
    mkdirSync(out)
    for (const what of exportKinds) {
      if (what === 'project' || what === 'board') continue
      const write = (name: string, ...words: string[]) =>
        claimboard.bytes('export', file, '--what', what, ...words, '-o', path.join(out, name))
      const zip = what === 'tables' ? '.zip' : ''
      write(`${what}.csv${zip}`)
      write(`${what}.json${zip}`, '--format', 'json')
      write(`${what}.xlsx`, '--format', 'xlsx')
      if (what !== 'tables') write(`${what}.spreadsheet.csv`, '--dialect', 'spreadsheet', '--separator', ';')
    }
    const { values, differences } = compared(file, out)
    expect(differences).toEqual([])
    expect(Object.keys(values)).toHaveLength(27)
    expect(Math.min(...Object.values(values))).toBeGreaterThan(100)

    // The comparison itself can fail: one digit of one offset is enough.
    const csv = path.join(out, 'passages.csv')
    const changed = readFileSync(csv, 'utf8').replace(
      /,(\d+),(\d+),/,
      (_, start, end) => `,${start},${Number(end) + 1},`,
    )
    writeFileSync(csv, changed)
    expect(compared(file, out).differences).toHaveLength(1)
  })

  it('is sound', () => {
    expect(claimboard('verify', file)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Nothing is wrong'),
    })
    expect(readdirSync(folder).sort()).toEqual(['exports', 'posts.claimboard'])
  })

  it('shares a copy with the same content, which a fresh profile opens through the gate', () => {
    const copy = path.join(aFolder(), 'copy.claimboard')
    claimboard.bytes('share', file, copy)
    const colleague = claimboard.with({ profile: aFolder() })
    expect(colleague('verify', copy)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Nothing is wrong'),
    })
    expect(colleague.bytes('export', copy, '--what', 'project').toString()).toBe(contentOf(file))
    expect(colleague('import', copy, corpus)).toMatchObject({ status: 0 })
    expect(colleague.json<ImportResult>('import', copy, corpus).known).toHaveLength(articles.length)
    expect(readdirSync(path.dirname(copy))).toEqual(['copy.claimboard'])
  })

  it('shares for publication without history, notes and names, under an id of its own', () => {
    const copy = path.join(aFolder(), 'public.claimboard')
    claimboard.bytes('share', file, copy, '--without', 'history,notes,names')
    const own = claimboard.json<Info>('info', file)
    const published = claimboard.json<Info>('info', copy)
    expect(published.uid).not.toBe(own.uid)
    expect(published.counts).toEqual(own.counts)
    expect(claimboard.json('history', copy)).toEqual([])
    expect(claimboard('verify', copy).status).toBe(0)
    const names = claimboard
      .json<{ analystName: string }[]>('history', file)
      .map(({ analystName }) => analystName)
    const rows = recordsInPython(claimboard.bytes('export', copy))
    expect(rows.filter(({ claim_by }) => names.includes(claim_by ?? ''))).toEqual([])
  })

  it('gives its originals back, from which another project comes to the same evidence', () => {
    const copy = path.join(aFolder(), 'copy.claimboard')
    claimboard.bytes('share', file, copy, '--without', 'history')
    const texts = path.join(aFolder(), 'corpus')
    mkdirSync(texts)
    const content = JSON.parse(claimboard.bytes('export', copy, '--what', 'project').toString()) as Canonical
    const bytes = new Map(content.tables.original_bytes.map(({ original, base64 }) => [original, base64]))
    for (const { original, file_name } of content.tables.document) {
      writeFileSync(path.join(texts, file_name), Buffer.from(bytes.get(original) ?? '', 'base64'))
    }
    const other = path.join(aFolder(), 'other.claimboard')
    claimboard.bytes('new', other)
    claimboard.bytes('import', other, texts)
    claimboard.bytes('annotate', other, annotations)
    // Whom a claim is about is a set: what is entered together has no order of its own.
    const alike = (value: string) =>
      value.startsWith('[')
        ? (JSON.parse(value) as unknown[]).map((item) => JSON.stringify(item)).sort()
        : value
    const withoutIds = (project: string) =>
      recordsInPython(claimboard.bytes('export', project)).map((row) =>
        Object.entries(row)
          .filter(([column]) => !/_(id|at)$/.test(column))
          .map(([column, value]) => [column, alike(value)]),
      )
    expect(withoutIds(other)).toEqual(withoutIds(file))
  })

  it('is undone to the empty project and redone, byte for byte', () => {
    const copy = path.join(aFolder(), 'undone.claimboard')
    cpSync(file, copy)
    const full = contentOf(copy)
    const project = openProject(copy, { analyst: anna, mustWrite: true })
    const content = () => exported(project.db, { what: 'project', format: 'json' }).toString()
    const labels: (string | null)[] = []
    for (let { undo } = historyState(project.db); undo !== null; { undo } = historyState(project.db)) {
      labels.push(undo)
      project.history?.undo()
    }
    expect(labels).toEqual(['Annotate', 'Import documents'])
    expect(content()).toBe(empty)
    while (historyState(project.db).redo !== null) project.history?.redo()
    expect(content()).toBe(full)
    project.close()
    expect(claimboard('verify', copy)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Nothing is wrong'),
    })
  })

  it('lists every document with how much rests on it', () => {
    const documents = claimboard.json<DocumentInfo[]>('list', file, 'documents')
    for (const { passages, claims } of documents) expect(Math.min(passages, claims)).toBeGreaterThan(0)
  })
})

interface Info {
  readonly uid: string
  readonly counts: Readonly<Record<string, number>>
}

interface Canonical {
  readonly tables: {
    readonly document: { readonly uid: string; readonly file_name: string; readonly original: string }[]
    readonly document_text: { readonly document: string; readonly body: string }[]
    readonly original_bytes: { readonly original: string; readonly base64: string }[]
  }
}

function bodiesOf(content: string) {
  return (JSON.parse(content) as Canonical).tables.document_text
}

/** File names of documents by their ids. */
function documentsOf(content: string): Map<string, string> {
  return new Map(
    (JSON.parse(content) as Canonical).tables.document.map(({ uid, file_name }) => [uid, file_name]),
  )
}

function compared(project: string, exports: string) {
  const script = path.join(root, 'tests/support/compare-exports.py')
  const python = spawnSync('python3', [script, project, exports], { maxBuffer: 1 << 28 })
  if (python.status !== 0) throw new Error(`The comparison failed: ${python.error ?? python.stderr}`)
  return JSON.parse(python.stdout.toString()) as { values: Record<string, number>; differences: unknown[] }
}
