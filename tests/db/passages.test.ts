import { describe, expect, it } from 'vitest'
import { documentHandlers } from '../../db/documents.ts'
import { passageHandlers as handlers } from '../../db/passages.ts'
import { sql } from '../../db/sql.ts'
import {
  aClaim,
  aDocument,
  anna,
  aPassage,
  aTag,
  aTagging,
  bela,
  liveRows,
  testProject,
} from '../support/factories.ts'

const body = 'The road 🙂 is closed.\nOfficials deny it; 封路了。'
const span = (words: string) => ({ start: body.indexOf(words), end: body.indexOf(words) + words.length })

function withDocument() {
  const test = testProject()
  const [document, red, blue] = test.write((db) => {
    return [aDocument(db, body), aTag(db, 'Red'), aTag(db, 'Blue', { position: 2 })] as const
  })
  const list = () => test.call(handlers, 'passages.list', { document })
  return { ...test, document, red, blue, list }
}

describe('passages', () => {
  it('keep the words, their place and their neighbourhood', () => {
    const { db, call, document, list } = withDocument()
    call(handlers, 'passages.create', { document, ...span('🙂 is closed'), note: 'why?' })
    expect(list()).toMatchObject([
      {
        document,
        ...span('🙂 is closed'),
        quote: '🙂 is closed',
        note: 'why?',
        fits: true,
        createdBy: anna.uid,
      },
    ])
    expect(db.get(sql`select prefix, suffix from passage`)).toMatchObject({ prefix: 'The road ' })
  })

  it('are one at a place for one analyst: marking again adds tags', () => {
    const { call, document, red, blue, list } = withDocument()
    const first = call(handlers, 'passages.create', { document, ...span('closed'), tags: [red] })
    const again = call(handlers, 'passages.create', { document, ...span('closed'), tags: [red, blue] })
    expect(again).toEqual({ passage: first.passage, created: false })
    expect(list()).toMatchObject([{ uid: first.passage, tags: [red, blue] }])
  })

  it('of another analyst at the same place are others', () => {
    const { write, call, document, list } = withDocument()
    write((db) => aPassage(db, document, 'closed', {}, bela))
    expect(call(handlers, 'passages.create', { document, ...span('closed') }).created).toBe(true)
    expect(list()).toHaveLength(2)
  })

  it('may overlap, and are listed in reading order, the longest first', () => {
    const { call, document, list } = withDocument()
    for (const words of ['封路', 'road', 'The road 🙂 is', 'The']) {
      call(handlers, 'passages.create', { document, ...span(words) })
    }
    expect(list().map(({ quote }) => quote)).toEqual(['The road 🙂 is', 'The', 'road', '封路'])
  })

  it.each([
    ['empty', { start: 4, end: 4 }],
    ['reversed', { start: 8, end: 4 }],
    ['behind the end', { start: 4, end: 4000 }],
    ['half a character', { start: 4, end: body.indexOf('🙂') + 1 }],
  ])('are refused where the span is %s', (_, place) => {
    const { call, document, list } = withDocument()
    expect(() => call(handlers, 'passages.create', { document, ...place })).toThrow('The passage')
    expect(list()).toEqual([])
  })

  it('are refused on a document or with a tag that is gone', () => {
    const { call, document, red, write } = withDocument()
    write((db) => db.run(sql`update tag set deleted = 1 where uid = ${red}`))
    expect(() => call(handlers, 'passages.create', { document, ...span('road'), tags: [red] })).toThrow(
      'This tag is no longer',
    )
    call(documentHandlers, 'documents.remove', { documents: [document] })
    expect(() => call(handlers, 'passages.create', { document, ...span('road') })).toThrow(
      'This document is no longer',
    )
  })

  it('lose a tag whoever put it there, and undo gives each back', () => {
    const { db, write, call, document, red, list, history } = withDocument()
    const { passage } = call(handlers, 'passages.create', { document, ...span('closed'), tags: [red] })
    write((db) => aTagging(db, passage, red, bela))
    expect(list()[0]?.tags).toEqual([red])
    const before = liveRows(db, 'tagging')
    call(handlers, 'passages.untag', { passages: [passage], tag: red })
    expect(list()[0]?.tags).toEqual([])
    history.undo()
    expect(liveRows(db, 'tagging')).toEqual(before)
    history.redo()
    call(handlers, 'passages.tag', { passages: [passage, passage], tag: red })
    expect(liveRows(db, 'tagging')).toHaveLength(1)
  })

  it('are called by what was done', () => {
    const { call, document, red, history } = withDocument()
    call(handlers, 'passages.create', { document, ...span('road'), tags: [red] })
    call(handlers, 'passages.create', { document, ...span('closed') })
    expect(history.undo().value.label).toBe('Highlight passage')
    expect(history.undo().value.label).toBe('Tag passage')
  })

  it('move with their words, and come back', () => {
    const { call, document, list, history } = withDocument()
    const { passage } = call(handlers, 'passages.create', { document, ...span('closed') })
    call(handlers, 'passages.move', { passage, ...span('is closed.') })
    expect(list()).toMatchObject([{ quote: 'is closed.', fits: true }])
    history.undo()
    expect(list()).toMatchObject([{ quote: 'closed', ...span('closed') }])
    expect(() => call(handlers, 'passages.move', { passage, start: 5, end: 5 })).toThrow('empty')
  })

  it('let the quote types of their claims follow a moved boundary, but for those that were chosen', () => {
    const { write, call, list, history } = withDocument()
    const text = 'He said: “The road is closed.” Nobody knows why.'
    const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
    const { document, passage, derived, chosen } = write((db) => {
      const document = aDocument(db, text)
      const passage = aPassage(db, document, 'The road is closed.')
      const derived = aClaim(db, 'It is closed.', [passage], { quote_type: 'direct' })
      return {
        document,
        passage,
        derived,
        chosen: aClaim(db, 'Closed.', [passage], { quote_type: 'indirect' }),
      }
    })
    const types = () =>
      write((db) =>
        Object.fromEntries(db.tuples<[string, string]>(sql`select uid, quote_type from live_claim`)),
      )
    call(handlers, 'passages.move', { passage, ...at('The road is closed.” Nobody knows') })
    expect(types()).toEqual({ [derived]: 'mixed', [chosen]: 'indirect' })
    expect(call(handlers, 'passages.list', { document })[0]).toMatchObject({
      quote: 'The road is closed.” Nobody knows',
      claims: [derived, chosen].sort(),
    })
    history.undo()
    expect(types()).toEqual({ [derived]: 'direct', [chosen]: 'indirect' })
    expect(list()).toEqual([])
  })

  it('have one tag in the place of another, whoever put it there; those without it stay as they are', () => {
    const { db, write, call, document, red, blue, list, history } = withDocument()
    const [first, second, third] = ['road', 'closed', 'deny'].map(
      (words) => call(handlers, 'passages.create', { document, ...span(words), tags: [red] }).passage,
    )
    const all = [first, second, third].map((uid) => uid ?? '')
    write((db) => aTagging(db, all[0] ?? '', red, bela))
    call(handlers, 'passages.tag', { passages: [all[1] ?? ''], tag: blue })
    call(handlers, 'passages.untag', { passages: [all[2] ?? ''], tag: red })
    const before = liveRows(db, 'tagging')
    call(handlers, 'passages.retag', { passages: all, from: red, to: blue })
    expect(list().map(({ tags }) => tags)).toEqual([[blue], [blue], []])
    history.undo()
    expect(liveRows(db, 'tagging')).toEqual(before)
    call(handlers, 'passages.retag', { passages: all, from: red, to: red })
    expect(liveRows(db, 'tagging')).toEqual(before)
    expect(() => call(handlers, 'passages.retag', { passages: all, from: red, to: 'gone' })).toThrow(
      'This tag is no longer',
    )
  })

  it('take a note and lose it', () => {
    const { call, document, list } = withDocument()
    const { passage } = call(handlers, 'passages.create', { document, ...span('closed') })
    call(handlers, 'passages.note', { passage, note: 'Check the date.' })
    expect(list()[0]?.note).toBe('Check the date.')
    call(handlers, 'passages.note', { passage, note: '' })
    expect(list()[0]?.note).toBeNull()
  })

  it('say so when the words at their place are not theirs', () => {
    const { write, document, list } = withDocument()
    write((db) => aPassage(db, document, 'closed', { quote: 'opened' }))
    expect(list()).toMatchObject([{ quote: 'opened', fits: false }])
  })

  it('stay while a claim rests on nothing else', () => {
    const { write, call, document, list } = withDocument()
    const { passage } = call(handlers, 'passages.create', { document, ...span('closed') })
    const claim = write((db) => aClaim(db, 'It is closed.', [passage]))
    expect(list()[0]?.claims).toEqual([claim])
    expect(() => call(handlers, 'passages.remove', { passages: [passage] })).toThrow(
      'Claim AR-1 rests on nothing else.',
    )
    write((db) => aClaim(db, 'Another.', [passage, aPassage(db, document, 'deny')]))
    expect(() => call(handlers, 'passages.remove', { passages: [passage] })).toThrow('Claim AR-1 rests')
    write((db) => db.run(sql`update claim set deleted = 1 where uid = ${claim}`))
    call(handlers, 'passages.remove', { passages: [passage] })
    expect(list().map(({ quote }) => quote)).toEqual(['deny'])
  })
})
