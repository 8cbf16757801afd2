import { describe, expect, it } from 'vitest'
import { overlap } from '../../db/contract/board-geometry.ts'
import { sql } from '../../db/sql.ts'
import { handlers, withBoard } from '../support/boards.ts'
import { aClaim, aDocument, anActor, aPassage, aTag, aTagging, liveRows } from '../support/factories.ts'

const body = 'The road is closed.\nOfficials deny it.\nNobody was hurt.'

describe('cards', () => {
  it('show what their subject says now', () => {
    const { write, put, get } = withBoard()
    const made = write((db) => {
      const publisher = anActor(db, 'The Meridian', { kind: 'media' })
      const document = aDocument(db, body, {
        title: 'Road',
        publisher,
        published: '2024-11-13',
        reliability: 'B',
      })
      const passage = aPassage(db, document, 'Officials deny it')
      const [first, second] = [aTag(db, 'Denials'), aTag(db, 'Roads', { position: 2 })]
      aTagging(db, passage, second)
      aTagging(db, passage, first)
      const ministry = anActor(db, 'Interior ministry', { kind: 'government-body' })
      const claim = aClaim(db, 'The road is open.', [passage], {
        stance: 'denies',
        holder: ministry,
        act: 'refuses',
        reliability: 'B',
        credibility: 3,
        claimant: { kind: 'actor', actor: ministry },
      })
      const proposition = db.value<string>(sql`select proposition from claim where uid = ${claim}`) ?? ''
      return { document, passage, first, second, ministry, claim, proposition }
    })
    const { document, passage, ministry, claim, proposition } = made
    put({ kind: 'passage', subject: passage })
    put({ kind: 'claim', subject: claim })
    put({ kind: 'proposition', subject: proposition })
    put({ kind: 'actor', subject: ministry })
    put({ kind: 'document', subject: document })
    const place = {
      document,
      title: 'Road',
      publisher: 'The Meridian',
      published: '2024-11-13',
      reliability: 'B',
      passage,
      start: body.indexOf('Officials'),
      paragraph: 2,
    }
    expect(get().cards.map(({ content }) => content)).toEqual([
      { kind: 'passage', quote: 'Officials deny it', note: null, tags: [made.first, made.second], place },
      {
        kind: 'claim',
        cite: 'AR-1',
        proposition,
        statement: 'The road is open.',
        stance: 'denies',
        claimants: ['Interior ministry'],
        holder: 'Interior ministry',
        act: 'refuses',
        said: null,
        reliability: 'B',
        credibility: 3,
        quote: 'Officials deny it',
        place,
      },
      {
        kind: 'proposition',
        proposition,
        statement: 'The road is open.',
        propositionKind: 'fact',
        claims: 1,
      },
      {
        kind: 'actor',
        actor: ministry,
        name: 'Interior ministry',
        actorKind: 'government-body',
        parent: null,
      },
      {
        kind: 'document',
        title: 'Road',
        documentKind: 'article',
        passages: 1,
        place: { ...place, passage: null, start: null, paragraph: null },
      },
    ])
    write((db) => {
      db.run(sql`update actor set name = 'Ministry of the interior' where uid = ${ministry}`)
      db.run(sql`update passage set deleted = 1 where uid = ${passage}`)
    })
    expect(get().cards[0]?.content).toEqual({ kind: 'gone' })
    expect(get().cards[1]?.content).toMatchObject({ claimants: ['Ministry of the interior'], place: null })
  })

  it('follow merged actors and joined propositions', () => {
    const { write, put, get } = withBoard()
    const [merged, joined, kept] = write((db) => {
      const kept = anActor(db, 'Kept')
      const merged = anActor(db, 'Merged', { merged_into: kept })
      const document = aDocument(db, body)
      const passage = aPassage(db, document, 'closed')
      const [one, two] = [aClaim(db, 'It is closed.', [passage]), aClaim(db, 'The road is shut.', [passage])]
      const of = (claim: string) =>
        db.value<string>(sql`select proposition from claim where uid = ${claim}`) ?? ''
      db.run(sql`update proposition set joined_into = ${of(one)} where uid = ${of(two)}`)
      return [merged, of(two), kept] as const
    })
    put({ kind: 'actor', subject: merged })
    put({ kind: 'proposition', subject: joined })
    expect(get().cards.map(({ content }) => content)).toMatchObject([
      { kind: 'actor', actor: kept, name: 'Kept' },
      { kind: 'proposition', statement: 'It is closed.', claims: 2 },
    ])
  })

  it('show events, notes and the latest judgement of a hypothesis', () => {
    const { write, put, get, call } = withBoard()
    const { event, hypothesis, note } = write((db) => {
      const add = (table: string, values: string) =>
        db.run(sql`insert into ${{ text: table, values: [] }} values ${{ text: values, values: [] }}`)
      add('event', `('e', 'Convoy attack', '2024-10-06', null, null, null, 'x', '2024', 0)`)
      add('hypothesis', `('h', 'Posts were agreed', '2026', 1, 'x', '2024', 0)`)
      add('judgement', `('j1', 'h', '2024-01-01', 'unlikely', 'low', null, 'x', '2024', 0)`)
      add('judgement', `('j2', 'h', '2025-01-01', 'likely', 'moderate', null, 'x', '2024', 0)`)
      add('note', `('n', 'To do', 'Ask again', null, null, 0, 'x', '2024', 0)`)
      return { event: 'e', hypothesis: 'h', note: 'n' }
    })
    put({ kind: 'event', subject: event })
    put({ kind: 'hypothesis', subject: hypothesis })
    const card = put({ kind: 'note', body: 'Own' })
    write((db) => db.run(sql`update card set subject = ${note}, body = null where uid = ${card}`))
    expect(get().cards.map(({ content }) => content)).toEqual([
      { kind: 'event', title: 'Convoy attack', date: '2024-10-06', location: null },
      {
        kind: 'hypothesis',
        statement: 'Posts were agreed',
        horizon: '2026',
        likelihood: 'likely',
        confidence: 'moderate',
      },
      { kind: 'note', title: 'To do', body: 'Ask again' },
    ])
    call(handlers, 'cards.write', { card, body: 'Asked' })
    expect(get().cards[2]?.content).toMatchObject({ kind: 'note', body: 'Asked' })
  })

  it('refuse a subject that is gone', () => {
    const { put } = withBoard()
    expect(() => put({ kind: 'claim', subject: 'nothing' })).toThrow('no longer in the project')
  })

  it('take a free place and the size that their text needs', () => {
    const { call, write, board, get, note } = withBoard()
    note('Here', 0, 0)
    const [short, long] = write((db) => {
      const document = aDocument(db, `Short. ${'A rather long sentence about the road. '.repeat(8)}`)
      return [aPassage(db, document, [0, 6]), aPassage(db, document, [7, 250])]
    })
    const cards = [short, long].map((subject = '') => ({ content: { kind: 'passage' as const, subject } }))
    call(handlers, 'cards.create', { board, cards, near: { x: 0, y: 0 } })
    const placed = get().cards
    expect(placed).toHaveLength(3)
    for (const [i, one] of placed.entries()) {
      expect([Math.abs(one.x % 8), Math.abs(one.y % 8)]).toEqual([0, 0])
      for (const other of placed.slice(i + 1)) expect(overlap(one, other)).toBe(false)
    }
    expect(placed[2]?.height).toBeGreaterThan(placed[1]?.height ?? 0)
  })

  it('are not put on a board twice where that is asked for', () => {
    const { call, write, board, db } = withBoard()
    const [one, two] = write((db) => [anActor(db, 'One'), anActor(db, 'Two')])
    const add = (...subjects: (string | undefined)[]) =>
      call(handlers, 'cards.create', {
        board,
        skipKnown: true,
        cards: subjects.map((subject = '') => ({ content: { kind: 'actor' as const, subject } })),
      })
    expect(add(one)).toMatchObject({ known: 0 })
    expect(add(one, two, two)).toMatchObject({ known: 2 })
    expect(liveRows(db, 'card')).toHaveLength(2)
  })

  it('make a passage of a place in a text, in the same step', () => {
    const { call, write, board, db, history, get } = withBoard()
    const document = write((db) => aDocument(db, body))
    const place = { document, start: 4, end: 18 }
    call(handlers, 'cards.create', { board, cards: [{ content: { kind: 'passage', place } }] })
    expect(get().cards[0]?.content).toMatchObject({ kind: 'passage', quote: 'road is closed' })
    expect(history.undo().value.label).toBe('Add passage to board')
    expect([liveRows(db, 'card'), liveRows(db, 'passage')]).toEqual([[], []])
  })

  it('are moved, several at once, in one step that says how many', () => {
    const { call, note, card, history, get } = withBoard()
    const [one, two, three] = [note('One'), note('Two', 300), note('Three', 600)]
    const before = get()
    const moves = [one, two, three].map((uid, i) => ({ card: uid, x: i * 80, y: 400 }))
    call(handlers, 'cards.arrange', { cards: moves })
    expect([card(two)?.x, card(two)?.y]).toEqual([80, 400])
    expect(history.undo().value.label).toBe('Move 3 cards')
    expect(get()).toEqual(before)
    history.redo()
    expect(card(three)).toMatchObject({ x: 160, y: 400, width: 200 })
    call(handlers, 'cards.arrange', { as: 'resize', cards: [{ card: one, width: 320 }] })
    expect(history.undo().value.label).toBe('Resize note')
    call(handlers, 'cards.arrange', { as: 'raise', cards: [{ card: one, layer: 9 }] })
    expect(get().cards.at(-1)?.uid).toBe(one)
    expect(history.undo().value.label).toBe('Bring note to front')
  })

  it('keep their geometry as one cell, so that two copies never mix a place and a size', () => {
    const { call, note, db } = withBoard()
    const card = note('One')
    call(handlers, 'cards.arrange', { cards: [{ card, x: 40 }] })
    const cells = db.tuples<[string, string]>(
      sql`select col, val from cell where tbl = 'card' and uid = ${card}`,
    )
    const geometry = cells.find(([col]) => col === 'geometry')?.[1] ?? '{}'
    expect(Object.keys(JSON.parse(geometry)).sort()).toEqual([
      'container',
      'height',
      'layer',
      'width',
      'x',
      'y',
    ])
  })

  it('refuse a place that no board has', () => {
    const { call, note } = withBoard()
    const card = note('One')
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, 1e12]) {
      expect(() => call(handlers, 'cards.arrange', { cards: [{ card, x }] })).toThrow()
    }
    expect(() => call(handlers, 'cards.arrange', { cards: [{ card, width: 0 }] })).toThrow()
  })

  it('have words of their own only where they show nothing else', () => {
    const { call, write, put, note, card, history } = withBoard()
    const own = note('Old')
    call(handlers, 'cards.write', { card: own, body: 'New\nlines' })
    expect(card(own)?.content).toEqual({ kind: 'note', title: null, body: 'New\nlines' })
    expect(history.undo().value.label).toBe('Edit note')
    const actor = put({ kind: 'actor', subject: write((db) => anActor(db, 'One')) })
    expect(() => call(handlers, 'cards.write', { card: actor, body: 'Two' })).toThrow('Change it there')
  })

  it('are coloured and deleted together with the links that are selected', () => {
    const { call, note, get, history } = withBoard()
    const [one, two, three] = [note('One'), note('Two', 300), note('Three', 600)]
    call(handlers, 'cards.colour', { cards: [one, two], colour: '#1f8a70' })
    expect(get().cards.map(({ colour }) => colour)).toEqual(['#1f8a70', '#1f8a70', null])
    expect(history.undo().value.label).toBe('Colour 2 cards')
    const { link } = call(handlers, 'links.create', { from: two, to: three })
    call(handlers, 'links.create', { from: one, to: two })
    const before = get()
    call(handlers, 'cards.remove', { cards: [one], links: [link] })
    expect([get().cards.length, get().links.length]).toEqual([2, 0])
    expect(history.undo().value.label).toBe('Delete note')
    expect(get()).toEqual(before)
  })
})

