import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { backupHandlers } from '../../db/backups/handlers.ts'
import { backupIsDue, makeBackup } from '../../db/backups/make.ts'
import { apartMs, expired, isDue, kept } from '../../db/backups/retention.ts'
import { backupFile, backupFolder, clearAway, listBackups } from '../../db/backups/shelf.ts'
import { checkFile } from '../../db/check-file.ts'
import type { BackupReason } from '../../db/contract/backup.ts'
import { storeContract } from '../../db/contract/contract.ts'
import { nodeGate } from '../../db/gate.ts'
import { lockFileOf } from '../../db/lock.ts'
import { type OpenProject, openProject } from '../../db/project.ts'
import { removeRows, updateRow } from '../../db/rows.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync, type Task } from '../../db/task.ts'
import { aClaim, aDocument, anna, aPassage, aTag } from '../support/factories.ts'
import { aFolder, aProjectFile, tamper } from '../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}

/** A project that is open as the window has it, with a profile. */
function openWithProfile(file = aProjectFile(), profile = aFolder()) {
  const project = openProject(file, { analyst: anna, gate: { command: nodeGate, profile } })
  const uid = project.db.value<string>(sql`select uid from live_project`) ?? ''
  return { file, profile, project, folder: backupFolder(profile, uid) }
}

/** Runs a task of the backups beside the project, as its thread does. */
function run<T>(
  project: OpenProject,
  start: (context: Parameters<(typeof backupHandlers)['backups.make']>[0]) => Task<T>,
): T {
  const snapshot = openSnapshot(project.db.connection.name)
  try {
    return runTaskSync(start({ ...project.context, db: snapshot.db }), { extract })
  } finally {
    snapshot.close()
  }
}

const make = (project: OpenProject, reason: BackupReason = 'asked') =>
  run(project, (context) => backupHandlers['backups.make'](context, { reason }))

const write = (project: OpenProject, body: Parameters<NonNullable<OpenProject['history']>['perform']>[1]) =>
  project.history?.perform({ operation: 'test', label: 'Write' }, body)

function list(project: OpenProject) {
  const answer = backupHandlers['backups.list'](project.db, {}, project.context)
  return storeContract['backups.list'].output.parse(answer)
}

