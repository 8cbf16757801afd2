import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { builtCommandLine, contentOf } from '../../support/command-line.ts'
import { aFolder } from '../../support/project-files.ts'

const claimboard = builtCommandLine()

// Enough work for a kill to come in the middle of it, and not so much that a test takes long.
const texts = 60
const annotationLines = 1200
const killsPerStep = 6

const folder = aFolder()
const corpus = path.join(folder, 'texts')
mkdirSync(corpus)
for (let n = 0; n < texts; n++) {
  const sentences = Array.from(
    { length: 400 },
    (_, i) => `Sentence ${i} of text ${n} says that a port is closed.`,
  )
  writeFileSync(path.join(corpus, `${n}.txt`), sentences.join('\n'))
}
const annotations = path.join(folder, 'annotations.jsonl')
writeFileSync(
  annotations,
  Array.from({ length: annotationLines }, (_, n) => {
    const document = String(n % texts)
    const start = 53 * Math.floor(n / texts)
    const line =
      n % 3 === 0
        ? {
            kind: 'claim',
            statement: `Port ${n} is closed.`,
            claimant: { source: `official ${n % 7}` },
            evidence: [{ document, start, end: start + 8 }],
          }
        : { kind: 'passage', document, start, end: start + 8, tags: [`Tag ${n % 11}`] }
    return JSON.stringify(line)
  }).join('\n'),
)

const empty = path.join(folder, 'empty.claimboard')
claimboard.bytes('new', empty)
const imported = path.join(folder, 'imported.claimboard')
cpSync(empty, imported)
claimboard.bytes('import', imported, corpus)
const annotated = path.join(folder, 'annotated.claimboard')
cpSync(imported, annotated)
claimboard.bytes('annotate', annotated, annotations)

/** How long a command takes that nobody kills, in milliseconds: a kill after that hits nothing. */
async function durationOf(words: readonly string[]): Promise<number> {
  const started = performance.now()
  await once(start(words), 'exit')
  return performance.now() - started
}

function start(words: readonly string[]): ChildProcess {
  const [program, ...args] = claimboard.start
  return spawn(program, [...args, ...words], { env: claimboard.env, stdio: 'ignore' })
}

interface Kill {
  readonly project: string
  readonly out: string
  /** The command came to its end before the kill. */
  readonly finished: boolean
}

/**
 * Runs a command again and again on a fresh copy of a project, and kills it at another moment each time, from
 * its start, before it has done anything, to its end.
 */
async function* kills(
  from: string,
  words: (project: string, out: string) => readonly string[],
  old?: string,
) {
  const prepare = () => {
    const place = aFolder()
    const [project, out] = [path.join(place, 'p.claimboard'), path.join(place, 'out')]
    cpSync(from, project)
    if (old !== undefined) writeFileSync(out, old)
    return { project, out }
  }
  const trial = prepare()
  const duration = await durationOf(words(trial.project, trial.out))
  for (let n = 0; n <= killsPerStep; n++) {
    const { project, out } = prepare()
    const child = start(words(project, out))
    const exit = once(child, 'exit')
    await Promise.race([exit, setTimeout((duration * n) / (killsPerStep + 1) + Math.random() * 20)])
    child.kill('SIGKILL')
    const [status] = await exit
    yield { project, out, finished: status === 0 } satisfies Kill
  }
}

/** Whether the project is sound for whoever opens it next; the next writing leaves a single file. */
function expectSound(project: string, ...others: string[]) {
  expect(claimboard('verify', project)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Nothing is wrong'),
  })
  const nothing = path.join(folder, 'nothing.jsonl')
  writeFileSync(nothing, '')
  expect(claimboard('annotate', project, nothing)).toMatchObject({ status: 0, stderr: '' })
  const left = readdirSync(path.dirname(project)).filter((name) => !others.includes(name))
  expect(left.filter((name) => !name.startsWith('.claimboard-'))).toEqual([path.basename(project)])
}

interface Documents {
  readonly tables: {
    readonly document: { readonly uid: string; readonly file_name: string }[]
    readonly document_text: { readonly document: string; readonly body: string }[]
  }
}

