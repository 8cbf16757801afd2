import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { listBackups, projectFolderName } from '../../db/backups/shelf.ts'
import { conflictKeys } from '../../db/conflicts.ts'
import type { OpenProject } from '../../db/project.ts'
import { makePublication } from '../../db/publication.ts'
import { updateRow } from '../../db/rows.ts'
import { startWriter } from '../../db/run.ts'
import { type ReadableDb, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { nameOfCopy, parseName } from '../../db/team/names.ts'
import { refusal } from '../support/annotations.ts'
import { aDocument, aPassage, aTag, aTagging } from '../support/factories.ts'
import { aFolder, aProjectFile, tamper } from '../support/project-files.ts'
import { aSmallDisk, mayMount } from '../support/small-disk.ts'
import { aMember, type Member } from '../support/team.ts'

/** Anna, who made a project with a document, a passage and a tag, and Béla, who has a copy. */
function aTeam() {
  const anna = aMember('Anna Reader')
  const made = anna.write((db) => {
    const document = aDocument(db, 'Officials denied it. Nobody was hurt at the port.', { title: 'Port' })
    const passage = aPassage(db, document, 'Officials', { note: 'First' }, anna.analyst)
    return { document, passage, tag: aTag(db, 'Denials') }
  })
  const bela = aMember('Béla Writer', anna.file)
  return { anna, bela, folder: aFolder(), ...made }
}

/** The same person with the same profile, with the project in another place. */
function aMemberAt(member: Member, file: string): Member {
  return aMember(member.analyst.name, undefined, aFolder(), { file, profile: member.profile })
}

const sha256Of = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** The values of the one note that is in conflict, or the one that there is. */
function valuesOf(db: ReadableDb): string[] {
  return db.column(
    sql`select distinct val ->> 'note' from cell where tbl = 'passage' and col = 'note' order by 1`,
  )
}

function mergeByHand(project: OpenProject, file: string): void {
  const { task, finish } = startWriter(handlers, project, 'merge.run', { file })
  runTaskSync(task, {
    extract: () => {
      throw new Error('A merge extracts nothing.')
    },
  })
  finish()
}

const projectsIn = (folder: string) => readdirSync(folder).sort()

const note = (member: Member, passage: string, text: string) =>
  member.write((db) => updateRow(db, 'passage', passage, { note: text }))

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

describe('A file in the team folder', () => {
  it('that is half-written is not merged and not deleted, and is taken in when it is whole', () => {
    const { anna, bela, folder, passage } = aTeam()
    note(bela, passage, 'Theirs')
    bela.round(folder)
    const [name = ''] = projectsIn(folder)
    const file = path.join(folder, name)
    const whole = readFileSync(file)
    for (const length of [0, 50, 4096, whole.length - 1]) {
      writeFileSync(file, whole)
      truncateSync(file, length)
      expect(anna.round(folder).exchanged).toMatchObject({ merged: [], waiting: [name], refused: [] })
      expect(readFileSync(file).length).toBe(length)
    }
    // All of its length, as a sync tool that reserves the place leaves it.
    writeFileSync(file, Buffer.concat([whole.subarray(0, whole.length / 2), Buffer.alloc(whole.length / 2)]))
    expect(anna.round(folder).exchanged.waiting).toEqual([name])
    writeFileSync(file, whole)
    expect(anna.round(folder).exchanged.merged).toMatchObject([{ news: true }])
  })

  it('under another name, such as a sync tool’s copy of a conflict, is merged too, and published by whoever did', () => {
    const { anna, bela, folder, passage } = aTeam()
    note(bela, passage, 'Theirs')
    bela.round(folder)
    const [name = ''] = projectsIn(folder)
    const conflict = name.replace('.claimboard', '.sync-conflict-20260203-091500-ABCDEFG.claimboard')
    renameSync(path.join(folder, name), path.join(folder, conflict))
    const { exchanged, published } = anna.round(folder)
    expect(exchanged.merged).toMatchObject([{ who: null, news: true, from: { file: conflict } }])
    expect(published.name).not.toBeNull()
    expect(existsSync(path.join(folder, conflict))).toBe(true)
    expect(anna.round(folder)).toMatchObject({ exchanged: { merged: [] }, published: { name: null } })
  })

  const files: [
    what: string,
    make: (folder: string, team: ReturnType<typeof aTeam>) => void,
    words: RegExp,
  ][] = [
    [
      'random bytes',
      (folder) => writeFileSync(path.join(folder, 'x.claimboard'), Buffer.alloc(9000, 7)),
      /not a project/,
    ],
    ['an empty file', (folder) => writeFileSync(path.join(folder, 'x.claimboard'), ''), /is empty/],
    [
      'a truncated copy',
      (folder, { bela }) => {
        copyFileSync(bela.file, path.join(folder, 'x.claimboard'))
        truncateSync(path.join(folder, 'x.claimboard'), 20_000)
      },
      /incomplete/,
    ],
    ['a folder', (folder) => mkdirSync(path.join(folder, 'x.claimboard')), /is a folder/],
    ['a link', (folder, { bela }) => symlinkSync(bela.file, path.join(folder, 'x.claimboard')), /is a link/],
    [
      'a link to itself',
      (folder) => symlinkSync('x.claimboard', path.join(folder, 'x.claimboard')),
      /is a link/,
    ],
    [
      'a project that is open elsewhere',
      (folder, { bela }) => {
        copyFileSync(bela.file, path.join(folder, 'x.claimboard'))
        writeFileSync(path.join(folder, 'x.claimboard-wal'), 'x')
      },
      /somebody works on/,
    ],
    [
      'a copy for publication',
      (folder, { bela }) => {
        const file = path.join(folder, 'x.claimboard')
        copyFileSync(bela.file, file)
        const connection = new Database(file)
        makePublication(connection, ['notes'])
        connection.close()
      },
      /is a copy for publication/,
    ],
    [
      'a copy of a newer program',
      (folder, { bela }) => {
        copyFileSync(bela.file, path.join(folder, 'x.claimboard'))
        tamper(path.join(folder, 'x.claimboard'), 'pragma user_version = 9999')
      },
      /newer/,
    ],
    [
      'a copy of a computer whose clock is ahead',
      (folder, { bela, passage }) => {
        note(bela, passage, 'Ahead')
        copyFileSync(bela.file, path.join(folder, 'x.claimboard'))
        tamper(path.join(folder, 'x.claimboard'), `update session set hlc = ${Date.now() + 48 * 3_600_000}`)
      },
      /clock was wrong/,
    ],
  ]
  it.each(files)(
    'that is %s is refused in words, and keeps no other from coming in',
    (_what, make, words) => {
      const team = aTeam()
      const { anna, bela, folder, passage } = team
      make(folder, team)
      note(bela, passage, 'Theirs')
      bela.round(folder)
      const { exchanged, published } = anna.round(folder)
      expect(exchanged.refused).toMatchObject([
        { name: 'x.claimboard', reason: expect.stringMatching(words) },
      ])
      expect(exchanged.merged.filter(({ who }) => who !== null)).toMatchObject([{ news: true }])
      expect(published.name).not.toBeNull()
    },
  )

  it('of another project is counted and left alone', () => {
    const { anna, bela, folder } = aTeam()
    const other = aMember('Carla Other')
    other.write((db) => aTag(db, 'Roads'))
    other.round(folder)
    copyFileSync(aProjectFile(), path.join(folder, 'by hand.claimboard'))
    bela.round(folder)
    expect(anna.round(folder).exchanged).toMatchObject({
      otherProjects: 2,
      refused: [],
      merged: [{ news: false }],
    })
  })

  it('that is hidden, lies in a sub-folder or has another ending is not looked at', () => {
    const { anna, bela, folder } = aTeam()
    mkdirSync(path.join(folder, '.stversions'))
    copyFileSync(bela.file, path.join(folder, '.stversions', 'x.claimboard'))
    writeFileSync(path.join(folder, '.syncthing.x.claimboard.tmp'), 'x')
    writeFileSync(path.join(folder, '.hidden.claimboard'), 'x')
    writeFileSync(path.join(folder, 'notes.txt'), 'x')
    expect(anna.round(folder).exchanged).toMatchObject({ merged: [], refused: [], waiting: [] })
  })

  it('is one of a thousand others, which are told by name', () => {
    const { anna, bela, folder, passage } = aTeam()
    for (let n = 0; n < 1000; n++) writeFileSync(path.join(folder, `${n}.claimboard`), `Nothing ${n}`)
    note(bela, passage, 'Theirs')
    bela.round(folder)
    const { exchanged } = anna.round(folder)
    expect(exchanged.refused).toHaveLength(1000)
    expect(exchanged.merged).toMatchObject([{ news: true }])
    // By itself they are not looked into again until an hour has passed.
    anna.as(({ task }) =>
      expect(task('team.exchange', { target: folder, again: false }).refused).toHaveLength(1000),
    )
  })

  it('has a name without tricks, whatever its analyst is called', () => {
    const { anna, folder } = aTeam()
    const mallory = aMember('Eve\u202Etxt.exe /..\\<b>|"?*: (x)', anna.file)
    mallory.write((db) => aTag(db, 'New'))
    mallory.round(folder)
    const [name = ''] = projectsIn(folder)
    expect(name).toMatch(
      /^[\p{L}\p{N} .<]*Eve[^\u202E/\\<>:"|?*]* \([^()]+\) [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{16}\.claimboard$/u,
    )
    renameSync(path.join(folder, name), path.join(folder, `a\u202Eb${name}`))
    const { exchanged } = anna.round(folder)
    expect(exchanged.merged).toMatchObject([{ who: expect.not.stringContaining('\u202E'), news: true }])
  })
})

describe('A folder that cannot serve', () => {
  it.each([
    ['is missing', ({ folder }: Places) => path.join(folder, 'gone'), 'not-found', /cannot be reached now/],
    [
      'is a file',
      ({ folder }: Places) => {
        writeFileSync(path.join(folder, 'file'), 'x')
        return path.join(folder, 'file')
      },
      'invalid',
      /is not a folder/,
    ],
    ['is the profile', ({ anna }: Places) => anna.profile, 'conflict', /profile/],
    [
      'lies in the profile',
      ({ anna }: Places) => {
        mkdirSync(path.join(anna.profile, 'team', 'x'), { recursive: true })
        return path.join(anna.profile, 'team', 'x')
      },
      'conflict',
      /profile/,
    ],
    [
      'holds the project',
      ({ anna }: Places) => path.dirname(anna.file),
      'conflict',
      /The project itself lies in/,
    ],
    [
      'holds the folder of the project',
      ({ anna }: Places) => path.dirname(path.dirname(anna.file)),
      'conflict',
      /The project itself lies in|profile/,
    ],
    [
      'is a link that leads nowhere',
      ({ folder }: Places) => {
        symlinkSync('loop', path.join(folder, 'loop'))
        return path.join(folder, 'loop')
      },
      'not-found',
      /./,
    ],
  ])('because it %s is refused in words', (_what, place, code, words) => {
    const team = aTeam()
    const folder = place(team)
    const before = team.anna.content()
    team.anna.as(({ task }) => {
      for (const act of [
        () => task('team.choose', { target: folder }),
        () => task('team.exchange', { target: folder }),
        () => task('team.publish', { target: folder }),
      ]) {
        const error = refusal(act)
        expect(error.message).toMatch(words)
        expect([code, 'internal']).toContain(error.code)
      }
    })
    expect(team.anna.content()).toBe(before)
  })
  type Places = ReturnType<typeof aTeam>

  it('because it is gone is told, and goes on when it is back', () => {
    const { anna, bela, folder, passage } = aTeam()
    note(bela, passage, 'Theirs')
    bela.round(folder)
    anna.as(({ task, state }) => {
      task('team.choose', { target: folder })
      renameSync(folder, `${folder} away`)
      expect(refusal(() => task('team.exchange', {})).message).toContain('when the folder is back')
      expect(state()).toMatchObject({ problem: expect.stringContaining('cannot be reached') })
      renameSync(`${folder} away`, folder)
      expect(task('team.exchange', {}).merged).toMatchObject([{ news: true }])
      expect(state()).toMatchObject({ problem: null, colleagues: 1, unpublished: true })
      task('team.publish', {})
      expect(state()).toMatchObject({ unpublished: false })
    })
  })
})

it('A share that is not connected, whose place is an empty folder, gets no copy; one that was emptied is chosen again', () => {
  const { anna, bela, folder, passage } = aTeam()
  for (const member of [bela, anna]) member.round(folder)
  note(anna, passage, 'Meanwhile')
  renameSync(folder, `${folder} away`)
  mkdirSync(folder)
  expect(refusal(() => anna.round(folder)).message).toContain('is empty, although there were copies in it')
  anna.as(({ task }) => {
    expect(refusal(() => task('team.publish', { target: folder })).code).toBe('not-found')
    expect(readdirSync(folder)).toEqual([])
    task('team.choose', { target: folder })
    task('team.exchange', {})
    expect(task('team.publish', {}).name).not.toBeNull()
  })
  expect(readdirSync(folder)).toHaveLength(1)
})

describe.skipIf(!mayMount)('A stick', () => {
  it('that is full says so, keeps what was there, and takes the copy when there is room', () => {
    const { anna, passage } = aTeam()
    const stick = aSmallDisk(2)
    anna.round(stick.folder)
    const before = projectsIn(stick.folder)
    note(anna, passage, 'Does not fit')
    stick.fill()
    expect(refusal(() => anna.round(stick.folder))).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/^The medium of the team folder .* is full\./),
    })
    expect(projectsIn(stick.folder)).toEqual(before.concat('filler').sort())
    stick.makeSpace()
    expect(anna.round(stick.folder).published.name).not.toBeNull()
  })

  it('that is write-protected gives what others have put on it, and says that nothing can be published', () => {
    const { anna, bela, passage } = aTeam()
    const stick = aSmallDisk(2)
    note(bela, passage, 'Theirs')
    bela.round(stick.folder)
    stick.protect(true)
    anna.as(({ task }) => {
      expect(task('team.exchange', { target: stick.folder }).merged).toMatchObject([{ news: true }])
      expect(refusal(() => task('team.publish', { target: stick.folder }))).toMatchObject({
        code: 'read-only',
        message: expect.stringContaining('no permission to read and write in the team folder'),
      })
    })
  })

  it('that is pulled out gets nothing until it is back', () => {
    const { anna, passage } = aTeam()
    const stick = aSmallDisk(2)
    anna.round(stick.folder)
    note(anna, passage, 'While it was out')
    stick.pullOut()
    expect(refusal(() => anna.round(stick.folder)).message).toContain('Connect its drive')
    stick.plugIn()
    expect(anna.round(stick.folder).published.name).not.toBeNull()
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
