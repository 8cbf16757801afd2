import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '../support/mutate.ts'
import { aFolder } from '../support/project-files.ts'
import { bounded, processScript, times } from './bounded.ts'
import { hostileTexts } from './hostile.ts'

// An import gives up after 30 s by itself, and a worker's heap is a gigabyte: `extract-runner.ts`.
const ceiling = { seconds: 90, megabytes: 1600 }

interface Outcome {
  readonly code?: string
  readonly message?: string
  readonly characters?: number
  readonly opening?: string
  readonly wellFormed?: boolean
  readonly markup?: boolean
}

/** What an import makes of each file, in a process of their own within its ceiling. */
async function readings(
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): Promise<Outcome[]> {
  const paths = files.map(([name, content]) => {
    const file = path.join(aFolder(), name)
    writeFileSync(file, content)
    return file
  })
  const { stdout, stderr, status } = await bounded(processScript('extract-files.ts'), paths, ceiling)
  expect([status, stderr]).toEqual([0, ''])
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome)
}

/** Every text is read, to be stored as it was decoded, or refused in a sentence. */
function expectEnded({ code, message, wellFormed }: Outcome): void {
  if (code === undefined) expect(wellFormed).toBe(true)
  else expect([code, message]).toEqual(['invalid', expect.stringMatching(/\.$/)])
  // That would be the limit on time, which nothing here needs.
  expect(message ?? '').not.toContain('took too long')
}

type Case = readonly [what: string, content: () => string | Uint8Array, outcome?: object]

/** One test a case, all of them read by one process. */
function describeCases(kind: string, name: string, cases: readonly Case[]): void {
  describe(kind, () => {
    let found: Outcome[]
    beforeAll(async () => {
      found = await readings(cases.map(([, content]) => [name, content()]))
    })
    it.each(cases.map(([what, , outcome], index) => [what, outcome ?? {}, index] as const))(
      'that %s is read or refused in words, within bounds',
      (_, outcome, index) => {
        expect(found[index]).toMatchObject(outcome)
        expectEnded(found[index] as Outcome)
      },
    )
  })
}

const words = 'The port was closed on Monday, two officials said. '
const page = (body: string, head = '') =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`
const story = `<article><h1>Port closed</h1>${`<p>${words.repeat(4)}</p>`.repeat(5)}</article>`

const nested = (tag: string, depth: number) => `<${tag}>`.repeat(depth) + words + `</${tag}>`.repeat(depth)

const refused = { code: 'invalid' }
const read = { wellFormed: true }

/** What a page is, its bytes, and what comes of it. */
const pages: readonly Case[] = [
  ['nests a hundred thousand times', () => page(nested('div', 100_000)), refused],
  ['nests a thousand times', () => page(nested('div', 1000) + story), read],
  ['never closes what it opens', () => page(`${'<b><i><a href=x>'.repeat(1500)}${words}`), read],
  ['closes what it never opened', () => page(story + '</div></p></table>'.repeat(50_000)), read],
  [
    'has a million attributes',
    () => page(`<p ${Array.from({ length: 1_000_000 }, (_, i) => `a${i}=b`).join(' ')}>${words}</p>${story}`),
    {},
  ],
  [
    'has an attribute of ten megabytes',
    () => page(`<p title="${'x'.repeat(10_000_000)}">${words}</p>${story}`),
    read,
  ],
  [
    'has a class with hundreds of thousands of names',
    () => page(`<p class="${'a '.repeat(400_000)}">${words}</p>${story}`),
    {},
  ],
  ['has a tag of a megabyte', () => page(`<${'x'.repeat(1_000_000)}>${words}${story}`), {}],
  ['is a million entities', () => page(`<p>${'&amp;'.repeat(1_000_000)}</p>`), refused],
  [
    'declares entities that grow',
    () =>
      `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'abcdefghij'[i + 1]} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}]>${page(`<p>&j;</p>${story}`)}`,
    read,
  ],
  [
    'declares an entity that is a file',
    () => `<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>${page(`<p>&x; ${words}</p>`)}`,
    read,
  ],
  ['is comments without an end', () => page(`${story}<!--${'-'.repeat(1_000_000)}`), read],
  ['is open brackets', () => '<'.repeat(3_000_000), {}],
  ['is half of a tag', () => `${page(story).slice(0, -30)}<p class="`, read],
  ['has a hundred thousand empty paragraphs', () => page(`${'<p>'.repeat(100_000)}${story}`), {}],
  [
    'has a table of two hundred columns',
    () =>
      page(
        `<table>${`<tr>${'<td colspan=99999 rowspan=99999>x</td>'.repeat(200)}</tr>`.repeat(50)}</table>${story}`,
      ),
    read,
  ],
  ['nests lists', () => page(`${'<ul><li>'.repeat(1500)}${words}`), read],
  [
    'nests frames, templates and drawings',
    () =>
      page(
        `<iframe srcdoc="${'&lt;p&gt;'.repeat(1000)}"></iframe>${'<template>'.repeat(500)}${'<svg><math>'.repeat(500)}${words}${story}`,
      ),
    {},
  ],
  [
    'has JSON-LD that nests a hundred thousand times',
    () =>
      page(story, `<script type="application/ld+json">${'['.repeat(100_000)}${']'.repeat(100_000)}</script>`),
    read,
  ],
  [
    'has JSON-LD with the keys of prototypes',
    () =>
      page(
        story,
        `<script type="application/ld+json">{"__proto__":{"headline":"x"},"constructor":{"prototype":{"polluted":1}},"@type":"NewsArticle","headline":{"toString":null}}</script>`,
      ),
    read,
  ],
  [
    'has a base, refreshes and policies',
    () =>
      page(
        story,
        '<base href="file:///etc/"><meta http-equiv=refresh content="0;url=javascript:window.canary=1"><meta http-equiv=set-cookie content=x>',
      ),
    read,
  ],
]

