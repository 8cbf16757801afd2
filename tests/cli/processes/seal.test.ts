import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { isSealed } from '../../../db/seal/sealing.ts'
import { checkPassphrase, unseal, unsealTask } from '../../../db/seal/unseal.ts'
import { shareProject } from '../../../db/share.ts'
import { openSnapshot } from '../../../db/snapshot.ts'
import { runTaskSync } from '../../../db/task.ts'
import { builtCommandLine } from '../../support/command-line.ts'
import { exported } from '../../support/exported.ts'
import { aDocument, type TestProject, testProject } from '../../support/factories.ts'
import { aFolder, aProjectFile, openForeign } from '../../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}
const passphrase = 'seven grey herons, Café'

function sealed(project: TestProject, file = path.join(aFolder(), 'copy.claimboard.age'), stopAt?: number) {
  const { db, context } = project.project
  const snapshot = openSnapshot(db.connection.name)
  let steps = 0
  try {
    const task = shareProject(
      { ...context, db: snapshot.db },
      { target: file, without: ['history'], passphrase },
    )
    runTaskSync(task, { extract, cancelled: () => steps++ === stopAt })
    return file
  } finally {
    snapshot.close()
  }
}

const words = 'The minister was seen at the harbour.'

function aProject(): TestProject {
  const project = testProject({ title: 'Sealed' })
  project.write((db) => aDocument(db, words))
  return project
}

function opened(file: string): string {
  const project = openForeign(file, { readOnly: true })
  try {
    return exported(project.db, { what: 'project', format: 'json' }).toString()
  } finally {
    project.close()
  }
}

/** The private folders of this process that hold something in clear. */
const clear = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`claimboard-copy-${process.pid}-`))

const ageIsHere = spawnSync('age', ['--version']).status === 0
const age = (...args: string[]) =>
  spawnSync('python3', [path.resolve(import.meta.dirname, '../../support/age.py'), passphrase, ...args])

it('seals a copy that the passphrase opens, with everything in it and nothing in clear left behind', () => {
  const project = aProject()
  const file = sealed(project)
  expect(isSealed(file)).toBe(true)
  expect(readFileSync(file).includes(words)).toBe(false)
  expect(readdirSync(path.dirname(file))).toEqual(['copy.claimboard.age'])
  expect(clear()).toEqual([])
  const target = path.join(aFolder(), 'opened.claimboard')
  const bytes = runTaskSync(unsealTask({ sealed: file, target, passphrase }), { extract })
  expect(bytes).toBe(statSync(target).size)
  expect(readdirSync(path.dirname(target))).toEqual(['opened.claimboard'])
  expect(opened(target)).toBe(exported(project.project.db, { what: 'project', format: 'json' }).toString())
})

it('leaves nothing when it is cancelled at any step', () => {
  const project = aProject()
  for (let step = 0; step < 4; step++) {
    const file = path.join(aFolder(), 'copy.claimboard.age')
    expect(() => sealed(project, file, step)).toThrow(expect.objectContaining({ code: 'cancelled' }))
    expect(readdirSync(path.dirname(file))).toEqual([])
    expect(clear()).toEqual([])
  }
})

// Deriving a key takes a second on purpose, so the tests below share one copy.
const copy = sealed(aProject())

it('opens a passphrase with an accent however a keyboard composes it', async () => {
  await checkPassphrase(copy, passphrase.normalize('NFD'))
})

it('says that a passphrase is wrong, and makes no file', async () => {
  const target = path.join(aFolder(), 'opened.claimboard')
  const wrong = expect.objectContaining({
    code: 'invalid',
    message: expect.stringContaining('does not open the copy'),
  })
  await expect(checkPassphrase(copy, `${passphrase} `)).rejects.toThrow(wrong)
  await expect(unseal({ sealed: copy, target, passphrase: 'Seven grey herons' })).rejects.toThrow(wrong)
  expect(readdirSync(path.dirname(target))).toEqual([])
})

