import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentHandlers } from '../../db/documents.ts'
import { passageHandlers } from '../../db/passages.ts'
import { insertRow } from '../../db/rows.ts'
import { searchHandlers as handlers } from '../../db/search.ts'
import { parseQuery } from '../../db/search-query.ts'
import { snippetOf } from '../../db/search-snippet.ts'
import { sql } from '../../db/sql.ts'
import { searchWords } from '../../db/text/search-words.ts'
import { searchableText } from '../../db/text/searchable.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anAlias,
  anna,
  aPassage,
  aTag,
  testProject,
} from '../support/factories.ts'

function withTexts(...texts: string[]) {
  const test = testProject()
  const documents = test.write((db) => texts.map((text, i) => aDocument(db, text, { title: `Text ${i}` })))
  const search = (query: string, limit = 50) => test.call(handlers, 'search.find', { query, limit })
  /** The numbers of the texts in which it is found, and the words that are marked there. */
  const found = (query: string) =>
    search(query).hits.map(({ uid, snippet, matches }): [number, ...string[]] => [
      documents.indexOf(uid),
      ...matches.map(({ start, end }) => snippet.slice(start, end)),
    ])
  const numbers = (query: string) =>
    found(query)
      .map(([number]) => number)
      .sort()
  return { ...test, documents, search, found, numbers }
}

