import { expect, it } from 'vitest'
import { hypothesisHandlers as handlers } from '../../db/hypothesis-page.ts'
import { aClaim, aDocument, aPassage, liveRows, testProject } from '../support/factories.ts'

function withHypothesis() {
  const test = testProject()
  const { hypothesis } = test.call(handlers, 'hypotheses.create', { statement: 'Guards are there.' })
  const judge = (judgedAt: string, fields: object) =>
    test.call(handlers, 'hypotheses.judge', { hypothesis, judgedAt, ...fields })
  const page = () => test.call(handlers, 'hypotheses.get', { hypothesis })
  return { ...test, hypothesis, judge, page }
}

it('keeps judgements as a line over time; a second one of a day takes the place of the first', () => {
  const { call, judge, page, history } = withHypothesis()
  judge('2025-08-05', { likelihood: 'roughly-even', confidence: 'low' })
  judge('2024-11-20', { likelihood: 'unlikely', reason: 'The ministry refused.' })
  judge('2025-08-05', { likelihood: 'likely', confidence: 'moderate', reason: 'A building is ready.' })
  expect(page().judgements.map(({ uid: _, ...judgement }) => judgement)).toEqual([
    {
      judgedAt: '2024-11-20',
      likelihood: 'unlikely',
      confidence: null,
      reason: 'The ministry refused.',
      by: 'Anna Reader',
    },
    {
      judgedAt: '2025-08-05',
      likelihood: 'likely',
      confidence: 'moderate',
      reason: 'A building is ready.',
      by: 'Anna Reader',
    },
  ])
  expect(call(handlers, 'hypotheses.list', {})[0]?.judgements).toEqual(page().judgements)
  call(handlers, 'hypotheses.removeJudgement', { judgement: page().judgements[1]?.uid ?? '' })
  expect(page().judgements).toHaveLength(1)
  expect(history.undo().value.label).toBe('Delete judgement')
  expect(page().judgements).toHaveLength(2)
})

it('refuses a judgement that says nothing, or of no day', () => {
  const { judge } = withHypothesis()
  expect(() => judge('2025-08-05', {})).toThrow('Say how likely it is')
  expect(() => judge('2025-08', { likelihood: 'likely' })).toThrow('Name the day of the judgement')
})

it('lists statements by how consistent they are with it', () => {
  const { call, write, db, hypothesis, page } = withHypothesis()
  write((writable) => {
    const passage = aPassage(writable, aDocument(writable, 'One two.'), 'One')
    aClaim(writable, 'They are there.', [passage])
    aClaim(writable, 'Nobody is there.', [passage])
  })
  const [yes = '', no = ''] = liveRows(db, 'proposition').map(({ uid }) => String(uid))
  const assess = (proposition: string, rating: 'CC' | 'II' | null, note?: string) =>
    call(handlers, 'hypotheses.assess', { hypothesis, proposition, rating, note })
  assess(no, 'II')
  assess(yes, 'CC', 'One origin.')
  expect(page().assessments.map(({ statement, rating, note }) => [statement, rating, note])).toEqual([
    ['They are there.', 'CC', 'One origin.'],
    ['Nobody is there.', 'II', null],
  ])
  assess(no, null)
  expect(page().assessments).toHaveLength(1)
})

it('is renamed, given a horizon, deleted and brought back', () => {
  const { call, hypothesis, page, history } = withHypothesis()
  call(handlers, 'hypotheses.update', { hypothesis, statement: 'Guards stand there.', horizon: '2026-12-31' })
  expect(() => call(handlers, 'hypotheses.update', { hypothesis, horizon: 'soon' })).toThrow('not a date')
  call(handlers, 'hypotheses.remove', { hypothesis })
  expect(page).toThrow('no longer in the project')
  history.undo()
  expect(page()).toMatchObject({ statement: 'Guards stand there.', horizon: '2026-12-31' })
})
