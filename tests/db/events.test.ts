import { expect, it } from 'vitest'
import { actorHandlers } from '../../db/actors.ts'
import { claimHandlers } from '../../db/claims.ts'
import { eventHandlers as handlers } from '../../db/events.ts'
import { insertRow } from '../../db/rows.ts'
import { aClaim, aDocument, anna, aPassage, testProject } from '../support/factories.ts'

function withEvent() {
  const test = testProject()
  const { event } = test.call(handlers, 'events.create', { title: 'Bombing' })
  const update = (change: object) => test.call(handlers, 'events.update', { event, ...change })
  const list = () => test.call(handlers, 'events.list', {})
  return { ...test, event, update, list }
}

it('is edited, with a place that is made where it is new', () => {
  const { call, update, list, history } = withEvent()
  update({
    title: 'The bombing',
    date: '2024-10-05',
    place: { name: 'Harbour road', kind: 'place' },
    note: 'Loud',
  })
  expect(list()[0]).toMatchObject({
    title: 'The bombing',
    date: '2024-10-05',
    place: { name: 'Harbour road' },
    note: 'Loud',
  })
  expect(call(actorHandlers, 'actors.list', {}).map(({ name }) => name)).toEqual(['Harbour road'])
  expect(() => update({ date: 'one evening' })).toThrow('not a date')
  expect(history.undo().value.label).toBe('Edit event')
  expect(list()[0]).toMatchObject({ title: 'Bombing', place: null })
})

it('cannot be part of itself', () => {
  const { call, event, update } = withEvent()
  const { event: part } = call(handlers, 'events.create', { title: 'Second blast', partOf: event })
  expect(() => update({ partOf: part })).toThrow('cannot be part of itself')
})

it('has the claims that speak of it, or give a figure for it; deleted, they stay', () => {
  const { call, write, event, list, history } = withEvent()
  write((db) => {
    const passage = aPassage(db, aDocument(db, 'One two.'), 'One')
    const spoken = aClaim(db, 'It was loud.', [passage])
    insertRow(db, 'claim_event', { claim: spoken, event }, anna.uid)
    const counted = aClaim(db, 'Two died.', [passage])
    insertRow(db, 'figure', { claim: counted, event, measure: 'killed', low: 2, high: 2 }, anna.uid)
    aClaim(db, 'It rained.', [passage])
  })
  const statements = () => call(claimHandlers, 'claims.list', { event }).map(({ statement }) => statement)
  expect(statements()).toEqual(['It was loud.', 'Two died.'])
  call(handlers, 'events.remove', { event })
  expect(list()).toEqual([])
  expect(call(claimHandlers, 'claims.list', {})).toHaveLength(3)
  history.undo()
  expect(statements()).toHaveLength(2)
  expect(list()[0]?.claims).toBe(2)
})
