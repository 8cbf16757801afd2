import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DocumentInfo, ImportResult } from '../../../db/contract/document.ts'
import { loadAnalyst } from '../../../db/profile.ts'
import { openProject } from '../../../db/project.ts'
import { sql } from '../../../db/sql.ts'
import { builtCommandLine, contentOf } from '../../support/command-line.ts'
import { anna } from '../../support/factories.ts'
import { aFolder } from '../../support/project-files.ts'

const claimboard = builtCommandLine()

/** An empty project in a folder of its own. */
function aProject() {
  const folder = aFolder()
  const file = path.join(folder, 'p.claimboard')
  claimboard.bytes('new', file)
  const documents = () => claimboard.json<DocumentInfo[]>('list', file, 'documents')
  const put = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(path.join(folder, name), bytes)
    return path.join(folder, name)
  }
  return { folder, file, documents, put }
}

const refusals = aProject()
const empty = contentOf(refusals.file)

function bodies(file: string): string[] {
  const project = openProject(file, { analyst: anna, readOnly: true })
  try {
    return project.db.column<string>(sql`select t.body from document d join document_text t
      on t.document = d.uid order by d.uid`)
  } finally {
    project.close()
  }
}

describe('An import that cannot be', () => {
  const { folder, file, put } = refusals
  const good = put('good.txt', 'A good text.')
  mkdirSync(path.join(folder, 'empty'))
  mkdirSync(path.join(folder, 'nested/inner'), { recursive: true })
  writeFileSync(path.join(folder, 'nested/inner/a.txt'), 'Deep.')
  mkdirSync(path.join(folder, 'folder.txt'))
  symlinkSync('nowhere', path.join(folder, 'dangling.txt'))

  it.each([
    ['a missing file', [path.join(folder, 'missing.txt')], 'There is no file or folder “missing.txt”'],
    ['a missing file among others', [good, path.join(folder, 'missing.txt')], 'Nothing was imported'],
    ['a link to nowhere', [path.join(folder, 'dangling.txt')], '“dangling.txt”'],
    ['an empty folder', [path.join(folder, 'empty')], '“empty” holds no file that Claimboard reads'],
    ['a folder of folders', [path.join(folder, 'nested')], 'The folders inside it were not searched'],
    ['a folder named like a text', [path.join(folder, 'folder.txt')], '“folder.txt” holds no file'],
    ['an empty file', [put('empty.txt', '')], 'empty.txt is empty'],
    [
      'a picture renamed',
      [put('picture.txt', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'))],
      'picture.txt is a PNG picture',
    ],
    [
      'a binary renamed',
      [
        put(
          'binary.txt',
          Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256),
        ),
      ],
      'This is not a text',
    ],
    ['an unknown kind', [put('table.xls', 'Not read.')], 'table.xls'],
  ])('is refused for %s, with exit status 1 and nothing changed', (_, paths, message) => {
    const { status, stdout, stderr } = claimboard('import', file, ...paths)
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toContain(message)
    expect(contentOf(file)).toBe(empty)
  })

  it('is refused for a pipe or a device', (context) => {
    const pipe = path.join(folder, 'pipe.txt')
    if (spawnSync('mkfifo', [pipe]).status !== 0) return context.skip('No named pipes can be made here.')
    const { status, stderr } = claimboard('import', file, pipe, '/dev/null')
    expect(status).toBe(1)
    expect(stderr).toContain('pipe.txt is neither a file nor a folder')
    expect(stderr).toContain('null is neither a file nor a folder')
    expect(contentOf(file)).toBe(empty)
  })

  it('is refused for a file that gives no bytes', (context) => {
    if (!existsSync('/proc/self/mem')) return context.skip('There is no file that cannot be read.')
    const { status, stderr } = claimboard('import', file, '/proc/self/mem')
    expect(status).toBe(1)
    expect(stderr).toContain('mem cannot be read')
    expect(contentOf(file)).toBe(empty)
  })
})

describe('An import', () => {
  it('goes on with the others where a file cannot be read, and says so by exit status 1', () => {
    const { file, put, documents } = aProject()
    const paths = [put('a.txt', 'First.'), put('b.txt', ''), put('c.txt', 'Third.')]
    const { status, stdout, stderr } = claimboard('import', file, ...paths, '--json')
    expect(status).toBe(1)
    const result = JSON.parse(stdout) as ImportResult
    expect(result.imported.map(({ file: name }) => name)).toEqual(['a.txt', 'c.txt'])
    expect(result.failed).toEqual([{ file: 'b.txt', message: expect.stringContaining('is empty') }])
    expect(stderr).toContain('b.txt is empty')
    expect(documents().map(({ title }) => title)).toEqual(['a', 'c'])
  })

  it('may leave out a file that the person must not read', (context) => {
    const { file, folder, put, documents } = aProject()
    const secret = put('secret.txt', 'Secret.')
    const open = put('open.txt', 'Open.')
    chmodSync(secret, 0)
    // Root reads everything, so somebody else has to try.
    const root = process.getuid?.() === 0
    const other = { ...(root ? { uid: 65534, gid: 65534 } : {}), profile: path.join(folder, 'profile') }
    if (root) {
      for (const place of [folder, file]) chmodSync(place, 0o777)
      if (claimboard.with(other)('--version').status !== 0) {
        return context.skip('Another user cannot run this checkout.')
      }
    }
    const { status, stderr } = claimboard.with(other)('import', file, secret, open)
    expect(status).toBe(1)
    expect(stderr).toContain('secret.txt cannot be read: you have no permission')
    expect(documents().map(({ title }) => title)).toEqual(['open'])
  })

  it('takes the files of a folder, and with --recursive those of the folders in it', () => {
    const { file, folder, documents } = aProject()
    const from = path.join(folder, 'texts')
    mkdirSync(path.join(from, 'more'), { recursive: true })
    writeFileSync(path.join(from, '10.txt'), 'Ten.')
    writeFileSync(path.join(from, '2.md'), '# Two\n\nTwo.')
    writeFileSync(path.join(from, 'picture.png'), 'PNG')
    writeFileSync(
      path.join(from, 'more/3.html'),
      '<title>Three</title><article><p>Three words here.</p></article>',
    )
    const flat = claimboard('import', file, from)
    expect(flat.status).toBe(0)
    expect(flat.stdout).toBe(
      'Imported texts/2.md: Two\nImported texts/10.txt: 10\nLeft out, as no text that Claimboard reads: 1\n',
    )
    const deep = claimboard('import', '--recursive', file, from)
    expect(deep.status).toBe(0)
    expect(deep.stdout).toContain('Imported texts/more/3.html: ')
    expect(deep.stdout).toContain('Known already texts/10.txt: 10\n')
    expect(documents()).toHaveLength(3)
  })

  it('reads UTF-16 and windows-1252, and says what it guessed', () => {
    const { file, put } = aProject()
    const words = '“Naïve” café – it cost €5.\n'
    const utf16 = Buffer.from(`\uFEFF${words}`, 'utf16le')
    const ansi = Buffer.from(
      [...words].map(
        (letter) => ({ '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 })[letter] ?? letter.charCodeAt(0),
      ),
    )
    const { status, stderr } = claimboard(
      'import',
      file,
      put('1.txt', utf16),
      put('2.txt', Buffer.from(utf16).swap16()),
      put('3.txt', ansi),
    )
    expect(status).toBe(0)
    expect(stderr).toMatch(/^claimboard: 3\.txt: .*windows-1252.*\n$/)
    expect(bodies(file)).toEqual([words, words, words])
  })

  it('keeps names with quotes, emoji, right-to-left and Chinese letters', () => {
    const { folder } = aProject()
    const name = `“it's” "q" 🚢 گوادر 中文 -- ; $HOME`
    const file = path.join(folder, `${name}.claimboard`)
    const text = path.join(folder, `${name}.txt`)
    writeFileSync(text, 'نص عربي.\n中文句子。')
    expect(claimboard('new', file)).toMatchObject({ status: 0, stdout: `Made ${file}\n` })
    expect(claimboard.json('info', file)).toMatchObject({ title: name, fileName: `${name}.claimboard` })
    expect(claimboard('import', file, text)).toMatchObject({
      status: 0,
      stdout: `Imported ${name}.txt: ${name}\n`,
    })
    expect(claimboard.json('list', file, 'documents')).toMatchObject([
      { title: name, fileName: `${name}.txt` },
    ])
    expect(claimboard('search', file, '句子').stdout).toContain('document')
  })

  it('is under the name of whoever is given by --analyst, everywhere the same', () => {
    const { file, put } = aProject()
    const profile = path.join(aFolder(), 'none')
    const elsewhere = path.join(aFolder(), 'q.claimboard')
    claimboard.with({ profile }).bytes('new', elsewhere, '--analyst', 'Amina  Rahim')
    claimboard.bytes('import', file, put('a.txt', 'A.'), '--analyst', 'Amina Rahim')
    const [mine] = claimboard.json<{ analyst: string; analystName: string }[]>('history', file)
    const [theirs] = claimboard.json<{ analyst: string; analystName: string }[]>('history', elsewhere)
    expect(mine?.analystName).toBe('Amina Rahim')
    expect(theirs).toMatchObject({ analyst: mine?.analyst, analystName: 'Amina Rahim' })
    expect(existsSync(path.join(profile, 'profile.json'))).toBe(false)
  })

  it('takes a text of 50 MB, and refuses what is beyond the limit, unread', () => {
    const { file, put, documents } = aProject()
    const sentence = 'A plain sentence about ports and ships.\n'
    const large = put('large.txt', sentence.repeat((50 * 2 ** 20) / sentence.length))
    const beyond = put('beyond.txt', '')
    truncateSync(beyond, 65 * 2 ** 20)
    const { status, stdout, stderr } = claimboard('import', file, beyond, large)
    expect(status).toBe(1)
    expect(stdout).toBe('Imported large.txt: large\n')
    expect(stderr).toContain('beyond.txt is too large')
    expect(documents()).toMatchObject([{ paragraphs: (50 * 2 ** 20) / sentence.length }])
    expect(claimboard('search', file, 'ships').stdout).toContain('large')
  })

  it('does not change the files that it reads', () => {
    const { file, put } = aProject()
    const text = put('a.txt', 'One.\r\nTwo.')
    claimboard.bytes('import', file, text)
    expect(readFileSync(text, 'latin1')).toBe('One.\r\nTwo.')
    expect(bodies(file)).toEqual(['One.\nTwo.'])
  })
})

describe('The profile', () => {
  it('is made once, also when several programs start for the first time together', () => {
    const profile = path.join(aFolder(), 'deep/profile')
    const folder = aFolder()
    const script = `for f in 1 2 3 4 5 6; do "$@" new "$0/$f.claimboard" & done; wait`
    const { env, start } = claimboard.with({ profile })
    expect(spawnSync('sh', ['-c', script, folder, ...start], { env }).status).toBe(0)
    const { uid } = loadAnalyst(profile)
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const [made] = claimboard.json<{ analyst: string }[]>('history', path.join(folder, `${n}.claimboard`))
      expect(made?.analyst).toBe(uid)
    }
  })

  it('is not replaced when it is damaged', () => {
    const profile = aFolder()
    const file = path.join(profile, 'profile.json')
    writeFileSync(file, '{"analyst":{"uid":"')
    const target = path.join(profile, 'p.claimboard')
    const { status, stderr } = claimboard.with({ profile })('new', target)
    expect(status).toBe(1)
    expect(stderr).toBe(
      `claimboard: Your profile, ${file}, is damaged. Put it right, or remove it to begin a new one.\n`,
    )
    expect(readFileSync(file, 'utf8')).toBe('{"analyst":{"uid":"')
    expect(existsSync(target)).toBe(false)
  })

  it('is not needed to read', () => {
    const profile = path.join(aFolder(), 'none')
    expect(claimboard.with({ profile })('info', refusals.file).status).toBe(0)
    expect(existsSync(profile)).toBe(false)
  })
})
