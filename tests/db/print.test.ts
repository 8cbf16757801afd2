import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { boardHandlers } from '../../db/boards.ts'
import type { Call, Output } from '../../db/contract/contract.ts'
import type { PassageInfo } from '../../db/contract/passage.ts'
import type { Printout } from '../../db/contract/print.ts'
import { numberPassages } from '../../db/print/marked-text.ts'
import { printPage } from '../../db/print/print-page.ts'
import { mostRows } from '../../db/print/table-sheet.ts'
import { openProject } from '../../db/project.ts'
import { parseInput } from '../../db/run.ts'
import { type ReadableDb, type Sql, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { hostileTexts, hostileWords } from '../fuzz/hostile.ts'
import { makeWholeProject } from '../fuzz/whole-project.ts'
import { afterFile } from '../support/cleanup.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anna,
  aPassage,
  aTag,
  aTagging,
  type TestProject,
  testProject,
} from '../support/factories.ts'
import { aFolder } from '../support/project-files.ts'

const extract = () => {
  throw new Error('Nothing is extracted.')
}

type Asked = Call<'print.page'>['what']

/** What is printed of a project, as the shell shows it to Chromium. */
function printed(
  { project }: Pick<TestProject, 'project'>,
  what: Asked,
  { notes = true, stopAt, target = path.join(aFolder(), 'page.html') }: PrintOptions = {},
) {
  let steps = 0
  const input = parseInput('print.page', { what, notes, target }) as Parameters<typeof printPage>[1]
  const task = printPage({ ...project.context, db: project.db }, input)
  const result: Output<'print.page'> = runTaskSync(task, { extract, cancelled: () => steps++ === stopAt })
  const source = readFileSync(target, 'utf8')
  return { ...result, source, page: parseHTML(source).document }
}

interface PrintOptions {
  readonly notes?: boolean
  readonly stopAt?: number
  readonly target?: string
}

const body = 'Officials denied it & said “no”.\n\nNobody <was> hurt. It rained.'

function aProject() {
  const test = testProject({ title: 'Road' })
  const made = test.write((db) => {
    const document = aDocument(db, body, {
      title: 'Posts',
      publisher: anActor(db, 'The Daily'),
      published: '2024-11-05',
      note: 'documentremark',
    })
    const whole = aPassage(db, document, 'Officials denied it & said “no”.', { note: 'passageremark' })
    const part = aPassage(db, document, 'denied it & said', { note: null })
    const untagged = aPassage(db, document, 'It rained.')
    const demands = aTag(db, 'Demands', { colour: '#1f8a70' })
    aTagging(db, whole, aTag(db, 'Posts', { parent: demands, position: 2 }))
    aTagging(db, part, demands)
    const claim = aClaim(db, 'It was closed.', [whole, part], {
      claimant: { kind: 'actor', actor: anActor(db, 'Spokesman') },
      credibility: 2,
      note: 'claimremark',
    })
    return { document, whole, part, untagged, claim }
  })
  return { ...test, ...made }
}

const texts = (page: Document, selector: string) =>
  [...page.querySelectorAll(selector)].map(({ textContent }) => textContent?.trim())

