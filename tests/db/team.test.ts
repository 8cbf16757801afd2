import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { listBackups, projectFolderName } from '../../db/backups/shelf.ts'
import { conflictKeys } from '../../db/conflicts.ts'
import { removeRows, updateRow } from '../../db/rows.ts'
import { sql } from '../../db/sql.ts'
import { nameOfCopy, parseName } from '../../db/team/names.ts'
import { refusal } from '../support/annotations.ts'
import { aPassage, aTag, aTagging } from '../support/factories.ts'
import { aFolder } from '../support/project-files.ts'
import { aMember, type Member } from '../support/team.ts'
import {
  aMemberAt,
  aTeam,
  mergeByHand,
  note,
  projectsIn,
  sha256Of,
  valuesOf,
} from '../support/team-folder.ts'

describe('A round with the team folder', () => {
  it('takes its own last copy in where the project was restored from before it, and removes it only then', () => {
    const { anna, passage, folder } = aTeam()
    anna.round(folder)
    const before = readFileSync(anna.file)
    note(anna, passage, 'Two hours of work')
    anna.round(folder)
    const [last = ''] = projectsIn(folder)
    writeFileSync(anna.file, before)
    anna.as(({ task }) => task('team.publish', { target: folder }))
    expect(projectsIn(folder)).toContain(last)
    anna.round(folder)
    anna.as(({ project }) => expect(valuesOf(project.db)).toContain('Two hours of work'))
    note(anna, passage, 'And on')
    anna.round(folder)
    expect(projectsIn(folder)).toHaveLength(1)
  })

  it('publishes one whole file, takes in those of others, and comes to the same everywhere', () => {
    const { anna, bela, folder, passage, tag } = aTeam()
    expect(anna.round(folder)).toMatchObject({
      exchanged: { merged: [] },
      published: { bytes: expect.any(Number) },
    })
    bela.write((db) => aTagging(db, passage, tag, bela.analyst))
    const { exchanged } = bela.round(folder)
    expect(exchanged.merged).toMatchObject([{ who: 'Anna Reader', news: false }])
    expect(anna.round(folder).exchanged.merged).toMatchObject([
      { who: 'Béla Writer', news: true, contributors: [{ name: 'Béla Writer' }] },
    ])
    expect(anna.content()).toBe(bela.content())
    expect(projectsIn(folder)).toHaveLength(2)
    for (const name of projectsIn(folder)) {
      expect(parseName(name)?.content).toBe(sha256Of(path.join(folder, name)).slice(0, 16))
      const connection = new Database(path.join(folder, name), { readonly: true })
      expect(connection.pragma('journal_mode', { simple: true })).toBe('delete')
      connection.close()
    }
  })

  it('replaces what was published from here before, and nobody else’s', () => {
    const { anna, bela, folder, passage } = aTeam()
    anna.round(folder)
    bela.round(folder)
    const before = projectsIn(folder)
    note(anna, passage, 'Second')
    anna.round(folder)
    const after = projectsIn(folder)
    expect(after).toHaveLength(2)
    expect(after.filter((name) => before.includes(name))).toEqual(
      before.filter((name) => name.startsWith('Béla')),
    )
  })

  it('does nothing where nothing has changed, so that two who exchange by themselves come to rest', () => {
    const { anna, bela, folder, passage } = aTeam()
    note(bela, passage, 'Theirs')
    for (const member of [anna, bela, anna]) member.round(folder)
    const files = projectsIn(folder)
    for (const member of [bela, anna, bela]) {
      expect(member.round(folder)).toMatchObject({ exchanged: { merged: [] }, published: { name: null } })
    }
    expect(projectsIn(folder)).toEqual(files)
  })

  it('keeps the project before, at most every half hour', () => {
    const { anna, bela, folder, passage } = aTeam()
    for (const text of ['One', 'Two', 'Three']) {
      note(bela, passage, text)
      bela.round(folder)
      anna.round(folder)
    }
    const project = anna.as(({ project }) => project.db.value<string>(sql`select uid from project`) ?? '')
    const backups = listBackups(path.join(anna.profile, 'backups', projectFolderName(project)))
    expect(backups.filter(({ reason }) => reason === 'merge')).toHaveLength(1)
  })

  it('publishes what nobody else has in the folder for a day, as of somebody who has left', () => {
    const { anna, bela, folder, passage } = aTeam()
    note(bela, passage, 'Theirs')
    bela.round(folder)
    anna.round(folder)
    expect(anna.round(folder).published.name).toBeNull()
    for (const name of projectsIn(folder)) if (name.startsWith('Béla')) rmSync(path.join(folder, name))
    // A sync tool takes the former copy away before the next one is there.
    expect(anna.round(folder).published.name).toBeNull()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 })
    try {
      expect(anna.round(folder).published.name).not.toBeNull()
    } finally {
      vi.useRealTimers()
    }
    const carla = aMember('Carla New', bela.file)
    carla.round(folder)
    expect(carla.content()).toBe(anna.content())
  })

  it('merges again after the project was replaced by an older copy of itself', () => {
    const { anna, bela, folder, passage } = aTeam()
    const old = path.join(aFolder(), 'old.claimboard')
    copyFileSync(anna.file, old)
    note(bela, passage, 'Theirs')
    bela.round(folder)
    anna.round(folder)
    copyFileSync(old, anna.file)
    expect(anna.round(folder).exchanged.merged).toMatchObject([{ news: true }])
    expect(anna.content()).toBe(bela.content())
  })

  it('brings back out of the folder what was lost here with the project and the profile', () => {
    const { anna, folder, passage } = aTeam()
    const [project, profile] = [aFolder(), aFolder()]
    anna.round(folder)
    copyFileSync(anna.file, path.join(project, 'p'))
    cpSync(anna.profile, profile, { recursive: true })
    note(anna, passage, 'Lost with the laptop')
    anna.round(folder)
    const content = anna.content()
    copyFileSync(path.join(project, 'p'), anna.file)
    rmSync(anna.profile, { recursive: true })
    cpSync(profile, anna.profile, { recursive: true })
    expect(anna.round(folder).exchanged.merged).toMatchObject([{ who: 'Anna Reader', news: true }])
    expect(anna.content()).toBe(content)
  })

  it('takes two files of one project on one computer for two of the team', () => {
    const { anna, folder, passage } = aTeam()
    const second = path.join(aFolder(), 'second.claimboard')
    copyFileSync(anna.file, second)
    const again = aMemberAt(anna, second)
    anna.round(folder)
    note(again, passage, 'In the second')
    again.round(folder)
    anna.round(folder)
    expect(projectsIn(folder)).toHaveLength(2)
    expect(anna.content()).toBe(again.content())
  })

  it('goes on under the same name in a project that was moved', () => {
    const { anna, folder, passage } = aTeam()
    anna.round(folder)
    const moved = path.join(aFolder(), 'moved.claimboard')
    renameSync(anna.file, moved)
    const there: Member = aMemberAt(anna, moved)
    note(there, passage, 'After the move')
    there.round(folder)
    expect(projectsIn(folder)).toHaveLength(1)
  })
})

