import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { builtCommandLine, contentOf } from '../../support/command-line.ts'
import { mayTrace, needsStrace } from '../../support/disk-trace.ts'
import { aFolder, aProjectFile } from '../../support/project-files.ts'

/** Two analysts with a copy of one project and a profile each. */
function twoAnalysts() {
  const folder = aFolder()
  const ours = aProjectFile('ours.claimboard')
  const theirs = path.join(aFolder(), 'theirs.claimboard')
  copyFileSync(ours, theirs)
  return {
    folder,
    ours: { file: ours, claimboard: builtCommandLine() },
    theirs: { file: theirs, claimboard: builtCommandLine() },
  }
}

type Analyst = ReturnType<typeof twoAnalysts>['ours']

function annotate({ file, claimboard }: Analyst, ...lines: object[]): void {
  const annotations = path.join(aFolder(), 'a.jsonl')
  writeFileSync(annotations, lines.map((line) => JSON.stringify(line)).join('\n'))
  claimboard.bytes('annotate', file, annotations, '--analyst', path.basename(file, '.claimboard'))
}

const aTag = (name: string) => ({ kind: 'tag', name })

describe('claimboard team', () => {
  it('exchanges by a folder, says what came in from whom, and that there was nothing the next time', () => {
    const { ours, theirs, folder } = twoAnalysts()
    annotate(theirs, aTag('Ports'))
    theirs.claimboard.bytes('team', theirs.file, folder, '--analyst', 'theirs')
    const first = ours.claimboard('team', ours.file, folder, '--analyst', 'ours')
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(first.stdout).toMatch(/^Took in theirs \(.+\)\.\n/)
    expect(first.stdout).toMatch(/tags +1 /)
    expect(first.stdout).toMatch(/Published ours \(.+\) [0-9a-f-]+\.claimboard\n$/)
    const second = ours.claimboard('team', ours.file, folder, '--analyst', 'ours')
    expect(second.stdout).toBe(
      'There is nothing in the folder that is not here already.\nThere was nothing new to publish.\n',
    )
    theirs.claimboard.bytes('team', theirs.file, folder, '--analyst', 'theirs')
    expect(contentOf(ours.file)).toBe(contentOf(theirs.file))
    expect(readdirSync(path.dirname(ours.file))).toEqual(['ours.claimboard'])
  })

  it('prints one JSON value, with what was not whole and what was refused', () => {
    const { ours, theirs, folder } = twoAnalysts()
    theirs.claimboard.bytes('team', theirs.file, folder)
    const [name = ''] = readdirSync(folder)
    truncateSync(path.join(folder, name), 5000)
    writeFileSync(path.join(folder, 'notes.claimboard'), 'Not a project.')
    expect(ours.claimboard.json('team', ours.file, folder)).toMatchObject({
      merged: [],
      waiting: [name],
      refused: [{ name: 'notes.claimboard', reason: expect.stringContaining('not a project') }],
      conflicts: 0,
      published: { name: expect.stringMatching(/\.claimboard$/) },
    })
  })

  it.skipIf(!mayTrace)(`goes on with the others where one file cannot be read${needsStrace}`, () => {
    const { ours, theirs, folder } = twoAnalysts()
    annotate(theirs, aTag('Ports'))
    theirs.claimboard.bytes('team', theirs.file, folder, '--analyst', 'theirs')
    // Before the other by its name, so that it is looked at first.
    const bad = path.join(folder, 'a bad sector.claimboard')
    copyFileSync(theirs.file, bad)
    const strace = ['-f', '-qq', '-o', '/dev/null', '-P', bad, '-e', 'inject=openat:error=EIO']
    const words = ['team', ours.file, folder, '--json']
    const { status, stdout } = spawnSync('strace', [...strace, ...ours.claimboard.start, ...words], {
      encoding: 'utf8',
      env: ours.claimboard.env,
    })
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      merged: [{ news: true }],
      waiting: ['a bad sector.claimboard'],
      refused: [],
    })
  })

  it.each([
    ['that is missing', (folder: string) => path.join(folder, 'gone'), /cannot be reached/],
    [
      'that is a file',
      (folder: string) => {
        writeFileSync(path.join(folder, 'file'), 'x')
        return path.join(folder, 'file')
      },
      /is not a folder/,
    ],
  ])('fails with a folder %s, with the project as it was', (_what, place, words) => {
    const { ours, folder } = twoAnalysts()
    const before = contentOf(ours.file)
    const { status, stdout, stderr } = ours.claimboard('team', ours.file, place(folder))
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(words)
    expect(contentOf(ours.file)).toBe(before)
  })

  it('fails with the folder that the project itself lies in', () => {
    const { ours } = twoAnalysts()
    const { status, stderr } = ours.claimboard('team', ours.file, path.dirname(ours.file))
    expect(status).toBe(1)
    expect(stderr).toContain('The project itself lies in')
    expect(readdirSync(path.dirname(ours.file))).toEqual(['ours.claimboard'])
  })

  it('that is killed at any moment leaves whole files under their names, and can be done again', {
    // Dozens of processes, one after the other.
    timeout: 300_000,
  }, async () => {
    const { ours, theirs, folder } = twoAnalysts()
    annotate(theirs, ...Array.from({ length: 50 }, (_, n) => aTag(`Tag ${n}`)))
    theirs.claimboard.bytes('team', theirs.file, folder)
    const [program, ...args] = ours.claimboard.start
    for (let afterMs = 40; afterMs < 2000; afterMs = Math.ceil(afterMs * 1.6)) {
      annotate(ours, aTag(`After ${afterMs} ms`))
      const child = spawn(program, [...args, 'team', ours.file, folder], {
        env: ours.claimboard.env,
        stdio: 'ignore',
      })
      const exit = once(child, 'exit')
      await setTimeout(afterMs)
      child.kill('SIGKILL')
      await exit
      expect(theirs.claimboard.json<object>('team', theirs.file, folder)).toMatchObject({
        waiting: [],
        refused: [],
      })
    }
    for (const { claimboard, file } of [ours, theirs, ours]) claimboard.bytes('team', file, folder)
    expect(contentOf(ours.file)).toBe(contentOf(theirs.file))
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
    expect(readdirSync(folder)).toHaveLength(2)
    expect(ours.claimboard('verify', ours.file).stdout).toContain('Nothing is wrong')
  })

  it('finds its way among more entries than it looks at', () => {
    const { ours, folder } = twoAnalysts()
    for (let n = 0; n < 2100; n++) mkdirSync(path.join(folder, `${n}.claimboard`))
    const exchanged = ours.claimboard.json<{ left: number; refused: unknown[] }>('team', ours.file, folder)
    expect(exchanged.left).toBe(100)
    expect(exchanged.refused).toHaveLength(2000)
  })
})
