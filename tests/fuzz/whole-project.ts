import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { handlers } from '../../db/all-handlers.ts'
import type { Call, StoreName } from '../../db/contract/contract.ts'
import type { WriterName } from '../../db/handlers.ts'
import { extractSync } from '../../db/import/extract-runner.ts'
import { createProject, type OpenProject, openProject } from '../../db/project.ts'
import { answer, parseInput, startWriter } from '../../db/run.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { anna } from '../support/factories.ts'
import { onePixel } from './hostile.ts'

/** File names and what the files hold. */
type Texts = Readonly<Record<string, string>>

const texts: Texts = {
  'One.txt': 'The port was shut on Monday, two officials said. 港口关闭。 🙂 Nobody was hurt at the road.',
  'Two.txt': 'It is open, a spokesman of the ministry said on Tuesday; the road was closed all the time.',
  'Three.html': '<title>Three</title><article><h1>Three</h1><p>A word <b>and</b> another one.</p></article>',
}

/** Words for every field that a person can fill in, by the place where they stand. */
export type Words = (field: string) => string

const plainWords: Words = (field) => `Some ${field}`

/** Makes a project that has a row in every table that the program writes. @param more documents */
export function makeWholeProject(file: string, words: Words = plainWords, more: Texts = {}): void {
  createProject(file, words('title of the project'), anna)
  const project = openProject(file, { analyst: anna, mustWrite: true })
  try {
    fill(project, file, words, more)
  } finally {
    project.close()
  }
}

function fill(project: OpenProject, file: string, words: Words, more: Texts): void {
  const call = (name: StoreName, input: object) => answer(handlers, project, name, input).value
  const first = (table: Sql) => project.db.value<string>(sql`select min(uid) from ${table}`) ?? ''
  const folder = path.join(path.dirname(file), 'texts')
  mkdirSync(folder, { recursive: true })
  const files = Object.entries({ ...texts, ...more }).map(([name, text]) => {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  })
  write(project, 'documents.import', { files })
  const lines = path.join(folder, 'lines.jsonl')
  writeFileSync(
    lines,
    annotations(words)
      .map((line) => JSON.stringify(line))
      .join('\n'),
  )
  write(project, 'annotations.apply', { file: lines })
  write(project, 'documents.paste', { html: '', text: `${words('pasted text')}\n\nMore of it.` })

  const actor = first(sql`live_actor`)
  const passage = first(sql`live_passage`)
  const document = first(sql`live_document`)
  call('project.update', { question: words('question'), assumptions: words('assumptions') })
  call('offices.add', { actor, title: words('office'), from: '2020', to: '2024' })
  call('mentions.add', { actor, place: { passage } })
  call('documents.mark', { documents: [document], readingStatus: 'skimmed' })
  call('views.create', {
    name: words('name of the view'),
    shape: 'claims',
    filter: [{ test: 'contains', column: 'statement', text: words('statement') }],
    sort: [{ column: 'statement', descending: true }],
    columns: ['statement', 'stance'],
  })
  const board = first(sql`live_board`)
  call('cards.create', {
    board,
    cards: [
      {
        content: { kind: 'picture', bytes: onePixel, caption: words('a caption') },
        x: 600,
        y: 0,
        width: 100,
        height: 100,
      },
      { content: { kind: 'note', body: words('a note') } },
      { content: { kind: 'group', title: words('a group') } },
    ],
  })
  // Something to undo and something to redo.
  call('passages.note', { passage, note: words('a note of a passage') })
  call('tags.create', { name: words('another tag') })
  call('history.undo', {})
}

function write<Name extends WriterName>(project: OpenProject, name: Name, input: Call<Name>): void {
  const { task, finish } = startWriter(handlers, project, name, parseInput(name, input))
  try {
    runTaskSync(task, { extract: (document) => extractSync(document) })
  } finally {
    finish()
  }
}

function annotations(words: Words) {
  return [
    { kind: 'tag', name: words('tag'), description: words('description'), digit: 1 },
    { kind: 'tag', name: words('lower tag'), parent: [words('tag')] },
    {
      kind: 'passage',
      id: 'p',
      document: 'One',
      start: 0,
      end: 8,
      tags: [[words('tag')]],
      note: words('note'),
    },
    { kind: 'passage', document: 'One', start: 4, end: 20, tags: [[words('tag'), words('lower tag')]] },
    { kind: 'actor', name: words('state'), description: words('description') },
    {
      kind: 'actor',
      name: words('ministry'),
      parent: words('state'),
      aliases: [words('form'), words('other form')],
    },
    { kind: 'event', title: words('event'), date: '2024-11', place: words('state'), note: words('note') },
    { kind: 'event', title: words('part'), partOf: words('event') },
    {
      kind: 'document',
      document: 'Two',
      publisher: words('publisher'),
      author: words('author'),
      published: '2024-11-06',
      publishedReason: words('reason'),
      sourceUrl: words('address'),
      reliability: 'B',
      reliabilityReason: words('reason'),
      note: words('note'),
    },
    {
      kind: 'source',
      id: 's',
      document: 'One',
      wording: words('wording'),
      number: 2,
      affiliation: words('affiliation'),
      access: words('access'),
      reliability: 'C',
      reliabilityReason: words('reason'),
    },
    { kind: 'source', document: 'Two', wording: words('other wording'), sameAs: 's' },
    {
      kind: 'claim',
      id: 'c',
      statement: words('statement'),
      claimant: { source: words('wording') },
      evidence: [{ document: 'One', quote: 'port was shut' }],
      holder: words('ministry'),
      act: 'refuses',
      about: [{ actor: words('state'), role: 'recipient' }],
      reliability: 'B',
      reliabilityReason: words('reason'),
      credibility: 2,
      credibilityReason: words('reason'),
      said: '2024-11-05',
      saidWording: words('said'),
      happened: '2024-11-04',
      happenedWording: words('happened'),
      events: [words('event')],
      figures: [
        {
          event: words('event'),
          measure: 'killed',
          counted: words('counted'),
          notCounted: words('not counted'),
          low: 2,
          high: 5,
          unit: words('unit'),
          qualifier: words('qualifier'),
        },
      ],
      note: words('note'),
    },
    {
      kind: 'claim',
      id: 'd',
      statement: words('denial'),
      claimant: { author: true },
      stance: 'denies',
      evidence: [
        { document: 'Two', start: 0, end: 5 },
        { document: 'Three', role: 'absence', lookedFor: words('looked for') },
      ],
      nestedIn: 'c',
      links: [
        { kind: 'contradicts', to: 'c', note: words('note') },
        { kind: 'derived-from', toReport: words('report') },
      ],
    },
    { kind: 'lead', type: 'verify', body: words('lead') },
    {
      kind: 'hypothesis',
      id: 'h',
      statement: words('hypothesis'),
      horizon: '2025',
      judgements: [
        { judgedAt: '2024-12-01', likelihood: 'likely', confidence: 'low', reason: words('reason') },
      ],
      assessments: [{ claim: 'c', rating: 'CC', note: words('note') }],
    },
    {
      kind: 'board',
      title: words('board'),
      cards: [
        { id: 'a', claim: 'c', x: 40, y: 40 },
        { id: 'b', note: words('card') },
        { id: 'e', passage: 'p' },
        { id: 'f', hypothesis: 'h' },
        { id: 'g', group: words('group') },
      ],
      links: [{ from: 'b', to: 'a', label: words('label') }],
    },
  ]
}
