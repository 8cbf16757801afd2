import { expect, it } from 'vitest'
import { tagColumn } from '../../db/contract/evidence-columns.ts'
import { insertRow } from '../../db/rows.ts'
import { sql } from '../../db/sql.ts'
import { tagHandlers as handlers } from '../../db/tags.ts'
import { viewHandlers } from '../../db/views.ts'
import {
  aDocument,
  anna,
  aPassage,
  aTag,
  aTagging,
  bela,
  liveRows,
  testProject,
} from '../support/factories.ts'

function withTree(paths: readonly string[]) {
  const test = testProject()
  const uids = new Map<string, string>()
  for (const path of paths) {
    const names = path.split('/')
    const parent = uids.get(names.slice(0, -1).join('/')) ?? null
    uids.set(path, test.call(handlers, 'tags.create', { name: names.at(-1) ?? '', parent }).tag)
  }
  const of = (path: string) => {
    const uid = uids.get(path)
    if (uid === undefined) throw new Error(`There is no tag ${path}.`)
    return uid
  }
  const names = () => test.call(handlers, 'tags.list', {}).map(({ path }) => path.join('/'))
  const merge = (tag: string, into: string) =>
    test.call(handlers, 'tags.merge', { tag: of(tag), into: of(into) })
  return { ...test, of, names, merge }
}

it('lets what carried one tag carry the other, as whoever tagged it; what carried both is tagged once', () => {
  const { write, db, of, merge, names, history } = withTree(['A', 'B'])
  const [one, two, three] = write((writable) => {
    const document = aDocument(writable, 'One two three.')
    const passages = ['One', 'two', 'three'].map((words) => aPassage(writable, document, words))
    const [first = '', second = '', third = ''] = passages
    aTagging(writable, first, of('A'))
    aTagging(writable, second, of('A'), bela)
    aTagging(writable, second, of('B'))
    aTagging(writable, third, of('A'))
    aTagging(writable, third, of('B'))
    return [first, second, third]
  })
  const before = [names(), liveRows(db, 'tagging')]
  expect(merge('A', 'B')).toEqual({ tags: 1, passages: 1 })
  expect(names()).toEqual(['B'])
  const taggings = liveRows(db, 'tagging').map(({ passage, tag, analyst }) => [passage, tag, analyst])
  expect(taggings).toHaveLength(4)
  expect(taggings).toEqual(
    expect.arrayContaining([
      [one, of('B'), anna.uid],
      [two, of('B'), bela.uid],
      [two, of('B'), anna.uid],
      [three, of('B'), anna.uid],
    ]),
  )
  expect(history.undo().value.label).toBe('Merge tag')
  expect([names(), liveRows(db, 'tagging')]).toEqual(before)
})

it('takes what is below along, and merges what has one name there, down to the leaves', () => {
  const { merge, names } = withTree([
    'A',
    'A/Roads',
    'A/Roads/Closed',
    'A/Roads/Open',
    'A/Ports',
    'B',
    'B/Roads',
    'B/Roads/Closed',
  ])
  expect(merge('A', 'B').tags).toBe(3)
  expect(names()).toEqual(['B', 'B/Roads', 'B/Roads/Closed', 'B/Roads/Open', 'B/Ports'])
})

it('puts a tag into the place of the one above it', () => {
  const { merge, names } = withTree(['A', 'A/X', 'A/X/Y', 'A/X/Y/Z', 'A/W', 'B'])
  merge('A', 'A/X/Y')
  expect(names()).toEqual(['Y', 'Y/Z', 'Y/X', 'Y/W', 'B'])
})

it('merges a tag into the one above it, though one of its own name is below it', () => {
  const { merge, names } = withTree(['A', 'A/Roads', 'A/Roads/Roads', 'A/Roads/Ports'])
  merge('A/Roads', 'A')
  expect(names()).toEqual(['A', 'A/Roads', 'A/Ports'])
})

