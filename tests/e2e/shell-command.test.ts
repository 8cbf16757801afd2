import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { aFolder } from '../support/project-files.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folder = aFolder()

/** The application's own binary, as a terminal starts it where there is no display. */
function claimboard(...words: string[]) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const run = spawnSync(process.env.CLAIMBOARD_ELECTRON ?? '', ['--no-sandbox', root, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, CLAIMBOARD_PROFILE: path.join(folder, 'profile') },
  })
  return { status: run.status, stdout: run.stdout, stderr: run.stderr }
}

test('the application runs a command without a display, and nothing else is printed', () => {
  expect(claimboard('new', 'one.claimboard', '--title', 'Hello')).toMatchObject({ status: 0 })
  const { status, stdout } = claimboard('info', 'one.claimboard', '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ title: 'Hello', fileName: 'one.claimboard' })
})

test('a project from elsewhere passes the gate of the application itself, or is refused', () => {
  claimboard('new', 'origin.claimboard', '--title', 'Origin')
  const copy = path.join(folder, 'received.claimboard')
  copyFileSync(path.join(folder, 'origin.claimboard'), copy)
  expect(claimboard('info', copy)).toMatchObject({ status: 0, stdout: expect.stringContaining('Origin') })
  const database = new Database(copy)
  database.exec('create view hidden as select 1')
  database.close()
  const refused = claimboard('info', copy)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('not made like a project of Claimboard')
})

test('a word that is no command and no file is a wrong usage, not a window', () => {
  expect(claimboard('frobnicate')).toMatchObject({ status: 2, stderr: expect.stringContaining('frobnicate') })
})
