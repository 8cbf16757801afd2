import { describe, expect, it } from 'vitest'
import { actorHandlers } from '../../db/actors.ts'
import { tagHandlers } from '../../db/tags.ts'
import { claim, projectWithText, refusalOf } from '../support/annotations.ts'
import { anActor, aTag, liveRows } from '../support/factories.ts'

describe('a line of tags', () => {
  it('makes the tag under its parent, and the parent where it is missing', () => {
    const project = projectWithText()
    const counts = project.apply({
      kind: 'tag',
      name: 'Ports',
      parent: 'Transport',
      color: '#2965cc',
      digit: 3,
    })
    expect(counts).toMatchObject({ tags: 2, unchanged: 0 })
    expect(project.call(tagHandlers, 'tags.list', {})).toMatchObject([
      { path: ['Transport'] },
      { path: ['Transport', 'Ports'], colour: '#2965cc', digit: 3 },
    ])
  })

  it('means the tag of that path, whatever else has the name', () => {
    const project = projectWithText()
    const lines = [
      { kind: 'tag', name: 'Ports' },
      { kind: 'tag', name: 'Ports', parent: ['Transport', 'Sea'] },
      { kind: 'tag', name: 'Ports', parent: 'Transport' },
    ]
    expect(project.apply(...lines).tags).toBe(5)
    expect(project.apply(...lines)).toMatchObject({ tags: 0, updated: 0, unchanged: 3 })
  })

  it('finds its parent wherever in the file that is put into the tree', () => {
    const project = projectWithText()
    const lines = [
      { kind: 'passage', document: 'Port closed', start: 0, end: 8, tags: ['Berth'] },
      { kind: 'tag', name: 'Berth', parent: 'Quay' },
      { kind: 'tag', name: 'Quay', parent: 'Port' },
      { kind: 'tag', name: 'Port' },
    ]
    expect(project.apply(...lines).tags).toBe(3)
    expect(project.call(tagHandlers, 'tags.list', {}).map(({ path }) => path.join('/'))).toEqual([
      'Port',
      'Port/Quay',
      'Port/Quay/Berth',
    ])
    expect(project.apply(...lines).unchanged).toBe(4)
  })

  it('writes the fields that it gives to a tag that is there', () => {
    const project = projectWithText()
    project.write((db) => aTag(db, 'Ports', { colour: '#000000', description: 'Old' }))
    expect(project.apply({ kind: 'tag', name: 'Ports', description: 'New' })).toMatchObject({
      tags: 0,
      updated: 1,
    })
    expect(liveRows(project.db, 'tag')).toMatchObject([
      { name: 'Ports', colour: '#000000', description: 'New' },
    ])
  })

  it.each([
    [
      [
        { kind: 'tag', name: 'A', parent: 'B' },
        { kind: 'tag', name: 'B', parent: 'A' },
      ],
      /^Line \d: “.” and its parent/,
    ],
    [
      [
        { kind: 'tag', name: 'A', digit: 1 },
        { kind: 'tag', name: 'B', digit: 1 },
      ],
      /^Line 2: the digit 1 belongs to “A”/,
    ],
    [[{ kind: 'tag', name: 'A', digit: 10 }], /^Line 1: digit/],
    [[{ kind: 'tag', name: 'A', colour: 'red' }], /^Line 1: colour: A colour is written as #rrggbb/],
    [[{ kind: 'tag', name: ' ' }], /^Line 1: name: A name is needed/],
    [[{ kind: 'tag', name: 'A', parent: [] }], /^Line 1: parent: /],
    [
      [
        { kind: 'tag', name: 'A', parent: ['X'] },
        { kind: 'tag', name: 'A', parent: ['Y'] },
        { kind: 'passage', document: 'Port closed', start: 0, end: 3, tags: ['A'] },
      ],
      /^Line 3: there are 2 tags “A”\. Write the names from the root, such as \["X","A"\]/,
    ],
  ])('is refused where it contradicts itself: %j', (lines, message) => {
    expect(refusalOf(...lines).message).toMatch(message)
  })
})

describe('a line of actors', () => {
  it('makes the actor with its forms, below its parent', () => {
    const project = projectWithText()
    const lines = [
      {
        kind: 'actor',
        name: 'Ministry',
        type: 'government-body',
        parent: 'The State',
        aliases: ['MoI', { form: 'it', document: 'Port closed' }],
      },
      { kind: 'actor', name: 'The State', type: 'state' },
    ]
    expect(project.apply(...lines)).toMatchObject({ actors: 2, aliases: 2 })
    const [ministry, state] = project.call(actorHandlers, 'actors.list', {})
    expect(ministry).toMatchObject({ name: 'Ministry', kind: 'government-body', parent: state?.uid })
    expect(ministry?.aliases).toMatchObject([
      { form: 'MoI', document: null },
      { form: 'it', document: project.document },
    ])
    expect(state).toMatchObject({ name: 'The State', kind: 'state' })
    expect(project.apply(...lines)).toMatchObject({ actors: 0, aliases: 0, updated: 0, unchanged: 2 })
  })

  it('means the actor of that exact name, not one with such an alias', () => {
    const project = projectWithText()
    project.apply({ kind: 'actor', name: 'Tehrik-e-Taliban Pakistan', aliases: ['TTP'] })
    expect(project.apply({ kind: 'actor', name: 'TTP' }).actors).toBe(1)
  })

  it('follows an actor that was merged into another', () => {
    const project = projectWithText()
    project.write((db) => anActor(db, 'Ministry, old', { merged_into: anActor(db, 'Ministry') }))
    expect(project.apply({ kind: 'actor', name: 'Ministry, old', type: 'government-body' }).actors).toBe(0)
    expect(project.call(actorHandlers, 'actors.list', {})).toMatchObject([
      { name: 'Ministry', kind: 'government-body' },
    ])
  })

  it('is refused where actors would belong to each other', () => {
    const lines = [
      { kind: 'actor', name: 'A', parent: 'B' },
      { kind: 'actor', name: 'B', parent: 'A' },
    ]
    expect(refusalOf(...lines).message).toMatch(/^Line 1: An actor cannot belong to itself/)
  })
})

describe('lines of sources, events and documents', () => {
  it('write what is known of them', () => {
    const project = projectWithText()
    const lines = [
      {
        kind: 'document',
        document: 'Port closed',
        publisher: 'The Daily',
        published: '2024-11-05',
        reliability: 'C',
        readingStatus: 'done',
      },
      { kind: 'source', id: 's', document: 'Port closed', wording: 'officials', number: 5 },
      { kind: 'source', document: 'Port closed', wording: 'the spokesman', sameAs: 's' },
      { kind: 'event', id: 'e', title: 'Closing', date: '2024-11-04', place: 'Harbour' },
      { ...claim, events: ['e'] },
    ]
    expect(project.apply(...lines)).toMatchObject({ sources: 2, events: 1, claims: 1, unchanged: 0 })
    const [officials, spokesman] = liveRows(project.db, 'source')
    expect(spokesman?.same_as).toBe(officials?.uid)
    expect(project.claims()).toMatchObject([
      { events: [{ name: 'Closing' }], claimants: [{ name: 'officials', uid: officials?.uid }] },
    ])
    expect(liveRows(project.db, 'document').filter(({ title }) => title === 'Port closed')).toMatchObject([
      { published: '2024-11-05', reliability: 'C', reading_status: 'done' },
    ])
    expect(project.apply(...lines)).toMatchObject({ updated: 0, unchanged: 5 })
  })
})
