import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { contract } from '../../db/contract/contract.ts'
import { isStale } from '../../renderer/state/stale.ts'

const schema = fs.readFileSync(path.resolve(import.meta.dirname, '../../db/schema.sql'), 'utf8')
const tables = new Set([...schema.matchAll(/^create (?:virtual )?table (\w+)/gim)].map(([, name]) => name))

describe('an answer is asked again', () => {
  it('when a table that it reads has changed, and not for others', () => {
    expect(isStale('tags.list', ['tagging'])).toBe(true)
    expect(isStale('tags.list', ['claim', 'actor'])).toBe(false)
    expect(isStale('actors.list', ['alias'])).toBe(true)
    expect(isStale('tags.list', [])).toBe(false)
  })

  it('whatever has changed, where every write moves it', () => {
    expect(isStale('history.state', ['actor'])).toBe(true)
  })

  it('never for a text, which does not change, nor for what is no operation', () => {
    expect(isStale('documents.text', [...tables] as string[])).toBe(false)
    expect(isStale('toString', ['tag'])).toBe(false)
  })

  it('by tables that the project file has: a misspelt one would never change', () => {
    expect(tables.size).toBeGreaterThan(20)
    for (const [name, { reads }] of Object.entries(contract)) {
      for (const table of reads) if (table !== '*') expect(tables, `${name} reads ${table}`).toContain(table)
    }
  })
})
