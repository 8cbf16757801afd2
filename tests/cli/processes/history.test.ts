import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ActionInfo } from '../../../db/contract/history.ts'
import { builtCommandLine, contentOf } from '../../support/command-line.ts'
import { aFolder, aProjectFile } from '../../support/project-files.ts'

const claimboard = builtCommandLine()

/** A canonical export without the project's id. */
const content = (file: string) => {
  const { uid } = claimboard.json<{ uid: string }>('info', file)
  return contentOf(file).replaceAll(uid, 'THE PROJECT')
}

describe('claimboard as-of', () => {
  it('writes the project as it was after an action of its history', () => {
    const file = aProjectFile()
    const then = content(file)
    const [action] = claimboard.json<ActionInfo[]>('history', file)
    const folder = aFolder()
    const text = path.join(folder, 'later.txt')
    writeFileSync(text, 'What was written later.')
    claimboard.json('import', file, text)
    expect(content(file)).not.toBe(then)
    const out = path.join(folder, 'then.claimboard')
    expect(claimboard.json('as-of', file, action?.uid ?? '', out)).toMatchObject({ at: action?.at, later: 1 })
    expect(content(out)).toBe(then)
    const { status, stdout } = claimboard(
      'as-of',
      file,
      action?.at ?? '',
      path.join(folder, 'again.claimboard'),
    )
    expect([status, stdout]).toEqual([0, expect.stringContaining('without what 1 action did later')])
    expect(stdout).toContain('cannot be merged back')
  })

  it.each([
    ['nonsense', 'A moment is a day', 'x.claimboard'],
    ['2000-01-01', 'there is nothing before', 'x.claimboard'],
    ['9999-12-31', 'is still to come', 'x.claimboard'],
    ['the day of its last action', 'There is no folder', 'no/x.claimboard'],
  ])('says why not: %s', (named, words, name) => {
    const file = aProjectFile()
    const [action] = claimboard.json<ActionInfo[]>('history', file)
    const when = /^the day/.test(named) ? (action?.at.slice(0, 'yyyy-mm-dd'.length) ?? '') : named
    const out = path.join(aFolder(), name)
    const { status, stderr } = claimboard('as-of', file, when, out)
    expect([status, stderr]).toEqual([1, expect.stringContaining(words)])
    expect(existsSync(out)).toBe(false)
    expect(claimboard('as-of', file, when, file).status).toBe(1)
    expect(claimboard('as-of', file, when).status).toBe(2)
  })
})

describe('claimboard share --preview', () => {
  it('says what would be left out, and writes nothing', () => {
    const file = aProjectFile()
    const out = path.join(aFolder(), 'copy.claimboard')
    const { status, stdout } = claimboard('share', file, out, '--without', 'history,names', '--preview')
    expect(status).toBe(0)
    expect(stdout).toContain('Would leave out the history: 2 actions')
    expect(stdout).toContain('Would leave out the names of 1 analyst: Anna Reader.')
    expect(stdout).toContain('This makes a publication copy')
    expect(existsSync(out)).toBe(false)
    expect(claimboard('share', file, out, '--without', 'names').stdout).toContain(
      'Leaves out the names of 1 analyst',
    )
    expect(existsSync(out)).toBe(true)
  })
})
