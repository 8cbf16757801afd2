import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type History, historyState } from '../../db/history.ts'
import { sharedTables } from '../../db/model.ts'
import { createProject, type OpenProject, openProject } from '../../db/project.ts'
import { identifier, sql, type WritableDb } from '../../db/sql.ts'
import { anyWrite, perform, plantDocument } from '../support/random-history.ts'

const folder = mkdtempSync(join(tmpdir(), 'claimboard-history-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const ann = { uid: 'analyst-ann', name: 'Ann', initials: 'AN' }

let files = 0

function reopen(path: string): OpenProject & { readonly history: History } {
  const project = openProject(path, { analyst: ann })
  if (!project.history) throw new Error('The project is read-only.')
  return { ...project, history: project.history }
}

function newProject(): OpenProject & { readonly history: History } {
  const path = join(folder, `${++files}.claimboard`)
  createProject(path, 'History', ann)
  const project = reopen(path)
  project.history.perform({ operation: 'test', label: 'Plant', undoable: false }, (db) =>
    plantDocument(db, ann.uid),
  )
  return project
}

/** Every live row and every searchable word's rows: what an undo has to bring back. */
function state(project: OpenProject): string {
  const rows = sharedTables.map((table) =>
    project.db.all(sql`select * from ${identifier(`live_${table}`)} order by uid`),
  )
  return JSON.stringify(rows)
}

function indexed(project: OpenProject): unknown[] {
  return project.db.all(sql`select e.tbl, e.uid, e.col from search_index i join search_entry e on e.n = i.rowid
    where search_index match ${'"a" OR "ß" OR "中"'} order by 1, 2, 3`)
}

const anyActions = fc.array(fc.array(anyWrite, { minLength: 1, maxLength: 4 }), { maxLength: 8 })

describe('undo and redo', () => {
  it('bring back every state there was, in any number of steps', () => {
    // Undone altogether, one project serves all the runs; opening a new one takes longer than a run.
    const project = newProject()
    const bottom = state(project)
    fc.assert(
      fc.property(anyActions, (actions) => {
        while (historyState(project.db).undo !== null) project.history.undo()
        expect(state(project)).toBe(bottom)
        const states = [bottom]
        const searches = [indexed(project)]
        for (const writes of actions) {
          const { action } = project.history.perform({ operation: 'test', label: 'Test' }, (db) => {
            for (const write of writes) perform(db, write, ann.uid)
          })
          if (!action) continue
          states.push(state(project))
          searches.push(indexed(project))
        }
        for (let i = states.length - 2; i >= 0; i--) {
          project.history.undo()
          expect(state(project)).toBe(states[i])
        }
        expect(historyState(project.db).undo).toBeNull()
        for (let i = 1; i < states.length; i++) {
          project.history.redo()
          expect(state(project)).toBe(states[i])
        }
        // What the run before this one undid can be redone until something is done.
        if (states.length > 1) expect(historyState(project.db).redo).toBeNull()
        expect(indexed(project)).toEqual(searches.at(-1))
      }),
      { numRuns: 60 },
    )
    project.close()
  })

  it('forget what was undone once something else is done', () => {
    const project = newProject()
    const make = (name: string) =>
      project.history.perform({ operation: 'test', label: `Make ${name}` }, (db) =>
        perform(db, { kind: 'make-tag', name }, ann.uid),
      )
    make('a')
    make('b')
    project.history.undo()
    expect(historyState(project.db)).toEqual({ undo: 'Make a', redo: 'Make b' })
    make('c')
    expect(historyState(project.db)).toEqual({ undo: 'Make c', redo: null })
    expect(() => project.history.redo()).toThrow('There is nothing to redo.')
    project.close()
  })

  it('survive closing the project', () => {
    const project = newProject()
    project.history.perform({ operation: 'test', label: 'Make' }, (db) =>
      perform(db, { kind: 'make-tag', name: 'x' }, ann.uid),
    )
    project.close()
    const again = reopen(project.context.path)
    expect(again.history.undo().value.label).toBe('Make')
    expect(again.db.all(sql`select * from live_tag`)).toEqual([])
    again.close()
  })

  it('stop at the making of the project', () => {
    const project = newProject()
    expect(() => project.history.undo()).toThrow('There is nothing to undo.')
    project.close()
  })

  it('get past an action of which nothing is left to take back', () => {
    const project = newProject()
    const { history, db } = project
    history.perform({ operation: 'test', label: 'Below' }, (w) =>
      perform(w, { kind: 'make-tag', name: 'b' }, ann.uid),
    )
    history.perform({ operation: 'test', label: 'Top' }, (w) =>
      perform(w, { kind: 'make-tag', name: 't' }, ann.uid),
    )
    // As a merge may leave it: the tag was deleted elsewhere.
    history.perform({ operation: 'test', label: 'Delete' }, (w) =>
      w.run(sql`update tag set deleted = 1 where name = 't'`),
    )
    db.connection.exec(`update action set state = null where label = 'Delete'`)
    expect(history.undo()).toMatchObject({ value: { label: 'Top' }, changed: [] })
    expect(historyState(db)).toEqual({ undo: 'Below', redo: 'Top' })
    history.redo()
    expect(historyState(db)).toEqual({ undo: 'Top', redo: null })
    project.close()
  })

  it('take an action of several transactions as one', () => {
    const project = newProject()
    const action = project.history.startStepped({ operation: 'test', label: 'Import' })
    action.step((db) => perform(db, { kind: 'make-tag', name: 'one' }, ann.uid))
    expect(historyState(project.db).undo).toBeNull()
    action.step((db) => perform(db, { kind: 'make-tag', name: 'two' }, ann.uid))
    action.finish()
    expect(historyState(project.db).undo).toBe('Import')
    project.history.undo()
    expect(project.db.all(sql`select * from live_tag`)).toEqual([])
    project.close()
  })
})

describe('an action of several transactions, beside which something is undone', () => {
  it('is what Undo takes back and Redo brings back afterwards', () => {
    const project = newProject()
    const make = (name: string) => (db: WritableDb) => perform(db, { kind: 'make-tag', name }, ann.uid)
    project.history.perform({ operation: 'test', label: 'Before' }, make('before'))
    const action = project.history.startStepped({ operation: 'test', label: 'Import' })
    action.step(make('imported'))
    project.history.undo()
    action.finish()
    const imported = state(project)
    expect(historyState(project.db)).toEqual({ undo: 'Import', redo: null })
    project.history.undo()
    project.history.redo()
    expect(state(project)).toBe(imported)
    expect(historyState(project.db)).toEqual({ undo: 'Import', redo: null })
    project.close()
  })
})

describe('the journal', () => {
  it('refuses a write outside an action, and any physical delete', () => {
    const project = newProject()
    const { connection } = project.db
    expect(() => connection.exec(`update document set title = 'x'`)).toThrow('change.action')
    expect(() => connection.exec('delete from document')).toThrow('deleted by mark')
    project.close()
  })

  it('leaves nothing behind when an action fails', () => {
    const project = newProject()
    const before = state(project)
    const changes = project.db.value(sql`select count(*) from change`)
    expect(() =>
      project.history.perform({ operation: 'test', label: 'Fail' }, (db) => {
        perform(db, { kind: 'make-tag', name: 'x' }, ann.uid)
        throw new Error('broken')
      }),
    ).toThrow('broken')
    expect(state(project)).toBe(before)
    expect(project.db.value(sql`select count(*) from change`)).toBe(changes)
    expect(historyState(project.db).undo).toBeNull()
    project.close()
  })

  it('records nothing for a write that changes nothing', () => {
    const project = newProject()
    const written = project.history.perform({ operation: 'test', label: 'Same' }, (db) =>
      db.run(sql`update document set title = title`),
    )
    expect(written).toMatchObject({ changed: [], action: undefined })
    project.close()
  })
})
