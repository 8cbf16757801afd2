import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareAnalysts, disputesAbout, taggingAnalysts } from '../../db/agreement/agreement.ts'
import { difference, intersection, length, union } from '../../db/agreement/coverage.ts'
import { alpha, coincidencesOf, figuresOf, nominal, ordinal } from '../../db/agreement/figures.ts'
import type { Analyst } from '../../db/analyst.ts'
import type { History } from '../../db/history.ts'
import { assess } from '../../db/hypotheses.ts'
import { type OpenProject, openProject } from '../../db/project.ts'
import { insertRow } from '../../db/rows.ts'
import { sql } from '../../db/sql.ts'
import { aClaim, aDocument, anna, aPassage, aTag, aTagging, bela, testProject } from '../support/factories.ts'
import { aProjectFile, writeTo } from '../support/project-files.ts'

describe('the figures', () => {
  // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections A and B.
  const pairs = (first: string, second: string) =>
    [...first].map((value, index) => [value, second[index] ?? ''] as const)
  const coincidences = (first: string, second: string, categories: string) =>
    coincidencesOf(
      pairs(first, second).map(([a, b]) => [categories.indexOf(a), categories.indexOf(b)] as const),
      categories.length,
    )

  it('are those of the published example with two categories', () => {
    const [ben, gerry] = ['0100000010', '1110010000']
    expect(alpha(coincidences(ben, gerry, '01'), nominal)).toBeCloseTo(0.095, 3)
    const count = (a: string, b: string) =>
      pairs(ben, gerry).filter(([one, other]) => one === a && other === b).length
    const figures = figuresOf({
      both: count('1', '1'),
      first: count('1', '0'),
      second: count('0', '1'),
      neither: count('0', '0'),
    })
    expect(figures.alpha).toBeCloseTo(0.095, 3)
    expect(figures.percent).toBeCloseTo(0.6, 10)
    expect(figures.overlap).toBeCloseTo(0.2, 10)
  })

  it('are those of the published example with five categories', () => {
    expect(alpha(coincidences('aabbdcccedda', 'babbbccceddd', 'abcde'), nominal)).toBeCloseTo(0.692, 3)
  })

  it('are those of a worked example of kappa, and of the ones whose percentage is the same', () => {
    expect(figuresOf({ both: 20, first: 5, second: 10, neither: 15 }).kappa).toBeCloseTo(0.4, 10)
    expect(figuresOf({ both: 45, first: 15, second: 25, neither: 15 }).kappa).toBeCloseTo(0.1304, 4)
    expect(figuresOf({ both: 25, first: 35, second: 5, neither: 35 }).kappa).toBeCloseTo(0.2593, 4)
  })

  it('count how far ranks are apart', () => {
    const near =
      alpha(
        coincidencesOf(
          [
            [0, 1],
            [1, 2],
            [2, 3],
            [3, 3],
          ],
          4,
        ),
        ordinal,
      ) ?? 0
    const far =
      alpha(
        coincidencesOf(
          [
            [0, 3],
            [1, 2],
            [2, 1],
            [3, 3],
          ],
          4,
        ),
        ordinal,
      ) ?? 0
    expect(near).toBeGreaterThan(far)
    expect(
      alpha(
        coincidencesOf(
          [
            [0, 0],
            [1, 1],
            [3, 3],
          ],
          4,
        ),
        ordinal,
      ),
    ).toBe(1)
  })

  it('are not given where nothing varies', () => {
    expect(figuresOf({ both: 0, first: 0, second: 0, neither: 9 })).toMatchObject({
      percent: 1,
      overlap: null,
      kappa: null,
      alpha: null,
    })
    expect(figuresOf({ both: 0, first: 0, second: 0, neither: 0 })).toMatchObject({ units: 0, percent: null })
  })
})

it('covers texts as sets of characters do', () => {
  const stretches = fc.array(
    fc
      .tuple(fc.nat(30), fc.integer({ min: 1, max: 9 }))
      .map(([start, size]) => ({ start, end: start + size })),
    { maxLength: 8 },
  )
  const characters = (all: readonly { start: number; end: number }[]) =>
    new Set(all.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)))
  fc.assert(
    fc.property(stretches, stretches, (a, b) => {
      const [first, second] = [union(a), union(b)]
      const [one, other] = [characters(a), characters(b)]
      expect(characters(first)).toEqual(one)
      expect(length(first)).toBe(one.size)
      expect(characters(intersection(first, second))).toEqual(new Set([...one].filter((n) => other.has(n))))
      expect(characters(difference(first, second))).toEqual(new Set([...one].filter((n) => !other.has(n))))
    }),
  )
})