describeCases('A page', 'hostile.html', pages)

it('Nothing that a page would run, load or hide becomes its text', async () => {
  const hidden = [
    '<script>window.canary=1</script>',
    '<style>p{background:url(javascript:1)}</style>',
    '<img src=x onerror="window.canary=2">',
    '<iframe src="javascript:window.canary=3">no</iframe>',
    '<object data="javascript:1"></object>',
    '<svg onload="window.canary=4"><script>window.canary=5</script></svg>',
    '<p style="display:none">javascript:hidden</p>',
    '<a href="javascript:window.canary=6">A link</a>',
    '<form action="javascript:1"><button formaction="javascript:2">Send</button></form>',
  ]
  const [found] = await readings([['runs.html', page(story.replaceAll('</p>', `${hidden.join('')}</p>`))]])
  expect(found).toMatchObject({ wellFormed: true, markup: false })
})

const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))
const storm = (count: number) =>
  Array.from({ length: count }, (_, i) => String.fromCodePoint(0x300 + (i % 0x70))).join('')

/** What a text is, its bytes, and what comes of it. */
const texts: readonly Case[] = [
  ['is one line of 50 MB', () => words.repeat(1_000_000).slice(0, 50_000_000), read],
  ['is one word of 50 MB', () => 'x'.repeat(50_000_000), read],
  ['has a million paragraphs', () => 'A line.\n\n'.repeat(1_000_000), read],
  ['is line ends of all kinds', () => `${'\r\n\r\u2028\u2029\u0085\v\f\n'.repeat(100_000)}${words}`, read],
  ['is larger than any that is read', () => Buffer.alloc(65 * 1024 * 1024, 'x '), refused],
  ['is nothing but zeros', () => Buffer.alloc(1_000_000), {}],
  ['has zeros among its letters', () => words.split('').join('\0'), {}],
  [
    'is noise',
    () => {
      const random = randomFrom(7)
      return Buffer.from(Array.from({ length: 200_000 }, () => Math.floor(random() * 256)))
    },
    {},
  ],
  [
    'begins with the marks of several encodings',
    () => bytes([0xef, 0xbb, 0xbf, 0xff, 0xfe], words, [0xfe, 0xff]),
    {},
  ],
  [
    'is UTF-16 with half of a character at its end',
    () => bytes([0xff, 0xfe], Buffer.from(words.repeat(20), 'utf16le') as never, [0x3d, 0xd8]),
    read,
  ],
  [
    'is UTF-16 full of unpaired surrogates',
    () =>
      bytes(
        [0xff, 0xfe],
        Buffer.from(words, 'utf16le') as never,
        ...Array.from({ length: 500 }, () => [0x00, 0xd8, 0x41, 0x00]),
      ),
    read,
  ],
  [
    'is UTF-32',
    () => bytes([0xff, 0xfe, 0, 0], ...words.split('').map((letter) => [letter.charCodeAt(0), 0, 0, 0])),
    {},
  ],
  ['is UTF-7, which nobody reads', () => '+ADw-script+AD4-alert(1)+ADw-/script+AD4- '.repeat(50), read],
  [
    'is UTF-8 in forms that are too long',
    () => bytes(words, [0xc0, 0xaf, 0xe0, 0x80, 0xaf, 0xf8, 0x88, 0x80, 0x80, 0xaf, 0xed, 0xa0, 0x80], words),
    {},
  ],
  [
    'turns its direction ten thousand times',
    () => `${'\u202E\u202D\u2066\u2067\u2069\u202C'.repeat(10_000)}${words}`,
    read,
  ],
  ['is letters of no width', () => `${'\u200B\u200C\u200D\u2060\uFEFF'.repeat(50_000)}${words}`, read],
  ['piles ten thousand marks onto a letter', () => `${words}A${storm(10_000)} ${words}`, read],
  ['joins ten thousand emoji', () => `${words}${'👩\u200D'.repeat(10_000)}👩 ${words}`, read],
  ['is regional indicators', () => `${words}${'🇦'.repeat(100_001)}`, read],
  ['is a sentence that never ends', () => `${'(“e.g. '.repeat(100_000)}`, read],
  ['is full stops', () => `${words}${'. '.repeat(500_000)}`, read],
  ['is what breaks other programs', () => hostileTexts.join('\n\n'), read],
  [
    'ends each line with a mark that only looks like one',
    () => 'word\u00AD\u2010\u2011-\n'.repeat(100_000),
    read,
  ],
]

