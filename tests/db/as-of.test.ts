import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import type { Call } from '../../db/contract/contract.ts'
import { storeContract } from '../../db/contract/contract.ts'
import { nodeGate } from '../../db/gate.ts'
import { historyHandlers } from '../../db/history-list.ts'
import { type OpenProject, openProject } from '../../db/project.ts'
import { updateRow } from '../../db/rows.ts'
import { parseInput, startReader, startWriter } from '../../db/run.ts'
import { writeCopy } from '../../db/share.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { type ReadableDb, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { editedApart } from '../support/apart.ts'
import { exported } from '../support/exported.ts'
import { aDocument, anna, aPassage, aTag, aTagging, testProject } from '../support/factories.ts'
import { aFolder, openForeign, tamper } from '../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}

/** Writes it as it was, as a reader's thread does: from a snapshot on a connection of its own. */
function asOf(project: OpenProject, input: Call<'history.asOf'>, stopAt?: number) {
  const snapshot = openSnapshot(project.db.connection.name)
  let steps = 0
  try {
    const parsed = parseInput('history.asOf', input)
    const task = startReader(handlers, { context: project.context, db: snapshot.db }, 'history.asOf', parsed)
    const result = runTaskSync(task, { extract, cancelled: () => steps++ === stopAt })
    return storeContract['history.asOf'].output.parse(result)
  } finally {
    snapshot.close()
  }
}

const target = () => path.join(aFolder(), 'then.claimboard')
const holds = (file: string, words: string) => readFileSync(file).includes(words)

/** The canonical export, which does not say which project it is. */
function contentOf(db: ReadableDb): string {
  const uid = db.value<string>(sql`select uid from project`) ?? ''
  return exported(db, { what: 'project', format: 'json' }).toString().replaceAll(uid, 'THE PROJECT')
}

function contentOfFile(file: string): string {
  const project = openProject(file, { analyst: anna, readOnly: true })
  try {
    expect(runTaskSync(verifyProject(project.db), { extract }).problems).toEqual([])
    return contentOf(project.db)
  } finally {
    project.close()
  }
}

/** A project with five actions, its content after each of them, and their ids. */
function aPast() {
  const made = testProject({ title: 'Harbour' })
  const { write, db } = made
  const contents: string[] = []
  const keep = () => contents.push(contentOf(db))
  const document = write((w) => aDocument(w, 'Officials denied it. Nobody was hurt.'))
  keep()
  const passage = write((w) => aPassage(w, document, 'Officials'))
  keep()
  write((w) => aTagging(w, passage, aTag(w, 'Denials')))
  keep()
  write((w) => aDocument(w, 'A latertext of a later document.', { title: 'latertitle' }))
  keep()
  write((w) => updateRow(w, 'passage', passage, { note: 'laternote' }))
  keep()
  const ids = db.column<string>(sql`select uid from action where operation = 'test.write' order by n`)
  return { ...made, contents, ids }
}