it('notices a changed byte and a cut, and makes no file', async () => {
  const whole = readFileSync(copy)
  const target = path.join(aFolder(), 'opened.claimboard')
  for (const bytes of [whole.subarray(0, -1), Buffer.from(whole)]) {
    // In the body: a header whose key is damaged looks like a wrong passphrase.
    if (bytes.length === whole.length) bytes.writeUInt8((bytes.at(70_000) ?? 0) ^ 128, 70_000)
    const file = path.join(aFolder(), 'damaged.claimboard.age')
    writeFileSync(file, bytes)
    await expect(unseal({ sealed: file, target, passphrase })).rejects.toThrow(damagedCopy)
  }
  expect(readdirSync(path.dirname(target))).toEqual([])
})

const damagedCopy = expect.objectContaining({
  code: 'damaged',
  message: expect.stringContaining('Ask for the copy again'),
})

it('refuses what is no sealed copy, and what is there already', async () => {
  const target = path.join(aFolder(), 'opened.claimboard')
  for (const content of ['', 'Just a text.', 'age-encryption.org/v1\n-> X25519 abc\n']) {
    const file = path.join(aFolder(), 'other.age')
    writeFileSync(file, content)
    await expect(unseal({ sealed: file, target, passphrase })).rejects.toThrow(
      expect.objectContaining({ code: 'not-a-project', message: expect.stringContaining('other.age is no') }),
    )
  }
  const missing = path.join(aFolder(), 'missing.age')
  await expect(unseal({ sealed: missing, target, passphrase })).rejects.toThrow(
    expect.objectContaining({ code: 'not-found' }),
  )
  const there = aProjectFile()
  const before = readFileSync(there)
  await expect(unseal({ sealed: copy, target: there, passphrase })).rejects.toThrow(
    expect.objectContaining({ code: 'conflict' }),
  )
  expect(readFileSync(there).equals(before)).toBe(true)
  expect(() => openForeign(copy)).toThrow(/sealed copy, which must be unsealed first/)
})

it.skipIf(!ageIsHere)('is understood by the tool age, and understands what that seals', async () => {
  const folder = aFolder()
  const clearFile = path.join(folder, 'clear.claimboard')
  expect(age('--decrypt', '--output', clearFile, copy).status).toBe(0)
  expect(opened(clearFile)).toContain(words)
  const file = path.join(folder, 'by-age.claimboard.age')
  expect(age('--passphrase', '--output', file, clearFile).status).toBe(0)
  const target = path.join(folder, 'back.claimboard')
  await unseal({ sealed: file, target, passphrase })
  expect(readFileSync(target).equals(readFileSync(clearFile))).toBe(true)
})

it.skipIf(!ageIsHere)('says that something else was sealed', async () => {
  const folder = aFolder()
  const text = path.join(folder, 'text.txt')
  writeFileSync(text, 'Just a text.')
  const file = path.join(folder, 'text.age')
  expect(age('--passphrase', '--output', file, text).status).toBe(0)
  const target = path.join(folder, 'back.claimboard')
  await expect(unseal({ sealed: file, target, passphrase })).rejects.toThrow(
    'What is sealed in text.age is no project of Claimboard.',
  )
  expect(existsSync(target)).toBe(false)
})

it('is done by the command line, which takes the passphrase from a file or standard input', () => {
  const claimboard = builtCommandLine()
  const folder = aFolder()
  const [words, file, target] = ['words.txt', 'copy.claimboard.age', 'opened.claimboard'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string]
  const project = aProjectFile()
  writeFileSync(words, 'too short\n')
  expect(claimboard('share', project, file, '--passphrase-file', words)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('A passphrase has at least 10 characters.'),
  })
  writeFileSync(words, `${passphrase}\nand a line that is no part of it\n`)
  expect(claimboard('share', project, file, '--passphrase-file', words)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/bytes, sealed/),
  })
  expect(claimboard('unseal', file, target)).toMatchObject({ status: 2 })
  expect(claimboard('unseal', file, target, '--passphrase-file', path.join(folder, 'none'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The passphrase cannot be read'),
  })
  const [program, ...start] = claimboard.start
  const run = spawnSync(program, [...start, 'unseal', file, target, '--passphrase-file', '-'], {
    env: claimboard.env,
    input: `${passphrase}\n`,
  })
  expect(run.status).toBe(0)
  expect(claimboard('verify', target)).toMatchObject({ status: 0 })
})
