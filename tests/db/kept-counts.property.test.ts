import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listActors } from '../../db/actors.ts'
import { listDocuments } from '../../db/documents.ts'
import { listEvents } from '../../db/events.ts'
import { historyState } from '../../db/history.ts'
import { joinedPropositions } from '../../db/joined-propositions.ts'
import type { SharedTable } from '../../db/model.ts'
import { projectCounts } from '../../db/project-info.ts'
import { insertRow, updateRow, type Values } from '../../db/rows.ts'
import { identifier, type ReadableDb, sql, type WritableDb } from '../../db/sql.ts'
import { claimKeys } from '../../db/table/claim-keys.ts'
import { listTags } from '../../db/tags.ts'
import {
  aClaim,
  aDocument,
  anActor,
  anna,
  aPassage,
  aTag,
  aTagging,
  type TestProject,
  testProject,
} from '../support/factories.ts'

/** Everything that is kept between questions, and what is counted from it. */
function counted(db: ReadableDb) {
  return {
    actors: listActors(db),
    documents: listDocuments(db),
    events: listEvents(db),
    tags: listTags(db),
    project: projectCounts(db),
    joined: [...joinedPropositions(db)].sort(),
    claims: claimKeys(db),
  }
}

/** The same, made anew: within a transaction nothing is kept. */
function countedAnew({ connection, ...db }: ReadableDb) {
  return connection.transaction(() => counted({ connection, ...db }))()
}

/** Columns that say who, where and what, by the table of what they name. */
const links = {
  'claim.holder': 'actor',
  'claim.proposition': 'proposition',
  'claimant.actor': 'actor',
  'claimant.claim': 'claim',
  'evidence.passage': 'passage',
  'evidence.document': 'document',
  'evidence.claim': 'claim',
  'figure.event': 'event',
  'figure.claim': 'claim',
  'document.author': 'actor',
  'passage.document': 'document',
  'actor.merged_into': 'actor',
  'proposition.joined_into': 'proposition',
} as const satisfies Record<string, SharedTable>
type Link = keyof typeof links

const marked = [
  'document',
  'passage',
  'tag',
  'tagging',
  'actor',
  'proposition',
  'claim',
  'claimant',
  'evidence',
  'about',
  'event',
  'claim_event',
  'figure',
] as const satisfies readonly SharedTable[]

const pick = fc.nat(20)
const anyStep = fc.oneof(
  fc.record({
    kind: fc.constant('mark' as const),
    table: fc.constantFrom(...marked),
    pick,
    deleted: fc.nat(1),
  }),
  fc.record({
    kind: fc.constant('link' as const),
    link: fc.constantFrom(...(Object.keys(links) as Link[])),
    pick,
    to: fc.option(pick, { freq: 6 }),
  }),
  fc.record({ kind: fc.constant('claim' as const), pick, byActor: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('passage' as const, 'actor' as const, 'tagging' as const), pick }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'refused' as const, 'ask' as const) }),
)
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

function nth(db: ReadableDb, table: SharedTable, pick: number): string {
  const uids = db.column<string>(sql`select uid from ${identifier(table)} order by uid`)
  return uids[pick % uids.length] ?? ''
}

function claimOn(db: WritableDb, pick: number, byActor: boolean): void {
  const actor = nth(db, 'actor', pick)
  const claimant = byActor ? { kind: 'actor', actor } : {}
  const claim = aClaim(db, `Statement ${pick}`, [nth(db, 'passage', pick)], { holder: actor, claimant })
  const event = nth(db, 'event', pick)
  insertRow(db, 'about', { claim, actor: nth(db, 'actor', pick + 1), role: 'subject' }, anna.uid)
  insertRow(db, 'claim_event', { claim, event }, anna.uid)
  insertRow(db, 'figure', { claim, event, measure: 'killed', low: pick }, anna.uid)
}

function write(db: WritableDb, step: Step): void {
  switch (step.kind) {
    case 'mark':
      updateRow(db, step.table, nth(db, step.table, step.pick), { deleted: step.deleted })
      return
    case 'link': {
      const [table, column] = step.link.split('.') as [SharedTable, string]
      const required = ['proposition', 'claim'].includes(column) || step.link === 'passage.document'
      const to = step.to === null && !required ? null : nth(db, links[step.link], step.to ?? 0)
      updateRow(db, table, nth(db, table, step.pick), { [column]: to } satisfies Values)
      return
    }
    case 'claim':
      claimOn(db, step.pick, step.byActor)
      return
    case 'passage':
      aPassage(db, nth(db, 'document', step.pick), [step.pick, step.pick + 3])
      return
    case 'actor':
      anActor(db, `Actor ${step.pick}`)
      return
    case 'tagging':
      aTagging(db, nth(db, 'passage', step.pick), nth(db, 'tag', step.pick))
      return
  }
}

function plant(): TestProject {
  const project = testProject()
  // One project serves all runs, and is undone to here before each.
  project.history.perform({ operation: 'test', label: 'Plant', undoable: false }, (db) => {
    for (const letter of 'abc') {
      const author = anActor(db, `Author ${letter}`)
      const text = `Text ${letter}: officials said that the road was closed, and that nobody was hurt.`
      const document = aDocument(db, text, { title: letter, author })
      for (const at of [0, 10, 20]) aPassage(db, document, [at, at + 5])
      aTag(db, `Tag ${letter}`)
      insertRow(db, 'event', { title: `Event ${letter}` }, anna.uid)
    }
    for (let i = 0; i < 6; i++) claimOn(db, i, i % 2 === 0)
    for (let i = 0; i < 9; i++) aTagging(db, nth(db, 'passage', i), nth(db, 'tag', i * 2))
  })
  return project
}

it('What is kept between questions is after any writes what it would be if it were made anew', () => {
  const project = plant()
  const { db, history } = project
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), (steps) => {
      while (historyState(db).undo !== null) history.undo()
      for (const step of steps) {
        if (step.kind === 'ask') counted(db)
        else if (step.kind === 'refused') refuse(project)
        else if (step.kind === 'undo' || step.kind === 'redo') {
          if (historyState(db)[step.kind] !== null) history[step.kind]()
        } else project.write((writable) => write(writable, step))
        if (step.kind !== 'mark' || step.pick % 3 > 0) expect(counted(db)).toEqual(countedAnew(db))
      }
      expect(counted(db)).toEqual(countedAnew(db))
    }),
    { numRuns: 150 },
  )
  project.close()
})

/** A command that fails after it has written, and after something was asked within it. */
function refuse({ write, db }: TestProject): void {
  expect(() =>
    write((writable) => {
      claimOn(writable, 1, true)
      counted(db)
      throw new Error('Refused.')
    }),
  ).toThrow('Refused.')
}
