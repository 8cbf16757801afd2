import { describe, expect, it } from 'vitest'
import type { ClaimInfo } from '../../db/contract/claim.ts'
import { claimantNames, figureWords } from '../../db/contract/claim-words.ts'
import { bySide, isOpposed, supportWords } from '../../db/contract/statement-words.ts'
import {
  blankFigure,
  type ClaimDraft,
  type DraftEvidence,
  edited,
  newDraft,
  nextDraft,
  restsOn,
  restsOnSpan,
  withAct,
  withEvidence,
} from '../../renderer/claims/draft.ts'
import { inputOf, problemsOf } from '../../renderer/claims/draft-input.ts'
import { formKey } from '../../renderer/claims/form-keys.ts'
import { proposeClaim } from '../../renderer/claims/propose.ts'
import { similarTo } from '../../renderer/claims/similar.ts'
import { wordsBeside } from '../../renderer/claims/when.ts'
import { analystWho, type Who } from '../../renderer/claims/who.ts'
import { rolesOf } from '../../renderer/claims/words.ts'

const known = { actors: [], sources: [], author: 'A. Rahim' }
const place: DraftEvidence = {
  kind: 'place',
  document: 'd',
  start: 10,
  end: 20,
  quote: 'ten letters',
  role: 'content',
}

function draft(sentence = 'Police said that the road is closed.', last: readonly Who[] = []): ClaimDraft {
  return newDraft('1', 'd', [place], proposeClaim(sentence, sentence), known, last)
}

describe('A claim that is begun', () => {
  it('proposes the statement and who says it, and is not worth keeping yet', () => {
    expect(draft()).toMatchObject({
      touched: false,
      values: { statement: 'The road is closed.', claimants: [{ name: 'Police' }], stance: 'asserts' },
    })
    expect(draft('The road is closed.').values.claimants).toEqual([
      { kind: 'author', name: 'A. Rahim (author)' },
    ])
  })

  it('takes a pronoun for the last claimant', () => {
    const last: Who = { kind: 'source', uid: 's', name: 'five officials' }
    expect(draft('They said that the road is closed.', [last]).values.claimants).toEqual([last])
  })

  it('proposes whose position it is with the act, and leaves it alone where it is named', () => {
    const claimant: Who = { kind: 'actor', uid: 'a', name: 'The ministry' }
    const begun = edited(draft(), { claimants: [claimant] })
    expect(withAct(begun, 'refuses', known).values).toMatchObject({ act: 'refuses', holder: claimant })
    const holder: Who = { kind: 'actor', uid: 'b', name: 'Beijing' }
    expect(withAct(edited(begun, { holder }), 'refuses', known).values.holder).toEqual(holder)
    expect(withAct(draft('The road is closed.'), 'warns', known).values.holder).toBeNull()
  })

  it('is the same for the same words, also with a blank more', () => {
    expect(restsOn(draft(), { ...place, quote: 'x' })).toBe(true)
    expect(restsOn(draft(), { ...place, start: 11 })).toBe(false)
    expect(restsOnSpan(draft(), { start: 9, end: 21 })).toBe(true)
    expect(restsOnSpan(draft(), { start: 0, end: 40 })).toBe(false)
  })

  it('takes more evidence, each piece once', () => {
    const more = withEvidence(draft(), { ...place, start: 30, end: 40 })
    expect(more.evidence).toHaveLength(2)
    expect(withEvidence(more, { ...place, start: 30, end: 40 })).toBe(more)
  })

  it('is followed by another on the same words, by the same claimants', () => {
    const next = nextDraft(
      '2',
      edited(draft(), { credibility: 2, reliability: 'B', act: 'warns', note: 'x' }),
    )
    expect(next).toMatchObject({
      evidence: [place],
      touched: false,
      values: {
        statement: 'The road is closed.',
        claimants: [{ name: 'Police' }],
        reliability: 'B',
        credibility: null,
        act: null,
        note: '',
      },
    })
  })
})

