import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { startChild } from '../support/child.ts'
import { anna } from '../support/factories.ts'
import { seed, tell, times } from '../support/fault-size.ts'
import { randomFrom } from '../support/mutate.ts'
import { aProjectFile } from '../support/project-files.ts'

interface Outcome {
  readonly kills: number
  readonly acknowledged: number
  readonly lost: string[]
}

/** Kills one writer after the other, each after a random number of writes, and compares what it said with the file. */
async function killWriters(script: string, kills: number, ...args: string[]): Promise<Outcome> {
  const file = aProjectFile()
  const random = randomFrom(seed)
  const acknowledged: string[] = []
  for (let round = 0; round < kills; round++) {
    const child = startChild(script, file, `${round}-`, ...args)
    const first = await child.line()
    if (first !== undefined) acknowledged.push(first)
    const more = Math.floor(random() * 12)
    for (let n = 0; n < more; n++) acknowledged.push((await child.line()) ?? '')
    // A write takes about as long: the kill comes anywhere in one.
    await setTimeout(random() * 4)
    await child.kill()
    acknowledged.push(...(await child.rest()))
  }
  const project = openProject(file, { analyst: anna })
  const found = new Set(project.db.column<string>(sql`select name from live_tag`))
  const { problems } = runTaskSync(verifyProject(project.db), { extract: () => expect.fail() })
  expect(problems).toEqual([])
  project.close()
  expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  return { kills, acknowledged: acknowledged.length, lost: acknowledged.filter((name) => !found.has(name)) }
}

function countsOf({ kills, acknowledged, lost }: Outcome) {
  return { kills, acknowledged, lost: lost.length }
}

const kills = times(12, 2500)

describe('killing a program while it writes', () => {
  it.each(['wal', 'delete'])(
    'loses nothing that was acknowledged (journal %s)',
    async (journal) => {
      const outcome = await killWriters('writes-until-killed.ts', kills, journal)
      tell(`kills during writes, journal ${journal}`, countsOf(outcome))
      expect(outcome.lost).toEqual([])
    },
    24 * 3_600_000,
  )

  it('would be noticed if it lost something: a writer that acknowledges too early is caught', async () => {
    const outcome = await killWriters('acknowledges-too-early.ts', 10)
    tell('kills of a writer that acknowledges too early (control)', countsOf(outcome))
    expect(outcome.lost.length).toBeGreaterThan(0)
  }, 600_000)
})
