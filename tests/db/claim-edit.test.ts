import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../../db/contract/contract.ts'
import { contents, refusal } from '../support/annotations.ts'
import { aQuotedMinister, body, type QuotedMinister } from '../support/claims.ts'
import { aDocument, liveRows, type TestProject } from '../support/factories.ts'

let project: TestProject
let document: string
let passage: string
let minister: string
let call: QuotedMinister['call']
let create: QuotedMinister['create']
let page: QuotedMinister['page']

beforeEach(() => {
  ;({ project, document, passage, minister, call, create, page } = aQuotedMinister())
})

describe('Entering a claim', () => {
  it('makes the passage, the actors and the source that it names, and one undo takes all of it back', () => {
    const before = contents(project)
    create({
      claimants: [{ source: { document, wording: 'five officials', number: 5 } }],
      holder: { name: 'Interior ministry', kind: 'government-body' },
      act: 'refuses',
      about: [{ actor: { name: 'Guards' } }, { actor: { name: 'Interior ministry' }, role: 'recipient' }],
      evidence: [{ document, start: 0, end: 31 }],
      events: [{ title: 'The talks' }],
      figures: [{ measure: 'other', low: 3, event: { title: 'The talks' } }],
    })
    const [claim] = call('claims.list', {})
    expect(claim).toMatchObject({
      claimants: [{ kind: 'source', name: 'five officials' }],
      holder: { name: 'Interior ministry' },
      evidence: [{ quote: 'The minister said: “We refuse.”', start: 0 }],
      events: [{ name: 'The talks' }],
      figures: [{ event: { name: 'The talks' } }],
    })
    const about = new Map(claim?.about.map(({ name, ...rest }) => [name, rest]))
    expect(about.get('Guards')).toMatchObject({ role: 'subject' })
    expect(about.get('Interior ministry')).toEqual({ uid: claim?.holder?.uid, role: 'recipient' })
    expect(call('sources.list', { document })).toMatchObject([
      { wording: 'five officials', number: 5, claims: 1 },
    ])
    expect(call('history.undo', {}).label).toBe('Create claim')
    expect(contents(project)).toEqual(before)
    call('history.redo', {})
    expect(call('claims.list', {})).toEqual([claim])
  })

  it('takes a passage that is there where the same words are selected again', () => {
    const claim = create({ evidence: [{ document, start: 20, end: 30 }] })
    expect(page(claim).evidence).toMatchObject([{ passage, quote: 'We refuse.' }])
  })

  it('makes nothing of it when one of its fields is refused', () => {
    const before = contents(project)
    expect(
      refusal(() => create({ claimants: [{ actor: { name: 'New' } }], said: 'yesterday' })),
    ).toMatchObject({ detail: { field: 'said' } })
    expect(contents(project)).toEqual(before)
  })
})

describe('Editing a claim', () => {
  it('writes every field, and undo brings back what was', () => {
    const claim = create()
    const reporting = create({ statement: 'Another.' })
    const before = contents(project)
    const edit = {
      stance: 'denies',
      holder: minister,
      act: 'refuses',
      reliability: 'B',
      reliabilityReason: 'Has been right before.',
      credibility: 3,
      credibilityReason: 'Alone with it.',
      said: '2024-11',
      saidWording: 'this month',
      happened: '2024-10',
      happenedWording: 'last month',
      nestedIn: reporting,
      quoteType: 'indirect',
      commitment: 'probable',
      basis: 'first-hand',
      note: 'To be checked',
      status: 'reviewed',
      kind: 'position',
    } as const
    call('claims.update', {
      claim,
      ...edit,
      about: [{ actor: minister }],
      claimants: [{ author: true }, { actor: minister }],
      events: [{ title: 'Talks' }],
      figures: [{ measure: 'killed', low: 2, high: 2 }],
    })
    expect(page(claim)).toMatchObject({
      ...edit,
      holder: { uid: minister },
      about: [{ uid: minister }],
      claimants: [{ kind: 'author' }, { kind: 'actor' }],
      events: [{ name: 'Talks' }],
      figures: [{ measure: 'killed', low: 2, high: 2 }],
      reportedBy: { uid: reporting },
    })
    expect(page(reporting).reports).toMatchObject([{ uid: claim }])
    expect(call('history.undo', {}).label).toBe('Edit claim')
    expect(contents(project)).toEqual(before)
  })

  it('is called by what was changed', () => {
    const claim = create()
    const label = (edit: Partial<Call<'claims.update'>>) => {
      call('claims.update', { claim, ...edit })
      return call('history.state', {}).undo
    }
    expect(label({ stance: 'denies' })).toBe('Change stance')
    expect(label({ credibility: 2, reliability: 'C' })).toBe('Grade claim')
    expect(label({ note: 'x', status: 'reviewed' })).toBe('Edit claim')
  })

  it('replaces lists, keeping what stays as it is', () => {
    const claim = create({
      claimants: [{ actor: minister }, { author: true }],
      figures: [
        { measure: 'killed', low: 1 },
        { measure: 'injured', low: 5 },
      ],
    })
    const [kept] = page(claim).figures
    const claimants = liveRows(project.db, 'claimant')
    call('claims.update', {
      claim,
      claimants: [{ analyst: true }, { actor: minister }],
      figures: [{ uid: kept?.uid, measure: 'killed', low: 1, high: 3 }],
    })
    expect(page(claim).claimants.map(({ kind }) => kind)).toEqual(['analyst', 'actor'])
    expect(page(claim).figures).toMatchObject([{ uid: kept?.uid, low: 1, high: 3 }])
    expect(liveRows(project.db, 'claimant').filter(({ uid }) => uid === claimants[0]?.uid)).toHaveLength(1)
  })

  it.each<[string, () => Omit<Call<'claims.update'>, 'claim'>, string]>([
    ['no statement', () => ({ statement: ' ' }), 'statement'],
    ['no claimant', () => ({ claimants: [] }), 'claimants'],
    ['somebody who is gone', () => ({ claimants: [{ actor: 'gone' }] }), 'claimants'],
    ['a date in words', () => ({ happened: 'last month' }), 'happened'],
    ['a figure without a number', () => ({ figures: [{ measure: 'killed' }] }), 'figures'],
    [
      'a source of another document',
      () => ({
        claimants: [
          { source: { document: project.write((db) => aDocument(db, 'Other')), wording: 'officials' } },
        ],
      }),
      'claimants',
    ],
  ])('is refused with %s, and the field is named', (_, edit, field) => {
    const claim = create()
    const given = edit()
    const before = contents(project)
    expect(refusal(() => call('claims.update', { claim, ...given }))).toMatchObject({ detail: { field } })
    expect(contents(project)).toEqual(before)
  })

  it('rewords its proposition where it is alone, and leaves it to others where they report it too', () => {
    const first = create()
    const { proposition } = page(first)
    call('claims.update', { claim: first, statement: 'The ministry says no.' })
    expect(page(first)).toMatchObject({ proposition, statement: 'The ministry says no.' })
    const second = create({ statement: 'The ministry says no.', stance: 'denies' })
    call('claims.update', { claim: second, statement: 'The ministry says yes.' })
    expect(page(first).statement).toBe('The ministry says no.')
    expect(page(second).proposition).not.toBe(proposition)
    call('claims.update', { claim: second, statement: 'The ministry says no.' })
    expect(page(second).proposition).toBe(proposition)
    expect(liveRows(project.db, 'proposition')).toHaveLength(1)
  })
})

