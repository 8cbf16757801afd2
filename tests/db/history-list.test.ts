import { describe, expect, it } from 'vitest'
import { historyHandlers } from '../../db/history-list.ts'
import { updateRow } from '../../db/rows.ts'
import { aClaim, aDocument, anna, aPassage, aTag, aTagging, testProject } from '../support/factories.ts'

function worked() {
  const project = testProject()
  const { write } = project
  const first = write((db) => aDocument(db, 'One text of the port.'))
  const second = write((db) => aDocument(db, 'Another text.'))
  const passage = write((db) => aPassage(db, first, 'port'))
  const tag = write((db) => aTag(db))
  write((db) => aTagging(db, passage, tag))
  write((db) => aClaim(db, 'It is shut.', [passage]))
  write((db) => updateRow(db, 'document', second, { note: 'Read' }))
  const list = (filter: object) =>
    project.call(historyHandlers, 'history.list', filter).map(({ changes }) => Object.keys(changes))
  return { project, list, first, second, passage }
}

describe('The history', () => {
  it('is that of a row where one is asked for', () => {
    const { list, passage, second } = worked()
    expect(list({ row: passage })).toEqual([['passage']])
    expect(list({ row: second })).toEqual([['document'], ['document', 'original']])
    expect(list({ row: 'nothing' })).toEqual([])
  })

  it('of a document is that of what belongs to it', () => {
    const { list, first, second } = worked()
    expect(list({ document: first })).toEqual([
      ['claim', 'claimant', 'evidence', 'proposition'],
      ['tagging'],
      ['passage'],
      ['document', 'original'],
    ])
    expect(list({ document: second })).toEqual([['document'], ['document', 'original']])
  })

  it('is chosen by who did it and when', () => {
    const { list, project } = worked()
    expect(list({ analyst: anna.name })).toHaveLength(8)
    expect(list({ analyst: anna.uid, limit: 3 })).toHaveLength(3)
    expect(list({ analyst: 'Nobody' })).toEqual([])
    const [latest] = project.call(historyHandlers, 'history.list', { limit: 1 })
    const at = latest?.at ?? ''
    expect(list({ since: at }).length + list({ before: at }).length).toBe(8)
    expect(list({ since: `${at.slice(0, 16)}Z`, before: '9999-01-01' }).length).toBeGreaterThan(0)
    expect(list({ before: '2020-01-01' })).toEqual([])
    expect(() => list({ since: 'yesterday' })).toThrow('A time is written as 2026-02-03')
  })
})
