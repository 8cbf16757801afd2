import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { lineSchemas } from '../../db/import/annotate-lines.ts'
import { randomFrom } from '../support/mutate.ts'
import { aFolder, aProjectFile } from '../support/project-files.ts'
import { bounded, processScript, times } from './bounded.ts'
import { hostileTexts } from './hostile.ts'

// A file of 64 MB is read as a whole, as bytes, as a text, and as what it says.
const ceiling = { seconds: 90, megabytes: 1500 }

interface Outcome {
  readonly done?: boolean
  readonly code?: string
  readonly message?: string
  readonly polluted: boolean
  readonly left?: boolean
}

/** What annotating from each file comes to, one after the other, in a process of its own. */
async function outcomes(
  contents: readonly (string | Uint8Array)[],
  more: readonly string[] = [],
): Promise<Outcome[]> {
  const files = contents.map((content) => {
    const file = path.join(aFolder(), 'hostile.jsonl')
    writeFileSync(file, content)
    return file
  })
  const args = [aProjectFile(), ...files, ...more]
  const { stdout, stderr, status } = await bounded(processScript('annotate-files.ts'), args, ceiling)
  expect([status, stderr]).toEqual([0, ''])
  const found = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome)
  for (const { code, message, polluted, left } of found) {
    expect(polluted).toBe(false)
    if (code === undefined) continue
    expect(['invalid', 'not-found', 'conflict']).toContain(code)
    expect(message).toMatch(/\.$/)
    expect(message?.length).toBeLessThan(1000)
    expect(left).toBe(false)
  }
  return found
}

const tag = (name: string) => JSON.stringify({ kind: 'tag', name })
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

const refused: readonly (readonly [string, () => string | Uint8Array])[] = [
  ['nests a hundred thousand times', () => `{"kind":"tag","name":${deep(100_000)}}`],
  ['nests objects a hundred thousand times', () => `${'{"kind":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['is an array', () => deep(100_000)],
  [
    'has a number beyond all numbers',
    () => '{"kind":"passage","document":"A document","start":1e999,"end":2e999}',
  ],
  [
    'has a number below all numbers',
    () => '{"kind":"passage","document":"A document","start":-1e400,"end":3}',
  ],
  [
    'has a place in the middle of nowhere',
    () => '{"kind":"passage","document":"A document","start":9007199254740993,"end":9007199254740995}',
  ],
  ['has a digit of a million digits', () => `{"kind":"tag","name":"x","digit":${'9'.repeat(1_000_000)}}`],
  [
    'sets prototypes',
    () =>
      '{"kind":"tag","name":"x","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  ],
  ['is called like what every object has', () => '{"kind":"toString"}\n{"kind":"__proto__"}'],
  [
    'has keys of a prototype inside',
    () => '{"kind":"source","document":"A document","wording":"x","__proto__":{"number":3}}',
  ],
  [
    'writes a field in two spellings',
    () => '{"kind":"document","document":"A document","sourceUrl":"x","source_url":"y"}',
  ],
  ['has a text of ten megabytes in a name', () => tag('x'.repeat(10_000_000))],
  [
    'has a note of half a megabyte',
    () => `{"kind":"passage","document":"A document","start":0,"end":3,"note":"${'x'.repeat(500_000)}"}`,
  ],
  ['is one line of 60 MB', () => `{"kind":"tag","name":"${'x'.repeat(60_000_000)}`],
  ['is larger than is read', () => Buffer.alloc(65 * 2 ** 20, '{"kind":"tag","name":"x"}\n')],
  ['is no UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  [
    'has forms of UTF-8 that are too long',
    () =>
      Buffer.concat([Buffer.from('{"kind":"tag","name":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')]),
  ],
  ['has half of a surrogate pair', () => '{"kind":"passage","document":"A document","quote":"\\ud83d"}'],
  ['is cut off', () => '{"kind":"tag","name":"One"}\n{"kind":"tag","na'],
  ['has a zero between', () => '{"kind":"tag",\0"name":"x"}'],
  ['ends its lines with CR alone', () => `${tag('a')}\r${tag('b')}`],
  ['has comments', () => `// ${tag('a')}`],
  [
    'has a parent that is its child',
    () =>
      '{"kind":"tag","id":"1","name":"A","parent":["A","A","A"]}\n{"kind":"actor","name":"A","parent":"A"}',
  ],
  [
    'refers to what comes later',
    () =>
      '{"kind":"claim","id":"1","statement":"x","claimant":{"author":true},"evidence":[{"document":"A document","start":0,"end":3}],"nestedIn":"2"}',
  ],
  ['has a million empty aliases', () => `{"kind":"actor","name":"A","aliases":[${'"",'.repeat(999_999)}""]}`],
  [
    'has a board of places beyond all boards',
    () => '{"kind":"board","title":"B","cards":[{"note":"x","x":1e300,"y":-1e300,"width":-5,"height":0}]}',
  ],
]

it('Lines that are hostile are refused in words, with nothing done and nothing left behind', async () => {
  const found = await outcomes(refused.map(([, content]) => content()))
  expect(found.flatMap(({ done }, index) => (done ? [refused[index]?.[0]] : []))).toEqual([])
})

it('Lines that only look hostile are done', async () => {
  const found = await outcomes([
    `\uFEFF${tag('with a mark')}\r\n\r\n${tag('with CRLF')}\r\n`,
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tag('of UTF-16'), 'utf16le')]),
    hostileTexts
      .filter((text) => text.trim() !== '')
      .map(tag)
      .join('\n'),
    '{"kind":"tag","name":"twice","name":"twice","description":"one","description":"the last counts"}',
    Array.from({ length: 1000 }, (_, n) => tag(`tag ${n}`)).join('\n'),
  ])
  expect(found.map(({ done }) => done)).toEqual([true, true, true, true, true])
})

it('What is no file is refused in words', async () => {
  const place = aFolder()
  execFileSync('mkfifo', [path.join(place, 'pipe')])
  mkdirSync(path.join(place, 'folder'))
  const found = await outcomes(
    [],
    ['pipe', 'folder', 'nothing'].map((name) => path.join(place, name)),
  )
  expect(found.map(({ code }) => code)).toEqual(['invalid', 'invalid', 'not-found'])
})

it('Lines made of pieces of lines are done or refused, all of them or none', async () => {
  const kinds = Object.keys(lineSchemas)
  const fields = [...new Set(Object.values(lineSchemas).flatMap((schema) => Object.keys(schema.shape)))]
  const values = [
    'null',
    '0',
    '-1',
    '1e308',
    'true',
    '""',
    '[]',
    '{}',
    '"A document"',
    '"1"',
    '[[[]]]',
    '{"document":"A document","start":0,"end":5}',
    '{"actor":"A"}',
    '{"__proto__":1}',
    ...hostileTexts.map((text) => JSON.stringify(text)),
  ]
  const files = Array.from({ length: 150 * times }, (_, seed) => {
    const random = randomFrom(seed)
    const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
    const field = () =>
      `"${pick(fields)}":${random() < 0.3 ? `[${pick(values)},${pick(values)}]` : pick(values)}`
    const line = () =>
      `{"kind":"${pick(kinds)}",${Array.from({ length: 1 + Math.floor(random() * 5) }, field).join(',')}}`
    return Array.from({ length: 1 + Math.floor(random() * 3) }, line).join('\n')
  })
  expect(await outcomes(files)).toHaveLength(files.length)
})
