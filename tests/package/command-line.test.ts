import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import packageFile from '../../package.json' with { type: 'json' }
import { packagedCommandLine } from '../support/command-line.ts'
import { noSandbox, packaged } from '../support/package.ts'
import { aFolder, tamper } from '../support/project-files.ts'

const folder = aFolder()
const project = path.join(folder, 'alder.claimboard')
const claimboard = packagedCommandLine()

test('a project is made, filled, listed and exported, and only the answer is printed', () => {
  expect(claimboard('new', project, '--title', 'Fire at Alder', '--analyst', 'Amina')).toEqual({
    status: 0,
    stdout: `Made ${project}\n`,
    stderr: '',
  })
  const article = path.join(folder, 'post.html')
  writeFileSync(
    article,
    '<title>Port</title><article><h1>Port closed</h1><p>The port “closed” – قندهار 🚢.</p></article>',
  )
  expect(claimboard('import', project, article, '--analyst', 'Amina')).toMatchObject({
    status: 0,
    stderr: '',
  })
  expect(claimboard.json('list', project, 'documents')).toMatchObject([{ fileName: 'post.html' }])
  const rows = claimboard.bytes('export', project, '--what', 'documents').toString()
  expect(rows.split('\r\n')[0]).toMatch(/^\uFEFF?document_id,document_title,/)
  const whole = claimboard.bytes('export', project, '--what', 'project', '--format', 'json').toString()
  expect(whole).toContain('The port “closed” – قندهار 🚢.')
  expect(readdirSync(folder).sort()).toEqual(['alder.claimboard', 'post.html'])
})

test('a project from elsewhere passes the gate of the package, or is refused', () => {
  const copy = path.join(folder, 'received.claimboard')
  copyFileSync(project, copy)
  expect(claimboard('info', copy)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Fire at Alder'),
  })
  tamper(copy, 'create view hidden as select 1')
  const refused = claimboard('info', copy)
  expect(refused).toMatchObject({ status: 1, stdout: '' })
  expect(refused.stderr).toContain('not made like a project of Claimboard')
})

test('what is not understood is a wrong usage, said on standard error', () => {
  expect(claimboard('frobnicate')).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^claimboard: “frobnicate” is no command\./),
  })
})

test.skipIf(process.platform === 'win32')('it is found through a link in a folder of the PATH', () => {
  const link = path.join(aFolder(), 'claimboard')
  symlinkSync(packaged().commandLine, link)
  const { status, stdout } = spawnSync(link, [...noSandbox, '--version'], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, `${packageFile.version}\n`])
})

test('nobody makes a plain Node of it', () => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nowhere.cjs' }
  const run = spawnSync(packaged().binary, [...noSandbox, '--version'], { encoding: 'utf8', env })
  expect([run.status, run.stdout]).toEqual([0, `${packageFile.version}\n`])
})
