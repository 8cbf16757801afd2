import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../db/contract/errors.ts'
import { checkBlocks } from '../../../db/import/blocks.ts'
import { extract } from '../../../db/import/extract.ts'
import { MAX_BYTES } from '../../../db/import/limits.ts'

const read = (content: string | Uint8Array, name: string) =>
  extract({ bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content, name })

describe('a file is read as what it is', () => {
  it.each([
    ['a.txt', 'text/plain'],
    ['A.TXT', 'text/plain'],
    ['a.md', 'text/markdown'],
    ['a.markdown', 'text/markdown'],
    ['a.html', 'text/html'],
    ['a.b.htm', 'text/html'],
    ['folder.d/notes', 'text/plain'],
    ['.notes', 'text/plain'],
    ['Interview of 3. May 2025', 'text/plain'],
  ])('by its name: %s', (name, mediaType) => {
    expect(read('Some words.', name).mediaType).toBe(mediaType)
  })

  it('by its beginning where it has no extension, and by what the caller knows', () => {
    expect(read('\uFEFF <!DOCTYPE html><p>Words', 'page').mediaType).toBe('text/html')
    const bytes = new TextEncoder().encode('<p>Words')
    expect(extract({ bytes, name: 'page.txt', mediaType: 'text/html' })).toMatchObject({ text: 'Words' })
  })

  it.each([
    ['report.pdf', '%PDF-1.7 ...', 'report.pdf is a PDF.'],
    ['report.txt', '%PDF-1.7 ...', 'report.txt is a PDF.'],
    ['a.docx', 'PK\x03\x04....', 'a.docx is a Word document.'],
    ['a.txt', 'PK\x03\x04....', 'a.txt is a ZIP archive.'],
    ['a.md', '\x89PNG\r\n\x1a\n....', 'a.md is a PNG picture.'],
    ['a.html', '\xff\xd8\xff\xe0....', 'a.html is a JPEG picture.'],
    ['a.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'a.doc is an old Word document.'],
    ['a.txt', 'SQLite format 3\0', 'a.txt is a database (SQLite).'],
    ['a.txt', '{\\rtf1 words}', 'a.txt is an RTF document.'],
    ['a.csv', 'a,b', 'a.csv is a table (CSV).'],
    ['a.xyz', 'words', 'a.xyz is a .xyz file.'],
  ])('and is named when it is not read: %s %j', (name, content, message) => {
    const bytes = Buffer.from(content, 'latin1')
    expect(() => read(bytes, name)).toThrow(`${message} Claimboard reads .txt, .md and .html files.`)
  })

  it('and refused by name when its bytes are no text', () => {
    const bytes = Buffer.from(Uint32Array.from({ length: 500 }, (_, n) => n * 2654435761).buffer)
    for (const name of ['noise.txt', 'noise.md', 'noise.html']) {
      expect(() => read(bytes, name)).toThrow(`${name}: This is not a text`)
    }
  })

  it.each(['empty.txt', 'empty.md', 'empty.html'])('and refused when it holds nothing: %s', (name) => {
    expect(() => read('', name)).toThrow(`${name} is empty.`)
    expect(() => read(' \r\n\t\f \u00A0\n', name)).toThrow(`${name} holds no words.`)
    expect(() => read('\uFEFF', name)).toThrow(`${name} holds no words.`)
  })

  it('and refused when it is too large', () => {
    expect(() => read(new Uint8Array(MAX_BYTES['text/html'] + 1).fill(32), 'big.html')).toThrow(
      'big.html is too large: Claimboard reads web pages of up to 16 MB.',
    )
    expect(() => read(new Uint8Array(MAX_BYTES['text/plain'] + 1).fill(32), 'big.txt')).toThrow(
      'big.txt is too large: Claimboard reads texts of up to 64 MB.',
    )
  })
})

describe('what is said about a file', () => {
  it('is the encoding that was guessed', () => {
    const { encoding, warnings } = read(iconv.encode('“Café”', 'windows-1252'), 'a.txt')
    expect(encoding).toBe('windows-1252')
    expect(warnings).toEqual([expect.stringContaining('it was read as windows-1252')])
  })

  it('is how many characters were lost', () => {
    expect(read('one\0two', 'a.txt').warnings).toEqual(['One character could not be read and became \uFFFD.'])
    expect(read('a\0b\0c', 'a.txt').warnings).toEqual(['2 characters could not be read and became \uFFFD.'])
  })

  it('is nothing when all is well', () => {
    expect(read('Fine “words” 😀', 'a.txt').warnings).toEqual([])
  })

  it('is language and direction', () => {
    expect(read('چین نے پاکستان سے مطالبہ کیا ہے کہ وہ حفاظت کرے۔', 'a.txt')).toMatchObject({
      language: 'ur',
      direction: 'rtl',
    })
    expect(read('123', 'a.txt')).not.toHaveProperty('language')
  })
})

describe('any bytes under any of the names', () => {
  const name = fc.constantFrom('a.txt', 'a.md', 'a.html', 'a')
  const check = (bytes: Uint8Array, file: string) => {
    try {
      const { text, blocks, title } = extract({ bytes, name: file })
      checkBlocks(text, blocks)
      expect(text).not.toMatch(/[\r\0]/)
      expect(text.isWellFormed()).toBe(true)
      expect(title).not.toBe('')
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
      expect(error).toMatchObject({ code: 'invalid' })
    }
  }

  it('are read or refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), name, check), { numRuns: 500 })
  })

  it('are read or refused when they are text', () => {
    const unit = fc.constantFrom(
      ...[
        'a',
        'B',
        ' ',
        '\n',
        '\r\n',
        '\t',
        '\f',
        '#',
        '-',
        '*',
        '|',
        '>',
        '`',
        '=',
        '1.',
        ':',
        '---\n',
        '```',
        '[',
        ']',
      ],
      ...[
        '😀',
        '\u2028',
        '\uFEFF',
        '\u00A0',
        '中',
        'پ',
        '~~~',
        '|-|\n',
        '- ',
        '  ',
        '.',
        '“',
        'title: x\n',
        '\0',
      ],
    )
    const text = fc.string({ unit, maxLength: 120 }).map((each) => new TextEncoder().encode(each))
    fc.assert(fc.property(text, name, check), { numRuns: 2000 })
  })

  it('are read or refused when they are HTML', () => {
    const tag = fc.constantFrom(
      ...[
        'p',
        'div',
        'h1',
        'h3',
        'ul',
        'ol',
        'li',
        'table',
        'tr',
        'td',
        'th',
        'tbody',
        'pre',
        'br',
        'hr',
        'b',
        'a',
        'span',
      ],
      ...[
        'script',
        'style',
        'template',
        'title',
        'head',
        'body',
        'html',
        'svg',
        'article',
        'nav',
        'blockquote',
        'dl',
        'dd',
      ],
      ...[
        'select',
        'option',
        'textarea',
        'noscript',
        'iframe',
        'math',
        'frameset',
        'details',
        'button',
        'form',
        'p hidden',
      ],
    )
    const piece = fc.oneof(
      tag.map((each) => `<${each}>`),
      tag.map((each) => `</${each}>`),
      fc.constantFrom(
        'words, and more ',
        '  ',
        '\n',
        '&amp;',
        '&#0;',
        '&#13;',
        '&#xD83D;',
        '<!--',
        '-->',
        '<',
        '"',
        '😀',
        '&nbsp;',
        '<![CDATA[',
        ']]>',
        '<!doctype html>',
        '<?x?>',
      ),
    )
    const page = fc.array(piece, { maxLength: 60 }).map((pieces) => new TextEncoder().encode(pieces.join('')))
    fc.assert(fc.property(page, fc.constant('a.html'), check), { numRuns: 2000 })
  })
})
