import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import type { ClaimInfo } from '../../db/contract/claim.ts'
import type { Call, NamesOfKind, Output } from '../../db/contract/contract.ts'
import { acts, evidenceRoles, relationKinds, stances } from '../../db/contract/vocabulary.ts'
import { historyState } from '../../db/history.ts'
import { type SharedTable, sharedTables } from '../../db/model.ts'
import { type OpenProject, openProject } from '../../db/project.ts'
import { answer, startReader } from '../../db/run.ts'
import { identifier, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { makeSample, type SampleReport, sampleSources } from '../../scripts/sample.ts'
import { anna } from '../support/factories.ts'
import { aFolder } from '../support/project-files.ts'

let report: SampleReport
let project: OpenProject
let claims: ClaimInfo[]

beforeAll(() => {
  const target = path.join(aFolder(), 'sample.claimboard')
  report = makeSample(target)
  project = openProject(target, { analyst: anna })
  claims = query('claims.list', {})
})

afterAll(() => project?.close())

function query<Name extends NamesOfKind<'query'>>(name: Name, input: Call<Name>): Output<Name> {
  return answer(handlers, project, name, input).value
}

function rows(table: SharedTable): Record<string, unknown>[] {
  return project.db.all(sql`select * from ${identifier(`live_${table}`)}`)
}

function documentTitled(title: string) {
  const found = query('documents.list', {}).find((document) => document.title.startsWith(title))
  if (!found) throw new Error(`There is no document “${title}”.`)
  return { ...found, ...query('documents.text', { document: found.uid }) }
}

function different(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort()
}

describe('The sample project', () => {
  it('has nothing that verify finds wrong', () => {
    const { problems, checks } = runTaskSync(startReader(handlers, project, 'project.verify', {}), {
      extract: () => {
        throw new Error('Nothing is extracted.')
      },
    })
    expect(checks.length).toBeGreaterThan(10)
    expect(problems).toEqual([])
  })

  it('holds the five articles, each in its own form and with everything known about it', () => {
    const documents = query('documents.list', {})
    expect(documents.map(({ fileName, encoding }) => [path.extname(fileName ?? ''), encoding])).toEqual([
      ['.html', 'utf-8'],
      ['.md', 'utf-8'],
      ['.txt', 'utf-8'],
      ['.txt', 'windows-1252'],
      ['.txt', 'utf-8'],
    ])
    for (const document of documents) {
      expect(document).toMatchObject({
        publisher: { name: expect.any(String) },
        author: { name: expect.any(String) },
        published: expect.any(String),
        captured: expect.any(String),
        reliability: expect.any(String),
        reliabilityReason: expect.any(String),
      })
    }
    expect(documents.find(({ publishedReason }) => publishedReason)?.published).toContain('/')
  })

  it('shows every quote where it stands', () => {
    const passages = query('documents.list', {}).flatMap(({ uid: document }) => {
      const { body } = query('documents.text', { document })
      return query('passages.list', { document }).map((passage) => ({ ...passage, body }))
    })
    expect(passages.length).toBeGreaterThanOrEqual(30)
    for (const { body, start, end, quote, fits } of passages) {
      expect(body.slice(start, end)).toBe(quote)
      expect(fits).toBe(true)
    }
    const overlapping = passages.filter((one) =>
      passages.some(
        (other) =>
          other.uid !== one.uid && other.body === one.body && other.start < one.end && one.start < other.end,
      ),
    )
    expect(overlapping.length).toBeGreaterThanOrEqual(10)
  })

  it('took from the web page what was written, and left the site around it', () => {
    const { body } = documentTitled('Harbour road')
    expect(body).toContain('محاذِ آزادیِ ساحل')
    expect(body).toContain('Correction, 9 October 2024')
    expect(body).not.toMatch(/cookies|Sign up|Related|All rights reserved|window\.monitor/)
  })

  it('keeps what was copied from a page with its text, quotation marks and emoji whole', () => {
    const wire = documentTitled('Posts inside').body
    expect(wire).toContain('“No foreign guard stands on a Pakistani road, and none will,”')
    expect(wire).toMatch(/Last updated:.*Disclaimer:.*cookie settings/s)
    expect(wire).not.toContain('\r')
    expect(documentTitled('Two services').body).toContain('👋🏽')
    expect(documentTitled('Corridor security').body).toMatch(/^Corridor security.*不放心/s)
  })

  it('has a paragraph that three outlets print', () => {
    const paragraph = documentTitled('Beijing asks')
      .body.split('\n')
      .find((line) => line.startsWith('The draft runs'))
    expect(documentTitled('Corridor security').body).toContain(paragraph)
    expect(documentTitled('Posts inside').body).toContain(paragraph)
  })

  it('tags by topic, in a tree, some by a digit', () => {
    const tags = query('tags.list', {})
    expect(tags.length).toBeGreaterThanOrEqual(14)
    expect(tags.filter(({ parent }) => parent !== null).length).toBeGreaterThanOrEqual(8)
    expect(tags.filter(({ digit }) => digit !== null).length).toBeGreaterThanOrEqual(3)
    const tagged = new Set(rows('tagging').map(({ tag }) => tag))
    expect(tags.filter(({ uid }) => !tagged.has(uid)).map(({ name }) => name)).toEqual([])
  })

  it('knows the armed group by five names in two scripts', () => {
    const group = query('actors.list', {}).find(({ kind }) => kind === 'armed-group')
    expect(group?.aliases.length).toBeGreaterThanOrEqual(5)
    expect(group?.aliases.map(({ language }) => language)).toContain('ur')
  })

  it('names sources as their documents word them, and grades them', () => {
    const sources = rows('source')
    const bodies = new Map(
      query('documents.list', {}).map(({ uid: document }) => [
        document,
        query('documents.text', { document }).body,
      ]),
    )
    expect(
      sources.filter(({ wording, document }) => !bodies.get(String(document))?.includes(String(wording))),
    ).toEqual([])
    expect(sources.filter(({ reliability }) => reliability === null)).toEqual([])
    expect(sources.some(({ same_as }) => same_as !== null)).toBe(true)
  })

  it('has forty claims and more, of every stance, act and kind of evidence and link', () => {
    expect(claims.length).toBeGreaterThanOrEqual(40)
    expect(different(claims.map(({ stance }) => stance))).toEqual(Object.keys(stances).sort())
    expect(different(claims.map(({ act }) => act))).toEqual(Object.keys(acts).sort())
    expect(different(claims.flatMap(({ evidence }) => evidence.map(({ role }) => role)))).toEqual(
      Object.keys(evidenceRoles).sort(),
    )
    expect(different(rows('relation').map(({ kind }) => String(kind)))).toEqual(
      Object.keys(relationKinds).sort(),
    )
    const contradictions = rows('relation').filter(({ kind }) => kind === 'contradicts')
    expect(different(contradictions.map(({ state }) => String(state)))).toEqual(['open', 'resolved'])
    expect(claims.some(({ nestedIn }) => nestedIn !== null)).toBe(true)
    expect(claims.some(({ status }) => status === 'retracted')).toBe(true)
  })

  it('lets a holder act only where a claim says who holds the position', () => {
    expect(claims.filter(({ act, holder }) => act !== null && holder === null)).toEqual([])
  })

  it('has a question, leads, and hypotheses with judgements in time', () => {
    expect(query('project.get', {}).question).toMatch(/\?$/)
    expect(query('leads.list', {}).map(({ done }) => done)).toEqual(expect.arrayContaining([true, false]))
    expect(rows('hypothesis').length).toBeGreaterThanOrEqual(3)
    expect(rows('judgement').length).toBeGreaterThan(rows('hypothesis').length)
    expect(rows('assessment').length).toBeGreaterThanOrEqual(20)
  })

  it('has a board on which no card lies upon another', () => {
    const [{ uid: board } = { uid: '' }] = query('boards.list', {})
    const { cards, links } = query('boards.get', { board })
    expect(cards.length).toBeGreaterThanOrEqual(12)
    expect(links.length).toBeGreaterThanOrEqual(8)
    const solid = cards.filter(({ kind }) => kind !== 'group')
    const upon = solid.filter((a) =>
      solid.some(
        (b) =>
          a !== b &&
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      ),
    )
    expect(upon).toEqual([])
    expect(cards.filter(({ content }) => content.kind === 'gone')).toEqual([])
  })

  it('comes out the same each time, with nothing to undo', () => {
    expect(report.annotated).toMatchObject({ updated: expect.any(Number), unchanged: 0 })
    expect(historyState(project.db)).toEqual({ undo: null, redo: null })
    const again = path.join(aFolder(), 'again.claimboard')
    makeSample(again)
    const other = openProject(again, { analyst: anna, readOnly: true })
    const count = ({ db }: OpenProject) =>
      sharedTables.map((table) => [table, db.value(sql`select count(*) from ${identifier(`live_${table}`)}`)])
    expect(count(other)).toEqual(count(project))
    other.close()
  })

  it('says that it is fiction', () => {
    expect(readFileSync(path.join(sampleSources, 'README.md'), 'utf8')).toMatch(/All of it is fiction/)
  })
})
