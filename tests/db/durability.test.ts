import { spawnSync } from 'node:child_process'
import { existsSync, linkSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { partialBeside } from '../../db/durable-file.ts'
import { historyState } from '../../db/history.ts'
import { openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { startChild } from '../support/child.ts'
import { anna } from '../support/factories.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}

describe.each(['wal', 'delete'] as const)(
  'a program that is killed while it writes (journal %s)',
  (journal) => {
    it('has lost nothing that it acknowledged, and undo goes on from there', async () => {
      const file = aProjectFile()
      const acknowledged = ['Denials']
      for (const round of ['a', 'b', 'c']) {
        const child = startChild('writes-until-killed.ts', file, round, journal)
        // Killed at an arbitrary moment of the next write.
        for (let n = 0; n < 40; n++) acknowledged.push((await child.line()) ?? '')
        await child.kill()
        acknowledged.push(...(await child.rest()))
      }
      const project = openProject(file, { analyst: anna, journal })
      const found = new Set(project.db.column<string>(sql`select name from live_tag`))
      expect(acknowledged.filter((name) => !found.has(name))).toEqual([])
      // At most the one of each round that was saved when the kill kept it from being acknowledged.
      expect(found.size - acknowledged.length).toBeLessThanOrEqual(3)
      expect(runTaskSync(verifyProject(project.db), { extract }).problems).toEqual([])
      expect(historyState(project.db).undo).toBe('Make tag')
      project.history?.undo()
      expect(project.db.column(sql`select name from live_tag`)).toHaveLength(found.size - 1)
      project.close()
      expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
    })
  },
)

describe('a program that is killed while it makes or shares projects', () => {
  it('leaves under their names whole ones only', async () => {
    const folder = aFolder()
    for (let round = 0; round < 4; round++) {
      const child = startChild('makes-projects-until-killed.ts', folder, String(round))
      for (let n = 0; n <= round; n++) await child.line()
      await child.kill()
    }
    const projects = readdirSync(folder).filter(
      (name) => !name.startsWith('.') && !/-(lock|wal|shm)$/.test(name),
    )
    expect(projects.length).toBeGreaterThanOrEqual(4)
    for (const name of projects) {
      const project = openProject(path.join(folder, name), { analyst: anna })
      expect(runTaskSync(verifyProject(project.db), { extract }).problems).toEqual([])
      expect(project.db.column(sql`select title from live_project`)).toEqual(['Made'])
      project.close()
    }
  })
})

describe('what a killed program leaves', () => {
  it('is read whole by one who only reads, and stays for the one who writes next', async () => {
    const file = aProjectFile()
    const child = startChild('writes-until-killed.ts', file, 'tag ')
    const name = await child.line()
    await child.kill()
    const before = readFileSync(`${file}-wal`)
    const reader = openProject(file, { analyst: anna, readOnly: true })
    expect(reader.db.column(sql`select name from live_tag`)).toContain(name)
    reader.close()
    expect(readFileSync(`${file}-wal`)).toEqual(before)
    const writer = openProject(file, { analyst: anna })
    expect(writer.db.column(sql`select name from live_tag`)).toContain(name)
    writer.close()
    expect(existsSync(`${file}-wal`)).toBe(false)
  })
})

describe('a program that ended while it gave a new project its name', () => {
  it('has left a second name for it, which is removed, so that the project can be worked on', () => {
    const file = aProjectFile()
    const ended = spawnSync(process.execPath, ['--version']).pid
    const before = partialBeside(file).replace(`-${process.pid}-`, `-${ended}-`)
    linkSync(file, before)
    const project = openProject(file, { analyst: anna, mustWrite: true })
    expect(existsSync(before)).toBe(false)
    project.close()
  })
})