it('refuses to bring a tag beside one of its name', () => {
  const { merge, names } = withTree(['A', 'A/B', 'B'])
  expect(() => merge('A', 'A/B')).toThrow(
    'There is another tag “B” beside “A”. Merge or rename that one first.',
  )
  expect(names()).toEqual(['A', 'A/B', 'B'])
})

it('merges a tag with itself never, and one that is gone without a change', () => {
  const { merge, db, call, of } = withTree(['A', 'B', 'C'])
  expect(() => merge('A', 'A')).toThrow('A tag cannot be merged into itself.')
  merge('A', 'B')
  const before = liveRows(db, 'tag')
  expect(merge('A', 'B')).toEqual({ tags: 0, passages: 0 })
  expect(merge('A', 'C')).toEqual({ tags: 0, passages: 0 })
  expect(liveRows(db, 'tag')).toEqual(before)
  expect(() => merge('B', 'A')).toThrow('no longer in the project')
  expect(() => call(handlers, 'tags.merge', { tag: 'never', into: of('B') })).toThrow('no longer')
})

it('hands on a digit and a description that the other has none of', () => {
  const { merge, call, of } = withTree(['A', 'B', 'C'])
  const tag = () => call(handlers, 'tags.list', {}).find(({ uid }) => uid === of('B'))
  call(handlers, 'tags.update', { tag: of('A'), digit: 3, description: 'Where it was closed' })
  call(handlers, 'tags.update', { tag: of('C'), digit: 4, description: 'Another' })
  merge('A', 'B')
  merge('C', 'B')
  expect(tag()).toMatchObject({ digit: 3, description: 'Where it was closed' })
})

it('hands on rules, leads, notes and what views ask for', () => {
  const { merge, call, write, db, of } = withTree(['A', 'B'])
  write((writable) => {
    insertRow(writable, 'rule', { tag: of('A'), name: 'Closed', query: 'closed', kind: 'words' }, anna.uid)
    const subject = { subject_table: 'tag', subject: of('A') }
    insertRow(writable, 'lead', { kind: 'ask', body: 'Why?', done: 0, position: 1, ...subject }, anna.uid)
    insertRow(writable, 'note', { body: 'Because.', private: 0, ...subject }, anna.uid)
  })
  call(viewHandlers, 'views.create', {
    name: 'Roads',
    shape: 'claims',
    filter: [{ test: 'oneOf', column: 'tag', keys: [of('A'), of('B')] }],
    sort: [
      { column: tagColumn(of('A')), descending: true },
      { column: tagColumn(of('B')), descending: false },
    ],
    columns: ['statement', tagColumn(of('B')), tagColumn(of('A'))],
  })
  merge('A', 'B')
  expect(liveRows(db, 'rule').map(({ tag }) => tag)).toEqual([of('B')])
  expect([...liveRows(db, 'lead'), ...liveRows(db, 'note')].map(({ subject }) => subject)).toEqual([
    of('B'),
    of('B'),
  ])
  expect(call(viewHandlers, 'views.list', {})[0]?.view).toMatchObject({
    filter: [{ keys: [of('B')] }],
    sort: [{ column: tagColumn(of('B')), descending: true }],
    columns: ['statement', tagColumn(of('B'))],
  })
})

it('leaves no tag behind where a file has parents in a circle', () => {
  const { write, call, db } = withTree([])
  const [a, b, c] = write((writable) => {
    const first = aTag(writable, 'A')
    const second = aTag(writable, 'B', { parent: first })
    writable.run(sql`update tag set parent = ${second} where uid = ${first}`)
    return [first, second, aTag(writable, 'C')]
  })
  call(handlers, 'tags.merge', { tag: a ?? '', into: b ?? '' })
  call(handlers, 'tags.merge', { tag: b ?? '', into: c ?? '' })
  expect(liveRows(db, 'tag').map(({ name, parent }) => [name, parent])).toEqual([['C', null]])
})
