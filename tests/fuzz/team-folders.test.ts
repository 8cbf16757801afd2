import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Output } from '../../db/contract/contract.ts'
import { projectTag } from '../../db/team/names.ts'
import { afterFile } from '../support/cleanup.ts'
import { aFolder } from '../support/project-files.ts'
import { aMember, type Member } from '../support/team.ts'
import { aTeam, note, sha256Of } from '../support/team-folder.ts'
import { bounded, processScript } from './bounded.ts'
import { hostileTexts } from './hostile.ts'

// Each hostile file that gets as far as the gate takes a process of its own, of which a busy machine starts few a second.
const ceiling = { seconds: 90, megabytes: 350 }

interface Round {
  readonly exchanged: Output<'team.exchange'>
  readonly published: Output<'team.publish'>
}

/** What lies in a hostile folder: a maker gets its path, and the name and the file that an honest colleague published. */
interface Place {
  readonly folder: string
  /** Puts a file there that claims to be a publication of this project. @returns its name */
  readonly publish: (file: string, who?: string) => string
  /** A whole copy of the project that is nowhere yet, to be made worse. */
  readonly copy: () => string
  readonly own: string
}

interface Outcome {
  readonly waiting?: number
  readonly refused?: readonly RegExp[]
  readonly otherProjects?: number
  readonly left?: number
}

/** The name that a file has to have so that it passes for whole. */
function publishedAs(file: string, project: string, who = 'Mallory'): string {
  const content = sha256Of(file).slice(0, 16)
  return `${who} (laptop) ${projectTag(project)}-${content.slice(0, 8)}-${content}.claimboard`
}

function changed(file: string, statements: string): string {
  const connection = new Database(file)
  try {
    connection.unsafeMode(true)
    connection.pragma('foreign_keys = off')
    connection.exec(statements)
    connection.pragma('journal_mode = delete')
  } finally {
    connection.close()
  }
  return file
}

/** Names that a file system takes. */
const fileNames = hostileTexts
  .map((text) => text.replaceAll(/[/\0]/gu, ' '))
  .filter((text) => Buffer.byteLength(text) < 200 && !text.startsWith('.'))

// Each of them takes a gate.
const hostileAnalysts = fileNames.slice(0, 4)

const corpus: readonly (readonly [what: string, fill: (place: Place) => void, Outcome])[] = [
  [
    'names that are code, formulas, bidi and control characters',
    ({ folder }) => {
      for (const name of fileNames) writeFileSync(path.join(folder, `${name}.claimboard`), 'nothing')
    },
    { refused: fileNames.map(() => /not a project|cut off/) },
  ],
  [
    'publications whose analysts have such names',
    ({ publish, copy }) => {
      for (const name of hostileAnalysts)
        publish(changed(copy(), `create view "${name.length}" as select 1`), name)
    },
    { refused: hostileAnalysts.map(() => /contains a view/) },
  ],
  [
    'names that are no UTF-8',
    ({ folder }) => {
      const name = Buffer.concat([Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('.claimboard')])
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), 'nothing')
    },
    {},
  ],
  [
    'pipes, sockets, folders and links, that lead nowhere, in a circle, to a device and to secrets',
    ({ folder, own }) => {
      const at = (name: string) => path.join(folder, `${name}.claimboard`)
      execFileSync('mkfifo', [at('pipe')])
      const server = createServer().listen(at('socket'))
      afterFile(() => server.close())
      mkdirSync(at('folder'))
      symlinkSync(path.join(folder, 'nowhere'), at('link 1'))
      symlinkSync(at('link 3'), at('link 2'))
      symlinkSync(at('link 2'), at('link 3'))
      symlinkSync('/dev/zero', at('link 4'))
      symlinkSync('/etc/passwd', at('link 5'))
      symlinkSync(own, at('link 6'))
    },
    {
      refused: [/folder/, ...Array.from({ length: 6 }, () => /link/), /no ordinary/, /no ordinary/],
    },
  ],
  [
    'whole publications with a trigger, an endless view, another program’s file',
    ({ publish, copy }) => {
      publish(
        changed(copy(), 'create trigger t after insert on change begin delete from passage; end'),
        'Ada',
      )
      publish(
        changed(
          copy(),
          'drop table board; create view board as with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n',
        ),
        'Bob',
      )
      publish(changed(copy(), 'pragma application_id = 1'), 'Cy')
    },
    { waiting: 1, refused: [/a trigger “t”/, /a view “board”/] },
  ],
  [
    'a publication of a project that only says that it is this one',
    ({ folder, publish }) => {
      const other = aMember('Somebody')
      copyFileSync(other.file, path.join(folder, 'another project.claimboard'))
      publish(other.file)
    },
    { otherProjects: 2 },
  ],
  [
    'files that are cut off, go on with zeros, or are another file than their name says',
    ({ folder, publish, copy }) => {
      const size = lstatSync(copy()).size
      const names = ['Ada', 'Bob', 'Cy', 'Di'].map((who) => publish(copy(), who))
      const [cut, empty, long, other] = names.map((name) => path.join(folder, name))
      truncateSync(cut as string, size - 4096)
      truncateSync(empty as string, 0)
      truncateSync(long as string, 2 ** 32)
      writeFileSync(other as string, readFileSync(changed(copy(), `update passage set note = 'Mallory'`)))
    },
    { waiting: 4 },
  ],
  [
    'files of sixteen gigabytes that take no space',
    ({ folder, copy }) => {
      for (const name of ['large', 'larger']) copyFileSync(copy(), path.join(folder, `${name}.claimboard`))
      truncateSync(path.join(folder, 'large.claimboard'), 2 ** 34)
      truncateSync(path.join(folder, 'larger.claimboard'), 2 ** 34 + 4096)
    },
    { refused: [/goes on after the end/, /larger than a project can be/] },
  ],
  [
    'a project that somebody works on, with what is not in it yet',
    ({ folder, copy }) => {
      const live = path.join(folder, 'live.claimboard')
      copyFileSync(copy(), live)
      const connection = new Database(live)
      afterFile(() => connection.close())
      connection.pragma('journal_mode = wal')
      connection.exec(`update passage set note = 'not closed'`)
    },
    { refused: [/works on/] },
  ],
  [
    'times before and after all others',
    ({ folder, publish, copy }) => {
      for (const [who, year] of [
        ['Ada', -60],
        ['Bob', 400],
      ] as const) {
        const name = path.join(folder, publish(changed(copy(), `pragma user_version = 99`), who))
        utimesSync(name, year * 31_556_952, year * 31_556_952)
      }
    },
    { refused: [/newer/, /newer/] },
  ],
  [
    'thousands of files',
    ({ folder }) => {
      for (let n = 0; n < 2500; n++) writeFileSync(path.join(folder, `z${n}.claimboard`), '')
    },
    { refused: Array.from({ length: 1999 }, () => /empty/), left: 501 },
  ],
]