describe('two analysts', () => {
  const body = '0123456789'.repeat(10)

  function twoCoders() {
    const { project, write } = testProject()
    const tag = write((db) => {
      insertRow(db, 'analyst', { name: bela.name, initials: bela.initials }, bela.uid, bela.uid)
      const demands = aTag(db, 'Demands')
      const threats = aTag(db, 'Threats')
      const common = aDocument(db, body)
      const mine = aPassage(db, common, [0, 20])
      const theirs = aPassage(db, common, [10, 40])
      aTagging(db, mine, demands)
      aTagging(db, theirs, demands, bela)
      aTagging(db, mine, threats)
      aTagging(db, mine, threats, bela)
      aTagging(db, aPassage(db, aDocument(db, 'Only Anna read this.'), [0, 4]), demands)
      return demands
    })
    return { db: project.db, write, tag, two: { first: anna.uid, second: bela.uid } }
  }

  it('are compared tag by tag on the documents on which both worked', () => {
    const { db, two } = twoCoders()
    const { documents, leftOut, tags, overall } = compareAnalysts(db, two)
    expect([documents.length, leftOut]).toEqual([1, 1])
    expect(tags.map(({ path, disputes }) => [path, disputes])).toEqual([
      [['Demands'], 2],
      [['Threats'], 0],
    ])
    expect(tags[0]?.figures).toMatchObject({ units: 100, both: 10, first: 10, second: 20, neither: 60 })
    expect(tags[1]?.figures).toMatchObject({
      both: 20,
      first: 0,
      second: 0,
      neither: 80,
      percent: 1,
      alpha: 1,
    })
    expect(overall).toMatchObject({ units: 200, both: 30, first: 10, second: 20, neither: 140 })
  })

  it('see where they disagree, with whose passage it is, and no longer when that is settled', () => {
    const { db, write, two, tag } = twoCoders()
    const { disputes, total } = disputesAbout(db, { ...two, tag, limit: 10 })
    expect(total).toBe(2)
    expect(disputes.map(({ by, start, end, quote }) => ({ by, start, end, quote }))).toEqual([
      { by: 'first', start: 0, end: 10, quote: '0123456789' },
      { by: 'second', start: 20, end: 40, quote: '01234567890123456789' },
    ])
    expect(disputes.map(({ passages }) => passages.length)).toEqual([1, 1])
    write((db) => aTagging(db, disputes[0]?.passages[0] ?? '', tag, bela))
    expect(disputesAbout(db, { ...two, tag, limit: 10 }).disputes.map(({ by }) => by)).toEqual(['second'])
    expect(disputesAbout(db, { ...two, tag, limit: 1 }).total).toBe(1)
  })

  it('are compared by the grades of what both claim, without those that judge nothing', () => {
    const { db, write, two } = twoCoders()
    write((db) => {
      for (const [statement, mine, theirs] of [
        ['One.', 2, 2],
        ['Two.', 1, 5],
        ['Three.', 3, 6],
      ] as const) {
        const passage = aPassage(db, aDocument(db, 'A text.'), [0, 6])
        const first = aClaim(db, statement, [passage], { credibility: mine, reliability: 'B' })
        const proposition = db.value<string>(sql`select proposition from claim where uid = ${first}`)
        aClaim(db, statement, [passage], { credibility: theirs, proposition }, bela)
      }
    })
    const { credibility, reliability } = compareAnalysts(db, two)
    expect(credibility).toMatchObject({ pairs: 2, same: 1 })
    expect(reliability).toEqual({ pairs: 0, same: 0, alpha: null })
  })

  it('are listed with how much they tagged; one cannot be compared with themselves', () => {
    const { db } = twoCoders()
    expect(taggingAnalysts(db).map(({ name, documents, taggings }) => [name, documents, taggings])).toEqual([
      [anna.name, 2, 3],
      [bela.name, 1, 2],
    ])
    expect(() => compareAnalysts(db, { first: anna.uid, second: anna.uid })).toThrow(/two different/)
  })
})

describe('ratings of two analysts', () => {
  it('are what each last said for themselves, whosever is shown, and nothing that was undone', () => {
    const file = aProjectFile()
    const as = (analyst: Analyst, body: (project: OpenProject, history: History) => void) => {
      const project = openProject(file, { analyst, mustWrite: true })
      try {
        body(project, project.history as History)
      } finally {
        project.close()
      }
    }
    const [hypothesis, ...propositions] = writeTo(file, (db) => [
      insertRow(db, 'hypothesis', { statement: 'The road is guarded.', position: 1 }, anna.uid),
      ...['One', 'Two', 'Three'].map((statement) =>
        insertRow(db, 'proposition', { statement, kind: 'fact' }, anna.uid),
      ),
    ]) as [string, string, string, string]
    const rate = (history: History, index: number, rating: 'CC' | 'C' | 'I' | 'NA', analyst: Analyst) =>
      history.perform({ operation: 'hypotheses.assess', label: 'Rate' }, (db) =>
        assess(db, hypothesis, propositions[index] as string, { rating }, analyst.uid),
      )
    as(anna, (_, history) => {
      rate(history, 0, 'I', anna)
      rate(history, 0, 'C', anna)
      rate(history, 1, 'C', anna)
      rate(history, 2, 'NA', anna)
    })
    as(bela, (_, history) => {
      rate(history, 0, 'CC', bela)
      rate(history, 1, 'I', bela)
      history.undo()
      rate(history, 2, 'C', bela)
      history.undo()
      history.redo()
    })
    as(anna, ({ db }) => {
      const { ratings } = compareAnalysts(db, { first: anna.uid, second: bela.uid })
      expect(ratings).toEqual({
        pairs: 1,
        same: 0,
        alpha: expect.any(Number),
        disputes: [
          {
            hypothesis,
            hypothesisStatement: 'The road is guarded.',
            statement: 'One',
            first: 'C',
            second: 'CC',
          },
          {
            hypothesis,
            hypothesisStatement: 'The road is guarded.',
            statement: 'Three',
            first: 'NA',
            second: 'C',
          },
        ],
      })
    })
  })
})
