import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Backup } from '../../../db/contract/backup.ts'
import type { RepairReport } from '../../../db/contract/repair.ts'
import { builtCommandLine, type CommandLine } from '../../support/command-line.ts'
import { makeLargeProject } from '../../support/large-project.ts'
import { aFolder } from '../../support/project-files.ts'

let claimboard: CommandLine
let folder: string
let damaged: string

beforeAll(() => {
  claimboard = builtCommandLine()
  folder = aFolder()
  damaged = path.join(folder, 'damaged.claimboard')
  makeLargeProject(damaged)
  const bytes = readFileSync(damaged)
  bytes.fill(0, 0, 3 * 4096)
  writeFileSync(damaged, bytes)
})

describe('a damaged project on the command line', () => {
  test('is refused by verify, which says how it is repaired', () => {
    const { status, stdout, stderr } = claimboard('info', damaged)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain('not a project of Claimboard')
    const other = path.join(folder, 'other.claimboard')
    makeLargeProject(other)
    const bytes = readFileSync(other)
    bytes.fill(1, 40 * 4096, 60 * 4096)
    writeFileSync(other, bytes)
    const verified = claimboard('verify', other)
    expect(verified.status).toBe(1)
    expect(verified.stderr).toMatch(/is damaged.*claimboard verify other\.claimboard --repair OUT/s)
  })

  test('is salvaged into a new one, with a report; the damaged file stays as it is', () => {
    const before = readFileSync(damaged)
    const out = path.join(folder, 'repaired.claimboard')
    const report = claimboard.json<RepairReport>('verify', damaged, '--repair', out)
    expect(report.found).toContain('Its first pages, which say where everything is, cannot be read.')
    expect(report.kinds.find(({ table }) => table === 'document')).toMatchObject({ read: 12, lost: 0 })
    expect(readFileSync(damaged).equals(before)).toBe(true)
    expect(claimboard('verify', out).status).toBe(0)
    const words = claimboard('verify', damaged, '--repair', path.join(folder, 'again.claimboard'))
    expect(words.stdout).toContain('Its first pages')
    expect(words.stdout).toContain('Wrote ')
  })

  test('is not repaired onto anything, and nothing is left where nothing can be read', () => {
    const again = claimboard('verify', damaged, '--repair', path.join(folder, 'repaired.claimboard'))
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('exists already')])
    const rubbish = path.join(folder, 'rubbish.claimboard')
    writeFileSync(rubbish, Buffer.alloc(100_000, 3))
    const out = path.join(folder, 'nothing.claimboard')
    const run = claimboard('verify', rubbish, '--repair', out)
    expect([run.status, run.stdout]).toEqual([1, ''])
    expect(run.stderr).toContain('Nothing of a project could be read')
    expect(existsSync(out)).toBe(false)
  })
})

test('what scripts write is backed up by schedule, and listed', () => {
  const file = path.join(folder, 'scripted.claimboard')
  claimboard('new', file)
  const text = path.join(folder, 'a.txt')
  writeFileSync(text, 'Port closed after fire.')
  claimboard('import', file, text)
  const { backups } = claimboard.json<{ backups: Backup[] }>('backups', file)
  expect(backups).toMatchObject([{ reason: 'schedule', counts: { documents: 1 } }])
  expect(claimboard('backups', file).stdout).toContain('verified')
})
