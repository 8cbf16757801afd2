import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { aFolder } from '../support/project-files.ts'
import { bounded, processScript, times } from './bounded.ts'
import { makeWholeProject } from './whole-project.ts'

// A case takes about a second: everything that the program can do is done to it, twice.
const ceiling = { seconds: 100, megabytes: 900 }
const batch = 8

interface Line {
  readonly begin?: number
  readonly spoilt?: string
  readonly seed?: number
  readonly tampered?: readonly string[]
  readonly refused?: string | null
  readonly faults?: readonly string[]
}

const folder = aFolder()
const project = path.join(folder, 'whole.claimboard')
const sound = path.join(folder, 'sound.claimboard')
makeWholeProject(project)
copyFileSync(project, sound)

it.each(Array.from({ length: 2 * times }, (_, n) => n * batch))(
  'Projects with values that nobody has entered are refused, or every question to them is answered (seeds from %i)',
  async (from) => {
    const args = [project, sound, aFolder(), String(from), String(from + batch - 1)]
    const { stdout, stderr, status } = await bounded(processScript('hostile-rows.ts'), args, ceiling)
    expect([status, stderr]).toEqual([0, ''])
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    expect(lines.filter(({ faults = [], spoilt }) => faults.length > 0 || spoilt !== undefined)).toEqual([])
    const outcomes = lines.filter(({ seed }) => seed !== undefined)
    expect(outcomes).toHaveLength(batch)
    expect(outcomes.some(({ refused }) => refused === null)).toBe(true)
    expect(outcomes.every(({ refused }) => refused === null || refused === 'damaged')).toBe(true)
  },
)
