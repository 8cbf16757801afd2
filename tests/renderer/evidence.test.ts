import { describe, expect, it } from 'vitest'
import type { ClaimInfo } from '../../db/contract/claim.ts'
import { tableColumns, tableShapes } from '../../db/contract/evidence-columns.ts'
import type { Condition } from '../../db/contract/evidence-table.ts'
import { cellText } from '../../db/contract/table-words.ts'
import { citedBullets } from '../../renderer/evidence/bullets.ts'
import { asksOf, conditionOf, conditionText, draftOf } from '../../renderer/evidence/conditions.ts'
import { offeredColumns } from '../../renderer/evidence/words.ts'

const column = (name: string) => {
  const found = tableColumns.claims.find((one) => one.name === name)
  if (!found) throw new Error(`There is no column ${name}.`)
  return found
}

type Part = Partial<ClaimInfo['evidence'][number]>

function claim(fields: Partial<ClaimInfo>, ...evidence: Part[]): ClaimInfo {
  return {
    statement: 'The port reopened.',
    cite: 'AR-17',
    stance: 'asserts',
    claimants: [{ kind: 'actor', uid: '1', name: 'Port Authority' }],
    reliability: 'B',
    credibility: 3,
    evidence,
    ...fields,
  } as ClaimInfo
}

const monitor: Part = { publisher: 'Coastal Monitor', published: '2026-01-08', documentTitle: 'Port' }

describe('A cited bullet', () => {
  it('names who says it, where and when, its grade and its short id', () => {
    expect(citedBullets([claim({}, monitor)])).toBe(
      '- The port reopened (Port Authority, Coastal Monitor, 8 Jan 2026, B3) [AR-17]\n',
    )
  })

  it('says of whoever does not assert it what they do', () => {
    expect(citedBullets([claim({ stance: 'denies' }, monitor)])).toContain('(Port Authority denies, Coastal')
    expect(citedBullets([claim({ stance: 'neither-confirms-nor-denies' })])).toContain(
      '(Port Authority neither confirms nor denies, B3)',
    )
  })

  it('names each outlet once, a document without one by its title, and stays on its line', () => {
    const other: Part = { publisher: null, published: null, documentTitle: 'A leaflet' }
    const joint = [
      { kind: 'actor', uid: '1', name: 'Port Authority' },
      { kind: 'source', uid: '2', name: 'two\nofficials' },
    ]
    const made = citedBullets([
      claim(
        { claimants: joint, reliability: null, credibility: null, statement: 'One\n\ttwo' },
        monitor,
        monitor,
        other,
      ),
    ])
    expect(made).toBe(
      '- One two (Port Authority and two officials, Coastal Monitor, 8 Jan 2026; A leaflet) [AR-17]\n',
    )
  })
})

describe('A cell', () => {
  it.each([
    ['stance', 'denies', '⊘ denies'],
    ['stance', 'something-new', 'something-new'],
    ['said', '2024-11', 'Nov 2024'],
    ['published', ['2024-11-05', '', '2024-11-05'], '5 Nov 2024'],
    ['claimant', ['Ann', 'Bob'], 'Ann, Bob'],
    ['passages', ['First.', '', 'Last.'], 'First. … Last.'],
    ['origins', 1234, '1,234'],
    ['reliability', 'B', 'B'],
    ['figures', [{ measure: 'killed', low: 10, high: 12, qualifier: 'at least' }], 'killed at least 10–12'],
    [
      'links',
      [
        { kind: 'derived-from', to: 'AR-3' },
        { kind: 'contradicts', from: 'AR-4' },
      ],
      'derived from AR-3; ← contradicts AR-4',
    ],
    ['claim_note', null, ''],
  ])('of %s reads as words: %j', (name, cell, words) => {
    expect(cellText(column(name), cell as never)).toBe(words)
  })
})

describe('A filter', () => {
  const conditions: Condition[] = [
    { test: 'contains', column: 'claim_statement', text: 'port', not: true },
    { test: 'oneOf', column: 'stance', keys: ['denies'], not: false },
    { test: 'between', column: 'said', from: '2024-11', to: null },
    { test: 'range', column: 'origins', from: 1, to: 2 },
    { test: 'filled', column: 'claim_note', not: true },
  ]

  it.each(conditions)('is the same after it was opened and closed again: $test', (condition) => {
    expect(conditionOf(condition.column, draftOf(condition, 'filled'))).toEqual(condition)
  })

  it('reads as words', () => {
    expect(conditions.map((condition) => conditionText(condition, (key) => key))).toEqual([
      'does not contain “port”',
      'is denies',
      'from Nov 2024',
      'from 1 to 2',
      'is empty',
    ])
    const many: Condition = { test: 'oneOf', column: 'stance', keys: ['a', 'b', 'c', 'd'], not: true }
    expect(conditionText(many, (key) => key.toUpperCase())).toBe('is none of A, B and 2 more')
  })

  it('is none while something is missing', () => {
    const empty = draftOf(undefined, 'contains')
    for (const ask of ['contains', 'oneOf', 'between', 'range'] as const)
      expect(conditionOf('x', { ...empty, ask }), ask).toBeNull()
    expect(conditionOf('x', { ...empty, ask: 'range', from: 'three' })).toBeNull()
  })

  it('can ask something of every column', () => {
    for (const shape of tableShapes)
      for (const one of tableColumns[shape]) expect(asksOf(one).length, one.name).toBeGreaterThan(1)
  })
})

it('offers every column, those first that a table begins with', () => {
  for (const shape of tableShapes) {
    expect(new Set(offeredColumns(shape))).toEqual(new Set(tableColumns[shape]))
  }
  expect(offeredColumns('claims')[0]?.name).toBe('claim_cite')
  expect(offeredColumns('evidence').at(-1)?.name).toMatch(/_id$|sha256|_end$/)
})
