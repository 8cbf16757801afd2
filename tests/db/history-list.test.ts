import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { historyHandlers } from '../../db/history-list.ts'
import { openProject } from '../../db/project.ts'
import { insertRow, removeRows, updateRow } from '../../db/rows.ts'
import { startReader, startWriter } from '../../db/run.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { editedApart } from '../support/apart.ts'
import { recordsInPython } from '../support/exported.ts'
import { aClaim, aDocument, anna, aPassage, aTag, aTagging, testProject } from '../support/factories.ts'
import { aFolder, tamper } from '../support/project-files.ts'

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

const extract = () => {
  throw new Error('Nothing is extracted.')
}

/** A claim that was graded, noted and deleted, and what each of it is called in the history. */
function judged() {
  const made = testProject()
  const { write, call } = made
  const claim = write((db) => {
    const passage = aPassage(db, aDocument(db, 'One text of the port.', { title: 'Port' }), 'port')
    return aClaim(db, 'It is shut.', [passage], { credibility: 3 })
  })
  write((db) => updateRow(db, 'claim', claim, { credibility: 2, credibility_reason: 'Seen from the quay' }))
  const latest = () => call(handlers, 'history.list', { limit: 1 })[0]
  const things = (action = latest()?.uid ?? '') => call(handlers, 'history.changes', { action }).things
  return { ...made, claim, latest, things }
}

describe('What an action did', () => {
  it('is said in words, with the place where each thing is', () => {
    const { things, claim } = judged()
    const [thing] = things()
    expect(thing).toMatchObject({
      kind: 'Claim',
      did: 'changed',
      page: { kind: 'claim', uid: claim },
      document: { title: 'Port', start: 16 },
      fields: [
        {
          label: 'Credibility',
          before: '3: possibly true',
          after: '2: probably true; Reason for the credibility: Seen from the quay',
          putBack: { refused: null },
        },
      ],
    })
    expect(thing?.title).toContain('It is shut.')
  })

  it('shows no id and no name of a column, whatever was made', () => {
    const { call, db, write } = judged()
    write((w) => {
      const board = insertRow(w, 'board', { title: 'Board', position: 1 }, anna.uid)
      const place = { x: 1, y: 2, width: 3, height: 4, layer: 1 }
      const card = insertRow(w, 'card', { board, kind: 'note', body: 'Why?', ...place }, anna.uid)
      updateRow(w, 'card', card, { x: 7, y: 8 })
    })
    for (const action of call(handlers, 'history.list', {})) {
      for (const { title, fields } of call(handlers, 'history.changes', { action: action.uid }).things) {
        const words = [title, ...fields.flatMap(({ label, before, after }) => [label, before, after])].join(
          ' ',
        )
        expect(words).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|_/)
      }
    }
    expect(db.value(sql`select count(*) from action`)).toBe(4)
  })

  it('can be put back field by field, as a write that can be undone', () => {
    const { call, things, claim, db, history, latest } = judged()
    const [thing] = things()
    const input = {
      action: latest()?.uid ?? '',
      table: 'claim',
      uid: claim,
      cell: thing?.fields[0]?.cell ?? '',
    }
    call(handlers, 'history.putBack', input)
    const grade = () =>
      db.get(sql`select credibility, credibility_reason reason from claim where uid = ${claim}`)
    expect(grade()).toEqual({ credibility: 3, reason: null })
    expect(call(handlers, 'history.state', {}).undo).toBe('Put back: Claim, Credibility')
    expect(() => call(handlers, 'history.putBack', input)).toThrow('is there already')
    history.undo()
    expect(grade()).toEqual({ credibility: 2, reason: 'Seen from the quay' })
    expect(() => call(handlers, 'history.putBack', { ...input, cell: 'note' })).toThrow('no such change')
  })

  it('says what is gone by what it was called, and leads nowhere', () => {
    const { write, things, claim } = judged()
    write((db) => removeRows(db, 'claim', [claim]))
    expect(things()).toMatchObject([{ did: 'deleted', page: null, document: null, fields: [] }])
    expect(things()[0]?.title).toContain('It is shut.')
  })

  it('by a merge and by its undoing is told as coming and going', () => {
    const { ours, theirs } = editedApart(aFolder())
    const project = openProject(ours, { analyst: anna })
    const { task, finish } = startWriter(handlers, project, 'merge.run', { file: theirs })
    runTaskSync(task, { extract })
    finish()
    const last = () => handlers['history.list'](project.db, { limit: 1 }, project.context)[0]
    const did = () => {
      const input = { action: last()?.uid ?? '', after: 0, limit: 1000 }
      return handlers['history.changes'](project.db, input, project.context).things
    }
    expect(did().find(({ table }) => table === 'document')).toMatchObject({ kind: 'Document' })
    expect(did().some((thing) => thing.did === 'came' && thing.title === 'Union asks for an inquiry')).toBe(
      true,
    )
    project.history?.undo()
    expect(last()).toMatchObject({ kind: 'undo' })
    expect(did().some((thing) => thing.did === 'went' && thing.title === 'Union asks for an inquiry')).toBe(
      true,
    )
    project.close()
  })
})