describe('a search', () => {
  it('wants all words, anywhere in the text, and neither case nor accents', () => {
    const { found } = withTexts('The Café was closed.', 'A CAFE opened.', 'Closed doors.')
    expect(found('café').sort()).toEqual([
      [0, 'Café'],
      [1, 'CAFE'],
    ])
    expect(found('closed CAFÉ')).toEqual([[0, 'Café', 'closed']])
  })

  it('takes phrases, beginnings, alternatives and exclusions', () => {
    const { numbers } = withTexts(
      'Officials deny the road closure.',
      'The road to the closure of posts.',
      'Demands and demanding people on the road.',
      'Nothing of the kind.',
    )
    expect(numbers('"road closure"')).toEqual([0])
    expect(numbers('“road closure”')).toEqual([0])
    expect(numbers('"road clos"*')).toEqual([0])
    expect(numbers('demand')).toEqual([])
    expect(numbers('demand*')).toEqual([2])
    expect(numbers('kind OR deny')).toEqual([0, 3])
    expect(numbers('road closure OR kind')).toEqual([0, 1, 3])
    expect(numbers('road -closure')).toEqual([2])
    expect(numbers('road NOT "the closure"')).toEqual([0, 2])
    expect(numbers('road AND posts')).toEqual([1])
    expect(numbers('the -road -nothing')).toEqual([])
  })

  it('finds nothing by signs alone, or by exclusions alone', () => {
    const { search } = withTexts('Some text - and more.')
    for (const query of [
      '-',
      '"',
      '""',
      '*',
      'OR',
      'NOT',
      '-text',
      'NOT text OR',
      '🙂',
      '( ) : ^ { }',
      '\0',
    ]) {
      expect(search(query)).toEqual({ hits: [], total: 0 })
    }
  })

  it('reads words of the query language as words where they are', () => {
    const { numbers } = withTexts('He said "or not", near: body (text).', 'Nothing.')
    for (const query of ['"OR"', 'or not', 'near', 'body:', 'body(text', 'said"or', "body'", 'a:b OR body']) {
      expect(numbers(query)).toEqual([0])
    }
  })

  it('finds Chinese by any characters that follow one another', () => {
    const { found } = withTexts('官员说，公路已经封闭。', '公司开路。')
    expect(found('公路')).toEqual([[0, '公路']])
    expect(found('路')).toHaveLength(2)
    expect(found('封闭 官员')).toEqual([[0, '官员', '封闭']])
  })

  it('finds Arabic with and without vowel marks and tatweel', () => {
    const { found } = withTexts('قال المُتَحَدِّثُ إن الطريق مغلق', 'المـتـحـدث نفى ذلك')
    expect(found('المتحدث').sort()).toEqual([
      [0, 'المُتَحَدِّثُ'],
      [1, 'المـتـحـدث'],
    ])
    expect(found('المُتحدث')).toHaveLength(2)
  })

  it('finds Cyrillic, Greek and words beside emoji', () => {
    const { found } = withTexts('Дорога ЗАКРЫТА.', 'Ο ΔΡΌΜΟΣ', 'closed🙂🫠now')
    expect(found('закрыта')).toEqual([[0, 'ЗАКРЫТА']])
    expect(found('δρόμος')).toEqual([[1, 'ΔΡΌΜΟΣ']])
    expect(found('closed')).toEqual([[2, 'closed']])
  })

  it('leads to the place in the text', () => {
    const text = `${'Nothing here. '.repeat(500)}The bridge\nis closed to traffic. ${'More. '.repeat(500)}`
    const { search, documents } = withTexts(text)
    const [hit] = search('bridge closed').hits
    expect(hit).toMatchObject({ kind: 'document', field: 'body', document: documents[0] })
    expect(text.slice(hit?.start ?? 0).startsWith('bridge')).toBe(true)
    expect(hit?.snippet).toMatch(/^….*The bridge is closed to traffic\..*…$/)
    expect(hit?.snippet.length).toBeLessThan(220)
  })

  it('shows the stretch that has most of the words', () => {
    const text = `Talks began. ${'Nothing else happened. '.repeat(100)}The talks on the bridge failed.`
    const { found } = withTexts(text)
    expect(found('talks bridge')).toEqual([[0, 'talks', 'bridge']])
  })

  it('finds everything that carries words, each thing once', () => {
    const project = testProject()
    const rows = project.write((db) => {
      const document = aDocument(db, 'The xylophone plays. Again.', { title: 'Xylophone', note: 'xylophone' })
      const passage = aPassage(db, document, 'Again', { note: 'about the xylophone' })
      const parent = aTag(db, 'Sounds')
      const tag = aTag(db, 'xylophone', { parent })
      const actor = anActor(db, 'Player')
      anAlias(db, actor, 'The Xylophone')
      const claim = aClaim(db, 'The xylophone plays.', [passage], { note: 'xylophone?' })
      const event = insertRow(db, 'event', { title: 'Xylophone concert' }, anna.uid)
      const lead = insertRow(
        db,
        'lead',
        { kind: 'ask', body: 'Whose xylophone?', done: 0, position: 1 },
        anna.uid,
      )
      return { document, passage, tag, actor, claim, event, lead }
    })
    const { hits, total } = project.call(handlers, 'search.find', { query: 'xylophone' })
    expect(total).toBe(8)
    const byKind = new Map(hits.map((hit) => [hit.kind, hit]))
    expect(byKind.get('document')?.uid).toBe(rows.document)
    expect(byKind.get('passage')).toMatchObject({ title: 'Again', document: rows.document, start: 21 })
    expect(byKind.get('tag')?.title).toBe('Sounds / xylophone')
    expect(byKind.get('actor')).toMatchObject({ uid: rows.actor, title: 'Player', field: 'alias' })
    expect(byKind.get('claim')).toMatchObject({
      title: 'AR-1: The xylophone plays.',
      document: rows.document,
    })
    expect(byKind.get('proposition')).toMatchObject({ document: rows.document, start: 21 })
    expect(byKind.get('event')?.title).toBe('Xylophone concert')
    expect(byKind.get('lead')?.uid).toBe(rows.lead)
  })

  it('sees what people see: edits at once, and nothing that is deleted', () => {
    const { call, documents, search, history } = withTexts('The road is closed.')
    const document = documents[0] ?? ''
    const { passage } = call(passageHandlers, 'passages.create', {
      document,
      start: 4,
      end: 8,
      note: 'zebra',
    })
    expect(search('zebra').total).toBe(1)
    call(passageHandlers, 'passages.note', { passage, note: 'quagga' })
    expect([search('zebra').total, search('quagga').total]).toEqual([0, 1])
    call(documentHandlers, 'documents.remove', { documents: [document] })
    expect([search('road').total, search('quagga').total]).toEqual([0, 0])
    history.undo()
    history.undo()
    expect([search('road').total, search('zebra').total, search('quagga').total]).toEqual([1, 1, 0])
  })

  it('counts what it does not show', () => {
    const { search } = withTexts('road one', 'road two', 'road three')
    expect(search('road', 2)).toMatchObject({ total: 3, hits: [{}, {}] })
  })

  it('passes over entries of the index that are none of the program', () => {
    const { db, search } = withTexts('road')
    db.connection.exec(`insert into search_entry values (1000, 'sqlite_schema', 'x', 'sql');
      insert into search_index (rowid, body) values (1000, 'road');
      insert into search_entry values (1001, 'document', (select uid from document), 'uid; drop table tag');
      insert into search_index (rowid, body) values (1001, 'road')`)
    expect(search('road').total).toBe(1)
    db.connection.exec(
      `delete from search_index where rowid >= 1000; delete from search_entry where n >= 1000`,
    )
  })

  it('has no input that is an error', () => {
    const { search } = withTexts('The road is closed, officials said: "not now". 公路 🙂')
    const unit = fc.constantFrom(
      ...[
        '"',
        '“',
        '*',
        '-',
        ' ',
        ' ',
        'OR',
        'NOT',
        'AND',
        'NEAR',
        '(',
        ')',
        ':',
        '^',
        '+',
        '{',
        '}',
        "'",
        '\\',
      ],
      ...['road', 'a', '公', '🙂', '\0', '\ud800', '\u0301', 'ُ', 'ـ', '\n', ',', '.', ';', '--', 'body'],
    )
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 60 }), (query) => {
        search(query)
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1000 }), (query) => {
        search(query.slice(0, 1000))
      }),
      { numRuns: 200 },
    )
    search('-a '.repeat(333))
    search('a OR '.repeat(199))
    search(`a ${'NOT b '.repeat(160)}`)
  })
})

