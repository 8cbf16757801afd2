import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../db/contract/errors.ts'
import { decodeText } from '../../../db/text/decode.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a text in Unicode', () => {
  it('is kept as it is in UTF-8, with emoji and several scripts, and not normalised', () => {
    const text = 'Cafe\u0301 and café 😀 – چین 中国 👨‍👩‍👧'
    expect(decodeText(utf8(text))).toEqual({
      text,
      encoding: 'utf-8',
      guessed: false,
      replaced: { nul: 0, surrogates: 0, undecodable: 0 },
    })
  })

  it('loses its byte-order mark, once', () => {
    expect(decodeText(utf8('\uFEFFNews')).text).toBe('News')
    expect(decodeText(utf8('\uFEFF\uFEFFNews')).text).toBe('\uFEFFNews')
    expect(decodeText(utf8('a\uFEFFb')).text).toBe('a\uFEFFb')
  })

  it('has line feeds for line ends, whatever it had', () => {
    expect(decodeText(utf8('a\r\nb\rc\nd\r\r\n')).text).toBe('a\nb\nc\nd\n\n')
  })

  it('is empty when the file is', () => {
    expect(decodeText(new Uint8Array()).text).toBe('')
  })

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])('is read in %s by its mark', (encoding) => {
    const text = 'Security posts 😀\nچین 中国'
    const decoded = decodeText(iconv.encode(`\uFEFF${text}`, encoding))
    expect(decoded).toMatchObject({ text, encoding, guessed: false })
  })

  it.each([
    'Hello, world',
    'Пекин заявил, что переговоры продолжаются.',
    'چین نے پاکستان سے مطالبہ کیا',
    '中国外交部，北京。\n第二行',
    'हिन्दी में पाठ लिखा है',
    'Emoji 😀 and “quotes”\n',
  ])('is read in UTF-16 without a mark, in both orders: %s', (text) => {
    for (const encoding of ['utf-16le', 'utf-16be']) {
      expect(decodeText(iconv.encode(text, encoding, { addBOM: false }))).toMatchObject({
        text,
        encoding,
        guessed: true,
      })
    }
  })

  it('has U+FFFD for NUL and for surrogates without a partner, and tells how many', () => {
    const nul = decodeText(utf8('a\0b\0'))
    expect(nul).toMatchObject({ text: 'a\uFFFDb\uFFFD', replaced: { nul: 2, surrogates: 0 } })
    const lone = decodeText(iconv.encode('\uFEFFone\uD83Dtwo\uDE00three😀', 'utf-16le'))
    expect(lone).toMatchObject({ text: 'one\uFFFDtwo\uFFFDthree😀', replaced: { nul: 0, surrogates: 2 } })
  })

  it('marks the odd byte at the end of UTF-16', () => {
    const bytes = Buffer.concat([iconv.encode('\uFEFFabc', 'utf-16le'), Buffer.from([0x41])])
    expect(decodeText(bytes)).toMatchObject({ text: 'abc\uFFFD', replaced: { undecodable: 1 } })
  })

  it('stays UTF-8 when it was cut in the middle of a character', () => {
    const cut = utf8('Beijing said “yes”').subarray(0, -1)
    expect(decodeText(cut)).toMatchObject({
      text: 'Beijing said “yes\uFFFD',
      encoding: 'utf-8',
      replaced: { undecodable: 1 },
    })
  })

  it('stays UTF-8 when a few bytes are damaged, and does not count what was U+FFFD before', () => {
    const good = utf8('“Officials” said \uFFFD that the “talks” go on – “soon”, “very soon”. ')
    const bytes = Buffer.concat([good, Buffer.from([0xff]), good])
    const decoded = decodeText(bytes)
    expect(decoded).toMatchObject({ encoding: 'utf-8', replaced: { undecodable: 1 } })
    expect(decoded.text).toContain('“very soon”. \uFFFD“Officials”')
  })
})