describe('Ten analysts with one folder', () => {
  it('come to the same project, whatever the order, with every value in it', () => {
    const { anna, folder, document, passage } = aTeam()
    const team = Array.from({ length: 10 }, (_, n) => aMember(`Analyst ${n + 1}`, anna.file))
    for (const [n, member] of team.entries()) {
      member.write((db) => {
        aPassage(db, document, 'Nobody', { note: `By ${n}` }, member.analyst)
        updateRow(db, 'passage', passage, { note: `Note of ${n}` })
      })
    }
    for (const member of team) member.as(({ task }) => task('team.publish', { target: folder }))
    for (const member of [...team].reverse()) member.round(folder)
    const contents = new Set(team.map((member) => member.content()))
    expect(contents.size).toBe(1)
    const [content = ''] = contents
    for (const n of team.keys()) {
      expect(content).toContain(`By ${n}`)
      expect(content).toContain(`Note of ${n}`)
    }
    expect(team[0]?.as(({ project }) => conflictKeys(project.db))).toHaveLength(1)
    expect(projectsIn(folder)).toHaveLength(10)
    // Every row is told of once by whoever did it, not once for each who took it in.
    const told = team[0]?.as(({ project }) =>
      project.db.value<number>(
        sql`select count(*) from action where operation = 'team.exchange' and state is not null`,
      ),
    )
    expect(told).toBe(0)
  })
})

