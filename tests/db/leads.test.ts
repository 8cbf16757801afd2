import { expect, it } from 'vitest'
import { leadHandlers as handlers } from '../../db/leads.ts'
import { tagHandlers } from '../../db/tags.ts'
import { aDocument, aPassage, aTag, testProject } from '../support/factories.ts'

function withLeads(...bodies: string[]) {
  const test = testProject()
  const make = (body: string) => test.call(handlers, 'leads.create', { body }).lead
  const list = () =>
    test.call(handlers, 'leads.list', {}).map(({ body, done }) => (done ? `(${body})` : body))
  return { ...test, list, leads: bodies.map(make), make }
}

it('lists what is open before what is done, in the order of making', () => {
  const { call, list, leads } = withLeads('Ask the ministry', 'Find the draft', 'Check the dates')
  call(handlers, 'leads.update', { lead: leads[0] ?? '', done: true })
  expect(list()).toEqual(['Find the draft', 'Check the dates', '(Ask the ministry)'])
})

it('undoes what was done to a lead', () => {
  const { call, list, leads, history } = withLeads('Ask the ministry')
  const lead = leads[0] ?? ''
  call(handlers, 'leads.update', { lead, body: 'Ask both ministries', kind: 'ask' })
  call(handlers, 'leads.remove', { lead })
  expect(list()).toEqual([])
  expect(history.undo().value.label).toBe('Delete lead')
  expect(list()).toEqual(['Ask both ministries'])
  history.undo()
  expect(list()).toEqual(['Ask the ministry'])
})

it('refuses a lead without words, and one that is gone', () => {
  const { call, make, leads } = withLeads('Ask')
  expect(() => make('  \n ')).toThrow('A lead needs some words.')
  const lead = leads[0] ?? ''
  call(handlers, 'leads.remove', { lead })
  expect(() => call(handlers, 'leads.update', { lead, done: true })).toThrow('no longer in the project')
})

it('leads to what it belongs to, as long as that is there', () => {
  const { call, write } = testProject()
  const [passage, tag] = write((db) => {
    const place = aPassage(db, aDocument(db, 'One two three.'), 'two')
    return [place, aTag(db, 'Roads')] as const
  })
  const subjects = () => call(handlers, 'leads.list', {}).map(({ subject }) => subject)
  call(handlers, 'leads.create', { body: 'Who said so?', subject: { kind: 'passage', uid: passage } })
  call(handlers, 'leads.create', { body: 'Read more', subject: { kind: 'tag', uid: tag } })
  call(handlers, 'leads.create', { body: 'Of the whole project' })
  expect(subjects()).toEqual([
    { kind: 'passage', uid: passage, title: 'two', document: expect.any(String), start: 4 },
    { kind: 'tag', uid: tag, title: 'Roads', document: null, start: null },
    null,
  ])
  call(tagHandlers, 'tags.remove', { tag })
  expect(subjects()[1]).toBeNull()
  expect(() => call(handlers, 'leads.create', { body: 'Gone', subject: { kind: 'tag', uid: tag } })).toThrow(
    'no longer in the project',
  )
})