describe('a text in a legacy encoding', () => {
  it.each([
    ['windows-1252', 'He said: “It’s a café – naïve, déjà vu”.'],
    ['windows-1252', 'It’s fine.'],
    ['windows-1252', 'Der Präsident sagte, daß größere Übungen für März geplant seien.'],
    ['windows-1252', 'El niño comió piñas en la montaña. ¿Qué?'],
    ['windows-1251', 'Министерство иностранных дел отказалось комментировать переговоры.'],
    ['koi8-r', 'Министерство иностранных дел отказалось комментировать переговоры.'],
    ['windows-1256', 'قال المتحدث باسم وزارة الخارجية إن بكين لم تؤكد ولم تنف وجود المحادثات.'],
    ['windows-1256', 'پاکستان سے لوگ آئے ہوں گے، اور چھوٹے گھر ڈھونڈتے تھے'],
    ['windows-1250', 'Rzecznik ministerstwa powiedział, że żadne rozmowy się nie odbyły i nie będą.'],
    ['windows-1253', 'Ο εκπρόσωπος του υπουργείου δεν επιβεβαίωσε τις συνομιλίες.'],
    ['windows-1255', 'דובר משרד החוץ לא אישר ולא הכחיש את קיום השיחות.'],
    ['gb18030', '中国外交部既没有证实也没有否认会谈的存在，但重申了北京的立场。'],
    ['gb18030', '中国在巴基斯坦的 CPEC 项目。\n第二行'],
    ['big5', '中國外交部既沒有證實也沒有否認會談的存在，但重申了北京的立場。'],
    ['shift_jis', '中国外務省は協議の存在を確認も否定もしなかった。これは日本語の文章です。'],
    ['euc-jp', '中国外務省は協議の存在を確認も否定もしなかった。これは日本語の文章です。'],
    ['euc-kr', '중국 외교부는 회담의 존재를 확인하지도 부인하지도 않았다.'],
  ])('is recognised in %s: %s', (encoding, text) => {
    const once = decodeText(iconv.encode(text, encoding))
    expect(once).toMatchObject({ text, guessed: true, replaced: { undecodable: 0 } })
    const long = Array(200).fill(text).join('\r\n')
    expect(decodeText(iconv.encode(long, encoding)).text).toBe(long.replaceAll('\r\n', '\n'))
  })

  it('is found where the first accent comes late in a long file', () => {
    const text = `${'Plain English words, line after line.\n'.repeat(5000)}“Café”, he said.\n`
    expect(decodeText(iconv.encode(text, 'windows-1252'))).toMatchObject({ text, encoding: 'windows-1252' })
  })

  it('is called windows-1252 where ISO-8859-1 would do', () => {
    expect(decodeText(iconv.encode('Où est le café, à côté ?', 'iso-8859-1')).encoding).toBe('windows-1252')
  })

  it('is read as the document itself declares, but not against bytes that are UTF-8', () => {
    const text = 'Пекин заявил'
    expect(decodeText(iconv.encode(text, 'koi8-r'), 'KOI8-R')).toMatchObject({ text, guessed: false })
    expect(decodeText(utf8(text), 'windows-1251')).toMatchObject({ text, encoding: 'utf-8' })
    expect(decodeText(iconv.encode('café', 'windows-1252'), 'utf-8').text).toBe('café')
    expect(decodeText(iconv.encode('café', 'windows-1252'), 'no-such-encoding').text).toBe('café')
    expect(decodeText(iconv.encode('“café”', 'windows-1252'), 'iso-8859-1').text).toBe('“café”')
  })
})

describe('bytes that are no text', () => {
  it.each([
    [
      'a JPEG',
      Buffer.from(
        'ffd8ffe000104a46494600010101006000600000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f',
        'hex',
      ),
    ],
    ['zeros', Buffer.alloc(1000)],
    ['numbers', Buffer.from(Uint32Array.from({ length: 500 }, (_, n) => n * 2654435761).buffer)],
  ])('are refused: %s', (_, bytes) => {
    expect(() => decodeText(bytes)).toThrow(AppError)
    expect(() => decodeText(bytes)).toThrow('This is not a text')
  })
})

describe('any bytes', () => {
  it('become a frozen text or are refused, and never fail otherwise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          const { text } = decodeText(bytes)
          expect(text).not.toMatch(/[\r\0]/)
          expect(text.isWellFormed()).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ name: 'AppError', code: 'invalid' })
        }
      }),
      { numRuns: 500 },
    )
  })

  it('in UTF-8 give the string back, but for line ends, NUL and a leading mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 40 }), (text) => {
        fc.pre(!/\p{Cc}/u.test(text.replace(/[\n\t]/g, '')) && !text.startsWith('\uFEFF'))
        expect(decodeText(utf8(text)).text).toBe(text)
      }),
    )
  })
})

it('reads a text of 16 MB, in Unicode and in a legacy encoding', () => {
  const line = 'He said “yes” – and went on, and on, and on, and on.\r\n'
  const text = line.repeat(Math.ceil(16_000_000 / line.length))
  const frozen = text.replaceAll('\r\n', '\n')
  expect(decodeText(utf8(text)).text === frozen).toBe(true)
  expect(decodeText(iconv.encode(text, 'windows-1252')).text === frozen).toBe(true)
})