describe('Undo after an exchange', () => {
  it('means what was done here last, and what came in stays', () => {
    const { anna, bela, folder, passage, tag } = aTeam()
    bela.write((db) => aTagging(db, passage, tag, bela.analyst))
    bela.round(folder)
    anna.as(({ write, task, undo, redo, project }) => {
      write((db) => updateRow(db, 'tag', tag, { name: 'Refusals' }), 'Rename tag')
      task('team.exchange', { target: folder })
      const names = () => project.db.column(sql`select name from live_tag`)
      expect(undo()).toBe('Rename tag')
      expect(names()).toEqual(['Denials'])
      expect(project.db.value(sql`select count(*) from live_tagging`)).toBe(1)
      expect(redo()).toBe('Rename tag')
      expect(names()).toEqual(['Refusals'])
    })
  })

  it('leaves what a colleague wrote into the same field, beside what was there before', () => {
    const { anna, bela, folder, passage } = aTeam()
    note(bela, passage, 'Theirs')
    bela.round(folder)
    anna.as(({ write, task, undo, redo, project }) => {
      write((db) => updateRow(db, 'passage', passage, { note: 'Ours' }))
      task('team.exchange', { target: folder })
      expect(valuesOf(project.db)).toEqual(['Ours', 'Theirs'])
      undo()
      expect(valuesOf(project.db)).toEqual(['First', 'Theirs'])
      redo()
      expect(valuesOf(project.db)).toEqual(['Ours', 'Theirs'])
      undo()
      task('team.publish', { target: folder })
    })
    bela.round(folder)
    expect(bela.content()).toBe(anna.content())
  })

  it('takes back what was written here before the program was started anew, and only that', () => {
    const { anna, bela, folder, passage } = aTeam()
    anna.as(({ write, undo }) => {
      write((db) => updateRow(db, 'passage', passage, { note: 'Ours' }))
      undo()
    })
    note(bela, passage, 'Theirs')
    bela.round(folder)
    const steps = [['redo', 'Ours'] as const, ['undo', 'First'] as const]
    for (const [index, [step, shown]] of [...steps, ...steps].entries()) {
      anna.as(({ task, project, ...history }) => {
        if (index === 0) task('team.exchange', { target: folder })
        history[step]()
        expect(valuesOf(project.db)).toEqual([shown, 'Theirs'])
      })
    }
  })

  it('asks again whether something is kept that a colleague worked on, each time that it is undone', () => {
    const { anna, bela, folder, document } = aTeam()
    const made = anna.write((db) => aPassage(db, document, 'Nobody', {}, anna.analyst))
    anna.round(folder)
    bela.round(folder)
    note(bela, made, 'I need this')
    bela.round(folder)
    anna.as(({ task, project, ...history }) => {
      task('team.exchange', { target: folder })
      for (const step of ['undo', 'redo', 'undo', 'redo'] as const) {
        history[step]()
        expect(conflictKeys(project.db)).toHaveLength(step === 'undo' ? 1 : 0)
        expect(project.db.value(sql`select note from live_passage where uid = ${made}`)).toBe('I need this')
      }
    })
  })

  it('of having made something that a colleague deleted meanwhile leaves it deleted', () => {
    const { anna, bela, folder, document } = aTeam()
    const made = anna.write((db) => aPassage(db, document, 'Nobody', {}, anna.analyst))
    anna.round(folder)
    bela.round(folder)
    bela.write((db) => removeRows(db, 'passage', [made]))
    bela.round(folder)
    note(anna, made, 'Ours')
    anna.as(({ task, undo, project }) => {
      task('team.exchange', { target: folder })
      expect(conflictKeys(project.db)).toHaveLength(1)
      undo()
      undo()
      expect(project.db.value(sql`select 1 from live_passage where uid = ${made}`)).toBeUndefined()
      expect(conflictKeys(project.db)).toEqual([])
    })
  })

  it('of having made something that a colleague worked on asks whether it is kept', () => {
    const { anna, bela, folder, document } = aTeam()
    const made = anna.write((db) => aPassage(db, document, 'Nobody', {}, anna.analyst))
    anna.round(folder)
    bela.round(folder)
    note(bela, made, 'I need this')
    bela.round(folder)
    anna.as(({ task, undo, redo, project }) => {
      task('team.exchange', { target: folder })
      undo()
      const there = () => project.db.value(sql`select note from live_passage where uid = ${made}`)
      expect(there()).toBe('I need this')
      expect(conflictKeys(project.db)).toMatchObject([{ table: 'passage', uid: made, cell: 'deleted' }])
      redo()
      expect(there()).toBe('I need this')
      expect(conflictKeys(project.db)).toEqual([])
    })
  })

  it('does not take back a merge that was made by hand before, since what came in rests on it', () => {
    const { anna, bela, folder, passage } = aTeam()
    anna.write((db) => aTag(db, 'Ours'))
    bela.write((db) => aTag(db, 'Theirs'))
    anna.as(({ project }) => mergeByHand(project, bela.file))
    note(bela, passage, 'Later')
    bela.round(folder)
    anna.as(({ task, undo, project }) => {
      task('team.exchange', { target: folder })
      undo()
      expect(project.db.column(sql`select name from live_tag order by name`)).toEqual(['Denials', 'Theirs'])
    })
  })
})

