import { describe, expect, it } from 'vitest'
import type { ActorInfo } from '../../db/contract/actor.ts'
import type { SourceInfo } from '../../db/contract/source.ts'
import { guessKind } from '../../renderer/claims/kinds.ts'
import { isDescription, subjectOf, whoChoices, whoOf } from '../../renderer/claims/who.ts'

function actor(uid: string, name: string, aliases: string[] = [], merged: string[] = []): ActorInfo {
  return {
    uid,
    name,
    kind: 'organisation',
    parent: null,
    description: null,
    aliases: aliases.map((form) => ({ uid: `${uid} ${form}`, form, language: null, document: null })),
    merged: merged.map((one) => ({ uid: one, name: one })),
    claims: 0,
  }
}

const source: SourceInfo = {
  uid: 's',
  document: 'd',
  documentTitle: 'D',
  publisher: null,
  wording: 'five officials',
  number: 5,
  affiliation: null,
  access: null,
  reliability: null,
  reliabilityReason: null,
  sameAs: null,
  possiblySame: [],
  claims: 1,
}

const actors = [
  actor('i', 'Interior ministry', ['MoI'], ['Ministry of the Interior']),
  actor('t', 'Tehrik-e-Taliban Pakistan', ['TTP']),
  actor('p', 'Pakistan'),
]
const known = { actors, sources: [source], author: 'A. Rahim' }
const labels = (
  typed: string,
  from: typeof known | (Omit<typeof known, 'sources'> & { sources: null }) = known,
) => whoChoices(from, typed).map(({ label }) => label)

describe('Who can be chosen', () => {
  it('begins with the author, the analyst and those who speak in this document', () => {
    expect(labels('').slice(0, 3)).toEqual(['The document’s author', 'Own inference', '“five officials”'])
  })

  it('is found by name, alias, or the name of an actor that was merged', () => {
    expect(labels('TTP')[0]).toBe('Tehrik-e-Taliban Pakistan')
    expect(labels('ministry of the')[0]).toBe('Interior ministry')
    expect(labels('pak').slice(0, 2)).toEqual(['Pakistan', 'Tehrik-e-Taliban Pakistan'])
    expect(labels('rahim')[0]).toBe('The document’s author')
  })

  it('is made where it is missing: a name as an actor, a description as a source', () => {
    expect(labels('The Meridian').slice(-2)).toEqual([
      'New actor “The Meridian”',
      'New source “The Meridian”',
    ])
    expect(labels('two witnesses').slice(-2)).toEqual([
      'New source “two witnesses”',
      'New actor “two witnesses”',
    ])
    expect(labels('Pakistan')).not.toContain('New actor “Pakistan”')
    expect(labels('five officials')).toEqual(['“five officials”', 'New actor “five officials”'])
  })

  it('is the new name before somebody in whose name it only occurs, but a person by the surname', () => {
    const others = [
      actor('f', 'Foreign Office', ['Pakistan’s Foreign Office']),
      actor('t', 'Tehrik-e-Taliban Pakistan'),
      { ...actor('m', 'Rahim Khan'), kind: 'person' as const },
    ]
    const first = (typed: string) => labels(typed, { ...known, actors: others, sources: null })[0]
    expect(first('Pakistan')).toBe('New actor “Pakistan”')
    expect(first('taliban')).toBe('Tehrik-e-Taliban Pakistan')
    expect(first('Khan')).toBe('Rahim Khan')
  })

  it('is an actor only, where nobody else can be meant', () => {
    expect(labels('five', { ...known, sources: null })).toEqual(['New actor “five”'])
    expect(labels('', { ...known, sources: null })).toEqual(actors.map(({ name }) => name))
  })
})

describe('Whom the words of a sentence mean', () => {
  it.each([
    ['the Interior ministry', { kind: 'actor', uid: 'i', name: 'Interior ministry' }],
    ['TTP', { kind: 'actor', uid: 't', name: 'Tehrik-e-Taliban Pakistan' }],
    ['The ministry', { kind: 'actor', uid: 'i', name: 'Interior ministry' }],
    ['Five officials', { kind: 'source', uid: 's', name: 'five officials' }],
    [
      'Two people who sat in the meetings',
      { kind: 'new-source', name: 'two people who sat in the meetings' },
    ],
    ['the provincial police', { kind: 'new-source', name: 'the provincial police' }],
    ['Rahim Khan', { kind: 'new-actor', name: 'Rahim Khan', actorKind: 'person' }],
    ['they', null],
    ['She', null],
  ])('“%s”', (words, who) => {
    expect(whoOf(known, words)).toEqual(who)
  })

  it('tells a description from a name', () => {
    expect(['five officials', 'a person', 'unnamed diplomats', 'the army'].every(isDescription)).toBe(true)
    expect(['Interior ministry', 'A Rahim', 'Pakistan'].some(isDescription)).toBe(false)
  })

  it('guesses what kind of actor a name means', () => {
    expect(
      [
        'Interior ministry',
        'Rahim Khan',
        'Coastal Monitor',
        'Liberation Front',
        'Coastal Liberation Army',
        'Habib Bank',
        'China',
        'the United Kingdom',
      ].map(guessKind),
    ).toEqual([
      'government-body',
      'person',
      'media',
      'armed-group',
      'armed-group',
      'company',
      'state',
      'state',
    ])
  })

  it('takes the actor that a statement begins with for whose position it is', () => {
    expect(subjectOf(actors, 'The Interior ministry refuses.')).toMatchObject({ uid: 'i' })
    expect(subjectOf(actors, 'Pakistanis refuse.')).toBeNull()
  })
})
