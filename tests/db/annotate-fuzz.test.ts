import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AppError } from '../../db/contract/errors.ts'
import { lineSchemas } from '../../db/import/annotate-lines.ts'
import { type AnnotatedProject, contents, projectWithText, text } from '../support/annotations.ts'

const name = fc.constantFrom('A', 'B', 'C', 'Port closed', 'Second', 'tagged')
const place = fc.oneof(
  fc.record({ document: name, start: fc.nat(text.length + 2), end: fc.nat(text.length + 2) }),
  fc
    .tuple(fc.nat(text.length), fc.nat(20))
    .map(([start, length]) => ({ document: 'Port closed', quote: text.slice(start, start + length) })),
)
const tagRef = fc.oneof(name, fc.array(name, { minLength: 1, maxLength: 3 }))
const id = fc.option(fc.constantFrom('1', '2', '3', '4'), { nil: undefined })
const event = fc.oneof(name, fc.record({ title: name, place: name, partOf: name }))
const claimant = fc.oneof(
  fc.record({ actor: name }),
  fc.record({ source: name }),
  fc.constant({ author: true }),
  fc.constant({ analyst: true }),
)

/** Lines that are right in form, and often contradict each other or the project. */
const line = fc.oneof(
  fc.record({
    kind: fc.constant('tag'),
    id,
    name,
    parent: fc.option(tagRef),
    digit: fc.option(fc.integer({ min: 1, max: 9 })),
  }),
  fc.tuple(place, fc.array(tagRef, { maxLength: 2 }), id).map(([where, tags, lineId]) => {
    return { kind: 'passage', id: lineId, tags, ...where }
  }),
  fc.record({
    kind: fc.constant('actor'),
    id,
    name,
    parent: fc.option(name),
    aliases: fc.array(name, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('source'), id, document: name, wording: name, sameAs: id }),
  fc.record({ kind: fc.constant('event'), id, title: name, place: fc.option(name), partOf: fc.option(name) }),
  fc.record({ kind: fc.constant('document'), document: name, publisher: fc.option(name) }),
  fc.record({
    kind: fc.constant('claim'),
    id,
    statement: name,
    claimant,
    stance: fc.constantFrom('asserts', 'denies'),
    holder: fc.option(name),
    about: fc.array(name, { maxLength: 2 }),
    evidence: fc.array(place, { minLength: 1, maxLength: 2 }),
    events: fc.array(event, { maxLength: 2 }),
    nestedIn: id,
    links: fc.array(
      fc.record({ kind: fc.constantFrom('contradicts', 'causes'), to: fc.constantFrom('1', '2') }),
      { maxLength: 2 },
    ),
  }),
)

/** Anything at all, under the names of fields. */
const nonsense = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record({
      kind: fc.constantFrom(...Object.keys(lineSchemas)),
      fields: fc.dictionary(
        fc.constantFrom(
          ...new Set(Object.values(lineSchemas).flatMap((schema) => Object.keys(schema.shape))),
        ),
        fc.jsonValue(),
      ),
    })
    .map(({ kind, fields }) => JSON.stringify({ ...fields, kind })),
)

/** Annotates, and undoes it, so that the project can be used again. */
function tryOut(project: AnnotatedProject, lines: readonly (object | string)[]): 'done' | 'refused' {
  const before = contents(project)
  try {
    project.apply(...lines)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toBe('invalid')
    expect(error.message).toMatch(/^Line \d+: \S.*\.$/s)
    expect(contents(project)).toEqual(before)
    return 'refused'
  }
  const after = contents(project)
  const again = project.apply(...lines)
  expect(again).toMatchObject({
    tags: 0,
    passages: 0,
    taggings: 0,
    actors: 0,
    aliases: 0,
    claims: 0,
    links: 0,
  })
  expect(again).toMatchObject({ sources: 0, events: 0, updated: 0 })
  expect(contents(project)).toEqual(after)
  if (JSON.stringify(after) !== JSON.stringify(before)) project.history.undo()
  expect(contents(project)).toEqual(before)
  return 'done'
}

it('Lines that are right in form are all done, and nothing is doubled the second time, or all refused', () => {
  const project = projectWithText()
  const outcomes = { done: 0, refused: 0 }
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      outcomes[tryOut(project, lines)]++
    }),
    { numRuns: 150 },
  )
  expect(Math.min(outcomes.done, outcomes.refused)).toBeGreaterThan(10)
})

it('Nonsense is refused in words that name the line', () => {
  const project = projectWithText()
  fc.assert(
    fc.property(nonsense, (lineOfNonsense) => {
      tryOut(project, [lineOfNonsense])
    }),
    { numRuns: 300 },
  )
})
