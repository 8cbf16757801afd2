import { beforeEach, describe, expect, it } from 'vitest'
import { claimHandlers, updateClaim } from '../../db/claims.ts'
import type { Call } from '../../db/contract/contract.ts'
import { findOrCreateRelation } from '../../db/relations.ts'
import { findOrCreateSource } from '../../db/sources.ts'
import { contents, refusal } from '../support/annotations.ts'
import { aQuotedMinister, body } from '../support/claims.ts'
import {
  aClaim,
  aDocument,
  anActor,
  aPassage,
  bela,
  liveRows,
  type TestProject,
} from '../support/factories.ts'

let project: TestProject
let document: string
let passage: string
let minister: string

beforeEach(() => {
  ;({ project, document, passage, minister } = aQuotedMinister())
})

function create(fields: Partial<Call<'claims.create'>> = {}) {
  return project.call(claimHandlers, 'claims.create', {
    statement: 'The ministry refuses.',
    claimants: [{ actor: minister }],
    evidence: [{ passage }],
    ...fields,
  })
}

function list(of?: string) {
  return project.call(claimHandlers, 'claims.list', of === undefined ? {} : { passage: of })
}

describe('A claim', () => {
  it('is cited by the initials of who made it and a number of its own', () => {
    expect(create()).toMatchObject({ cite: 'AR-1' })
    expect(create({ stance: 'denies' })).toMatchObject({ cite: 'AR-2' })
    expect(list().map(({ cite }) => cite)).toEqual(['AR-1', 'AR-2'])
  })

  it('keeps its number: that of a deleted claim is not given to another', () => {
    const { claim } = create()
    project.call(claimHandlers, 'claims.remove', { claims: [claim] })
    expect(create()).toMatchObject({ cite: 'AR-2' })
  })

  it('makes its proposition, which other claims of the sentence report too', () => {
    create()
    create({ statement: ' The ministry refuses. ', stance: 'denies' })
    create({ statement: 'The ministry accepts.' })
    create({ kind: 'forecast' })
    const [first, second, third, fourth] = list().map(({ proposition }) => proposition)
    expect(second).toBe(first)
    expect(new Set([first, third, fourth]).size).toBe(3)
  })

  it('can have several claimants, the author and the analyst among them', () => {
    const author = project.write((db) => anActor(db, 'A. Writer', { kind: 'person' }))
    const signed = project.write((db) => aDocument(db, 'Signed text', { author }))
    const evidence = [{ passage: project.write((db) => aPassage(db, signed, 'Signed')) }]
    const { source } = project.write((db) =>
      findOrCreateSource(db, signed, 'five officials', { number: 5 }, 'x'),
    )
    create({
      evidence,
      claimants: [{ actor: minister }, { source }, { author: true }, { analyst: true }, { actor: minister }],
    })
    expect(list()).toMatchObject([
      {
        claimants: [
          { kind: 'actor', name: 'The minister', uid: minister },
          { kind: 'source', name: 'five officials', uid: source },
          { kind: 'author', name: 'A. Writer', uid: null },
          { kind: 'analyst', name: 'Anna Reader', uid: null },
        ],
      },
    ])
  })

  it('names its author in words where the document names none', () => {
    create({ claimants: [{ author: true }] })
    expect(list()).toMatchObject([{ claimants: [{ kind: 'author', name: 'The document’s author' }] }])
  })

  it('is listed with a passage that it rests on, and not with another', () => {
    const other = project.write((db) => aPassage(db, document, 'He left.'))
    const { claim } = create()
    expect(list(passage).map(({ uid }) => uid)).toEqual([claim])
    expect(list(other)).toEqual([])
  })

  it('shows where its evidence stands, and what was looked for and not found', () => {
    create({
      evidence: [
        { passage, role: 'content' },
        { document, role: 'absence', lookedFor: 'a date' },
      ],
    })
    expect(list()[0]?.evidence).toMatchObject([
      {
        role: 'content',
        passage,
        document,
        documentTitle: 'A document',
        start: body.indexOf('We refuse.'),
        quote: 'We refuse.',
        lookedFor: null,
      },
      { role: 'absence', passage: null, document, start: null, quote: null, lookedFor: 'a date' },
    ])
  })

  it.each([
    ['We refuse.', 'direct'],
    ['The minister said: “We refuse.”', 'mixed'],
    ['He left.', 'indirect'],
    ['“We refuse.”', 'direct'],
  ])('knows from the quotation marks how “%s” is reported', (words, quoteType) => {
    create({ evidence: [{ passage: project.write((db) => aPassage(db, document, words)) }] })
    expect(list()).toMatchObject([{ quoteType }])
  })

  it('leaves the quote type to whoever gives one', () => {
    create({ quoteType: 'indirect' })
    expect(list()).toMatchObject([{ quoteType: 'indirect' }])
  })

  it.each<[string, () => Partial<Call<'claims.create'>>, string]>([
    ['no statement', () => ({ statement: '  ' }), 'statement'],
    ['a date in words', () => ({ said: 'yesterday' }), 'said'],
    ['a date that does not exist', () => ({ happened: '2023-02-29' }), 'happened'],
    ['a claimant that is gone', () => ({ claimants: [{ actor: 'gone' }] }), 'claimants'],
    ['a source that is gone', () => ({ claimants: [{ source: 'gone' }] }), 'claimants'],
    ['a holder that is gone', () => ({ holder: 'gone' }), 'holder'],
    ['a passage that is gone', () => ({ evidence: [{ passage: 'gone' }] }), 'evidence'],
    [
      'an absence in no document',
      () => ({ evidence: [{ document: 'gone', role: 'absence', lookedFor: 'x' }] }),
      'evidence',
    ],
    ['somebody unknown', () => ({ about: [{ actor: 'gone' }] }), 'about'],
    ['an event that is gone', () => ({ events: ['gone'] }), 'events'],
    ['a reporting claim that is gone', () => ({ nestedIn: 'gone' }), 'nestedIn'],
    ['a figure without a number', () => ({ figures: [{ measure: 'killed' }] }), 'figures'],
    ['a figure upside down', () => ({ figures: [{ measure: 'killed', low: 3, high: 1 }] }), 'figures'],
    ['no evidence', () => ({ evidence: [] }), 'evidence'],
    ['no claimant', () => ({ claimants: [] }), 'claimants'],
    [
      'a source of another document',
      () => {
        const elsewhere = project.write((db) => aDocument(db, 'Elsewhere'))
        const { source } = project.write((db) => findOrCreateSource(db, elsewhere, 'officials', {}, 'x'))
        return { claimants: [{ source }] }
      },
      'claimants',
    ],
  ])('is refused with %s, and the field is named', (_, fields, field) => {
    const given = fields()
    const before = contents(project)
    expect(refusal(() => create(given))).toMatchObject({ detail: { field } })
    expect(contents(project)).toEqual(before)
  })

  it('cannot report itself, nor a claim that reports it', () => {
    const { claim: outer } = create()
    const { claim: inner } = create({ stance: 'denies', nestedIn: outer })
    for (const nestedIn of [inner, outer]) {
      expect(refusal(() => project.write((db) => updateClaim(db, outer, { nestedIn })))).toMatchObject({
        code: 'invalid',
        detail: { field: 'nestedIn' },
      })
    }
    expect(list()).toMatchObject([{ nestedIn: null }, { nestedIn: outer }])
  })

  it('is gone with its proposition when it is deleted, and undo brings back both', () => {
    const { claim } = create()
    const before = contents(project)
    project.call(claimHandlers, 'claims.remove', { claims: [claim] })
    expect(list()).toEqual([])
    expect(liveRows(project.db, 'proposition')).toEqual([])
    expect(project.history.undo().value.label).toBe('Delete claim')
    expect(contents(project)).toEqual(before)
  })

  it('leaves its proposition to others who report it', () => {
    const { claim } = create()
    create({ stance: 'denies' })
    project.call(claimHandlers, 'claims.remove', { claims: [claim] })
    expect(liveRows(project.db, 'proposition')).toHaveLength(1)
  })

  it('is told apart by analyst: two people have numbers of their own', () => {
    project.write((db) => aClaim(db, 'Of another', [passage], {}, bela))
    expect(create()).toMatchObject({ cite: 'AR-1' })
  })

  it('goes on naming an actor that was deleted', () => {
    create({ holder: minister })
    project.write((db) => db.run({ text: 'update actor set deleted = 1', values: [] }))
    expect(list()).toMatchObject([
      { holder: { name: 'The minister' }, claimants: [{ name: 'The minister' }] },
    ])
  })
})

