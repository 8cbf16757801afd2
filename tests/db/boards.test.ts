import { describe, expect, it } from 'vitest'
import { findBoard } from '../../db/boards.ts'
import { sql } from '../../db/sql.ts'
import { handlers, withBoard } from '../support/boards.ts'
import { anActor, liveRows, testProject } from '../support/factories.ts'

describe('boards', () => {
  it('are made, renamed, listed in the order of their making, and deleted with everything on them', () => {
    const { call, board, note, history } = withBoard()
    call(handlers, 'boards.create', { title: 'Second' })
    note('Something')
    call(handlers, 'boards.rename', { board, title: '  Who  agreed ' })
    expect(call(handlers, 'boards.list', {}).map(({ title, cards }) => [title, cards])).toEqual([
      ['Who agreed', 1],
      ['Second', 0],
    ])
    call(handlers, 'boards.remove', { board })
    expect(call(handlers, 'boards.list', {}).map(({ title }) => title)).toEqual(['Second'])
    expect(() => call(handlers, 'boards.get', { board })).toThrow('no longer in the project')
    expect(history.undo().value.label).toBe('Delete board')
    expect(call(handlers, 'boards.get', { board }).cards).toHaveLength(1)
  })

  it('are made together with their first cards, in one step', () => {
    const { call, write, db, history } = testProject()
    const actor = write((db) => anActor(db, 'Interior ministry'))
    call(handlers, 'boards.create', {
      title: 'Board',
      cards: [{ content: { kind: 'actor', subject: actor } }, { content: { kind: 'note', body: 'Ask' } }],
    })
    expect(liveRows(db, 'card')).toHaveLength(2)
    expect(history.undo().value.label).toBe('Create board with 2 cards')
    expect([liveRows(db, 'board'), liveRows(db, 'card')]).toEqual([[], []])
  })

  it('are found by title or id, and not guessed at', () => {
    const { call, db, board } = withBoard()
    expect([findBoard(db, board), findBoard(db, 'Who agreed to what')]).toEqual([board, board])
    expect(() => findBoard(db, 'Who')).toThrow('There is no board “Who”')
    call(handlers, 'boards.create', { title: 'Who agreed to what' })
    expect(() => findBoard(db, 'Who agreed to what')).toThrow('2 boards are called')
  })
})

