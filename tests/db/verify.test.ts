import { describe, expect, it } from 'vitest'
import { storeContract } from '../../db/contract/contract.ts'
import type { Problem } from '../../db/contract/project.ts'
import { openProject } from '../../db/project.ts'
import { insertRow, removeRows, updateRow } from '../../db/rows.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyHandlers, verifyProject } from '../../db/verify.ts'
import { aClaim, aDocument, anActor, anna, aPassage, aTag, bela, testProject } from '../support/factories.ts'
import { aProjectFile, tamper } from '../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}

type Found = Pick<Problem, 'check' | 'severity' | 'message'>[]

function problemsIn(project: Pick<ReturnType<typeof openProject>, 'db'>): Found {
  const { problems } = runTaskSync(verifyProject(project.db), { extract })
  return problems.map(({ check, severity, message }) => ({ check, severity, message }))
}

/** What is found in a file after another program changed it. */
function problemsAfter(statements: string): Found {
  const file = aProjectFile()
  tamper(file, statements)
  const project = openProject(file, { analyst: anna })
  try {
    return problemsIn(project)
  } finally {
    project.close()
  }
}

describe('verifying a project', () => {
  it('finds nothing in a sound one, whatever was deleted, and says what it looked at', () => {
    const project = testProject()
    project.write((db) => {
      const document = aDocument(db, 'Officials denied it. 🙂 Nobody was hurt.', { published: '2024-11?' })
      const passage = aPassage(db, document, 'Officials')
      aClaim(db, 'The road was closed.', [passage], { said: '2024-11-05/..', credibility: 2 })
      anActor(db, 'Office', { parent: anActor(db, 'State') })
      const gone = aTag(db, 'Gone')
      removeRows(db, 'tag', [gone])
      aTag(db, 'Kept', { parent: gone, digit: 1 })
    })
    const result = runTaskSync(
      verifyHandlers['project.verify']({ ...project.project.context, db: project.db }, {}),
      { extract },
    )
    expect(storeContract['project.verify'].output.parse(result)).toEqual(result)
    expect(result.problems).toEqual([])
    expect(result.checks).toEqual([
      'integrity',
      'references',
      'project',
      'texts',
      'originals',
      'passages',
      'cycles',
      'evidence',
      'claimants',
      'citations',
      'digits',
      'values',
      'dates',
      'search-index',
      'history',
    ])
  })

  it('lists what people can bring about as warnings, each by name', () => {
    const project = testProject()
    project.write((db) => {
      const a = aTag(db, 'A', { digit: 3 })
      const b = aTag(db, 'B', { digit: 3, parent: a })
      updateRow(db, 'tag', a, { parent: b })
      aTag(db, 'Below the circle', { parent: a })
      const self = anActor(db, 'Self')
      updateRow(db, 'actor', self, { parent: self })
      const event = insertRow(db, 'event', { title: 'Talks', date: 'last month' }, anna.uid)
      updateRow(db, 'event', event, { part_of: event })
      aClaim(db, 'It was closed.', [])
      removeRows(db, 'claimant', db.column({ text: 'select uid from live_claimant', values: [] }))
      aClaim(db, 'It was open.', [], { number: 1, claimant: { kind: 'actor' } })
      aClaim(db, 'Another one.', [], {}, bela)
    })
    expect(problemsIn(project)).toEqual([
      ...['The tag “A” lies below itself', 'The tag “B” lies below itself'].map((words) =>
        warning('cycles', words),
      ),
      warning('cycles', 'The actor “Self” belongs to itself'),
      warning('cycles', 'The event “Talks” is a part of itself'),
      ...['?-1 (“Another one.”)', 'AR-1 (“It was closed.”)', 'AR-1 (“It was open.”)'].map((claim) =>
        warning('evidence', `The claim ${claim} has no evidence.`),
      ),
      warning('claimants', 'The claim AR-1 (“It was closed.”) has no claimant.'),
      warning('claimants', 'The claim AR-1 (“It was open.”) does not say who its claimant is.'),
      ...['It was closed.', 'It was open.'].map((s) =>
        warning('citations', `The claim AR-1 (“${s}”) shares its number with another claim.`),
      ),
      warning('digits', 'The tag “A” shares the key 3'),
      warning('digits', 'The tag “B” shares the key 3'),
      warning('dates', '“last month” as its date'),
    ])
  })

  it('tells an orphaned passage from one whose place cannot be', () => {
    const project = testProject()
    project.write((db) => {
      const document = aDocument(db, 'Yes 🙂 no')
      const at = (start: number, end: number, quote: string) =>
        insertRow(
          db,
          'passage',
          { document, start_offset: start, end_offset: end, quote, prefix: '', suffix: '' },
          anna.uid,
        )
      at(0, 3, 'Yes')
      at(0, 3, 'yes')
      at(4, 5, '\uFFFD')
      at(6, 99, 'no')
      at(7, 7, '')
    })
    expect(problemsIn(project)).toEqual([
      warning('passages', 'is orphaned: the text at its place reads differently'),
      error('passages', 'begins or ends in the middle of a character'),
      error('passages', 'has a place outside its text'),
      error('passages', 'has a place outside its text'),
    ])
  })

  it.each([
    ['a text that was altered', `update document_text set body = 'x'`, 'texts', 'checksum does not fit'],
    ['a text that is missing', 'delete from document_text', 'texts', 'There is no text of “A document”'],
    [
      'paragraphs outside the text',
      `update document_text set blocks = '[["paragraph",0,999]]'`,
      'texts',
      'paragraphs',
    ],
    [
      'an original that was altered',
      `update original_bytes set bytes = x'00'`,
      'originals',
      'checksum does not fit',
    ],
    ['an original that is missing', 'delete from original_bytes', 'originals', 'is missing'],
    ['a value out of no list', `update document set kind = 'poem'`, 'values', '“poem” as its kind'],
    ['a mark that is neither yes nor no', 'update tag set deleted = 2', 'values', '“2” as its deleted'],
    [
      'a reference to nothing',
      `update passage set document = 'nowhere'`,
      'references',
      '“passage” refers to a row of “document”',
    ],
    ['a file without its project', 'delete from project', 'project', 'says nothing about its project'],
  ])('reports %s as an error', (_, statements, check, words) => {
    expect(problemsAfter(statements)).toContainEqual(error(check, words))
  })

  it('notices when the search would miss a text, or knows too many', () => {
    expect(problemsAfter('delete from search_index')).toEqual([
      warning('search-index', 'would not find 3 of 3 texts'),
    ])
    expect(problemsAfter(`insert into search_entry (tbl, uid, col) values ('tag', 'x', 'name')`)).toEqual([
      warning('search-index', 'holds 4 entries for 3 texts'),
    ])
  })

  it('counts what would be too much to list', () => {
    const project = testProject()
    project.write((db) => {
      for (let i = 0; i < 503; i++) aTag(db, `Tag ${i}`, { digit: 1 })
    })
    const found = problemsIn(project)
    expect(found).toHaveLength(501)
    expect(found.at(-1)).toEqual(warning('digits', 'There are 3 more of the same kind.'))
  })

  it('can be cancelled between its checks and within them', () => {
    const project = testProject()
    project.write((db) => {
      for (let i = 0; i < 20; i++) aDocument(db, `Text ${i}`)
    })
    for (const stopAt of [0, 5, 12]) {
      let steps = 0
      expect(() =>
        runTaskSync(verifyProject(project.db), { extract, cancelled: () => steps++ === stopAt }),
      ).toThrow('Cancelled.')
    }
  })
})

function warning(check: string, words: string) {
  return { check, severity: 'warning', message: expect.stringContaining(words) }
}

function error(check: string, words: string) {
  return { check, severity: 'error', message: expect.stringContaining(words) }
}
