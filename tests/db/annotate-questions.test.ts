import { describe, expect, it } from 'vitest'
import { leadHandlers } from '../../db/leads.ts'
import { projectHandlers } from '../../db/project-info.ts'
import { sql } from '../../db/sql.ts'
import { claim, projectWithText, refusalOf } from '../support/annotations.ts'
import { liveRows } from '../support/factories.ts'

describe('a line about the project', () => {
  it('writes the question and what is assumed, and leaves out what it does not name', () => {
    const project = projectWithText()
    project.apply({ kind: 'project', question: 'Who closed the port?', assumptions: 'It is one port.' })
    expect(project.apply({ kind: 'project', title: 'Port' })).toMatchObject({ updated: 1 })
    expect(project.call(projectHandlers, 'project.get', {})).toMatchObject({
      title: 'Port',
      question: 'Who closed the port?',
      assumptions: 'It is one port.',
    })
    expect(project.apply({ kind: 'project', title: 'Port' })).toMatchObject({ updated: 0, unchanged: 1 })
  })
})

describe('a line of a lead', () => {
  it('is made once by its words, belongs to what it names, and can be done', () => {
    const project = projectWithText()
    const lead = { kind: 'lead', type: 'ask', body: 'Who was there?', subject: { claim: 'c' } }
    const lines = [{ ...claim, id: 'c' }, lead, { kind: 'lead', body: 'Find the log' }]
    expect(project.apply(...lines)).toMatchObject({ leads: 2 })
    expect(project.apply(...lines)).toMatchObject({ leads: 0, unchanged: 3 })
    expect(project.apply({ ...claim, id: 'c' }, { ...lead, done: true })).toMatchObject({ updated: 1 })
    expect(project.call(leadHandlers, 'leads.list', {})).toMatchObject([
      { kind: 'verify', body: 'Find the log', done: false },
      { kind: 'ask', body: 'Who was there?', done: true },
    ])
    const [uid] = project.claims().map((one) => one.uid)
    expect(liveRows(project.db, 'lead')[0]).toMatchObject({ subject_table: 'claim', subject: uid })
  })

  it('is refused about two things, or about what is not there', () => {
    const lead = { kind: 'lead', body: 'Why?' }
    expect(refusalOf({ ...lead, subject: { actor: 'A', event: 'B' } }).message).toMatch(
      /subject: write one of/,
    )
    expect(refusalOf({ ...lead, subject: {} }).message).toMatch(/subject: write one of/)
    expect(refusalOf({ ...lead, subject: { document: 'None' } }).message).toMatch(/Line 1: .*None/)
  })
})

describe('a line of a hypothesis', () => {
  const hypothesis = {
    kind: 'hypothesis',
    statement: 'The port stays shut.',
    horizon: '2025',
    judgements: [
      { judgedAt: '2024-11-06', likelihood: 'unlikely', confidence: 'low', reason: 'One report' },
      { judgedAt: '2024-12-01', likelihood: 'likely', confidence: 'moderate', reason: 'Two' },
    ],
    assessments: [{ claim: 'c', rating: 'CC', note: 'It was shut' }],
  }
  const named = { ...claim, id: 'c' }

  it('keeps its dated judgements and what speaks for it', () => {
    const project = projectWithText()
    const counts = project.apply(named, hypothesis)
    expect(counts).toMatchObject({ hypotheses: 1, judgements: 2, assessments: 1 })
    expect(liveRows(project.db, 'hypothesis')).toMatchObject([
      { statement: 'The port stays shut.', horizon: '2025', position: 1 },
    ])
    expect(liveRows(project.db, 'judgement')).toMatchObject([
      { judged_at: '2024-11-06', likelihood: 'unlikely', confidence: 'low', reason: 'One report' },
      { judged_at: '2024-12-01', likelihood: 'likely', confidence: 'moderate', reason: 'Two' },
    ])
    const proposition = project.db.value(sql`select uid from live_proposition`)
    expect(liveRows(project.db, 'assessment')).toMatchObject([
      { proposition, rating: 'CC', note: 'It was shut' },
    ])
  })

  it('adds nothing the second time; a judgement of the same day and a rating are replaced', () => {
    const project = projectWithText()
    project.apply(named, hypothesis)
    expect(project.apply(named, hypothesis)).toMatchObject({ hypotheses: 0, updated: 0, unchanged: 2 })
    const changed = {
      ...hypothesis,
      judgements: [{ judgedAt: '2024-12-01', likelihood: 'very-likely' }],
      assessments: [{ claim: 'c', rating: 'I' }],
    }
    expect(project.apply(named, changed)).toMatchObject({ judgements: 0, assessments: 0, updated: 1 })
    expect(liveRows(project.db, 'judgement').map((row) => row.likelihood)).toEqual([
      'unlikely',
      'very-likely',
    ])
    expect(liveRows(project.db, 'assessment')).toMatchObject([{ rating: 'I', note: 'It was shut' }])
  })

  it.each([
    [
      'a likelihood of its own',
      { judgements: [{ judgedAt: '2024-11-06', likelihood: 'maybe' }] },
      /judgements\[1\]\.likelihood is one of/,
    ],
    [
      'a day that is none',
      { judgements: [{ judgedAt: '2024-11' }] },
      /judgements\[1\]\.judgedAt: write a day/,
    ],
    [
      'a claim that no line has',
      { assessments: [{ claim: 'x', rating: 'C' }] },
      /no earlier line has the id “x”/,
    ],
    ['no rating', { assessments: [{ claim: 'c' }] }, /assessments\[1\]\.rating is missing/],
    ['a horizon in words', { horizon: 'soon' }, /horizon: “soon” is not a date/],
  ])('is refused with %s', (_, fields, message) => {
    expect(refusalOf(named, { kind: 'hypothesis', statement: 'S', ...fields }).message).toMatch(message)
  })
})
