import { describe, expect, it } from 'vitest'
import { findDocument, documentHandlers as handlers } from '../../db/documents.ts'
import { claimsRestingOnDocuments } from '../../db/resting-claims.ts'
import { sql } from '../../db/sql.ts'
import { aClaim, aDocument, anActor, anAlias, aPassage, liveRows, testProject } from '../support/factories.ts'

const body = 'The road is closed.\nOfficials deny it.\nNobody was hurt.'

describe('documents', () => {
  it('are listed in the order of import, with what hangs on them', () => {
    const { db, write, call } = testProject()
    const [first, second] = write((db) => {
      const documents = [aDocument(db, body, { title: 'Road' }), aDocument(db, `${body} More.`)] as const
      const passages = [aPassage(db, documents[0], 'closed'), aPassage(db, documents[0], 'deny')] as const
      aClaim(db, 'The road is closed.', passages)
      aClaim(db, 'It is denied.', [passages[1]])
      return documents
    })
    const list = call(handlers, 'documents.list', {})
    expect(list.map(({ uid, title, passages, claims }) => ({ uid, title, passages, claims }))).toEqual([
      { uid: first, title: 'Road', passages: 2, claims: 2 },
      { uid: second, title: 'A document', passages: 0, claims: 0 },
    ])
    expect(call(handlers, 'documents.get', { document: first })).toEqual(list[0])
    expect(list[0]?.sha256).toBe(db.value(sql`select original from document where uid = ${first}`))
  })

  it('are marked several at once, in one step that can be undone', () => {
    const { db, write, call, history } = testProject()
    const documents = write((db) => [aDocument(db, 'One.'), aDocument(db, 'Two.')])
    const marks = () =>
      liveRows(db, 'document').map(({ reading_status, reliability }) => [reading_status, reliability])
    call(handlers, 'documents.mark', { documents: [...documents, documents[0] ?? ''], readingStatus: 'done' })
    call(handlers, 'documents.mark', { documents: documents.slice(1), reliability: 'B' })
    expect(marks()).toEqual([
      ['done', null],
      ['done', 'B'],
    ])
    expect(history.undo().value.label).toBe('Grade document')
    expect(history.undo().value.label).toBe('Mark 2 documents')
    expect(marks()).toEqual([
      ['unread', null],
      ['unread', null],
    ])
    expect(() => call(handlers, 'documents.mark', { documents: ['gone'] })).toThrow(
      'no longer in the project',
    )
  })

  it('give their text with its blocks', () => {
    const { write, call } = testProject()
    const document = write((db) => aDocument(db, body))
    const text = call(handlers, 'documents.text', { document })
    expect(text.body).toBe(body)
    expect(text.blocks.map(({ start, end }) => body.slice(start, end))).toEqual(body.split('\n'))
  })

  it('are found by id, by SHA-256 and by title', () => {
    const { db, write } = testProject()
    const document = write((db) => aDocument(db, body, { title: 'Road “closed”' }))
    const hash = db.value<string>(sql`select original from document where uid = ${document}`) ?? ''
    expect(findDocument(db, document)).toBe(document)
    expect(findDocument(db, hash.toUpperCase())).toBe(document)
    expect(findDocument(db, 'Road  “closed”')).toBe(document)
    expect(() => findDocument(db, 'Road')).toThrow('There is no document “Road”')
  })

  it('are not guessed at where a title is used twice', () => {
    const { db, write } = testProject()
    write((db) => [aDocument(db, 'One.', { title: 'Same' }), aDocument(db, 'Two.', { title: 'Same' })])
    expect(() => findDocument(db, 'Same')).toThrow('2 documents answer to “Same”')
  })

  it('take publishers and authors by name, alias or as new actors', () => {
    const { db, write, call } = testProject()
    const [document, paper] = write((db) => {
      const actor = anActor(db, 'The Daily Paper', { kind: 'media' })
      anAlias(db, actor, 'Daily Paper')
      return [aDocument(db, body), actor] as const
    })
    call(handlers, 'documents.update', { document, publisher: ' Daily  Paper', author: 'Ann Smith' })
    const info = call(handlers, 'documents.get', { document })
    expect(info.publisher).toEqual({ uid: paper, name: 'The Daily Paper' })
    expect(info.author?.name).toBe('Ann Smith')
    expect(db.value(sql`select kind from live_actor where name = 'Ann Smith'`)).toBe('person')
    call(handlers, 'documents.update', { document, publisher: '', note: 'Read twice' })
    expect(call(handlers, 'documents.get', { document })).toMatchObject({
      publisher: null,
      note: 'Read twice',
      author: { name: 'Ann Smith' },
    })
  })

  it('name the actor that a merged one stands for now', () => {
    const { write, call } = testProject()
    const [document, kept] = write((db) => {
      const kept = anActor(db, 'Kept')
      const merged = anActor(db, 'Merged', { merged_into: kept })
      return [aDocument(db, body, { publisher: merged }), kept] as const
    })
    expect(call(handlers, 'documents.get', { document }).publisher).toEqual({ uid: kept, name: 'Kept' })
  })

  it('refuse a date that is none, in words', () => {
    const { write, call } = testProject()
    const document = write((db) => aDocument(db, body))
    expect(() => call(handlers, 'documents.update', { document, published: 'last Tuesday' })).toThrow(
      'is not a date',
    )
    call(handlers, 'documents.update', {
      document,
      published: '2024-11-05/..',
      publishedReason: 'not before: mentions the vote',
    })
    expect(call(handlers, 'documents.get', { document }).published).toBe('2024-11-05/..')
  })

  it('are deleted with the claims that rest on nothing else, and all of it comes back', () => {
    const { db, write, call, history } = testProject()
    const [document, bare, other] = write((db) => {
      const [one, two] = [aDocument(db, body), aDocument(db, `${body} Two.`)]
      const here = aPassage(db, one, 'closed')
      const there = aPassage(db, two, 'closed')
      return [one, aClaim(db, 'Only here.', [here]), aClaim(db, 'In both.', [here, there])] as const
    })
    const before = [liveRows(db, 'claim'), liveRows(db, 'passage'), liveRows(db, 'evidence')]
    expect(claimsRestingOnDocuments(db, [document])).toMatchObject([{ uid: bare, cite: 'AR-1' }])
    call(handlers, 'documents.remove', { documents: [document] })
    expect(liveRows(db, 'claim').map(({ uid }) => uid)).toEqual([other])
    expect(liveRows(db, 'proposition')).toHaveLength(1)
    expect(() => call(handlers, 'documents.text', { document })).toThrow('no longer in the project')
    expect(history.undo().value.label).toBe('Delete document with 1 claim')
    expect([liveRows(db, 'claim'), liveRows(db, 'passage'), liveRows(db, 'evidence')]).toEqual(before)
    history.redo()
    expect(call(handlers, 'documents.list', {})).toHaveLength(1)
  })
})