describe('A hostile team folder', () => {
  it.each(corpus)(
    'with %s keeps nobody from what an honest colleague published',
    async (_what, fill, outcome) => {
      const { anna, bela, folder, passage } = aTeam()
      note(bela, passage, 'Seen by Béla')
      bela.round(folder)
      fill(placeOf(folder, anna))
      const before = states(folder)
      const temporary = aFolder()
      const { exchanged } = await round(anna, folder, temporary)
      expect(exchanged.merged.map(({ who, news }) => [who, news])).toEqual([['Béla Writer', true]])
      expect(
        anna.as(({ project: { db } }) => db.connection.prepare('select note from passage').pluck().all()),
      ).toEqual(['Seen by Béla'])
      const reasons = exchanged.refused.map(({ reason }) => reason)
      expect(reasons).toEqual((outcome.refused ?? []).map((reason) => expect.stringMatching(reason)))
      expect([exchanged.waiting.length, exchanged.otherProjects, exchanged.left]).toEqual([
        outcome.waiting ?? 0,
        outcome.otherProjects ?? 0,
        outcome.left ?? 0,
      ])
      // What is told is for a screen and for a terminal.
      for (const { name, reason } of exchanged.refused)
        expect(name + reason).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
      const after = states(folder)
      for (const [name, state] of before) expect(after.get(name), name).toBe(state)
      expect([...after.keys()].filter((name) => !before.has(name))).toEqual([
        expect.stringMatching(/^Anna Reader \(.*\.claimboard$/),
      ])
      expect(readdirSync(temporary)).toEqual([])
    },
  )
})

/** One round within its ceiling, in a process of its own that has a folder of its own for what is temporary. */
async function round({ analyst, file, profile }: Member, folder: string, temporary: string): Promise<Round> {
  const words = [analyst.name, file, profile, folder]
  const { stdout, stderr, status } = await bounded(processScript('exchange-folder.ts'), words, ceiling, {
    TMPDIR: temporary,
  })
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as Round
}

function placeOf(folder: string, { file }: Member): Place {
  const own = new Database(file, { readonly: true })
  const project = own.prepare('select uid from project').pluck().get() as string
  own.close()
  return {
    folder,
    own: file,
    publish: (from, who) => {
      const name = publishedAs(from, project, who)
      renameSync(from, path.join(folder, name))
      return name
    },
    copy: () => {
      const copy = path.join(aFolder(), 'copy.claimboard')
      copyFileSync(file, copy)
      return copy
    },
  }
}

/** What tells whether anything in a folder was touched. */
function states(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { encoding: 'buffer' }).map((name) => {
      const stats = lstatSync(Buffer.concat([Buffer.from(`${folder}/`), name]), { bigint: true })
      return [name.toString('latin1'), `${stats.mode} ${stats.size} ${stats.mtimeNs} ${stats.ino}`]
    }),
  )
}
