import { describe, expect, it } from 'vitest'
import { boardHandlers } from '../../db/boards.ts'
import { type AnnotatedProject, claim, projectWithText, refusalOf } from '../support/annotations.ts'

const passage = { kind: 'passage', id: 'p', document: 'Port closed', quote: 'A boat 🚢 sank' }
const named = [
  passage,
  { ...claim, id: 'c' },
  { kind: 'hypothesis', id: 'h', statement: 'The port stays shut.' },
]
const board = {
  kind: 'board',
  title: 'Who said what',
  cards: [
    { id: 'passage', passage: 'p', x: 40, y: 40, width: 264, height: 160, colour: '#3b6fd4' },
    { id: 'claim', claim: 'c', x: 400, y: 40 },
    { proposition: 'c' },
    { hypothesis: 'h' },
    { id: 'actor', actor: 'Port authority' },
    { document: 'Second' },
    { event: 'Sinking' },
    { note: 'Ask the crew' },
    { id: 'group', group: 'Monday', x: 0, y: 0, width: 340, height: 240 },
  ],
  links: [
    {
      from: 'passage',
      to: 'claim',
      label: 'supports',
      kind: 'qualifies',
      direction: 'both',
      style: 'dashed',
    },
    { from: 'actor', to: 'claim' },
  ],
}

function boards(project: AnnotatedProject) {
  return project
    .call(boardHandlers, 'boards.list', {})
    .map(({ uid }) => project.call(boardHandlers, 'boards.get', { board: uid }))
}

describe('a line of a board', () => {
  it('puts everything that can be named on cards, where it says or where there is room', () => {
    const project = projectWithText()
    expect(project.apply(...named, board)).toMatchObject({
      boards: 1,
      cards: 9,
      links: 2,
      actors: 1,
      events: 1,
    })
    const [made] = boards(project)
    const content = (kind: string) => made?.cards.find((card) => card.content.kind === kind)?.content
    expect(content('passage')).toMatchObject({ quote: 'A boat 🚢 sank' })
    expect(content('claim')).toMatchObject({ statement: 'The port was shut.' })
    expect(content('proposition')).toMatchObject({ statement: 'The port was shut.', claims: 1 })
    expect(content('hypothesis')).toMatchObject({ statement: 'The port stays shut.' })
    expect(content('actor')).toMatchObject({ name: 'Port authority' })
    expect(content('document')).toMatchObject({ title: 'Second' })
    expect(content('event')).toMatchObject({ title: 'Sinking' })
    expect(content('note')).toMatchObject({ body: 'Ask the crew' })
    const first = made?.cards.find(({ kind }) => kind === 'passage')
    expect(first).toMatchObject({ x: 40, y: 40, width: 264, height: 160, colour: '#3b6fd4' })
    expect(made?.links).toMatchObject([
      { label: 'supports', kind: 'qualifies', direction: 'both', style: 'dashed' },
      { label: null, kind: null, direction: 'forward', style: 'solid' },
    ])
  })

  it('makes a card part of the group that it lies in, whatever the order of the cards', () => {
    const project = projectWithText()
    project.apply(...named, board)
    const [made] = boards(project)
    const group = made?.cards.find(({ kind }) => kind === 'group')
    const held = made?.cards.filter(({ container }) => container === group?.uid).map(({ kind }) => kind)
    expect(held).toEqual(['passage'])
    expect(made?.cards[0]).toEqual(group)
  })

  it('adds nothing the second time, and writes what has changed', () => {
    const project = projectWithText()
    project.apply(...named, board)
    expect(project.apply(...named, board)).toMatchObject({
      boards: 0,
      cards: 0,
      links: 0,
      updated: 0,
      unchanged: 4,
    })
    const moved = { ...board.cards[0], x: 80, colour: null }
    const link = { ...board.links[0], style: 'solid' }
    const again = { ...board, cards: [moved, { id: 'claim', claim: 'c' }], links: [link] }
    expect(project.apply(...named, again)).toMatchObject({ cards: 0, links: 0, updated: 1, unchanged: 3 })
    const [made] = boards(project)
    expect(made?.cards.find(({ kind }) => kind === 'passage')).toMatchObject({ x: 80, y: 40, colour: null })
    expect(made?.cards.find(({ kind }) => kind === 'claim')).toMatchObject({ x: 400, y: 40 })
    expect(made?.links[0]?.style).toBe('solid')
  })

  it('tells two notes of the same words apart', () => {
    const project = projectWithText()
    const notes = { kind: 'board', title: 'Notes', cards: [{ note: 'Why?' }, { note: 'Why?' }] }
    expect(project.apply(notes).cards).toBe(2)
    expect(project.apply(notes)).toMatchObject({ cards: 0, unchanged: 1 })
  })

  const line = { kind: 'board', title: 'B' }
  it.each([
    ['nothing on a card', [{}], [], /cards\[1\]: write one of passage, claim/],
    ['two things on a card', [{ note: 'a', actor: 'b' }], [], /cards\[1\]: write one of/],
    ['half a place', [{ note: 'a', x: 1 }], [], /x and y belong together/],
    ['a claim that no line has', [{ claim: 'x' }], [], /no earlier line has the id “x”/],
    ['a claim that is a passage', [{ claim: 'p' }], [], /“p” is the id of a line of kind passage/],
    [
      'two cards of one id',
      [
        { id: 'a', note: '1' },
        { id: 'a', note: '2' },
      ],
      [],
      /two cards have the id “a”/,
    ],
    [
      'a link to no card',
      [{ id: 'a', note: '1' }],
      [{ from: 'a', to: 'b' }],
      /no card of this board has the id “b”/,
    ],
    ['a link to itself', [{ id: 'a', note: '1' }], [{ from: 'a', to: 'a' }], /from “a” to another card/],
  ])('is refused with %s', (_, cards, links, message) => {
    expect(refusalOf(passage, { ...line, cards, links }).message).toMatch(message)
  })
})