describe('a printed document', () => {
  it('has its whole text in numbered paragraphs, with the passages between brackets', () => {
    const project = aProject()
    const { page, wide } = printed(project, { kind: 'document', document: project.document })
    expect(wide).toBe(false)
    expect(texts(page, '.text .number')).toEqual(['1', '2'])
    expect(page.querySelectorAll('.text .opens')).toHaveLength(3)
    expect(page.querySelectorAll('.text .closes')).toHaveLength(3)
    for (const element of page.querySelectorAll('.number, .margin, .to-list')) element.remove()
    expect(texts(page, '.text p')).toEqual(body.split('\n\n'))
  })

  it('shows a passage whole that begins and ends between paragraphs', () => {
    const test = testProject()
    const text = 'One.\n\nTwo.\n\nThree.'
    const document = test.write((db) => {
      const made = aDocument(db, text)
      aPassage(db, made, '\n\nTwo.\n')
      return made
    })
    const { page } = printed(test, { kind: 'document', document })
    expect(texts(page, '.text .margin b')).toEqual(['1'])
    expect(texts(page, '.text .to-list')).toEqual(['1'])
    const [, marked] = page.querySelectorAll('.text p')
    expect(marked?.querySelectorAll('.opens, .mark, .closes')).toHaveLength(3)
  })

  it('says beside each passage by number, name and line which tags it has', () => {
    const project = aProject()
    const { page } = printed(project, { kind: 'document', document: project.document })
    expect(texts(page, '.text .margin b')).toEqual(['1', '2', '3'])
    expect(texts(page, '.text .margin .tag')).toEqual(['Demands > Posts', 'Demands', 'Marked without a tag'])
    const lines = [...page.querySelectorAll('.text .margin .tag')].map((tag) => tag.getAttribute('style'))
    // In the colour of the tag above it, but of another pattern.
    expect(lines).toEqual([
      '--ink: #1f8a70; --line: dashed',
      '--ink: #1f8a70; --line: solid',
      expect.anything(),
    ])
  })

  it('lists the passages with their notes and claims, and the claims that rest on it', () => {
    const project = aProject()
    const { page, source } = printed(project, { kind: 'document', document: project.document })
    const [first, second] = page.querySelectorAll('ol.passages > li')
    expect(first?.textContent).toContain('Officials denied it & said “no”.')
    expect(first?.textContent).toContain('passageremark')
    expect(first?.textContent).toMatch(/Paragraph 1 · Anna Reader, .* · carries AR-1/)
    expect(second?.querySelector('blockquote')?.textContent).toBe('denied it & said')
    expect(texts(page, 'h2')).toEqual(['Passages', 'Claims that rest on it'])
    expect(texts(page, 'ol.cited > li').join()).toMatch(/AR-1\s*It was closed\.\s*Spokesman asserts \(2\)/)
    expect(source).toContain('documentremark')
    const [link] = page.querySelectorAll('.to-list')
    expect(page.querySelector(link?.getAttribute('href') ?? 'none')?.tagName).toBe('LI')
  })

  it('keeps to itself what analysts wrote where that is left out', () => {
    const project = aProject()
    const { source } = printed(project, { kind: 'document', document: project.document }, { notes: false })
    expect(source).not.toMatch(/remark/)
  })

  it('can be its tagged passages alone', () => {
    const project = aProject()
    const what = { kind: 'document', document: project.document, onlyTagged: true } as const
    const { page } = printed(project, what)
    expect(page.querySelector('.text')).toBeNull()
    expect(texts(page, 'ol.passages:not(.cited) blockquote')).toEqual([
      'Officials denied it & said “no”.',
      'denied it & said',
    ])
  })

  it('gives passages that overlap lines of their own, as long as there is room', () => {
    const span = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 15 }))
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const passages = spans.map(
          ([start, length], i) =>
            ({ uid: String(i), start, end: start + length, fits: true, tags: [] as string[] }) as PassageInfo,
        )
        const numbered = numberPassages(passages, new Map())
        expect(numbered.map(({ number }) => number)).toEqual(spans.map((_, i) => i + 1))
        for (const one of numbered) {
          const beside = numbered.filter(
            ({ info }) => info.start < one.info.end && info.end > one.info.start && info !== one.info,
          )
          const deepest = Math.max(
            0,
            ...Array.from(
              { length: 60 },
              (_, at) => passages.filter((p) => p.start <= at && p.end > at).length,
            ),
          )
          if (deepest <= 4) expect(beside.map(({ lane }) => lane)).not.toContain(one.lane)
        }
      }),
    )
  })
})

describe('a printed table', () => {
  const view = (columns: string[]) => ({
    kind: 'table' as const,
    view: { shape: 'passages' as const, columns },
  })

  it('has the rows and columns that are shown, as they read there', () => {
    const project = aProject()
    const { page, wide } = printed(project, {
      kind: 'table',
      view: {
        shape: 'passages',
        sort: [{ column: 'passage_quote', descending: true }],
        columns: ['passage_quote', 'tags', 'published'],
      },
    })
    expect(wide).toBe(false)
    expect(texts(page, 'th')).toEqual(['Passage', 'Tags', 'Published'])
    expect(texts(page, 'tbody td')).toEqual([
      ...['Officials denied it & said “no”.', 'Demands > Posts', '5 Nov 2024'],
      ...['It rained.', '', '5 Nov 2024'],
      ...['denied it & said', 'Demands', '5 Nov 2024'],
    ])
  })

  it('lies across where it has many columns', () => {
    const project = aProject()
    const columns = ['passage_quote', 'passage_note', 'document_title', 'publisher', 'author', 'source_url']
    expect(printed(project, view(columns)).wide).toBe(true)
  })

  it('says that nothing is left by a filter', () => {
    const project = aProject()
    const filter = [{ test: 'contains' as const, column: 'passage_quote', text: 'nowhere' }]
    const what: Asked = { kind: 'table', view: { ...view(['passage_quote']).view, filter } }
    expect(printed(project, what).page.querySelector('main')?.textContent).toContain('No row is left')
  })

  it('is refused in words where it has more rows than paper', () => {
    const project = aProject()
    project.write((db) => {
      db.run(sql`with recursive n (i) as (select 1 union all select i + 1 from n where i <= ${mostRows})
        insert into passage select 'p' || i as uid, document, start_offset, end_offset, quote,
          prefix, suffix, note, created_by, created_at, deleted from n, passage where uid = ${project.untagged}`)
    })
    expect(() => printed(project, view(['passage_quote']))).toThrow(/at most .* can be printed at once/)
  })
})

const columns: Record<Exclude<Printout['kind'], 'document' | 'table'>, Sql> = {
  claim: sql`select uid from live_claim`,
  proposition: sql`select uid from live_proposition`,
  actor: sql`select uid from live_actor`,
  source: sql`select uid from live_source`,
  event: sql`select uid from live_event`,
  hypothesis: sql`select uid from live_hypothesis`,
  board: sql`select uid from live_board`,
}