describe('a backup', () => {
  it('holds what was saved until then, is one sound file that is write-protected, and is listed with what it holds', () => {
    const { project, folder } = openWithProfile()
    const made = make(project)
    expect(storeContract['backups.make'].output.parse(made)).toEqual(made)
    expect(made).toMatchObject({
      reason: 'asked',
      title: 'Test',
      counts: { documents: 1, passages: 1, tags: 1 },
    })
    expect(made.verifiedAt).not.toBeNull()
    const file = backupFile(folder, made.id)
    expect(readdirSync(folder).sort()).toEqual([`${made.id}.claimboard`, `${made.id}.json`])
    expect(statSync(file).mode & 0o222).toBe(0)
    expect(checkFile(file)).toEqual({ ok: true })
    expect(list(project)).toEqual({ backups: [made], folder, bytes: statSync(file).size })
    project.close()
  })

  it('opens for reading only, and says what it is', () => {
    const { project, profile, folder } = openWithProfile()
    const { id } = make(project)
    const backup = openProject(backupFile(folder, id), {
      analyst: anna,
      gate: { command: nodeGate, spawn: () => expect.fail('It is known.'), profile },
    })
    expect(backup.context.readOnly).toBe(true)
    expect(backup.context.readOnlyReason).toMatch(
      /^It is a backup of test\.claimboard from .*restore it as a copy/,
    )
    expect(backup.db.column(sql`select name from live_tag`)).toEqual(['Denials'])
    backup.close()
    expect(existsSync(lockFileOf(backupFile(folder, id)))).toBe(false)
    project.close()
  })

  it('is made of a project whose id would lead out of the folder, inside it', () => {
    const folder = backupFolder('/profile', '../../etc')
    expect(path.dirname(folder)).toBe(path.normalize('/profile/backups'))
    // By the name of its folder, which is all that is known of a damaged project, it is found again.
    expect(backupFolder('/profile', path.basename(folder))).toBe(folder)
  })

  it('is compared with now, kind by kind and by name', () => {
    const { project } = openWithProfile()
    write(project, (db) => {
      aTag(db, 'Kept')
      aTag(db, 'Renamed')
    })
    const { id } = make(project)
    write(project, (db) => {
      const tag = (name: string) => db.value<string>(sql`select uid from live_tag where name = ${name}`) ?? ''
      updateRow(db, 'tag', tag('Renamed'), { name: 'Called otherwise' })
      removeRows(db, 'tag', [tag('Denials')])
      const document = aDocument(db, 'The road was closed.', { title: 'Second' })
      aClaim(db, 'It was closed.', [aPassage(db, document, 'road')])
    })
    const { differences } = run(project, (context) => backupHandlers['backups.compare'](context, { id }))
    expect(storeContract['backups.compare'].output.parse({ differences })).toEqual({ differences })
    const byKind = Object.fromEntries(differences.map(({ kind, ...rest }) => [kind, rest]))
    expect(byKind.tags).toEqual({
      before: 3,
      now: 2,
      added: 0,
      removed: 1,
      changed: 1,
      names: { added: [], removed: ['Denials'], changed: ['Called otherwise'] },
    })
    expect(byKind.documents).toMatchObject({ added: 1, names: { added: ['Second'] } })
    expect(byKind.claims).toMatchObject({ added: 1, names: { added: ['AR-1 It was closed.'] } })
    expect(byKind.boards).toBeUndefined()
    project.close()
  })

  it('is restored as a copy of the same project, never over the open one', () => {
    const { project, file } = openWithProfile()
    const { id } = make(project)
    write(project, (db) => aTag(db, 'Later'))
    const restore = (target: string) =>
      run(project, (context) => backupHandlers['backups.restore'](context, { id, target }))
    expect(() => restore(file)).toThrow(expect.objectContaining({ code: 'conflict' }))
    const target = path.join(path.dirname(file), 'restored.claimboard')
    expect(restore(target).bytes).toBe(statSync(target).size)
    const copy = openProject(target, { analyst: anna })
    expect(copy.context.readOnly).toBe(false)
    expect(copy.db.column(sql`select name from live_tag`)).toEqual(['Denials'])
    expect(copy.db.value(sql`select uid from live_project`)).toBe(
      project.db.value(sql`select uid from live_project`),
    )
    expect(() => restore(target)).toThrow(expect.objectContaining({ code: 'conflict' }))
    copy.close()
    expect(project.db.column(sql`select name from live_tag order by name`)).toEqual(['Denials', 'Later'])
    project.close()
  })

  it('that rotted on its disk is not restored', () => {
    const { project, file, folder } = openWithProfile()
    const { id } = make(project)
    const bytes = readFileSync(backupFile(folder, id))
    bytes.write('Officials confirmed', bytes.indexOf('Officials denied'))
    const spoilt = backupFile(folder, id)
    chmodSync(spoilt, 0o600)
    writeFileSync(spoilt, bytes)
    const target = path.join(path.dirname(file), 'restored.claimboard')
    expect(() =>
      run(project, (context) => backupHandlers['backups.restore'](context, { id, target })),
    ).toThrow(expect.objectContaining({ code: 'damaged' }))
    expect(existsSync(target)).toBe(false)
    project.close()
  })

  it('stays where its record is of a kind that only another version reads', () => {
    const { project, folder } = openWithProfile()
    const { id } = make(project)
    const record = path.join(folder, `${id}.json`)
    writeFileSync(record, readFileSync(record, 'utf8').replace('"asked"', '"imported"'))
    expect(list(project).backups).toEqual([])
    clearAway(folder, new Date(Date.now() + 25 * 3_600_000))
    expect(existsSync(backupFile(folder, id))).toBe(true)
    project.close()
  })

  it('is deleted, and brought back, until a day has passed', () => {
    const { project, folder } = openWithProfile()
    const { id } = make(project)
    run(project, (context) => backupHandlers['backups.remove'](context, { id }))
    expect(list(project).backups).toEqual([])
    run(project, (context) => backupHandlers['backups.bringBack'](context, { id }))
    expect(list(project).backups).toHaveLength(1)
    run(project, (context) => backupHandlers['backups.remove'](context, { id }))
    clearAway(folder, new Date(Date.now() + 25 * 3_600_000))
    expect(readdirSync(folder)).toEqual([])
    expect(() => run(project, (context) => backupHandlers['backups.bringBack'](context, { id }))).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
    project.close()
  })
})

