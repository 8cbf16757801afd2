import { beforeEach, describe, expect, it } from 'vitest'
import { actorHandlers, addAlias, findOrCreateActor, updateActor } from '../../db/actors.ts'
import { boardHandlers } from '../../db/boards.ts'
import { insertRow } from '../../db/rows.ts'
import { refusal } from '../support/annotations.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anAlias,
  anna,
  aPassage,
  liveRows,
  type TestProject,
  testProject,
} from '../support/factories.ts'

let project: TestProject

beforeEach(() => {
  project = testProject()
})

const list = () => project.call(actorHandlers, 'actors.list', {})

describe('Actors', () => {
  it('are made with their aliases, a form once', () => {
    const { actor } = project.call(actorHandlers, 'actors.create', {
      name: '  Tehrik-e-Taliban   Pakistan ',
      kind: 'armed-group',
      aliases: ['TTP', 'Tehreek-e-Taliban Pakistan', 'TTP', 'تحریک طالبان پاکستان'],
    })
    expect(list()).toMatchObject([
      { uid: actor, name: 'Tehrik-e-Taliban Pakistan', kind: 'armed-group', claims: 0 },
    ])
    expect(
      list()[0]
        ?.aliases.map(({ form }) => form)
        .sort(),
    ).toEqual(['TTP', 'Tehreek-e-Taliban Pakistan', 'تحریک طالبان پاکستان'].sort())
  })

  it('can have a form in one document only, beside the same form everywhere', () => {
    project.write((db) => {
      const actor = anActor(db, 'The ministry')
      const document = aDocument(db)
      expect(addAlias(db, { actor, form: 'it', document }, anna.uid).created).toBe(true)
      expect(addAlias(db, { actor, form: 'it' }, anna.uid).created).toBe(true)
      expect(addAlias(db, { actor, form: 'it', document }, anna.uid).created).toBe(false)
    })
    expect(liveRows(project.db, 'alias')).toHaveLength(2)
  })

  it('are found by their exact name', () => {
    project.write((db) => {
      const actor = anActor(db, 'Iran')
      anAlias(db, actor, 'Tehran')
      expect(findOrCreateActor(db, 'Iran', {}, anna.uid)).toEqual({ actor, created: false })
      expect(findOrCreateActor(db, 'iran', {}, anna.uid).created).toBe(true)
      expect(findOrCreateActor(db, 'Tehran', {}, anna.uid).created).toBe(true)
    })
  })

  it('count the claims in which they are claimant, holder or subject, each once', () => {
    project.write((db) => {
      const passage = aPassage(db, aDocument(db), 'A text')
      const [speaker, holder] = [anActor(db, 'Speaker'), anActor(db, 'Holder')]
      const first = aClaim(db, 'One', [passage], { holder, claimant: { kind: 'actor', actor: speaker } })
      insertRow(db, 'about', { claim: first, actor: holder, role: 'subject' }, anna.uid)
      const second = aClaim(db, 'Two', [passage], { holder })
      aClaim(db, 'Three', [passage], { holder, deleted: 1 })
      insertRow(db, 'about', { claim: second, actor: speaker, role: 'place' }, anna.uid)
    })
    expect(list()).toMatchObject([
      { name: 'Holder', claims: 2 },
      { name: 'Speaker', claims: 2 },
    ])
  })

  it('that were merged are one, with the claims and the forms of all', () => {
    project.write((db) => {
      const passage = aPassage(db, aDocument(db), 'A text')
      const kept = anActor(db, 'BLA')
      const merged = anActor(db, 'Baloch Liberation Army', { merged_into: kept })
      const twice = anActor(db, 'Balochistan Liberation Army', { merged_into: merged })
      anAlias(db, twice, 'the group')
      aClaim(db, 'One', [passage], { holder: twice, claimant: { kind: 'actor', actor: kept } })
      aClaim(db, 'Two', [passage], { holder: merged })
      expect(findOrCreateActor(db, 'Balochistan Liberation Army', {}, anna.uid).actor).toBe(kept)
    })
    expect(list()).toMatchObject([{ name: 'BLA', claims: 2, aliases: [{ form: 'the group' }] }])
  })

  it('that two copies merged into each other are shown once', () => {
    project.write((db) => {
      const a = anActor(db, 'A')
      const b = anActor(db, 'B', { merged_into: a })
      db.run({ text: 'update actor set merged_into = ? where uid = ?', values: [b, a] })
    })
    expect(list()).toHaveLength(1)
  })

  it('belong to no circle', () => {
    project.write((db) => {
      const state = anActor(db, 'State')
      const ministry = anActor(db, 'Ministry', { parent: state })
      expect(refusal(() => updateActor(db, state, { parent: ministry }))).toMatchObject({
        code: 'invalid',
        detail: { field: 'parent' },
      })
      expect(refusal(() => updateActor(db, state, { parent: state })).code).toBe('invalid')
    })
  })

  it('are not made under a parent that is gone', () => {
    const error = refusal(() => project.call(actorHandlers, 'actors.create', { name: 'A', parent: 'gone' }))
    expect(error.code).toBe('not-found')
    expect(list()).toEqual([])
  })

  it('are taken back with their aliases by one undo', () => {
    project.call(actorHandlers, 'actors.create', { name: 'A', aliases: ['B'] })
    expect(project.history.undo().value.label).toBe('Create actor')
    expect(liveRows(project.db, 'alias')).toEqual([])
    expect(list()).toEqual([])
  })
})

it('Boards are listed in their order with how many cards they have', () => {
  project.write((db) => {
    const second = insertRow(db, 'board', { title: 'Second', position: 2 }, anna.uid)
    insertRow(db, 'board', { title: 'First', position: 1 }, anna.uid)
    const card = { board: second, kind: 'note', x: 0, y: 0, width: 1, height: 1, layer: 1 }
    insertRow(db, 'card', card, anna.uid)
    insertRow(db, 'card', { ...card, deleted: 1 }, anna.uid)
  })
  expect(project.call(boardHandlers, 'boards.list', {})).toMatchObject([
    { title: 'First', cards: 0 },
    { title: 'Second', cards: 1 },
  ])
})
