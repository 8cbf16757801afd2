import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { lockFileOf, takeLock } from '../../db/lock.ts'
import { openProject } from '../../db/project.ts'
import { sql } from '../../db/sql.ts'
import { startChild } from '../support/child.ts'
import { anna } from '../support/factories.ts'
import { aProjectFile } from '../support/project-files.ts'

const open = (file: string, options = {}) => openProject(file, { analyst: anna, ...options })

describe('a project that another program has open', () => {
  it('opens for reading and says who has it, on which machine, since when', async () => {
    const file = aProjectFile()
    const other = startChild('holds-project.ts', file)
    expect(await other.line()).toBe('writing')
    const project = open(file)
    expect(project.history).toBeNull()
    expect(project.context.readOnlyReason).toContain(
      `Open in Claimboard by Béla Writer on ${hostname()} since `,
    )
    expect(project.context.readOnlyReason).toContain(String(new Date().getFullYear()))
    expect(project.db.column(sql`select name from live_tag`)).toEqual(['Denials'])
    project.close()
    other.send('close')
    expect(await other.ended()).toBe(0)
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })

  it('is not opened at all for a command that has to write', async () => {
    const file = aProjectFile()
    const other = startChild('holds-project.ts', file)
    await other.line()
    expect(() => open(file, { mustWrite: true })).toThrow(
      expect.objectContaining({ code: 'locked', message: expect.stringContaining('by Béla Writer') }),
    )
    await other.kill()
  })

  it('is free for writing as soon as that program has died', async () => {
    const file = aProjectFile()
    const other = startChild('holds-project.ts', file)
    await other.line()
    await other.kill()
    expect(existsSync(lockFileOf(file))).toBe(true)
    const project = open(file)
    expect(project.context.readOnly).toBe(false)
    project.close()
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })

  it('goes to exactly one of many that ask at once, and all know whom it went to', async () => {
    const file = aProjectFile()
    const others = Array.from({ length: 4 }, () => startChild('holds-project.ts', file))
    const answers = await Promise.all(others.map((other) => other.line()))
    expect(answers.filter((answer) => answer === 'writing')).toHaveLength(1)
    expect(answers.filter((answer) => answer?.startsWith('Open in Claimboard by Béla Writer'))).toHaveLength(
      3,
    )
    for (const other of others) other.send('close')
    expect(await Promise.all(others.map((other) => other.ended()))).toEqual([0, 0, 0, 0])
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })
})

describe('the lock file', () => {
  it('goes when the project is closed, and is held again by the next', () => {
    const file = aProjectFile()
    for (let i = 0; i < 3; i++) {
      const answer = takeLock(file, 'Anna')
      expect(answer.kind).toBe('held')
      const second = takeLock(file, 'Béla')
      expect(second).toMatchObject({ kind: 'busy', holder: { name: 'Anna', pid: process.pid } })
      if (answer.kind === 'held') answer.release()
      expect(existsSync(lockFileOf(file))).toBe(false)
    }
  })

  it('is not believed by one who waited for a file that has been removed in the meantime', () => {
    const file = aProjectFile()
    const first = takeLock(file, 'Anna')
    // Opened before the holder removes it: what it would hold afterwards has no name any more.
    const waiting = new Database(lockFileOf(file))
    waiting.prepare('select * from holder').get()
    if (first.kind === 'held') first.release()
    const next = takeLock(file, 'Béla')
    expect(next.kind).toBe('held')
    waiting.exec('begin immediate')
    expect(takeLock(file, 'Cora')).toMatchObject({ kind: 'busy', holder: { name: 'Béla' } })
    waiting.close()
    if (next.kind === 'held') next.release()
  })

  it('is replaced when a power cut left nothing but rubbish in it', () => {
    const file = aProjectFile()
    writeFileSync(lockFileOf(file), Buffer.alloc(8192, 7))
    const project = open(file)
    expect(project.context.readOnly).toBe(false)
    project.close()
    expect(existsSync(lockFileOf(file))).toBe(false)
  })

  it('that is really something else is neither run nor removed', () => {
    const file = aProjectFile()
    const trap = new Database(lockFileOf(file))
    trap.exec(`create view holder as with recursive n(i) as (select 1 union all select i from n)
      select i as token, i as name, i as host, i as pid, i as since from n`)
    trap.close()
    const project = open(file)
    expect(project.context.readOnlyReason).toContain('is in the way')
    project.close()
    expect(existsSync(lockFileOf(file))).toBe(true)
  })

  it('that is a folder keeps the project from being written', () => {
    const file = aProjectFile()
    mkdirSync(lockFileOf(file))
    const project = open(file)
    expect(project.context.readOnlyReason).toContain('is in the way: it is not the lock file')
    project.close()
  })
})

describe('one who waits for a project that somebody else is writing', () => {
  it('learns that they have closed it, or died, and takes nothing by looking', async () => {
    const file = aProjectFile()
    for (const end of ['close', 'kill'] as const) {
      const other = startChild('holds-project.ts', file)
      await other.line()
      const waiting = open(file)
      expect(waiting.writerGone?.()).toBe(false)
      if (end === 'kill') await other.kill()
      else {
        other.send('close')
        await other.ended()
      }
      expect(waiting.writerGone?.()).toBe(true)
      const next = open(file, { mustWrite: true })
      expect(next.writerGone).toBeNull()
      expect(waiting.writerGone?.()).toBe(false)
      next.close()
      waiting.close()
    }
    expect(readdirSync(path.dirname(file))).toEqual(['test.claimboard'])
  })
})