describe('The history in pages', () => {
  it('goes on where the page before ended, and is the same altogether', () => {
    const { call } = worked().project
    const all = call(historyHandlers, 'history.list', {})
    const paged: typeof all = []
    for (;;) {
      const end = paged.at(-1)
      const page = call(historyHandlers, 'history.list', {
        limit: 3,
        ...(end ? { after: { at: end.at, n: end.n } } : {}),
      })
      if (page.length === 0) break
      paged.push(...page)
    }
    expect(paged).toEqual(all)
    expect(call(historyHandlers, 'history.days', {}).reduce((sum, { actions }) => sum + actions, 0)).toBe(
      all.length,
    )
  })

  it('is filtered by kind, by words and by a thing with what belongs to it', () => {
    const { list, passage, project } = worked()
    expect(list({ table: 'tag' })).toEqual([['tag']])
    expect(list({ table: 'no such table' })).toEqual([])
    expect(list({ text: 'is SHUT' })).toEqual([['claim', 'claimant', 'evidence', 'proposition']])
    expect(list({ text: '100%_"\\' })).toEqual([])
    expect(list({ text: passage.slice(0, 8) })).toEqual([])
    expect(list({ thing: passage })).toEqual([
      ['claim', 'claimant', 'evidence', 'proposition'],
      ['tagging'],
      ['passage'],
    ])
    expect(project.call(handlers, 'history.kinds', {})).toMatchObject({
      analysts: [{ name: anna.name }],
      whole: true,
    })
    expect(project.call(handlers, 'history.thing', { thing: passage })).toMatchObject({
      kind: 'Passage',
      title: 'port',
    })
    expect(project.call(handlers, 'history.thing', { thing: 'nothing' })).toBeNull()
  })

  it('survives labels, names and changes that somebody else has written', () => {
    const { project } = worked()
    const file = path.join(aFolder(), 'hostile.claimboard')
    project.close()
    const { ours } = editedApart(path.dirname(file))
    tamper(
      ours,
      `update action set label = '=cmd|' || char(8238) || printf('%.*c', 100000, 'x'), at = 'never' where n = 2;
      update change set after = '{"broken' where n = 3;`,
    )
    const open = openProject(ours, { analyst: anna, readOnly: true })
    const actions = handlers['history.list'](open.db, { limit: 10, text: 'x' }, open.context)
    for (const { label } of actions) expect(label.length).toBeLessThanOrEqual(80)
    for (const { uid } of handlers['history.list'](open.db, { limit: 10 }, open.context)) {
      handlers['history.changes'](open.db, { action: uid, after: 0, limit: 100 }, open.context)
    }
    handlers['history.days'](open.db, {}, open.context)
    open.close()
  })
})

describe('The history as CSV', () => {
  it('has a row for each field, and runs nothing in a spreadsheet', () => {
    const { project, write } = judged()
    const tag = write((db) => aTag(db, '=1+1'))
    write((db) => updateRow(db, 'tag', tag, { description: '@now', name: '=2+2' }))
    const target = path.join(aFolder(), 'history.csv')
    const rows = (dialect: 'exact' | 'spreadsheet') => {
      const input = { target, filter: {}, dialect, separator: ',' as const }
      runTaskSync(startReader(handlers, project, 'history.export', input), { extract })
      return recordsInPython(readFileSync(target), ',', 'utf-8-sig')
    }
    expect(rows('exact').slice(0, 2)).toMatchObject([
      { thing_kind: 'Tag', did: 'changed', field: 'Name', before: '=1+1', after: '=2+2' },
      { thing_kind: 'Tag', field: 'Description', before: '', after: '@now' },
    ])
    expect(rows('spreadsheet')[0]).toMatchObject({ before: "'=1+1", neutralised: 'thing;before;after' })
    expect(new Set(rows('exact').map(({ action_id }) => action_id)).size).toBe(5)
  })
})
