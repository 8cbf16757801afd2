import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotateHandlers } from '../../db/import/annotate.ts'
import { decodeText } from '../../db/text/decode.ts'
import { contents } from '../support/annotations.ts'
import { aDocument, liveRows, testProject } from '../support/factories.ts'

const root = path.resolve(import.meta.dirname, '../..')
const annotations = path.join(root, 'tests/corpus/annotations.jsonl')
/** Articles that are not part of the project; the annotations name them by hash and places by offset. */
const corpus = path.resolve(root, '../shared/corpus')

function articles(): { name: string; bytes: Buffer; text: string }[] {
  return readdirSync(corpus)
    .sort()
    .map((name) => {
      const bytes = readFileSync(path.join(corpus, name))
      return { name, bytes, text: decodeText(bytes).text }
    })
}

function projectWithArticles() {
  const project = testProject()
  project.write((db) => {
    // The factory hashes the text, which is the file's bytes where these are UTF-8 without a mark.
    for (const { name, text } of articles()) aDocument(db, text, { title: name })
  })
  return project
}

describe.skipIf(!existsSync(corpus))('The annotations of the five articles', () => {
  const apply = (project: ReturnType<typeof projectWithArticles>) =>
    project.run(annotateHandlers, 'annotations.apply', { file: annotations })

  it('are applied once, and add nothing the second time', () => {
    const project = projectWithArticles()
    const counts = apply(project)
    expect(counts.claims).toBeGreaterThanOrEqual(45)
    expect(counts.unchanged).toBe(0)
    const before = contents(project)
    expect(apply(project)).toMatchObject({ claims: 0, passages: 0, taggings: 0, actors: 0, updated: 0 })
    expect(contents(project)).toEqual(before)
  })

  it('mark whole words, and words that are in the article', () => {
    const project = projectWithArticles()
    apply(project)
    const bodies = new Map(articles().map(({ name, text }) => [name, text]))
    const titles = new Map(liveRows(project.db, 'document').map(({ uid, title }) => [uid, String(title)]))
    for (const { document, start_offset, end_offset, quote } of liveRows(project.db, 'passage')) {
      const body = bodies.get(titles.get(document) ?? '') ?? ''
      const [start, end] = [Number(start_offset), Number(end_offset)]
      expect(body.slice(start, end)).toBe(quote)
      expect(body.slice(start - 1, start + 1)).not.toMatch(/^[\p{L}\p{N}]{2}$/u)
      expect(body.slice(end - 1, end + 1)).not.toMatch(/^[\p{L}\p{N}]{2}$/u)
    }
  })

  it('are taken back by one undo', () => {
    const project = projectWithArticles()
    const before = contents(project)
    apply(project)
    project.history.undo()
    expect(contents(project)).toEqual(before)
  })

  it('hold no sentence of the articles', () => {
    const said = runsOf(readFileSync(annotations, 'utf8'))
    const written = new Set(articles().flatMap(({ text }) => runsOf(text)))
    expect(said.filter((run) => written.has(run))).toEqual([])
  })
})

/** Every eight words that follow one another: fewer can be a title or a name. */
function runsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.slice(7).map((_, at) => words.slice(at, at + 8).join(' '))
}