describeCases('A text', 'hostile.txt', texts)

const markdown: readonly Case[] = [
  ['quotes a hundred thousand times', () => '>'.repeat(100_000) + words],
  [
    'nests lists ten thousand times',
    () =>
      Array.from({ length: 10_000 }, (_, i) => `${' '.repeat(i)}- x`)
        .join('\n')
        .slice(0, 20_000_000),
  ],
  ['opens brackets', () => '[![('.repeat(200_000)],
  ['is emphasis without an end', () => '*_`~'.repeat(300_000)],
  ['is a fence without an end', () => `\`\`\`\n${words.repeat(10_000)}`],
  ['has front matter without an end', () => `---\n${'title: x\n'.repeat(100_000)}`],
  [
    'has front matter that refers to itself',
    () => `---\na: &a [*a, *a]\ntitle: !!js/function 'x'\n__proto__: {x: 1}\n---\n${words}`,
  ],
  ['is a table of a hundred thousand cells', () => `${'|a'.repeat(100_000)}|\n${'|-'.repeat(100_000)}|\n`],
]

describeCases('Markdown', 'hostile.md', markdown)

it.each([
  ['a PDF', 'paper.txt', '%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>>>>'],
  ['a Word document', 'paper.docx', 'PK\x03\x04'],
  ['a ZIP archive that is called a page', 'page.html', 'PK\x03\x04\x14\x00'],
  ['a web archive', 'page.mhtml', 'MIME-Version: 1.0\nContent-Type: multipart/related'],
  ['a program', 'notes.txt', '\x7fELF\x02\x01\x01'],
  ['a picture', 'notes.md', '\x89PNG\r\n\x1a\n'],
  ['a drawing with a script', 'drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a project', 'notes.text', 'SQLite format 3\0'],
])('%s is refused by what it is, whatever it is called', async (_, name, content) => {
  const [found] = await readings([[name, Buffer.from(content, 'latin1')]])
  expect(found).toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('Claimboard reads .txt, .md and .html files'),
  })
})

it('Pages made of pieces of pages are read or refused in words, within bounds', async () => {
  const pieces = [
    '<div>',
    '</div>',
    '<p',
    '>',
    ' class="',
    '"',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<script>',
    '</script>',
    '<table><tr><td>',
    '<li>',
    '&#x0;',
    '&#xD800;',
    '&#99999999;',
    '<body>',
    '</html>',
    '<svg><![CDATA[',
    '<title>',
    '<textarea>',
    '<plaintext>',
    '<select><option>',
    '\0',
    '\uFFFE',
    words,
    ...hostileTexts,
  ]
  const files = Array.from({ length: 20 * times }, (_, seed) => {
    const random = randomFrom(seed)
    const draw = () => pieces[Math.floor(random() * pieces.length)]
    return ['pieces.html', Array.from({ length: 20 + Math.floor(random() * 3000) }, draw).join('')] as const
  })
  for (const outcome of await readings(files)) expectEnded(outcome)
})
