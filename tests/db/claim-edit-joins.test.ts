import { beforeEach, describe, expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import type { Call, Output, StoreName } from '../../db/contract/contract.ts'
import { claimsTable } from '../../db/export/claims.ts'
import { loadNames } from '../../db/export/names.ts'
import { findOrCreateSource } from '../../db/sources.ts'
import { contents, refusal } from '../support/annotations.ts'
import { aDocument, anActor, anna, type TestProject, testProject } from '../support/factories.ts'

const body = 'Guards will not come. Guards stay away, a spokesman said.'

let project: TestProject
let document: string

beforeEach(() => {
  project = testProject()
  document = project.write((db) => aDocument(db, body))
})

function call<Name extends StoreName>(name: Name, input: Call<Name>): Output<Name> {
  return project.call(handlers, name, input)
}

function claim(statement: string, fields: Partial<Call<'claims.create'>> = {}) {
  const { claim: uid } = call('claims.create', {
    statement,
    claimants: [{ author: true }],
    evidence: [{ document, start: 0, end: 21 }],
    ...fields,
  })
  const [info] = call('claims.list', { claims: [uid] })
  if (!info) throw new Error('It is there.')
  return info
}

const propositions = () =>
  call('propositions.find', { text: '' }).map(({ statement, claims }) => [statement, claims])

/** The claims table as an export writes it: claim → the values of these columns. */
function exported(...columns: string[]) {
  const table = claimsTable(project.db, loadNames(project.db))
  const rows: unknown[][] = []
  for (const _ of table.rows((row) => rows.push(row.flatMap(({ cells }) => [...cells])))) void _
  const names = table.columns.map(({ name }) => name)
  return rows.map((row) => columns.map((column) => row[names.indexOf(column)]))
}

describe('Two propositions that are joined', () => {
  it('are one everywhere, and their claims show under it', () => {
    const kept = claim('Foreign guards will not come.')
    const other = claim('Guards from abroad stay away.')
    call('propositions.join', { proposition: other.proposition, into: kept.proposition })
    expect(propositions()).toEqual([['Foreign guards will not come.', 2]])
    const page = call('propositions.get', { proposition: other.proposition })
    expect(page).toMatchObject({
      uid: kept.proposition,
      joined: [{ uid: other.proposition, statement: 'Guards from abroad stay away.' }],
      claims: [
        { uid: kept.uid },
        { uid: other.uid, statement: kept.statement, proposition: kept.proposition },
      ],
    })
    expect(call('claims.get', { claim: kept.uid }).others).toMatchObject([{ uid: other.uid }])
    expect(exported('claim_statement', 'proposition_id')).toEqual([
      [kept.statement, kept.proposition],
      [kept.statement, kept.proposition],
    ])
  })

  it('are two again after an undo, or when they are separated', () => {
    const kept = claim('One.')
    const other = claim('Two.')
    const before = contents(project)
    const join = { proposition: other.proposition, into: kept.proposition }
    call('propositions.join', join)
    expect(call('history.undo', {}).label).toBe('Join propositions')
    expect(contents(project)).toEqual(before)
    call('propositions.join', join)
    call('propositions.separate', { proposition: other.proposition })
    expect(propositions()).toEqual([
      ['Two.', 1],
      ['One.', 1],
    ])
  })

  it('cannot be joined again, nor a proposition with itself', () => {
    const kept = claim('One.')
    const other = claim('Two.')
    const join = (proposition: string, into: string) =>
      refusal(() => call('propositions.join', { proposition, into })).code
    expect(join(kept.proposition, kept.proposition)).toBe('invalid')
    call('propositions.join', { proposition: other.proposition, into: kept.proposition })
    expect(join(other.proposition, kept.proposition)).toBe('invalid')
    expect(join(kept.proposition, other.proposition)).toBe('invalid')
  })

  it('take their links along, in lists and in exports', () => {
    const kept = claim('One.')
    const other = claim('Two.')
    const third = claim('Three.')
    call('relations.create', {
      kind: 'contradicts',
      from: { proposition: third.proposition },
      to: { proposition: other.proposition },
    })
    call('propositions.join', { proposition: other.proposition, into: kept.proposition })
    expect(call('claims.get', { claim: kept.uid }).relations).toMatchObject([
      { kind: 'contradicts', other: { statement: 'Three.' } },
    ])
    expect(call('claims.get', { claim: third.uid }).relations).toMatchObject([
      { kind: 'contradicts', other: { uid: kept.proposition, statement: 'One.', claims: 2 } },
    ])
    expect(exported('links')).toMatchObject([
      [[{ kind: 'contradicts', from: 'Three.' }]],
      [[{ kind: 'contradicts', from: 'Three.' }]],
      [[{ kind: 'contradicts', to: 'One.' }]],
    ])
  })

  it('are reworded and dated as one; a sentence that is taken is refused', () => {
    const kept = claim('One.')
    const other = claim('Two.')
    const third = claim('Three.')
    call('propositions.join', { proposition: other.proposition, into: kept.proposition })
    call('propositions.update', {
      proposition: other.proposition,
      statement: 'Both.',
      kind: 'forecast',
      horizon: '2027',
      outcome: 'Not yet.',
      note: 'Watch.',
    })
    expect(call('propositions.get', { proposition: kept.proposition })).toMatchObject({
      statement: 'Both.',
      kind: 'forecast',
      horizon: '2027',
      outcome: 'Not yet.',
      note: 'Watch.',
    })
    call('propositions.update', { proposition: kept.proposition, kind: 'fact' })
    const edit = (statement: string) =>
      refusal(() => call('propositions.update', { proposition: third.proposition, statement }))
    expect(edit('Both.')).toMatchObject({ code: 'conflict', detail: { field: 'statement' } })
    expect(edit('  ').code).toBe('invalid')
    expect(
      refusal(() => call('propositions.update', { proposition: third.proposition, horizon: 'soon' })),
    ).toMatchObject({ detail: { field: 'horizon' } })
  })
})

describe('A statement', () => {
  it('is found by beginnings of its words, or by some of them, joined ones as what stands for them', () => {
    const kept = claim('Foreign guards will not come.')
    const other = claim('No guard from abroad is let in.')
    claim('The road stays closed.')
    call('propositions.join', { proposition: other.proposition, into: kept.proposition })
    const found = (text: string, words: 'all' | 'any' = 'all') =>
      call('propositions.find', { text, words }).map(({ statement, claims }) => [statement, claims])
    expect(found('foreign gua')).toEqual([[kept.statement, 2]])
    expect(found('abroad')).toEqual([[kept.statement, 2]])
    expect(found('road guards')).toEqual([])
    expect(found('Is the road open to guards?', 'any').map(([statement]) => statement)).toEqual(
      expect.arrayContaining([kept.statement, 'The road stays closed.']),
    )
    expect(found('')).toHaveLength(2)
  })

  it('leads to its claims, and so does the short id of a claim', () => {
    const [one, two] = [claim('One.'), claim('Two.')]
    const found = (text: string) => call('claims.find', { text }).map(({ uid }) => uid)
    expect(found('ar-2')).toEqual([two.uid])
    expect(found('one')).toEqual([one.uid])
    expect(found('nothing of it')).toEqual([])
    expect(found('').sort()).toEqual([one.uid, two.uid].sort())
  })
})

describe('Two actors that are merged', () => {
  it('are one in every list, with the names of both, and two again when they are separated', () => {
    const [ministry, office] = project.write((db) => [
      anActor(db, 'Interior ministry'),
      anActor(db, 'Ministry of the Interior'),
    ]) as [string, string]
    const made = claim('One.', {
      claimants: [{ actor: office }],
      holder: office,
      act: 'refuses',
      about: [{ actor: office }],
    })
    const before = contents(project)
    call('actors.merge', { into: ministry, actors: [office] })
    expect(call('actors.list', {})).toMatchObject([
      { uid: ministry, merged: [{ uid: office, name: 'Ministry of the Interior' }], claims: 1 },
    ])
    expect(call('claims.get', { claim: made.uid })).toMatchObject({
      claimants: [{ uid: ministry, name: 'Interior ministry' }],
      holder: { uid: ministry },
      about: [{ uid: ministry }],
      positions: [{ act: 'refuses' }],
    })
    expect(call('claims.list', { actor: ministry })).toHaveLength(1)
    expect(call('actors.get', { actor: office })).toMatchObject({ uid: ministry })
    call('actors.separate', { actor: office })
    expect(call('claims.list', { actor: ministry })).toEqual([])
    call('history.undo', {})
    expect(call('history.undo', {}).label).toBe('Merge actors')
    expect(contents(project)).toEqual(before)
  })

  it('do not end up belonging to themselves', () => {
    const [child, parent] = project.write((db) => {
      const parent = anActor(db, 'Government')
      return [anActor(db, 'Ministry', { parent }), parent]
    }) as [string, string]
    call('actors.merge', { into: child, actors: [parent] })
    expect(call('actors.get', { actor: child }).parentActor).toBeNull()
    expect(refusal(() => call('actors.merge', { into: parent, actors: [child] })).code).toBe('invalid')
  })
})

describe('An actor', () => {
  it('is made from the words of a text, or the words become a form of its name', () => {
    const place = { document, start: body.indexOf('a spokesman'), end: body.indexOf('a spokesman') + 11 }
    const made = call('mentions.add', {
      actor: { name: 'Spokesman', kind: 'person' },
      place,
      alias: 'document',
    })
    expect(call('history.state', {}).undo).toBe('Create actor')
    expect(call('actors.list', {})).toMatchObject([
      { uid: made.actor, kind: 'person', aliases: [{ form: 'a spokesman', document }] },
    ])
    expect(call('mentions.list', { actor: made.actor })).toMatchObject([
      { quote: 'a spokesman', documentTitle: 'A document', status: 'confirmed' },
    ])
    const again = call('mentions.add', { actor: made.actor, place: { passage: made.passage } })
    expect(again).toEqual(made)
    const [mention] = call('mentions.list', { passage: made.passage })
    call('mentions.remove', { mention: mention?.uid ?? '' })
    expect(call('mentions.list', { passage: made.passage })).toEqual([])
  })

  it('has a page with its name, what it belongs to, its offices and documents', () => {
    const { actor } = call('actors.create', { name: 'A. Rahim', kind: 'person' })
    const published = project.write((db) => aDocument(db, 'By Rahim', { author: actor, published: '2024' }))
    call('actors.update', {
      actor,
      name: 'Aslam Rahim',
      parent: { name: 'The Meridian', kind: 'media' },
      description: 'Reporter',
    })
    call('aliases.add', { actor, form: 'A. Rahim' })
    const { office } = call('offices.add', {
      actor,
      title: 'Correspondent',
      organisation: { name: 'The Meridian' },
      heldFrom: '2020',
    })
    call('offices.update', { office, heldTo: '2024-05' })
    const page = call('actors.get', { actor })
    expect(page).toMatchObject({
      name: 'Aslam Rahim',
      parentActor: { name: 'The Meridian' },
      aliases: [{ form: 'A. Rahim' }],
      offices: [
        {
          title: 'Correspondent',
          organisation: { name: 'The Meridian' },
          heldFrom: '2020',
          heldTo: '2024-05',
        },
      ],
      documents: [{ uid: published, as: 'author' }],
    })
    const meridian = page.parentActor?.uid ?? ''
    expect(call('actors.get', { actor: meridian }).children).toMatchObject([{ name: 'Aslam Rahim' }])
    const refused = (edit: Omit<Call<'actors.update'>, 'actor'>) =>
      refusal(() => call('actors.update', { actor, ...edit }))
    expect(refused({ name: 'The Meridian' })).toMatchObject({ code: 'conflict', detail: { field: 'name' } })
    expect(refused({ parent: actor })).toMatchObject({ detail: { field: 'parent' } })
    expect(refusal(() => call('offices.update', { office, heldTo: 'now' }))).toMatchObject({
      detail: { field: 'heldTo' },
    })
    call('offices.remove', { office })
    call('aliases.remove', { alias: page.aliases[0]?.uid ?? '' })
    expect(call('actors.get', { actor })).toMatchObject({ offices: [], aliases: [] })
  })

  it('that is deleted takes those merged into it along; claims go on naming it', () => {
    const [a, b] = project.write((db) => [anActor(db, 'A'), anActor(db, 'B')]) as [string, string]
    const made = claim('One.', { claimants: [{ actor: b }] })
    call('actors.merge', { into: a, actors: [b] })
    call('actors.remove', { actors: [a] })
    expect(call('actors.list', {})).toEqual([])
    expect(call('claims.get', { claim: made.uid }).claimants).toMatchObject([{ kind: 'actor' }])
    expect(refusal(() => call('actors.get', { actor: a })).code).toBe('not-found')
    call('history.undo', {})
    expect(call('actors.list', {})).toMatchObject([{ uid: a }])
  })
})

describe('A source', () => {
  it('has what is known of it, and others that are possibly the same', () => {
    const elsewhere = project.write((db) => aDocument(db, 'Elsewhere', { title: 'Other' }))
    const [source, other, third] = project.write(
      (db) =>
        [
          findOrCreateSource(db, document, 'five officials', { number: 5 }, anna.uid).source,
          findOrCreateSource(db, elsewhere, 'officials', {}, anna.uid).source,
          findOrCreateSource(db, elsewhere, 'an official', {}, anna.uid).source,
        ] as const,
    )
    call('sources.update', { source, sameAs: other, reliability: 'B', access: 'knew the talks' })
    call('sources.update', { source: third, sameAs: other })
    expect(call('sources.list', { document })).toMatchObject([
      { uid: source, number: 5, access: 'knew the talks', reliability: 'B', sameAs: other },
    ])
    expect(call('sources.list', { document })[0]?.possiblySame.sort()).toEqual([other, third].sort())
    expect(refusal(() => call('sources.update', { source: third, wording: 'officials' }))).toMatchObject({
      code: 'conflict',
      detail: { field: 'wording' },
    })
    call('sources.remove', { source: other })
    expect(call('sources.list', {})).toHaveLength(2)
  })
})

describe('An event', () => {
  it('is listed with the claims that speak of it or count it', () => {
    const { event } = call('events.create', { title: 'Blast', date: '2024-10-06' })
    claim('One.', { events: [event], figures: [{ measure: 'killed', low: 2, event }] })
    expect(call('events.list', {})).toMatchObject([{ title: 'Blast', date: '2024-10-06', claims: 1 }])
    expect(refusal(() => call('events.create', { title: 'X', date: 'soon' }))).toMatchObject({
      detail: { field: 'date' },
    })
  })
})