describe('pictures', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )

  it('are kept once, shown, and given out while a card shows them', () => {
    const { call, put, get, db } = withBoard()
    const first = put({ kind: 'picture', bytes: new Uint8Array(png), caption: 'The road' })
    const second = put({ kind: 'picture', bytes: new Uint8Array(png), caption: '' }, 400)
    expect(liveRows(db, 'original')).toHaveLength(1)
    const content = get().cards[0]?.content
    expect(content).toMatchObject({ kind: 'picture', mediaType: 'image/png', caption: 'The road' })
    const picture = content?.kind === 'picture' ? content.picture : ''
    expect(Buffer.from(call(handlers, 'boards.picture', { picture }).bytes).equals(png)).toBe(true)
    call(handlers, 'cards.remove', { cards: [first, second] })
    expect(() => call(handlers, 'boards.picture', { picture })).toThrow('no longer')
  })

  it('are refused where they are none, or could carry a script', () => {
    const { put } = withBoard()
    const bytes = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')
    expect(() => put({ kind: 'picture', bytes, caption: '' })).toThrow('no picture that a board can show')
  })
})

describe('the passages of a tag', () => {
  it('are told in reading order, with how many there are', () => {
    const { call, write } = withBoard()
    const { tag, places } = write((db) => {
      const document = aDocument(db, body)
      const tag = aTag(db)
      const places = ['Nobody', 'road', 'closed'].map((words) => aPassage(db, document, words))
      for (const passage of places) aTagging(db, passage, tag)
      return { tag, places }
    })
    const [nobody, road, closed] = places
    expect(call(handlers, 'boards.passagesOfTag', { tag })).toEqual({
      passages: [road, closed, nobody],
      total: 3,
    })
    expect(call(handlers, 'boards.passagesOfTag', { tag, limit: 2 })).toEqual({
      passages: [road, closed],
      total: 3,
    })
  })
})