/** Everything of a project that can be printed. */
function everything(db: ReadableDb): Asked[] {
  const documents = db.column<string>(sql`select uid from live_document`)
  const nouns = Object.entries(columns).flatMap(([kind, uids]) =>
    db.column<string>(uids).map((uid) => ({ kind, [kind]: uid }) as Asked),
  )
  const shapes = {
    claims: [
      'claim_cite',
      'claim_statement',
      'claimant',
      'about',
      'figures',
      'tags',
      'passages',
      'claim_note',
    ],
    passages: ['passage_quote', 'passage_note', 'tags', 'document_title', 'publisher', 'source_url'],
    evidence: ['passage_quote', 'tag_path', 'claim_statement', 'links', 'events'],
  } as const
  return [
    ...documents.map((document): Asked => ({ kind: 'document', document })),
    ...documents.map((document): Asked => ({ kind: 'document', document, onlyTagged: true })),
    ...nouns,
    ...Object.entries(shapes).map(
      ([shape, names]) => ({ kind: 'table', view: { shape, columns: [...names] } }) as Asked,
    ),
  ]
}

/** What a browser would run or load of a page, besides the program's fonts and pictures in the page itself. */
function runs(page: Document): string[] {
  const harmless = new Set(
    'html head meta title link style body main p h1 h2 h3 h4 h5 h6 dl dt dd div span b a ol li blockquote table colgroup col thead tbody tr th td br code section svg rect g text clippath path image'.split(
      ' ',
    ),
  )
  return [...page.querySelectorAll('*')].flatMap((element) => {
    const name = element.tagName.toLowerCase()
    const attributes = [...element.attributes].flatMap(({ name: attribute, value }) => {
      const leads = /^(xlink:)?(href|src|action)$/i.test(attribute)
      const inside =
        value.startsWith('#') ||
        (name === 'link' && value === 'fonts.css') ||
        (name === 'image' && /^data:image\/(png|jpeg|gif|webp);base64,/.test(value))
      return /^on/i.test(attribute) || (leads && !inside) ? [`${name} ${attribute}="${value}"`] : []
    })
    return harmless.has(name) ? attributes : [name, ...attributes]
  })
}

describe('pages of a whole project', () => {
  it.each([0, 14, 28])('run and load nothing of hostile texts, which read as they are (from %i)', (from) => {
    const file = path.join(aFolder(), 'hostile.claimboard')
    const words = hostileWords(from)
    makeWholeProject(file, words, { 'Hostile.txt': hostileTexts.join('\n\n') })
    const project = openProject(file, { analyst: anna })
    afterFile(() => project.close())
    const kinds = new Set<string>()
    for (const what of everything(project.db)) {
      kinds.add(what.kind)
      const { page, source } = printed({ project }, what)
      expect(runs(page), what.kind).toEqual([])
      expect(source, what.kind).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
      expect(source.trimEnd().endsWith('</html>'), what.kind).toBe(true)
      expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toMatch(/^default-src 'none';/)
    }
    expect([...kinds].sort()).toEqual(['table', 'document', ...Object.keys(columns)].sort())
  })

  it('say everything that stands there, and say their titles to the shell', () => {
    const project = aProject()
    const { claim } = project
    const { page } = printed(project, { kind: 'claim', claim })
    expect(page.title).toBe('It was closed.')
    expect(page.querySelector('.kind')?.textContent).toBe('Claim AR-1')
    const words = page.querySelector('main')?.textContent ?? ''
    for (const part of [
      'Spokesman asserts',
      '2 probably true',
      'denied it & said',
      'The Daily',
      'claimremark',
    ])
      expect(words).toContain(part)
  })
})

describe('a page', () => {
  it('of what was deleted meanwhile is refused in words, and leaves nothing behind', () => {
    const project = aProject()
    const folder = aFolder()
    const target = path.join(folder, 'page.html')
    const gone: Asked[] = [
      { kind: 'document', document: 'gone' },
      { kind: 'claim', claim: 'gone' },
      { kind: 'proposition', proposition: 'gone' },
      { kind: 'actor', actor: 'gone' },
      { kind: 'source', source: 'gone' },
      { kind: 'event', event: 'gone' },
      { kind: 'hypothesis', hypothesis: 'gone' },
      { kind: 'board', board: 'gone' },
    ]
    for (const what of gone) {
      expect(() => printed(project, what, { target }), what.kind).toThrow(
        expect.objectContaining({ code: 'not-found' }),
      )
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('that is cancelled is not there', () => {
    const project = aProject()
    const target = path.join(aFolder(), 'page.html')
    const view = { shape: 'claims' as const, columns: ['claim_statement'] }
    expect(() => printed(project, { kind: 'table', view }, { target, stopAt: 0 })).toThrow('Cancelled')
    expect(existsSync(target)).toBe(false)
  })

  it('of a board is one drawing, across where it is wide', () => {
    const project = aProject()
    const { board } = project.call(boardHandlers, 'boards.create', { title: 'Who <agreed>' })
    const { page, source } = printed(project, { kind: 'board', board })
    expect(page.title).toBe('Who <agreed>')
    expect(source).not.toContain('<?xml')
    expect(page.querySelectorAll('svg')).toHaveLength(1)
  })
})