describe('A claim is refused at the field', () => {
  it.each<[string, (one: ClaimDraft) => ClaimDraft, string, RegExp]>([
    ['without a statement', (one) => edited(one, { statement: '  ' }), 'statement', /statement/],
    ['without a claimant', (one) => edited(one, { claimants: [] }), 'claimants', /claimant/],
    ['without evidence', (one) => ({ ...one, evidence: [] }), 'evidence', /press E/],
    [
      'with an absence that says nothing',
      (one) => ({ ...one, evidence: [{ kind: 'absence', document: 'd', lookedFor: ' ' }] }),
      'evidence',
      /looked for/,
    ],
    [
      'with a name that is not chosen',
      (one) => ({ ...one, typed: { holder: 'Inter' } }),
      'holder',
      /“Inter”/,
    ],
    ['with a figure without a number', (one) => edited(one, { figures: [blankFigure] }), 'figures', /number/],
    [
      'with a number in words',
      (one) => edited(one, { figures: [{ ...blankFigure, low: 'ten' }] }),
      'figures',
      /digits/,
    ],
  ])('%s', (_, change, field, words) => {
    const problems = problemsOf(change(draft()))
    expect(Object.keys(problems)).toEqual([field])
    expect(Object.values(problems)[0]).toMatch(words)
  })

  it('and has no problem otherwise', () => {
    expect(problemsOf(draft())).toEqual({})
  })
})

describe('What is asked of the store', () => {
  it('names those who are there by id, and those to be made by what they are called', () => {
    const input = inputOf(
      edited(
        {
          ...draft(),
          evidence: [place, { kind: 'passage', document: 'd', passage: 'p', quote: 'q', role: 'cue' }],
        },
        {
          claimants: [
            { kind: 'new-source', name: 'five officials' },
            { kind: 'author', name: 'A' },
            analystWho,
          ],
          holder: { kind: 'new-actor', name: 'Beijing', actorKind: 'state' },
          act: 'demands',
          about: [{ who: { kind: 'actor', uid: 'a', name: 'A' }, role: 'place' }],
          events: ['Blast'],
          figures: [{ ...blankFigure, low: '1,200', qualifier: 'at least', event: 'Blast' }],
          note: ' ',
        },
      ),
    )
    expect(input).toMatchObject({
      claimants: [
        { source: { document: 'd', wording: 'five officials', number: 5 } },
        { author: true },
        { analyst: true },
      ],
      holder: { name: 'Beijing', kind: 'state' },
      about: [{ actor: 'a', role: 'place' }],
      evidence: [
        { document: 'd', start: 10, end: 20, role: 'content' },
        { passage: 'p', role: 'cue' },
      ],
      events: [{ title: 'Blast' }],
      figures: [{ low: 1200, high: null, qualifier: 'at least', event: { title: 'Blast' }, unit: null }],
      note: null,
    })
  })

  it('has no holder where no position is taken', () => {
    const holder: Who = { kind: 'actor', uid: 'a', name: 'A' }
    expect(inputOf(edited(draft(), { holder, act: null })).holder).toBeNull()
  })
})

describe('Keys of the form', () => {
  const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
    key: name,
    code: '',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  })

  it('save from a choice or a line; lines of text keep their Enter', () => {
    expect(formKey(key('Enter'), 'choice')).toEqual({ do: 'save' })
    expect(formKey(key('Enter'), 'line')).toEqual({ do: 'save' })
    expect(formKey(key('Enter'), 'lines')).toBeNull()
    expect(formKey(key('Enter'), 'button')).toBeNull()
    expect(formKey(key('Enter', { ctrlKey: true }), 'lines')).toEqual({ do: 'save' })
    expect(formKey(key('Enter', { shiftKey: true }), 'lines')).toEqual({ do: 'save-another' })
  })

  it('grade by a digit and repeat by a full stop, where nobody types', () => {
    expect(formKey(key('3'), 'choice')).toEqual({ do: 'credibility', credibility: 3 })
    expect(formKey(key('.'), 'choice')).toEqual({ do: 'repeat' })
    expect([formKey(key('3'), 'line'), formKey(key('.'), 'lines'), formKey(key('7'), 'choice')]).toEqual([
      null,
      null,
      null,
    ])
    expect(formKey(key('r'), 'choice')).toBeNull()
  })

  it('put aside by Escape and show the rest by Alt+M from anywhere', () => {
    expect(formKey(key('Escape'), 'lines')).toEqual({ do: 'close' })
    expect(formKey(key('µ', { altKey: true, code: 'KeyM' }), 'line')).toEqual({ do: 'more' })
  })
})

function claim(fields: Partial<ClaimInfo>): ClaimInfo {
  return {
    uid: 'c',
    cite: 'AR-1',
    proposition: 'p',
    statement: 'S.',
    kind: 'fact',
    claimants: [],
    stance: 'asserts',
    holder: null,
    act: null,
    about: [],
    reliability: null,
    reliabilityReason: null,
    credibility: null,
    credibilityReason: null,
    said: null,
    saidWording: null,
    happened: null,
    happenedWording: null,
    events: [],
    figures: [],
    nestedIn: null,
    quoteType: null,
    commitment: null,
    basis: null,
    status: 'draft',
    note: null,
    evidence: [],
    createdBy: 'a',
    createdAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  }
}