describe('Evidence', () => {
  it('is added by selecting more, once in each role, and its quote type follows', () => {
    const claim = create()
    expect(page(claim).quoteType).toBe('direct')
    call('claims.addEvidence', {
      claim,
      evidence: [
        { document, start: body.indexOf('He left'), end: body.indexOf('He left') + 8 },
        { passage },
        { passage, role: 'cue' },
        { document, role: 'absence', lookedFor: 'a date' },
      ],
    })
    expect(page(claim).evidence.map(({ role, quote, lookedFor }) => [role, quote ?? lookedFor])).toEqual([
      ['content', 'We refuse.'],
      ['content', 'He left.'],
      ['cue', 'We refuse.'],
      ['absence', 'a date'],
    ])
    expect(page(claim).quoteType).toBe('mixed')
    call('history.undo', {})
    expect(page(claim)).toMatchObject({ quoteType: 'direct', evidence: [{ passage }] })
  })

  it('keeps a quote type that was chosen', () => {
    const claim = create({ quoteType: 'indirect' })
    call('claims.addEvidence', { claim, evidence: [{ document, start: 32, end: 40 }] })
    expect(page(claim).quoteType).toBe('indirect')
  })

  it('says in which paragraph it stands, in which document, and what it is tagged', () => {
    const { tag } = call('tags.create', { name: 'Talks' })
    const claim = create({ evidence: [{ document, start: body.indexOf('The “talks”'), end: body.length }] })
    const [evidence] = page(claim).evidence
    call('passages.tag', { passages: [evidence?.passage ?? ''], tag })
    expect(page(claim).evidence).toMatchObject([
      { documentTitle: 'A document', paragraph: 2, tags: [tag], fits: true },
    ])
  })

  it('can have another role, and an absence cannot', () => {
    const claim = create({ evidence: [{ passage }, { document, role: 'absence', lookedFor: 'x' }] })
    const [first, second] = page(claim).evidence
    call('claims.setEvidenceRole', { evidence: first?.uid ?? '', role: 'source' })
    expect(page(claim).evidence[0]?.role).toBe('source')
    expect(
      refusal(() => call('claims.setEvidenceRole', { evidence: second?.uid ?? '', role: 'cue' })).code,
    ).toBe('invalid')
  })

  it('never leaves a claim: the last piece stays', () => {
    const claim = create({ evidence: [{ passage }, { document, role: 'absence', lookedFor: 'x' }] })
    const [first, second] = page(claim).evidence
    call('claims.removeEvidence', { evidence: first?.uid ?? '' })
    expect(page(claim).evidence).toMatchObject([{ role: 'absence' }])
    expect(refusal(() => call('claims.removeEvidence', { evidence: second?.uid ?? '' }))).toMatchObject({
      code: 'conflict',
    })
    expect(page(claim).evidence).toHaveLength(1)
  })
})
