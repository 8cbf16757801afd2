import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { startChild } from '../support/child.ts'
import { anna } from '../support/factories.ts'
import { long } from '../support/fault-size.ts'
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
  const random = randomFrom(kills)
  const acknowledged: string[] = []
  for (let round = 0; round < kills; round++) {
    const child = startChild(script, file, `${round}-`, ...args)
    const first = await child.line()
    if (first !== undefined) acknowledged.push(first)
    const more = Math.floor(random() * 12)
    for (let n = 0; n < more; n++) acknowledged.push((await child.line()) ?? '')
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

const kills = long ? 2500 : 12

describe('killing a program while it writes', () => {
  it.each(['wal', 'delete'])(
    'loses nothing that was acknowledged (journal %s)',
    async (journal) => {
      const outcome = await killWriters('writes-until-killed.ts', kills, journal)
      console.log(
        `${journal}: ${outcome.kills} kills, ${outcome.acknowledged} acknowledged, ${outcome.lost.length} lost`,
      )
      expect(outcome.lost).toEqual([])
    },
    24 * 3_600_000,
  )

  it('would be noticed if it lost something: a writer that acknowledges too early is caught', async () => {
    const { kills: killed, acknowledged, lost } = await killWriters('acknowledges-too-early.ts', 10)
    console.log(`control: ${killed} kills, ${acknowledged} acknowledged, ${lost.length} lost`)
    expect(lost.length).toBeGreaterThan(0)
  }, 600_000)
})