describe('What the profile keeps', () => {
  it('is the folder of the project and whether it is exchanged by itself; the project names no path', () => {
    const { anna, bela, folder } = aTeam()
    bela.round(folder)
    anna.as(({ task, state }) => {
      expect(state()).toMatchObject({ folder: null, automatic: false, obstacle: null })
      task('team.choose', { target: folder })
      task('team.automatic', { on: true })
      expect(state()).toMatchObject({ folder, automatic: true, unpublished: true })
      expect(task('team.look', {}).files).toMatchObject([{ who: 'Béla Writer', state: 'new' }])
      task('team.exchange', {})
      task('team.publish', {})
      expect(task('team.look', {}).files).toMatchObject([
        { who: 'Anna Reader', state: 'own' },
        { who: 'Béla Writer', state: 'merged' },
      ])
    })
    anna.as(({ task, state }) => {
      expect(state()).toMatchObject({ folder, automatic: true, unpublished: false, colleagues: 1 })
      task('team.leave', {})
      expect(state()).toMatchObject({ folder: null, automatic: false })
    })
    expect(readFileSync(anna.file).includes(folder)).toBe(false)
  })
})

describe('A cancel', () => {
  it('between two copies keeps those that are in, and one while publishing leaves no half file', () => {
    const { anna, bela, folder, passage } = aTeam()
    note(bela, passage, 'Theirs')
    bela.round(folder)
    anna.as(({ task, project }) => {
      for (let at = 0; at < 5; at++)
        try {
          task('team.exchange', { target: folder }, at)
        } catch (error) {
          expect(error).toMatchObject({ code: 'cancelled' })
        }
      expect(task('team.exchange', { target: folder }).refused).toEqual([])
      expect(project.db.value(sql`select note from live_passage`)).toBe('Theirs')
      for (let at = 0; at < 4; at++) {
        expect(refusal(() => task('team.publish', { target: folder }, at)).code).toBe('cancelled')
        expect(projectsIn(folder)).toHaveLength(1)
      }
    })
  })
})

describe('The name of a copy', () => {
  it('is read back as it was written', () => {
    const parts = {
      who: 'Ana',
      machine: 'pc',
      project: '0123abcd',
      publisher: 'abcd0123',
      content: '0123456789abcdef',
    }
    expect(parseName(nameOfCopy(parts))).toEqual(parts)
    expect(parseName('harbour.claimboard')).toBeNull()
  })
})