describe('A project as of then', () => {
  it('is what it was after any of its actions, or before it, and the project stays as it is', () => {
    const { project, contents, ids, db } = aPast()
    for (const [index, when] of ids.entries()) {
      const file = target()
      expect(asOf(project, { target: file, when }).later).toBe(4 - index)
      expect(contentOfFile(file)).toBe(contents[index])
      if (index === 0) continue
      const before = target()
      asOf(project, { target: before, when, before: true, view: true })
      expect(contentOfFile(before)).toBe(contents[index - 1])
    }
    expect(contentOf(db)).toBe(contents[4])
  })

  it('that is shown and then saved elsewhere keeps no word of what came later, in the index either', () => {
    const { project, ids } = aPast()
    const shown = target()
    asOf(project, { target: shown, when: ids[2] ?? '', view: true })
    const saved = target()
    runTaskSync(writeCopy(shown, saved, [], false), { extract })
    expect(['latertext', 'latertitle', 'laternote'].filter((words) => holds(saved, words))).toEqual([])
    expect(contentOfFile(saved)).toBe(contentOfFile(shown))
  })

  it('is named by a time or a day, of which all belongs to it', () => {
    const { project, contents, ids, history } = aPast()
    const times = ['2026-01-05T09:00:00.000Z', '2026-02-03T09:15:30.500Z', '2026-02-03T11:00:00.000Z']
    for (const [index, at] of times.entries()) {
      history.perform({ operation: 'test', label: 'Time' }, (db) => {
        db.run(sql`update action set at = ${at} where uid = ${ids[index] ?? ''}`)
      })
    }
    project.db.connection.exec(
      `update action set at = '2026-01-01T00:00:00.000Z' where operation = 'project.create'`,
    )
    const at = (when: string) => {
      const file = target()
      asOf(project, { target: file, when })
      return contents.indexOf(contentOfFile(file))
    }
    expect([at('2026-01-05'), at('2026-02-03T09:15Z'), at('2026-02-03T09:15:29Z'), at('2026-02-03')]).toEqual(
      [0, 1, 0, 2],
    )
    expect(at(new Date().toISOString())).toBe(4)
    expect(() => at('2025-12-31')).toThrow('The project was made on 1 Jan 2026, 00:00 UTC')
  })

  it('is a project of its own without history, in which nothing of later is left, and which can be worked on', () => {
    const { project, ids, db } = aPast()
    const file = target()
    asOf(project, { target: file, when: ids[2] ?? '' })
    for (const word of ['latertext', 'latertitle', 'laternote']) {
      expect([word, holds(project.db.connection.name, word) || true, holds(file, word)]).toEqual([
        word,
        true,
        false,
      ])
    }
    const copy = openForeign(file)
    expect(copy.db.value(sql`select uid from project`)).not.toBe(db.value(sql`select uid from project`))
    for (const table of ['action', 'change', 'cell', 'session']) {
      expect(copy.db.all(sql`select * from ${{ text: table, values: [] }}`)).toEqual([])
    }
    expect(
      copy.db.column(sql`select e.col from search_index i join search_entry e on e.n = i.rowid
      where search_index match 'officials'`),
    ).toEqual(['body'])
    copy.history?.perform({ operation: 'test', label: 'Tag' }, (w) => aTag(w, 'More'))
    copy.history?.undo()
    copy.close()
  })

  it('can be neither merged into the project nor the project into it', () => {
    const { project, ids } = aPast()
    const file = target()
    asOf(project, { target: file, when: ids[2] ?? '' })
    const merge = (into: OpenProject, from: string) => {
      const { task, finish } = startWriter(handlers, into, 'merge.run', { file: from })
      try {
        return runTaskSync(task, { extract })
      } finally {
        finish()
      }
    }
    expect(() => merge(project, file)).toThrow('copy for publication')
    const copy = openProject(file, { analyst: anna, gate: { command: nodeGate, profile: aFolder() } })
    copy.history?.perform({ operation: 'test', label: 'Title' }, (w) => {
      w.run(sql`update document set title = 'Written on in the copy'`)
    })
    const path = project.context.path
    project.close()
    expect(() => merge(copy, path)).toThrow('is another project')
    copy.close()
    const again = openProject(path, { analyst: anna })
    expect(() => merge(again, file)).toThrow('is another project')
    again.close()
  })

  it('knows a merge from when it came, its undoing, and its conflicts as they were', () => {
    const { ours, theirs } = editedApart(aFolder())
    const project = openProject(ours, { analyst: anna })
    const { history, db } = project
    if (!history) throw new Error('It is open for writing.')
    const contents = [contentOf(db)]
    const last = () => db.value<string>(sql`select uid from action order by n desc limit 1`) ?? ''
    const ids = [last()]
    const then = (act: () => unknown) => {
      act()
      contents.push(contentOf(db))
      ids.push(last())
    }
    then(() => {
      const { task, finish } = startWriter(handlers, project, 'merge.run', { file: theirs })
      runTaskSync(task, { extract })
      finish()
    })
    expect(contents[1]).not.toContain('"conflicts":[]')
    then(() => history.undo())
    then(() => history.redo())
    then(() =>
      history.perform({ operation: 'test', label: 'Settle' }, (w) =>
        handlers['conflicts.resolveAll'](w, { rule: 'newest' }, { ...project.context, relabel: () => {} }),
      ),
    )
    then(() => history.undo())
    expect(contents[2]).toBe(contents[0])
    for (const [index, when] of ids.entries()) {
      const file = target()
      asOf(project, { target: file, when })
      const copy = openForeign(file)
      expect(contentOf(copy.db)).toBe(contents[index])
      const conflicts = handlers['conflicts.list'](copy.db, { limit: 100, offset: 0 }, copy.context)
      expect(conflicts.total > 0).toBe([1, 3, 5].includes(index))
      copy.close()
    }
    const elsewhere = handlers['history.list'](db, { limit: 100 }, project.context).find(
      ({ state }) => state === 'elsewhere',
    )
    const file = target()
    asOf(project, { target: file, when: elsewhere?.uid ?? '' })
    expect(contentOfFile(file)).toBe(contents[1])
    project.close()
  })

  it('of a copy without history goes back to when the copy was made, and says so', () => {
    const { project, contents } = aPast()
    const file = target()
    const snapshot = openSnapshot(project.db.connection.name)
    const share = startReader(handlers, { context: project.context, db: snapshot.db }, 'project.share', {
      target: file,
      without: ['history'],
    })
    runTaskSync(share, { extract })
    snapshot.close()
    const copy = openProject(file, { analyst: anna })
    expect(() => asOf(copy, { target: target(), when: '2026-01-01' })).toThrow('made without its history')
    copy.history?.perform({ operation: 'test', label: 'Tag' }, (w) => aTag(w, 'Later'))
    const [action] = handlers['history.list'](copy.db, { limit: 1 }, copy.context)
    const then = target()
    asOf(copy, { target: then, when: action?.uid ?? '', before: true })
    expect(contentOfFile(then)).toBe(contents[4])
    expect(() => asOf(copy, { target: target(), when: '2026-01-01' })).toThrow(
      'The history in this file begins on',
    )
    copy.close()
  })
})

