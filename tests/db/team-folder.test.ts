import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { makePublication } from '../../db/publication.ts'
import { refusal } from '../support/annotations.ts'
import { aTag } from '../support/factories.ts'
import { aProjectFile, tamper } from '../support/project-files.ts'
import { aSmallDisk, mayMount } from '../support/small-disk.ts'
import { aMember } from '../support/team.ts'
import { aTeam, note, projectsIn } from '../support/team-folder.ts'

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
