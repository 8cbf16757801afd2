import { describe, expect, it } from 'vitest'
import { claim, projectWithText, refusalOf } from '../support/annotations.ts'
import { liveRows } from '../support/factories.ts'

describe('a line of claims', () => {
  it('takes every field', () => {
    const project = projectWithText()
    const counts = project.apply(
      {
        kind: 'claim',
        id: 'report',
        statement: 'The minister spoke.',
        claimant: { author: true },
        evidence: [{ document: 'Port closed', quote: 'the minister told reporters', role: 'source' }],
      },
      {
        kind: 'claim',
        id: 'refusal',
        statement: 'The ministry agreed to closing the port.',
        claim_kind: 'position',
        claimants: [
          { actor: 'The minister' },
          {
            source: 'reporters',
            number: 2,
            affiliation: 'press',
            access: 'present',
            reliability: 'C',
            reliability_reason: 'named',
          },
        ],
        stance: 'denies',
        holder: 'Ministry',
        act: 'refuses',
        about: ['Port authority', { actor: 'Harbour', role: 'place' }],
        evidence: [
          { document: 'Port closed', quote: 'We never agreed to it' },
          { document: 'Port closed', quote: 'It is final' },
          { document: 'Port closed', quote: 'told reporters', role: 'cue' },
          { document: 'Port closed', role: 'absence', looked_for: 'a written agreement' },
        ],
        reliability: 'B',
        reliabilityReason: 'Close to it',
        credibility: 2,
        credibilityReason: 'Fits',
        said: '2024-11-05',
        saidWording: 'Monday',
        happened: '2024-10',
        happenedWording: 'last month',
        events: [
          'Closing of the port',
          { title: 'Sinking', date: '2024-11-04', place: 'Harbour', partOf: 'Closing of the port' },
        ],
        figures: [
          {
            event: 'Sinking',
            measure: 'killed',
            counted: 'crew',
            not_counted: 'divers',
            low: 3,
            high: 5,
            unit: 'people',
            qualifier: 'at least',
            as_of: '2024-11-06',
          },
        ],
        nested_in: 'report',
        commitment: 'certain-not',
        basis: 'first-hand',
        note: 'Look again',
        status: 'reviewed',
        links: [
          { kind: 'contradicts', to: 'report', contradiction: 'polarity', state: 'open', note: 'Which?' },
          { kind: 'derived-from', toReport: 'A wire report' },
        ],
      },
    )
    expect(counts).toMatchObject({
      claims: 2,
      actors: 4,
      sources: 1,
      events: 2,
      links: 2,
      passages: 4,
      unchanged: 0,
    })
    const [report, refusal] = project.claims()
    expect(refusal).toMatchObject({
      cite: 'AR-2',
      statement: 'The ministry agreed to closing the port.',
      kind: 'position',
      claimants: [
        { kind: 'actor', name: 'The minister' },
        { kind: 'source', name: 'reporters' },
      ],
      stance: 'denies',
      holder: { name: 'Ministry' },
      act: 'refuses',
      reliability: 'B',
      reliabilityReason: 'Close to it',
      credibility: 2,
      credibilityReason: 'Fits',
      said: '2024-11-05',
      saidWording: 'Monday',
      happened: '2024-10',
      happenedWording: 'last month',
      nestedIn: report?.uid,
      quoteType: 'direct',
      commitment: 'certain-not',
      basis: 'first-hand',
      note: 'Look again',
      status: 'reviewed',
      figures: [
        {
          event: { name: 'Sinking' },
          measure: 'killed',
          counted: 'crew',
          notCounted: 'divers',
          low: 3,
          high: 5,
          unit: 'people',
          qualifier: 'at least',
          asOf: '2024-11-06',
        },
      ],
    })
    expect(refusal?.about.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual([
      'Harbour: place',
      'Port authority: subject',
    ])
    expect(refusal?.events.map(({ name }) => name).sort()).toEqual(['Closing of the port', 'Sinking'])
    expect(refusal?.evidence.map(({ role }) => role)).toEqual(['content', 'content', 'cue', 'absence'])
    expect(liveRows(project.db, 'source')).toMatchObject([
      { wording: 'reporters', number: 2, affiliation: 'press', access: 'present', reliability: 'C' },
    ])
    expect(liveRows(project.db, 'relation')).toMatchObject([
      {
        kind: 'contradicts',
        from_claim: refusal?.uid,
        to_claim: report?.uid,
        contradiction: 'polarity',
        note: 'Which?',
      },
      { kind: 'derived-from', to_report: 'A wire report', state: 'open' },
    ])
    const harbour = liveRows(project.db, 'actor').find(({ name }) => name === 'Harbour')
    expect(harbour).toMatchObject({ kind: 'place' })
    const [closing, sinking] = liveRows(project.db, 'event')
    expect(sinking).toMatchObject({ date: '2024-11-04', place: harbour?.uid, part_of: closing?.uid })
  })

  it('is the same claim where statement, claimants, stance and evidence are', () => {
    const project = projectWithText()
    project.apply(claim)
    expect(project.apply(claim)).toMatchObject({ claims: 0, unchanged: 1 })
    expect(project.apply({ ...claim, credibility: 3, about: ['Port'] })).toMatchObject({
      claims: 0,
      updated: 0,
      actors: 1,
    })
    expect(project.claims()).toMatchObject([{ credibility: 3, about: [{ name: 'Port' }] }])
    expect(project.apply({ ...claim, credibility: 4 })).toMatchObject({ claims: 0, updated: 1 })
    expect(project.apply({ ...claim, stance: 'denies' }).claims).toBe(1)
    expect(project.apply({ ...claim, claimant: { actor: 'The minister' } }).claims).toBe(1)
    expect(project.apply({ ...claim, statement: 'The port was not open.' }).claims).toBe(1)
    expect(
      project.apply({
        ...claim,
        evidence: [...claim.evidence, { document: 'Port closed', start: 0, end: 8, role: 'cue' }],
      }).claims,
    ).toBe(1)
    expect(project.claims()).toHaveLength(5)
  })

  it('is recorded once however often the file says it, and both ids mean it', () => {
    const project = projectWithText()
    const counts = project.apply(
      { ...claim, id: 'a' },
      { ...claim, id: 'b', note: 'again' },
      { ...claim, statement: 'Nested.', nestedIn: 'b' },
    )
    expect(counts.claims).toBe(2)
    const [first, second] = project.claims()
    expect(first).toMatchObject({ note: 'again' })
    expect(second?.nestedIn).toBe(first?.uid)
  })

  it('shares its proposition with other claims of the same sentence', () => {
    const project = projectWithText()
    project.apply(claim, { ...claim, stance: 'denies', claimant: { actor: 'The minister' } })
    const [first, second] = project.claims()
    expect(first?.proposition).toBe(second?.proposition)
  })

  it('takes evidence that an earlier line marked', () => {
    const project = projectWithText()
    project.apply(
      { kind: 'passage', id: 'p', document: 'Port closed', start: 0, end: 8, tags: ['Ports'] },
      { ...claim, evidence: [{ passage: 'p' }] },
    )
    expect(liveRows(project.db, 'passage')).toHaveLength(1)
    expect(project.claims()).toMatchObject([{ evidence: [{ start: 0, quote: 'The port' }] }])
  })

  it.each([
    [{ claimant: undefined }, /write claimant, or claimants for several/],
    [{ claimants: [] }, /claimants: a claim needs a claimant/],
    [{ claimant: {} }, /claimant: write one of actor, source, author and analyst/],
    [{ claimant: { actor: 'A', author: true } }, /claimant: write one of/],
    [{ claimant: 'A' }, /claimant is an object in braces, not "A"/],
    [{ claimant: { actor: 'A', number: 2 } }, /claimant: only a source has further fields/],
    [{ claimant: { source: 'x', document: 'Second' } }, /“x” speaks in a document that is no evidence/],
    [{ evidence: [] }, /evidence: a claim needs at least one piece of evidence/],
    [{ evidence: undefined }, /evidence is missing/],
    [{ statement: '  ' }, /statement: it is empty/],
    [{ stance: 'assert' }, /stance is one of asserts, denies, .*, not "assert"/],
    [{ act: 'refuse' }, /act is one of demands/],
    [{ credibility: 7 }, /credibility is at most 6, not 7/],
    [{ reliability: 'b' }, /reliability is one of A, B, C, D, E, F, not "b"/],
    [{ said: 'yesterday' }, /said: “yesterday” is not a date/],
    [{ nestedIn: 'later' }, /no earlier line has the id “later”/],
    [{ nestedIn: 'tagged' }, /“tagged” is the id of a line of kind tag, not claim/],
    [{ id: 'tagged' }, /the id “tagged” belongs to an earlier line/],
    [{ links: [{ kind: 'contradicts' }] }, /links\[1\]: write to or toReport/],
    [{ links: [{ kind: 'causes', toReport: 'x', contradiction: 'time' }] }, /only a link that contradicts/],
    [{ figures: [{ measure: 'killed' }] }, /figures\[1\]: a figure needs low, high or both/],
    [{ figures: [{ measure: 'killed', low: 3, high: 2 }] }, /low is greater than high/],
    [{ figures: [{ measure: 'deaths', low: 3 }] }, /figures\[1\]\.measure is one of killed/],
    [
      { evidence: [{ document: 'Port closed', role: 'absence' }] },
      /an absence needs a document and lookedFor/,
    ],
    [
      { evidence: [{ document: 'Port closed', role: 'absence', lookedFor: 'x', start: 1, end: 2 }] },
      /an absence has no place/,
    ],
    [{ evidence: [{ quote: 'The port' }] }, /it does not say in which document/],
    [{ evidence: [{ passage: 'tagged' }] }, /“tagged” is the id of a line of kind tag, not passage/],
    [
      {
        claimant: { source: 'x' },
        evidence: [
          { document: 'Port closed', start: 0, end: 3 },
          { document: 'Second', start: 0, end: 3 },
        ],
      },
      /write in which one “x” speaks/,
    ],
    [{ quote_type: 'direct', quoteType: 'direct' }, /quoteType is written twice/],
    [
      { evidence: [{ document: 'Port closed', start: 0, end: 3, text: 'x' }] },
      /“text” is not a field of evidence\[1\]/,
    ],
  ])('is refused with the field named: %j', (fields, message) => {
    const error = refusalOf({ kind: 'tag', id: 'tagged', name: 'A' }, { ...claim, ...fields })
    expect(error).toMatchObject({ code: 'invalid', detail: { line: 2 } })
    expect(error.message).toMatch(message)
  })
})
