import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createAsOfFiles } from '../../electron/as-of.ts'

it('the private copies that show projects as they were are removed one by one, and what is left at the end', () => {
  const files = createAsOfFiles()
  const all = [files.target(), files.target(), files.target()]
  for (const file of all) writeFileSync(file, 'A project')
  const there = () => all.map((file) => existsSync(path.dirname(file)))
  files.forget(all[0] ?? '')
  files.forget('/none of these')
  expect(there()).toEqual([false, true, true])
  expect(files.fill(all[0] ?? '', { of: 'Harbour', at: '2026-11-20' })).toBe(false)
  files.forgetAll()
  expect(there()).toEqual([false, false, false])
})
