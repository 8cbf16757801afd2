import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { startChild } from '../../support/child.ts'
import { builtCommandLine } from '../../support/command-line.ts'
import { aFolder, aProjectFile, tamper } from '../../support/project-files.ts'

const claimboard = builtCommandLine()

const text = path.join(aFolder(), 'text.txt')
writeFileSync(text, 'A text to import.')

const sound = readFileSync(aProjectFile('sound.claimboard', aFolder(), 'A long text. '.repeat(2000)))

/** A file of these bytes in a folder of its own. */
function aFile(bytes: Uint8Array | string): string {
  const file = path.join(aFolder(), 'p.claimboard')
  writeFileSync(file, bytes)
  return file
}

function aTampered(statements: string): string {
  const file = aFile(sound)
  tamper(file, statements)
  return file
}

describe('A file that is no sound project', () => {
  it.each([
    ['a JPEG picture', () => aFile('\xFF\xD8\xFF\xE0\0\x10JFIF'.padEnd(9000, 'x')), /not a project|JPEG/],
    ['a text', () => aFile('Just a text.'), /is a file of another kind, not a project/],
    ['an empty file', () => aFile(''), /is empty/],
    ['a folder', () => aFolder(), /is a folder, not a project/],
    ['truncated', () => aFile(sound.subarray(0, sound.length / 2)), /is incomplete/],
    ['truncated in its first page', () => aFile(sound.subarray(0, 50)), /is incomplete/],
    ['damaged in the middle', () => aFile(Buffer.from(sound).fill(0x5a, 5 * 4096, 9 * 4096)), /damaged/],
    [
      'damaged in one letter',
      () => aTampered(`update document_text set body = replace(body, 'text', 'test')`),
      /checksum/,
    ],
    ['newer', () => aTampered('pragma user_version = 1000'), /newer|version/i],
    [
      'of another application',
      () => aTampered('pragma application_id = 12345'),
      /database of another application/,
    ],
    [
      'with a trigger',
      () => aTampered('create trigger t after insert on tag begin select 1; end'),
      /a trigger “t”/,
    ],
    ['with a view', () => aTampered('create view v as select 1'), /a view “v”/],
    [
      'with a recursive view',
      () =>
        aTampered(
          'create view v as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n',
        ),
      /a view “v”/,
    ],
    ['with an extra table', () => aTampered('create table mine (a)'), /a table “mine”/],
    [
      'with an index on an expression',
      () => aTampered('create index i on tag (lower(name))'),
      /an index on an expression, “i”/,
    ],
  ])('%s is refused for reading and writing, and left byte for byte', (_, make, message) => {
    const file = make()
    const isFile = path.extname(file) !== ''
    const before = isFile ? readFileSync(file) : undefined
    for (const words of [
      ['info', file, '--json'],
      ['import', file, text],
    ]) {
      const { status, stdout, stderr } = claimboard(...words)
      expect([words[0], status, stdout]).toEqual([words[0], 1, ''])
      expect(stderr).toMatch(/^claimboard: .*\n$/)
      expect(stderr).toMatch(message)
      expect(stderr).not.toMatch(/SQLITE|Error:|\n +at /)
    }
    if (before) expect(readFileSync(file).equals(before)).toBe(true)
    if (isFile) expect(readdirSync(path.dirname(file))).toEqual(['p.claimboard'])
  })
})

describe('A project that cannot be written', () => {
  it('because it is protected can be read, and is not changed', () => {
    const file = aFile(sound)
    chmodSync(file, 0o444)
    expect(claimboard.json('info', file)).toMatchObject({ counts: { documents: 1 } })
    const { status, stderr } = claimboard('import', file, text)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^claimboard: This project cannot be changed\. .*\n$/)
    expect(readFileSync(file).equals(sound)).toBe(true)
  })

  it('because another program has it can be read; whoever has it is named', async () => {
    const file = aFile(sound)
    const other = startChild('holds-project.ts', file)
    expect(await other.line()).toBe('writing')
    expect(claimboard.json('info', file)).toMatchObject({ counts: { documents: 1 } })
    expect(claimboard('verify', file).status).toBe(0)
    const { status, stderr } = claimboard('import', file, text)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^claimboard: This project cannot be changed\. .*Béla Writer.*\n$/)
    other.send('close')
    expect(await other.ended()).toBe(0)
    expect(claimboard('import', file, text).status).toBe(0)
    expect(readdirSync(path.dirname(file))).toEqual(['p.claimboard'])
  })
})

describe('What a killed program left', () => {
  it('is read at once, with all that was acknowledged, and tidied by the next that writes', async () => {
    const file = aFile(sound)
    const child = startChild('writes-until-killed.ts', file, 'tag ')
    const named: (string | undefined)[] = []
    for (let n = 0; n < 20; n++) named.push(await child.line())
    await child.kill()
    expect(existsSync(`${file}-wal`)).toBe(true)
    const tags = claimboard.json<{ name: string }[]>('list', file, 'tags').map(({ name }) => name)
    expect(tags).toEqual(expect.arrayContaining(named))
    expect(existsSync(`${file}-wal`)).toBe(true)
    expect(claimboard('import', file, text).status).toBe(0)
    expect(readdirSync(path.dirname(file))).toEqual(['p.claimboard'])
    expect(claimboard('verify', file)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Nothing is wrong'),
    })
  })
})

describe('Private copies', () => {
  it('of a command that was killed are removed by the next one', async () => {
    const file = aFile(sound)
    const [program, ...args] = claimboard.start
    const copiesOf = ({ pid }: ChildProcess) =>
      readdirSync(tmpdir()).filter((name) => name.startsWith(`claimboard-copy-${pid}-`))
    /** Kills one while its copy is there: as long as the process of the gate takes to start, and longer. */
    const killed = async (): Promise<ChildProcess> => {
      const child = spawn(program, [...args, 'verify', file], { env: claimboard.env, stdio: 'ignore' })
      const exit = once(child, 'exit')
      while (copiesOf(child).length === 0 && child.exitCode === null) await setTimeout(1)
      child.kill('SIGKILL')
      await exit
      // On a busy machine it may have come to its end before it was looked at.
      return copiesOf(child).length === 1 ? child : killed()
    }
    const child = await killed()
    const copies = () => copiesOf(child)
    expect(claimboard('info', file).status).toBe(0)
    expect(copies()).toEqual([])
  })
})
