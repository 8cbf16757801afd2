import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { sealingDone } from '../../db/seal/sealing.ts'
import { randomFrom } from '../support/mutate.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'
import { bounded, processScript, times } from './bounded.ts'

// Deriving a key takes 256 MB and a second on purpose; the files that come so far are few.
const ceiling = { seconds: 100, megabytes: 700 }
const passphrase = 'seven grey herons'
const folder = aFolder()

interface Outcome {
  readonly opened?: boolean
  readonly code?: string
  readonly message?: string
  readonly looksSealed: boolean
  readonly left?: boolean
}

let sound: Buffer
/** Of the header: it ends with the line of its checksum. */
let headerEnd: number
beforeAll(async () => {
  const target = path.join(folder, 'sound.age')
  await sealingDone({ work: 'seal', source: aProjectFile(), target, passphrase })
  sound = readFileSync(target)
  headerEnd = sound.indexOf('\n', sound.indexOf('\n--- ') + 1) + 1
})

async function outcomes(files: readonly string[]): Promise<Outcome[]> {
  const { stdout, stderr, status } = await bounded(
    processScript('unseal-files.ts'),
    [passphrase, ...files],
    ceiling,
  )
  expect([status, stderr]).toEqual([0, ''])
  const found = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome)
  for (const { code, message, left } of found) {
    if (code === undefined) continue
    expect(left).toBe(false)
    expect(message).toMatch(/\.$/)
    expect(code).not.toBe('internal')
  }
  return found
}

function written(name: string, bytes: Buffer | string): string {
  const file = path.join(aFolder(), name)
  writeFileSync(file, bytes)
  return file
}

const headed = (change: (header: string) => string) =>
  Buffer.concat([
    Buffer.from(change(sound.toString('latin1', 0, headerEnd)), 'latin1'),
    sound.subarray(headerEnd),
  ])

it('A header that is not as the format has it is refused before any key is derived', async () => {
  const stanza =
    '-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n'
  const cases: readonly (readonly [Buffer | string, string])[] = [
    ['', 'not-a-project'],
    ['age', 'not-a-project'],
    ['Dear all, this is no sealed copy.', 'not-a-project'],
    [
      `-----BEGIN AGE ENCRYPTED FILE-----\n${sound.toString('base64')}\n-----END AGE ENCRYPTED FILE-----\n`,
      'not-a-project',
    ],
    ['age-encryption.org/v2\n-> scrypt a 18\n', 'not-a-project'],
    [headed((header) => header.replace(/-> scrypt[^-]*---/s, `${stanza}---`)), 'not-a-project'],
    [headed((header) => header.replace('\n-> scrypt', `\n${stanza}-> scrypt`)), 'not-a-project'],
    [headed((header) => header.replace('\n--- ', `\n${stanza}--- `)), 'damaged'],
    [headed((header) => header.replace('-> scrypt', '-> scrypt -> scrypt')), 'damaged'],
    ...['21', '30', '62', '99'].map(
      (work) => [headed((header) => header.replace(/ 18\n/, ` ${work}\n`)), 'not-a-project'] as const,
    ),
    ...['0', '-1', '018', '1e1', '999', '9'.repeat(300), ''].map(
      (work) => [headed((header) => header.replace(/ 18\n/, ` ${work}\n`)), 'damaged'] as const,
    ),
    [headed((header) => header.replaceAll('\n', '\r\n')), 'not-a-project'],
    [headed((header) => header.slice(0, -10)), 'damaged'],
    [sound.subarray(0, headerEnd - 5), 'damaged'],
    [`age-encryption.org/v1\n-> scrypt ${'A'.repeat(30_000_000)}`, 'damaged'],
    [
      `age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n${`${'A'.repeat(64)}\n`.repeat(300_000)}`,
      'damaged',
    ],
    ['SQLite format 3\0', 'not-a-project'],
  ]
  const found = await outcomes(cases.map(([bytes]) => written('header.age', bytes)))
  expect(found.map(({ code }) => code)).toEqual(cases.map(([, code]) => code))
  expect(found.filter(({ message }) => message?.includes('takes more memory and time'))).toHaveLength(4)
})

it('What is no file is none', async () => {
  const place = aFolder()
  const at = (name: string) => path.join(place, name)
  execFileSync('mkfifo', [at('pipe')])
  mkdirSync(at('folder'))
  symlinkSync('/dev/zero', at('device'))
  symlinkSync('nowhere', at('nowhere'))
  const found = await outcomes(['pipe', 'folder', 'device', 'nowhere'].map(at))
  expect(found.map(({ code }) => code)).toEqual([
    'not-a-project',
    'not-a-project',
    'not-a-project',
    'not-found',
  ])
  expect(found.map(({ looksSealed }) => looksSealed)).toEqual([false, false, false, false])
  expect(readdirSync(place)).toHaveLength(4)
})

it('A flipped bit, a cut and anything appended are noticed, and no file is made', async () => {
  const random = randomFrom(5)
  const flipped = (from: number, to: number) => {
    const bytes = Buffer.from(sound)
    const at = from + Math.floor(random() * (to - from))
    bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8)), at)
    return bytes
  }
  const cases = [
    Buffer.concat([sound, Buffer.from([0])]),
    Buffer.concat([sound, sound]),
    sound.subarray(0, headerEnd),
    sound.subarray(0, headerEnd + 16),
    sound.subarray(0, -1),
    ...Array.from({ length: times }, () => flipped(headerEnd, sound.length)),
    ...Array.from({ length: times }, () => flipped(0, headerEnd)),
  ]
  const found = await outcomes([
    written('sound.age', sound),
    ...cases.map((bytes) => written('flipped.age', bytes)),
  ])
  expect(found[0]).toMatchObject({ opened: true, looksSealed: true })
  for (const { code } of found.slice(1)) expect(code).toMatch(/^(damaged|invalid|not-a-project)$/)
  for (const { code } of found.slice(1, 6)) expect(code).toBe('damaged')
})

it('What is sealed and is no project is not put in its place', async () => {
  const source = written('letter.txt', 'Dear all')
  const target = path.join(aFolder(), 'letter.age')
  await sealingDone({ work: 'seal', source, target, passphrase })
  const [found] = await outcomes([target])
  expect(found).toMatchObject({
    code: 'not-a-project',
    message: expect.stringContaining('no project of Claimboard'),
  })
})