describe('a damaged project', () => {
  it('gets no backup and pushes none out', () => {
    const { project, file, profile, folder } = openWithProfile()
    for (let day = 1; day <= 40; day++) {
      const now = new Date(2024, 0, day, 12)
      makeBackup(file, { profile, path: file, reason: 'schedule', now })
    }
    project.close()
    const before = listBackups(folder)
    tamper(file, `update document_text set body = 'Officials confirmed it.'`)
    for (let day = 41; day <= 60; day++) {
      const now = new Date(2024, 0, day, 12)
      expect(() => makeBackup(file, { profile, path: file, reason: 'schedule', now })).toThrow(
        expect.objectContaining({
          code: 'damaged',
          message: expect.stringContaining('backups from before are kept'),
        }),
      )
    }
    expect(listBackups(folder)).toEqual(before)
    expect(readdirSync(folder)).toHaveLength(2 * before.length)
  })
})

describe('the schedule', () => {
  it('keeps twelve days, ten weeks and nine months of a year of half hours, and the latest of each', () => {
    const end = new Date(2024, 11, 18, 17, 30)
    const backups = Array.from({ length: 365 * 24 }, (_, n) => {
      const at = new Date(end.getTime() - n * 60 * 60_000)
      return { id: at.toISOString(), at, reason: 'schedule' as const }
    })
    // As it happens: one after the other, with what has expired removed each time.
    let there: typeof backups = []
    for (const backup of backups.toReversed()) {
      there.push(backup)
      const gone = new Set(expired(there))
      there = there.filter(({ id }) => !gone.has(id))
      expect(there.length).toBeLessThanOrEqual(kept.days + kept.weeks + kept.months)
    }
    const days = there.map(({ at }) => at).sort((a, b) => b.getTime() - a.getTime())
    expect(days[0]).toEqual(end)
    const age = (at: Date) => Math.round((end.getTime() - at.getTime()) / 86_400_000)
    expect(days.slice(0, 12).map(age)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(
      days
        .filter((at) => age(at) > 11 && age(at) <= 66)
        .every((at) => at.getDay() === 0 || at.getDate() >= 28),
    ).toBe(true)
    // The ninth month, by its last half hour.
    expect(days.at(-1)?.toDateString()).toBe('Tue Apr 30 2024')
  })

  it('leaves what was asked for, and the last dozen of those made before something', () => {
    const made = (reason: BackupReason, n: number) => ({
      id: `${reason} ${n}`,
      at: new Date(2024, 0, n),
      reason,
    })
    const days = Array.from({ length: 20 }, (_, n) => n + 1)
    const gone = expired(days.flatMap((n) => [made('asked', n), made('merge', n)]))
    expect(gone.sort()).toEqual(
      days
        .slice(0, 8)
        .map((n) => `merge ${n}`)
        .sort(),
    )
  })

  it('waits half an hour, for a change, and not for a clock that was set back', () => {
    const at = new Date(2024, 0, 1, 12)
    const later = (ms: number) => new Date(at.getTime() + ms)
    expect(isDue({ at, lastAction: 3 }, 4, later(apartMs - 1))).toBe(false)
    expect(isDue({ at, lastAction: 3 }, 4, later(apartMs))).toBe(true)
    expect(isDue({ at, lastAction: 4 }, 4, later(10 * apartMs))).toBe(false)
    expect(isDue({ at, lastAction: 3 }, 4, later(-apartMs))).toBe(true)
    expect(isDue(undefined, 1, at)).toBe(true)
    expect(isDue(undefined, 0, at)).toBe(false)
  })

  it('sees what happened in the project since', () => {
    const { project, profile, file } = openWithProfile()
    const now = new Date()
    expect(backupIsDue(project.db, profile, now)).toBe(true)
    makeBackup(file, { profile, path: file, reason: 'schedule', now })
    const later = new Date(now.getTime() + 2 * apartMs)
    expect(backupIsDue(project.db, profile, later)).toBe(false)
    write(project, (db) => aTag(db, 'New'))
    expect(backupIsDue(project.db, profile, later)).toBe(true)
    project.close()
  })
})