describe('What cannot be shown as of then is refused in words, and leaves no file', () => {
  it.each([
    ['yesterday', 'A moment is a day (2026-02-03)'],
    ["'; drop table action; --", 'A moment is a day'],
    ['2026-02-30', 'There is no such time'],
    ['2026-02-03T25:00Z', 'There is no such time'],
    ['9999-01-01', 'is still to come'],
    ['2001-01-01', 'there is nothing before'],
    ['01900000-0000-7000-8000-000000000000', 'no action with this id'],
  ])('a moment such as %s', (when, words) => {
    const { project } = testProject()
    const file = target()
    expect(() => asOf(project, { target: file, when })).toThrow(words)
    expect(readdirSync(path.dirname(file))).toEqual([])
  })

  it('the time before the project was made', () => {
    const { project, db } = testProject()
    const when = db.value<string>(sql`select uid from action order by n limit 1`) ?? ''
    expect(() => asOf(project, { target: target(), when, before: true })).toThrow('there is nothing before')
    asOf(project, { target: target(), when })
  })

  it('a name that is taken, a folder that is not there, and one in which nothing can be written', () => {
    const { project, ids } = aPast()
    const when = ids[0] ?? ''
    const folder = aFolder()
    const taken = path.join(folder, 'taken.claimboard')
    writeFileSync(taken, 'somebody’s work')
    expect(() => asOf(project, { target: taken, when })).toThrow('exists already')
    expect(readFileSync(taken, 'utf8')).toBe('somebody’s work')
    expect(() => asOf(project, { target: project.context.path, when })).toThrow('exists already')
    mkdirSync(path.join(folder, 'sub'))
    expect(() => asOf(project, { target: path.join(folder, 'sub'), when })).toThrow('exists already')
    expect(() => asOf(project, { target: path.join(folder, 'no', 'x'), when })).toThrow('There is no folder')
    expect(readdirSync(folder).sort()).toEqual(['sub', 'taken.claimboard'])
    if (process.getuid?.() === 0) return
    chmodSync(folder, 0o555)
    expect(() => asOf(project, { target: path.join(folder, 'x'), when })).toThrow('Nothing can be written')
    chmodSync(folder, 0o755)
  })

  it.each([0, 1, 2, 3])('what is cancelled at step %i', (stopAt) => {
    const { project, ids } = aPast()
    const file = target()
    expect(() => asOf(project, { target: file, when: ids[0] ?? '' }, stopAt)).toThrow('Cancelled.')
    expect(readdirSync(path.dirname(file))).toEqual([])
  })

  it.each([
    ['is no JSON', `update change set before = '{"note' where col = 'note'`, 'The history is damaged'],
    ['names no column', `update change set col = 'no such' where col = 'note'`, 'of another format'],
    ['names no table', `update change set tbl = 'no such' where col = 'note'`, 'of another format'],
    [
      'does not lead to now',
      `update passage set note = 'written by another program'`,
      'The history has gaps',
    ],
    ['was thinned out', `delete from change where tbl = 'document'`, 'does not lead back to a whole project'],
  ])('a history that %s', (_what, statement, words) => {
    const { project, ids } = aPast()
    const file = project.context.path
    const copy = target()
    project.close()
    writeFileSync(copy, readFileSync(file))
    tamper(copy, statement)
    const broken = openProject(copy, { analyst: anna, readOnly: true })
    expect(() =>
      asOf(broken, { target: target(), when: broken.db.value(sql`select min(uid) from action`) ?? '' }),
    ).toThrow(words)
    if (words === 'The history is damaged') {
      expect(runTaskSync(verifyProject(broken.db), { extract }).problems).toMatchObject([
        { check: 'history' },
      ])
    }
    expect(ids).toHaveLength(5)
    broken.close()
  })
})

describe('The operation', () => {
  it('is a reading task that names its file', () => {
    expect(storeContract['history.asOf']).toMatchObject({ kind: 'task', runs: 'reader', files: ['target'] })
    expect(Object.keys(historyHandlers)).not.toContain('history.asOf')
  })
})
