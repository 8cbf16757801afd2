import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../../db/contract/contract.ts'
import { refusal } from '../support/annotations.ts'
import { aQuotedMinister, type QuotedMinister } from '../support/claims.ts'
import { aDocument, type TestProject } from '../support/factories.ts'

let project: TestProject
let document: string
let minister: string
let call: QuotedMinister['call']
let create: QuotedMinister['create']
let page: QuotedMinister['page']

beforeEach(() => {
  ;({ project, document, minister, call, create, page } = aQuotedMinister())
})

describe('Claims are listed', () => {
  it('by document, actor, source and proposition, and by all of them together', () => {
    const other = project.write((db) => aDocument(db, 'Another text', { author: minister }))
    const [a, b, c] = [
      create({ claimants: [{ source: { document, wording: 'officials' } }], holder: minister, act: 'warns' }),
      create({
        statement: 'Other.',
        claimants: [{ author: true }],
        evidence: [{ document: other, start: 0, end: 7 }],
      }),
      create({
        statement: 'Absent.',
        claimants: [{ analyst: true }],
        evidence: [{ document: other, role: 'absence', lookedFor: 'a word' }],
        about: [{ actor: { name: 'Guards' } }],
      }),
    ]
    const listed = (filter: Call<'claims.list'>) => call('claims.list', filter).map(({ uid }) => uid)
    expect(listed({ document: other })).toEqual([b, c])
    expect(listed({ actor: minister })).toEqual([a, b])
    expect(listed({ actor: minister, document })).toEqual([a])
    expect(listed({ source: call('sources.list', {})[0]?.uid })).toEqual([a])
    expect(listed({ proposition: page(c).proposition })).toEqual([c])
    expect(listed({ claims: [] })).toEqual([])
    const counts = call('actors.list', {}).map(({ name, claims }) => [name, claims])
    expect(counts).toEqual([
      ['Guards', 1],
      ['The minister', 2],
    ])
  })
})

describe('The page of a claim', () => {
  it('shows what is linked with it and with its proposition, from its side', () => {
    const [a, b, c] = [create(), create({ statement: 'Accepts.' }), create({ statement: 'Third.' })]
    call('relations.create', {
      kind: 'contradicts',
      from: { claim: b },
      to: { claim: a },
      contradiction: 'polarity',
    })
    call('relations.create', {
      kind: 'causes',
      from: { proposition: page(a).proposition },
      to: { proposition: page(c).proposition },
    })
    call('relations.create', { kind: 'derived-from', from: { claim: a }, to: { report: 'A wire report' } })
    expect(page(a).relations).toMatchObject([
      {
        kind: 'contradicts',
        contradiction: 'polarity',
        state: 'open',
        direction: 'from',
        claim: a,
        other: { kind: 'claim', claim: { uid: b } },
      },
      {
        kind: 'causes',
        direction: 'to',
        claim: null,
        other: { kind: 'proposition', statement: 'Third.', claims: 1 },
      },
      { kind: 'derived-from', direction: 'to', other: { kind: 'report', report: 'A wire report' } },
    ])
    call('claims.remove', { claims: [b] })
    expect(page(a).relations.map(({ kind }) => kind)).toEqual(['causes', 'derived-from'])
  })

  it('links are resolved, changed and removed, each an action of its own', () => {
    const [a, b] = [create(), create({ statement: 'Accepts.' })]
    const { relation } = call('relations.create', {
      kind: 'contradicts',
      from: { claim: a },
      to: { claim: b },
    })
    call('relations.update', { relation, state: 'resolved', contradiction: 'time', note: 'Later.' })
    expect(page(b).relations).toMatchObject([{ state: 'resolved', contradiction: 'time', note: 'Later.' }])
    expect(call('history.state', {}).undo).toBe('Resolve link')
    call('relations.update', { relation, kind: 'updates' })
    expect(page(b).relations).toMatchObject([{ kind: 'updates', contradiction: null }])
    expect(refusal(() => call('relations.update', { relation, contradiction: 'time' })).code).toBe('invalid')
    call('relations.remove', { relation })
    expect(page(b).relations).toEqual([])
    for (let i = 0; i < 4; i++) call('history.undo', {})
    expect(page(b).relations).toEqual([])
    call('history.redo', {})
    expect(page(b).relations).toMatchObject([{ kind: 'contradicts', state: 'open' }])
  })

  it('tells sources from origins: two outlets that repeat one report are one origin', () => {
    const outlets = ['One', 'Two'].map((text) => project.write((db) => aDocument(db, `${text} repeats it.`)))
    const first = create({ claimants: [{ source: { document, wording: 'officials' } }] })
    for (const outlet of outlets) {
      const claim = create({
        claimants: [{ author: true }],
        evidence: [{ document: outlet, start: 0, end: 3 }],
      })
      call('relations.create', { kind: 'derived-from', from: { claim }, to: { claim: first } })
    }
    expect(page(first)).toMatchObject({ sources: 3, origins: 1 })
    expect(page(first).others).toHaveLength(2)
  })

  it('shows how the position of its holder moved, in time, over linked propositions', () => {
    const year = (text: string, published: string) =>
      project.write((db) => aDocument(db, text, { published }))
    const claimed = (statement: string, act: 'refuses' | 'accepts', at: string, said: string | null) =>
      create({
        statement,
        holder: minister,
        act,
        said,
        evidence: [{ document: at, start: 0, end: 3 }],
      })
    const late = claimed('Guards may come.', 'accepts', year('Late text', '2026-01'), null)
    const early = claimed('Guards may not come.', 'refuses', year('Early text', '2025'), '2024-11')
    claimed('Something else.', 'accepts', document, '2020')
    expect(page(late).positions).toMatchObject([{ act: 'accepts', when: '2026-01', whenFrom: 'published' }])
    call('relations.create', { kind: 'changed-position', from: { claim: late }, to: { claim: early } })
    for (const claim of [late, early]) {
      expect(page(claim).positions.map(({ act, when }) => [act, when])).toEqual([
        ['refuses', '2024-11'],
        ['accepts', '2026-01'],
      ])
    }
    expect(call('actors.get', { actor: minister }).positions.map(({ when }) => when)).toEqual([
      '2020',
      '2024-11',
      '2026-01',
    ])
  })
})