const word = fc.constantFrom(
  ...['road', 'Road', 'café', 'cafe\u0301', 'CAFE', 'a', 'an', 'ab', 'Дорога', 'дорога', 'δρόμος', 'ΔΡΌΜΟΣ'],
  ...[
    '公路',
    '路',
    'カフェ',
    'ภาษา',
    'المُتحدث',
    'المتحدث',
    'ـ',
    'किताब',
    '🙂',
    '🫠',
    'x²',
    '½',
    '٣',
    "don't",
    'U.S.',
  ],
)
const blank = fc.constantFrom(' ', '', ', ', '. ', '\n', '—', '\u00A0', '-')
const anyText = fc
  .array(fc.tuple(word, blank), { maxLength: 12 })
  .map((parts) => parts.map(([word, blank]) => word + blank).join(''))

describe('the words of a text', () => {
  const connection = new Database(':memory:')
  connection.exec(`create virtual table t using fts5 (body, tokenize = "unicode61 remove_diacritics 2");
    create virtual table v using fts5vocab (t, 'instance')`)
  const index = (text: string) => {
    connection.exec('delete from t')
    connection.prepare('insert into t (body) values (?)').run(searchableText(text))
  }

  it('are those of the index, in their order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        index(text)
        const indexed = connection.prepare('select term from v order by offset').pluck().all()
        expect([...searchWords(text)].map(({ word }) => word)).toEqual(indexed)
      }),
    )
  })

  it('match a query where the index does', () => {
    const anyQuery = fc.oneof(
      anyText,
      anyText.map((text) => `"${text}"`),
      word.map((w) => `${w.slice(0, 2)}*`),
    )
    fc.assert(
      fc.property(anyText, anyQuery, (text, query) => {
        const parsed = parseQuery(query)
        fc.pre(parsed !== undefined)
        index(text)
        const hit = connection.prepare('select 1 from t where t match ?').get(parsed?.match)
        const { matches } = snippetOf(text, parsed?.terms ?? [])
        if (hit) expect(matches.length).toBeGreaterThan(0)
        else if (parsed?.terms.length === 1) expect(matches).toEqual([])
      }),
    )
  })

  it('are cut in no character, however long the text', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 10, maxLength: 60 }), word, (texts, query) => {
        const text = texts.join('🙂')
        const { snippet, matches } = snippetOf(text, parseQuery(query)?.terms ?? [])
        expect(snippet.isWellFormed()).toBe(true)
        expect(text.replace(/\s/gu, ' ')).toContain(snippet.replace(/^…|…$/g, ''))
        for (const { start, end } of matches) expect(end).toBeGreaterThan(start)
      }),
    )
  })
})

it('an index entry points at what was written', () => {
  const { db, write } = withTexts('One.')
  write((db) => aTag(db, 'Tag', { description: 'quagga' }))
  expect(db.all(sql`select tbl, col from search_entry order by n`)).toEqual([
    { tbl: 'document', col: 'title' },
    { tbl: 'document', col: 'body' },
    { tbl: 'tag', col: 'name' },
    { tbl: 'tag', col: 'description' },
  ])
})
