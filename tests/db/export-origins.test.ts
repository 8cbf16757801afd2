import { describe, expect, it } from 'vitest'
import { loadNames } from '../../db/export/names.ts'
import { originsOf } from '../../db/export/origins.ts'
import { insertRow, type Values } from '../../db/rows.ts'
import { type ReadableDb, sql, type WritableDb } from '../../db/sql.ts'
import { aDocument, anActor, anna, testProject } from '../support/factories.ts'

function aProposition(w: WritableDb, fields: Values = {}): string {
  return insertRow(w, 'proposition', { statement: 'It happened.', kind: 'fact', ...fields }, anna.uid)
}

/** A report of a proposition; each claimant is an actor, a source, or the author of the document it rests on. */
function report(
  w: WritableDb,
  proposition: string,
  claimants: readonly Values[],
  fields: Values = {},
): string {
  const row = { proposition, number: 1, stance: 'asserts', status: 'draft', ...fields }
  const claim = insertRow(w, 'claim', row, anna.uid)
  claimants.forEach((claimant, position) => {
    insertRow(w, 'claimant', { claim, position, ...claimant }, anna.uid)
  })
  return claim
}

function derive(w: WritableDb, from: Values, to: Values): void {
  insertRow(w, 'relation', { kind: 'derived-from', state: 'open', ...from, ...to }, anna.uid)
}

const by = (actor: string): Values => ({ kind: 'actor', actor })

function origins(db: ReadableDb, proposition: string): number | undefined {
  return originsOf(db, loadNames(db), [proposition]).get(proposition)
}

/** Makes a project with one proposition and counts its origins. */
function counted(build: (w: WritableDb, proposition: string) => void): number | undefined {
  const { db, write } = testProject()
  const proposition = write((w) => {
    const made = aProposition(w)
    build(w, made)
    return made
  })
  return origins(db, proposition)
}

describe('Independent origins of a proposition', () => {
  it('are the different claimants that speak for it', () => {
    expect(
      counted((w, p) => {
        report(w, p, [by(anActor(w, 'A'))])
        report(w, p, [by(anActor(w, 'B'))], { stance: 'predicts' })
        report(w, p, [by(anActor(w, 'C'))], { stance: 'denies' })
        report(w, p, [by(anActor(w, 'D'))], { stance: 'declines-to-comment' })
      }),
    ).toBe(2)
  })

  it('count somebody once who says it twice, also under another name and in a joint statement', () => {
    expect(
      counted((w, p) => {
        const actor = anActor(w, 'A')
        const merged = anActor(w, 'a', { merged_into: actor })
        report(w, p, [by(actor)])
        report(w, p, [by(merged), by(anActor(w, 'B'))])
      }),
    ).toBe(1)
  })

  it('leave out what is derived, through any number of steps', () => {
    expect(
      counted((w, p) => {
        const first = report(w, p, [by(anActor(w, 'A'))])
        const second = report(w, p, [by(anActor(w, 'B'))])
        const third = report(w, p, [by(anActor(w, 'C'))])
        derive(w, { from_claim: third }, { to_claim: second })
        derive(w, { from_claim: second }, { to_claim: first })
      }),
    ).toBe(1)
  })

  it('stay two where one report was derived from both', () => {
    expect(
      counted((w, p) => {
        const [first, second, third] = ['A', 'B', 'C'].map((name) => report(w, p, [by(anActor(w, name))]))
        derive(w, { from_claim: third }, { to_claim: first })
        derive(w, { from_claim: third }, { to_claim: second })
      }),
    ).toBe(2)
  })

  it('are found outside: another proposition, or a report that was never imported', () => {
    expect(
      counted((w, p) => {
        const elsewhere = report(w, aProposition(w), [by(anActor(w, 'A'))], { stance: 'denies' })
        const [first, second, third] = ['B', 'C', 'D'].map((name) => report(w, p, [by(anActor(w, name))]))
        derive(w, { from_claim: first }, { to_claim: elsewhere })
        derive(w, { from_claim: second }, { to_report: 'The agency, 5 November' })
        derive(w, { from_claim: third }, { to_report: ' the agency, 5 november' })
      }),
    ).toBe(2)
  })

  it('are one for a whole proposition that was derived from a report', () => {
    expect(
      counted((w, p) => {
        report(w, p, [by(anActor(w, 'A'))])
        report(w, p, [by(anActor(w, 'B'))])
        derive(w, { from_proposition: p }, { to_report: 'A leaked paper' })
      }),
    ).toBe(1)
  })

  it('are one for claims derived from each other in a circle', () => {
    expect(
      counted((w, p) => {
        const [first, second] = ['A', 'B'].map((name) => report(w, p, [by(anActor(w, name))]))
        derive(w, { from_claim: first }, { to_claim: second })
        derive(w, { from_claim: second }, { to_claim: first })
      }),
    ).toBe(1)
  })

  it('tell sources of documents apart unless they are possibly the same', () => {
    expect(
      counted((w, p) => {
        const source = (fields: Values = {}) =>
          insertRow(
            w,
            'source',
            { document: aDocument(w, 'A text.'), wording: 'officials', ...fields },
            anna.uid,
          )
        const first = source()
        report(w, p, [{ kind: 'source', source: first }])
        report(w, p, [{ kind: 'source', source: source({ same_as: first }) }])
        report(w, p, [{ kind: 'source', source: source() }])
      }),
    ).toBe(2)
  })

  it('are the author of a document once, and the same author elsewhere', () => {
    expect(
      counted((w, p) => {
        const author = anActor(w, 'J. Writer')
        for (const fields of [{ author }, { author }, {}, {}]) {
          const document = aDocument(w, 'A text.', fields)
          const claim = report(w, p, [{ kind: 'author' }])
          insertRow(
            w,
            'evidence',
            { claim, role: 'absence', document, looked_for: 'x', position: 1 },
            anna.uid,
          )
        }
      }),
    ).toBe(3)
  })

  it('do not count the own inference', () => {
    expect(counted((w, p) => report(w, p, [{ kind: 'analyst' }]))).toBe(0)
  })

  it('are those of joined propositions together', () => {
    const { db, write } = testProject()
    const [one, other] = write((w) => {
      const kept = aProposition(w)
      const joined = aProposition(w, { joined_into: kept })
      report(w, kept, [by(anActor(w, 'A'))])
      report(w, joined, [by(anActor(w, 'B'))])
      return [kept, joined] as const
    })
    expect([origins(db, one), origins(db, other)]).toEqual([2, 2])
    expect(db.value(sql`select count(*) from live_claim`)).toBe(2)
  })
})