describe('A claim in words', () => {
  it('quotes sources, and says who is the author and what is inferred', () => {
    const claimants = [
      { kind: 'actor', uid: 'a', name: 'Beijing' },
      { kind: 'source', uid: 's', name: 'officials' },
      { kind: 'author', uid: null, name: 'A. Rahim' },
      { kind: 'analyst', uid: null, name: 'Anna' },
    ]
    expect(claimantNames({ claimants })).toBe('Beijing, “officials”, A. Rahim (author), Anna (own inference)')
  })

  it('gives figures with whom they count', () => {
    const figure = {
      uid: 'f',
      event: { uid: 'e', name: 'Blast' },
      measure: 'injured' as const,
      counted: 'bystanders',
      notCounted: 'the driver',
      low: 10,
      high: 12,
      unit: null,
      qualifier: 'at least',
      asOf: '2024-10-08',
    }
    expect(figureWords(figure)).toBe(
      'at least 10–12 injured, bystanders, without the driver · Blast, as of 8 Oct 2024',
    )
    expect(
      figureWords({
        ...figure,
        low: null,
        counted: null,
        notCounted: null,
        qualifier: null,
        event: null,
        asOf: null,
      }),
    ).toBe('up to 12 injured')
    expect(
      figureWords({
        ...figure,
        low: null,
        qualifier: 'at most',
        counted: null,
        notCounted: null,
        event: null,
        asOf: null,
      }),
    ).toBe('at most 12 injured')
  })

  it('is opposed by a denial of what it affirms, not by a question', () => {
    expect(isOpposed(claim({}), claim({ stance: 'denies' }))).toBe(true)
    expect(isOpposed(claim({ stance: 'denies' }), claim({ stance: 'predicts' }))).toBe(true)
    expect(isOpposed(claim({}), claim({ stance: 'questions' }))).toBe(false)
    const sides = bySide([claim({ stance: 'questions' }), claim({}), claim({ stance: 'denies' })])
    expect(sides.map(({ title }) => title)).toEqual(['Speak for it', 'Deny it', 'Neither'])
  })

  it('counts sources and origins', () => {
    expect(supportWords(3, 1)).toBe('3 sources, 1 origin.')
    expect(supportWords(1, 2)).toBe('1 source, 2 origins.')
    expect(supportWords(0, 0)).toBe('Nobody speaks for it yet.')
  })

  it('names an actor in each of its roles, as the author of its document too', () => {
    const evidence = [{ document: 'd' } as ClaimInfo['evidence'][number]]
    const author = { kind: 'author', uid: null, name: 'A' }
    const one = claim({ claimants: [author], evidence, holder: { uid: 'x', name: 'X' } })
    expect(rolesOf(one, 'x', new Set(['d']))).toEqual(['claimant', 'holder'])
    expect(rolesOf(one, 'y', new Set())).toEqual([])
  })
})

describe('The words beside a date', () => {
  const entry = (typed: string, relative = true) => ({ typed, relative })

  it('are what was typed, as long as nobody wrote others', () => {
    const own = { words: '' }
    expect(wordsBeside(entry('5 Nov 2024', false), '', own)).toBe('')
    expect(wordsBeside(entry('last month'), '', own)).toBe('last month')
    expect(wordsBeside(entry('last week'), 'last month', own)).toBe('last week')
    expect(wordsBeside(entry('yesterday'), 'the other day', own)).toBe('the other day')
  })

  it('follow their own date, whatever is typed into another', () => {
    const [said, happened] = [{ words: '' }, { words: '' }]
    const wording = wordsBeside(entry('last month'), '', said)
    expect(wordsBeside(entry('yesterday'), '', happened)).toBe('yesterday')
    expect(wordsBeside(entry('last week'), wording, said)).toBe('last week')
  })
})

describe('Statements like another one', () => {
  const all = ['Foreign guards will not come.', 'The road is closed.', 'Guards from abroad stay away.'].map(
    (statement) => ({ statement }),
  )

  it('have half of its words, and are another sentence', () => {
    expect(similarTo('Foreign guards will come.', all)).toEqual([all[0]])
    expect(similarTo('The road is closed.', all)).toEqual([])
    expect(similarTo('Guards', all)).toEqual([])
  })
})