describe('A link between claims', () => {
  it('is one, however often and from whichever side it is said', () => {
    const [a, b] = [create().claim, create({ stance: 'denies' }).claim]
    const link = (from: string, to: string, kind: string) =>
      project.write(
        (db) => findOrCreateRelation(db, { kind, from: { claim: from }, to: { claim: to } }, 'x').created,
      )
    expect([link(a, b, 'contradicts'), link(a, b, 'contradicts'), link(b, a, 'contradicts')]).toEqual([
      true,
      false,
      false,
    ])
    expect([link(a, b, 'causes'), link(b, a, 'causes')]).toEqual([true, true])
  })

  it('takes the fields that it is given later', () => {
    const [a, b] = [create().claim, create({ stance: 'denies' }).claim]
    const ends = { kind: 'contradicts', from: { claim: a }, to: { claim: b } }
    project.write((db) => findOrCreateRelation(db, { ...ends, contradiction: 'polarity' }, 'x'))
    project.write((db) => findOrCreateRelation(db, { ...ends, state: 'resolved', note: 'Settled' }, 'x'))
    expect(liveRows(project.db, 'relation')).toMatchObject([
      { contradiction: 'polarity', state: 'resolved', note: 'Settled' },
    ])
  })

  it('does not lead from a claim to itself', () => {
    const { claim } = create()
    const link = { kind: 'causes', from: { claim }, to: { claim } }
    expect(refusal(() => project.write((db) => findOrCreateRelation(db, link, 'x'))).code).toBe('invalid')
  })
})