describe('groups', () => {
  it('are drawn around what they hold, which stays where it is', () => {
    const { call, board, note, get, history } = withBoard()
    const [one, two] = [note('One', 100, 100), note('Two', 400, 100)]
    const { cards } = call(handlers, 'cards.create', {
      board,
      cards: [{ content: { kind: 'group', title: 'Autumn 2024', holds: [one, two] } }],
    })
    const group = get().cards.find(({ uid }) => uid === cards[0])
    expect(group).toMatchObject({ content: { kind: 'group', title: 'Autumn 2024' }, x: 72, y: 56 })
    expect(get().cards.filter(({ container }) => container === group?.uid)).toHaveLength(2)
    call(handlers, 'cards.arrange', {
      cards: [
        { card: cards[0] ?? '', x: 0 },
        { card: one, x: 28 },
        { card: two, x: 328 },
      ],
    })
    expect(history.undo().value.label).toBe('Move group')
    expect(history.undo().value.label).toBe('Group 2 cards')
    expect(get().cards.map(({ container }) => container)).toEqual([null, null])
  })

  it('take in a card that is put down in them, and give it free when they are deleted', () => {
    const { call, board, note, card, put, get } = withBoard()
    call(handlers, 'cards.create', {
      board,
      cards: [{ content: { kind: 'group' }, x: 0, y: 0, width: 600, height: 400 }],
    })
    const group = get().cards[0]?.uid ?? ''
    const inside = note('In', 40, 40)
    const outside = put({ kind: 'note', body: 'Out' }, 700, 40)
    expect([card(inside)?.container, card(outside)?.container]).toEqual([group, null])
    call(handlers, 'cards.arrange', { cards: [{ card: inside, container: null }] })
    expect(card(inside)?.container).toBeNull()
    call(handlers, 'cards.arrange', { cards: [{ card: outside, container: group }] })
    call(handlers, 'cards.remove', { cards: [group] })
    expect([card(outside)?.container, card(outside)?.x]).toEqual([null, 700])
  })

  it('hold only cards of their board, and never themselves', () => {
    const { call, board, note, get } = withBoard()
    const add = (x: number, width: number) =>
      call(handlers, 'cards.create', {
        board,
        cards: [{ content: { kind: 'group' }, x, y: 0, width, height: 900 - x }],
      }).cards[0] ?? ''
    const [outer, inner] = [add(0, 900), add(100, 400)]
    expect(get().cards.find(({ uid }) => uid === inner)?.container).toBe(outer)
    const into = (card: string, container: string) =>
      call(handlers, 'cards.arrange', { cards: [{ card, container }] })
    expect(() => into(outer, inner)).toThrow('cannot be put into itself')
    expect(() => into(outer, outer)).toThrow('cannot be put into itself')
    expect(() => into(inner, note('No group', 2000))).toThrow('a group of the same board')
    const other = call(handlers, 'boards.create', { title: 'Other', cards: [{ content: { kind: 'group' } }] })
    expect(() => into(inner, other.cards[0] ?? '')).toThrow('a group of the same board')
  })

  it('that two copies have put into each other hold nothing', () => {
    const { write, put, get } = withBoard()
    const [a, b] = [
      put({ kind: 'group', title: 'A', holds: [] }),
      put({ kind: 'group', title: 'B', holds: [] }, 900),
    ]
    write((db) => {
      db.run(sql`update card set container = ${b} where uid = ${a}`)
      db.run(sql`update card set container = ${a} where uid = ${b}`)
    })
    expect(get().cards.filter(({ container }) => container !== null)).toHaveLength(1)
  })
})

describe('links', () => {
  it('join two cards, with words, a kind, arrowheads and a style', () => {
    const { call, note, get, history } = withBoard()
    const [from, to] = [note('One'), note('Two', 400)]
    const { link } = call(handlers, 'links.create', { from, to, label: ' refuses ' })
    const plain = {
      uid: link,
      from,
      to,
      label: 'refuses',
      kind: null,
      direction: 'forward',
      style: 'solid',
      colour: null,
    }
    expect(get().links).toEqual([plain])
    const change = { kind: 'contradicts', direction: 'both', style: 'dashed', label: '' } as const
    call(handlers, 'links.edit', { link, ...change })
    expect(get().links).toEqual([{ ...plain, ...change, label: null }])
    call(handlers, 'links.edit', { link, from: to, to: from })
    expect(get().links[0]).toMatchObject({ from: to, to: from })
    call(handlers, 'links.remove', { links: [link] })
    expect(get().links).toEqual([])
    expect(
      ['Delete link', 'Edit link', 'Edit link', 'Link cards'].map(() => history.undo().value.label),
    ).toEqual(['Delete link', 'Edit link', 'Edit link', 'Link cards'])
  })

  it('need two cards of one board', () => {
    const { call, note } = withBoard()
    const here = note('Here')
    const other = call(handlers, 'boards.create', { title: 'Other', cards: [{ content: { kind: 'note' } }] })
    expect(() => call(handlers, 'links.create', { from: here, to: here })).toThrow('joins two cards')
    expect(() => call(handlers, 'links.create', { from: here, to: other.cards[0] ?? '' })).toThrow(
      'the same board',
    )
    expect(() => call(handlers, 'links.create', { from: here, to: 'nothing' })).toThrow('no longer')
  })

  it('go with their cards and come back with them', () => {
    const { call, note, get, history } = withBoard()
    const [from, to] = [note('One'), note('Two', 400)]
    call(handlers, 'links.create', { from, to })
    call(handlers, 'cards.remove', { cards: [from] })
    expect(get().links).toEqual([])
    history.undo()
    expect(get().links).toHaveLength(1)
  })
})