// Each runs dozens of processes, one after the other.
describe('A kill in the middle', { timeout: 300_000 }, () => {
  it('of making a project leaves a whole one or none', async () => {
    let made = 0
    const words = (project: string) => ['new', `${project}.new`]
    for await (const { project } of kills(empty, words)) {
      const file = `${project}.new`
      if (existsSync(file)) {
        made++
        expect(claimboard('verify', file).status).toBe(0)
      } else expect(claimboard('new', file).status).toBe(0)
      const left = readdirSync(path.dirname(project)).filter((name) => !name.endsWith('-lock'))
      // What the killed one left is removed where another one is made.
      if (made === 0) expect(left).toEqual(['p.claimboard', 'p.claimboard.new'])
    }
  })

  it('of an import keeps whole files, and the import can be done again', async () => {
    const counts = new Set<number>()
    for await (const { project, finished } of kills(empty, (file) => ['import', file, corpus])) {
      const { tables } = JSON.parse(
        claimboard.bytes('export', project, '--what', 'project').toString(),
      ) as Documents
      const names = new Map(tables.document.map(({ uid, file_name }) => [uid, file_name]))
      for (const { document, body } of tables.document_text) {
        expect(body).toBe(readFileSync(path.join(corpus, names.get(document) ?? ''), 'utf8'))
      }
      expect(tables.document_text).toHaveLength(tables.document.length)
      if (finished) expect(tables.document).toHaveLength(texts)
      counts.add(tables.document.length)
      expectSound(project)
      const again = claimboard.json<{ imported: unknown[]; known: unknown[] }>('import', project, corpus)
      expect([again.known.length, again.imported.length]).toEqual([
        tables.document.length,
        texts - tables.document.length,
      ])
    }
    expect(counts.has(0)).toBe(true)
  })

  it('of annotating leaves all of it or nothing', async () => {
    const before = contentOf(imported)
    for await (const { project, finished } of kills(imported, (file) => ['annotate', file, annotations])) {
      const { counts } = claimboard.json<{ counts: { claims: number; passages: number } }>('info', project)
      if (counts.passages === 0) {
        expect(finished).toBe(false)
        expect(claimboard.bytes('export', project, '--what', 'project').toString()).toBe(before)
      } else expect(counts).toMatchObject({ claims: annotationLines / 3, passages: annotationLines })
      expectSound(project)
      claimboard.bytes('annotate', project, annotations)
      expect(claimboard.json('info', project)).toMatchObject({
        counts: { claims: annotationLines / 3, passages: annotationLines },
      })
    }
  })

  it.each(['', 'What was there before.'])(
    'of an export leaves what was there (“%s”), or all of it',
    async (old) => {
      const words = (file: string, out: string) => ['export', file, '-o', out]
      const whole = claimboard.bytes('export', annotated).toString()
      for await (const { project, out, finished } of kills(annotated, words, old === '' ? undefined : old)) {
        const found = existsSync(out) ? readFileSync(out, 'utf8') : ''
        expect([old, whole]).toContain(found)
        if (finished) expect(found).toBe(whole)
        expect(claimboard('export', project, '-o', out).status).toBe(0)
        expect(readFileSync(out, 'utf8')).toBe(whole)
        expect(readdirSync(path.dirname(out)).sort()).toEqual(['out', 'p.claimboard'])
        expectSound(project, 'out')
      }
    },
  )

  it('of sharing leaves no copy or a whole one', async () => {
    const content = contentOf(annotated)
    for await (const { project, out, finished } of kills(annotated, (file, copy) => ['share', file, copy])) {
      if (finished) expect(existsSync(out)).toBe(true)
      if (existsSync(out)) expect(contentOf(out)).toBe(content)
      expect(claimboard('share', project, out)).toMatchObject({ status: 0, stderr: '' })
      expect(contentOf(out)).toBe(content)
      expect(readdirSync(path.dirname(out)).sort()).toEqual(['out', 'p.claimboard'])
      expectSound(project, 'out')
    }
  })

  it('of a merge leaves the project as it was, or all of the merge', async () => {
    const before = contentOf(imported)
    const merged = path.join(folder, 'merged.claimboard')
    cpSync(imported, merged)
    claimboard.bytes('merge', merged, annotated)
    const after = contentOf(merged)
    expect(after).not.toBe(before)
    for await (const { project, finished } of kills(imported, (file) => ['merge', file, annotated])) {
      const found = contentOf(project)
      expect([before, after]).toContain(found)
      if (finished) expect(found).toBe(after)
      expectSound(project)
      expect(claimboard('merge', project, annotated)).toMatchObject({ status: 0, stderr: '' })
      expect(contentOf(project)).toBe(after)
    }
  })
})
