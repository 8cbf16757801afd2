import { describe, expect, it } from 'vitest'
import { actorHandlers } from '../../db/actors.ts'
import { themeColours } from '../../db/contract/tag-colours.ts'
import { documentHandlers } from '../../db/documents.ts'
import { passageHandlers } from '../../db/passages.ts'
import { sql } from '../../db/sql.ts'
import { tagHandlers as handlers } from '../../db/tags.ts'
import { aDocument, aPassage, aTag, aTagging, bela, liveRows, testProject } from '../support/factories.ts'

function withTags(...names: string[]) {
  const test = testProject()
  const make = (name: string, parent: string | null = null) =>
    test.call(handlers, 'tags.create', { name, parent }).tag
  const list = () => test.call(handlers, 'tags.list', {})
  return { ...test, make, list, tags: names.map((name) => make(name)) }
}

describe('tags', () => {
  it('are listed as a tree, with their paths', () => {
    const { make, list, tags } = withTags('Demands', 'Denials')
    const posts = make('Security posts', tags[0])
    make('Roads', tags[0])
    make('On hills', posts)
    expect(list().map(({ path }) => path.join(' / '))).toEqual([
      'Demands',
      'Demands / Security posts',
      'Demands / Security posts / On hills',
      'Demands / Roads',
      'Denials',
    ])
  })

  it('take the colours in turn, and the one that is free again', () => {
    const { call, make, list } = withTags('1', '2', '3', '4', '5', '6', '7')
    expect(list().map(({ colour }) => colour)).toEqual(
      [...themeColours, themeColours[0]].map((theme) => theme?.colour),
    )
    const third = list()[2]?.uid ?? ''
    call(handlers, 'tags.remove', { tag: third })
    make('8')
    expect(list().at(-1)?.colour).toBe(themeColours[2]?.colour)
  })

  it('count the passages that people see', () => {
    const { write, call, list, tags, history } = withTags('Demands')
    const tag = tags[0] ?? ''
    const [document, deleted] = write((db) => {
      const [one, two] = [aDocument(db, 'One two three.'), aDocument(db, 'Four.')]
      const passages = [
        aPassage(db, one, 'One'),
        aPassage(db, one, 'two'),
        aPassage(db, two, 'Four'),
      ] as const
      for (const passage of passages) aTagging(db, passage, tag)
      aTagging(db, passages[0], tag, bela)
      return [one, passages[1]] as const
    })
    expect(list()[0]?.passages).toBe(3)
    call(passageHandlers, 'passages.remove', { passages: [deleted] })
    expect(list()[0]?.passages).toBe(2)
    call(documentHandlers, 'documents.remove', { documents: [document] })
    expect(list()[0]?.passages).toBe(1)
    history.undo()
    history.undo()
    expect(list()[0]?.passages).toBe(3)
  })

  it('may have the same name below different parents only', () => {
    const { call, make, tags } = withTags('Demands', 'Denials')
    make('Roads', tags[0])
    const roads = make('Roads', tags[1])
    expect(() => make('Roads', tags[0])).toThrow('There is already a tag “Roads” here.')
    expect(() => call(handlers, 'tags.update', { tag: roads, parent: tags[0] ?? '' })).toThrow(
      'already a tag',
    )
    expect(() => call(handlers, 'tags.update', { tag: tags[1] ?? '', name: 'Demands' })).toThrow(
      'already a tag',
    )
    call(handlers, 'tags.update', { tag: roads, name: 'Roads', description: 'Closed or not' })
  })

  it('cannot be put below themselves', () => {
    const { call, make, tags } = withTags('A')
    const [a = ''] = tags
    const c = make('C', make('B', a))
    for (const parent of [a, c]) {
      expect(() => call(handlers, 'tags.update', { tag: a, parent })).toThrow('cannot be put below itself')
    }
  })

  it('move with what is below them, to the end', () => {
    const { call, make, list, tags } = withTags('A', 'B')
    const [a = '', b = ''] = tags
    make('In B', b)
    make('In A', a)
    call(handlers, 'tags.update', { tag: a, parent: b })
    expect(list().map(({ path }) => path.join('/'))).toEqual(['B', 'B/In B', 'B/A', 'B/A/In A'])
    call(handlers, 'tags.update', { tag: a, parent: null })
    expect(list().map(({ path }) => path.join('/'))).toEqual(['B', 'B/In B', 'A', 'A/In A'])
  })

  it('stand where they were put among their siblings', () => {
    const { call, make, list, tags } = withTags('A', 'B', 'C')
    const [a = '', b = '', c = ''] = tags
    const names = () => list().map(({ path }) => path.join('/'))
    call(handlers, 'tags.update', { tag: c, before: a })
    expect(names()).toEqual(['C', 'A', 'B'])
    call(handlers, 'tags.update', { tag: c, before: null })
    expect(names()).toEqual(['A', 'B', 'C'])
    const inA = make('In A', a)
    call(handlers, 'tags.update', { tag: b, parent: a, before: inA })
    expect(names()).toEqual(['A', 'A/B', 'A/In A', 'C'])
    expect(() => call(handlers, 'tags.update', { tag: c, before: inA })).toThrow('lies somewhere else')
  })

  it('can be put between two of one place any number of times', () => {
    const { call, list, tags } = withTags('A', 'B', 'C')
    const [a = '', b = '', c = ''] = tags
    // Halving what is between two numbers ends after some fifty times.
    for (let i = 0; i < 40; i++) {
      call(handlers, 'tags.update', { tag: b, before: c })
      call(handlers, 'tags.update', { tag: a, before: b })
      call(handlers, 'tags.update', { tag: c, before: b })
      call(handlers, 'tags.update', { tag: a, before: c })
    }
    expect(list().map(({ name }) => name)).toEqual(['A', 'C', 'B'])
  })

  it('have names of at most 500 characters, and may be called as an actor is', () => {
    const { call, make, list } = withTags()
    expect(() => make('x'.repeat(2000))).toThrow('A name has at most 500 characters.')
    make('x'.repeat(500))
    call(actorHandlers, 'actors.create', { name: 'Ministry', kind: 'government-body' })
    make('Ministry')
    expect(list().map(({ name }) => name.length)).toEqual([500, 8])
  })

  it('give up a digit that another takes', () => {
    const { call, list, tags } = withTags('A', 'B')
    const [a = '', b = ''] = tags
    call(handlers, 'tags.update', { tag: a, digit: 1 })
    call(handlers, 'tags.update', { tag: b, digit: 1 })
    expect(list().map(({ digit }) => digit)).toEqual([null, 1])
    call(handlers, 'tags.create', { name: 'C', digit: 1 })
    expect(list().map(({ digit }) => digit)).toEqual([null, null, 1])
    call(handlers, 'tags.update', { tag: b, digit: null })
  })

  it('are deleted with what is below them; passages stay, and undo brings back all', () => {
    const { db, write, call, make, list, tags, history } = withTags('A', 'B')
    const [a = ''] = tags
    const inner = make('In A', a)
    make('Deeper', inner)
    write((db) => aTagging(db, aPassage(db, aDocument(db, 'One two.'), 'One'), inner))
    const before = [list(), liveRows(db, 'tagging')]
    call(handlers, 'tags.remove', { tag: a })
    expect(list().map(({ name }) => name)).toEqual(['B'])
    expect([liveRows(db, 'tagging').length, liveRows(db, 'passage').length]).toEqual([0, 1])
    expect(history.undo().value.label).toBe('Delete tag and 2 below it')
    expect([list(), liveRows(db, 'tagging')]).toEqual(before)
    history.redo()
    expect(list()).toHaveLength(1)
  })

  it('that lost their parent, or have parents in a circle, show as roots', () => {
    const { write, list } = withTags()
    write((db) => {
      const gone = aTag(db, 'Gone')
      aTag(db, 'Orphan', { parent: gone, position: 1 })
      const a = aTag(db, 'A', { position: 2 })
      const b = aTag(db, 'B', { position: 3, parent: a })
      aTag(db, 'Below B', { parent: b })
      const own = aTag(db, 'Own parent', { position: 4 })
      db.run(sql`update tag set parent = ${b} where uid = ${a}`)
      db.run(sql`update tag set parent = ${own} where uid = ${own}`)
      db.run(sql`update tag set deleted = 1 where uid = ${gone}`)
    })
    expect(list().map(({ path, parent }) => [path.join('/'), parent === null])).toEqual([
      ['Orphan', true],
      ['A', true],
      ['B', true],
      ['B/Below B', false],
      ['Own parent', true],
    ])
  })
})
