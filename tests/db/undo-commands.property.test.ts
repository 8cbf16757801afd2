import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { handlers } from '../../db/all-handlers.ts'
import { type StoreName, storeContract } from '../../db/contract/contract.ts'
import { AppError } from '../../db/contract/errors.ts'
import { extract } from '../../db/import/extract.ts'
import { answer } from '../../db/run.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { verifyProject } from '../../db/verify.ts'
import { applied } from '../support/annotations.ts'
import { anyInput } from '../support/any-input.ts'
import { exported } from '../support/exported.ts'
import { type TestProject, testProject } from '../support/factories.ts'

const commands = (Object.keys(storeContract) as StoreName[]).filter(
  (name) => storeContract[name].kind === 'command' && !name.startsWith('history.'),
)

const texts: Readonly<Record<string, string>> = {
  'One.txt': 'The port was shut on Monday, two officials said. 港口关闭。 🙂 Nobody was hurt at the road.',
  'Two.txt': 'It is open, a spokesman of the ministry said on Tuesday; the road was closed all the time.',
  'Three.md': '# A heading\r\n\r\nWords that nobody has said so far about the harbour and the road.',
  'Four.txt': 'By: Somebody\n\nPublished: 5 November 2024\n\nA text with a byline, of no great length.',
}

const annotations = [
  { kind: 'tag', id: 't', name: 'Harbours', parent: ['Places'] },
  { kind: 'passage', document: 'One', start: 0, end: 8, tags: ['Port', 'Places'], note: 'again' },
  { kind: 'actor', name: 'Ministry', aliases: ['The ministry', 'MoFA'], parent: 'State' },
  { kind: 'document', document: 'Two', publisher: 'Agency', reliability: 'B' },
  {
    kind: 'claim',
    id: 'c',
    statement: 'The port is shut.',
    claimant: { source: 'officials' },
    evidence: [{ document: 'One', quote: 'port was shut' }],
    holder: 'Ministry',
    act: 'refuses',
    events: ['Closure'],
    figures: [{ measure: 'killed', low: 2 }],
  },
  {
    kind: 'claim',
    statement: 'It is open.',
    claimant: { author: true },
    stance: 'denies',
    evidence: [{ document: 'Two', start: 0, end: 5 }],
    nestedIn: 'c',
    links: [{ kind: 'contradicts', to: 'c' }],
  },
]

/** What an analyst does: any command with an input out of a seed, an import, annotations, a step in the history. */
const anyDeed = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ name: fc.constantFrom(...commands), seed: fc.nat() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      importing: fc.shuffledSubarray(Object.keys(texts), { minLength: 1 }),
      stopAt: fc.nat(8),
    }),
  },
  { weight: 1, arbitrary: fc.record({ annotating: fc.shuffledSubarray(annotations, { minLength: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ stepsBack: fc.nat(3) }) },
)
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never

const bytesOf = (project: TestProject) => exported(project.db, { what: 'project', format: 'json' }).toString()

/** A project that has something of every kind that can be made. */
function startingProject(): TestProject {
  const project = testProject()
  mkdirSync(path.join(project.folder, 'texts'))
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(path.join(project.folder, 'texts', name), text)
  }
  importTexts(project, ['One.txt', 'Two.txt'])
  applied(project, annotations)
  const uidOf = (table: Sql) => project.db.value<string>(sql`select min(uid) from ${table}`)
  const actor = uidOf(sql`live_actor`)
  const call = (name: StoreName, input: object) => answer(handlers, project.project, name, input)
  call('leads.create', { kind: 'verify', body: 'Who saw it?' })
  call('offices.add', { actor, title: 'Minister' })
  call('mentions.add', { actor, place: { passage: uidOf(sql`live_passage`) } })
  call('boards.create', {
    title: 'Board',
    cards: [
      { content: { kind: 'claim', subject: uidOf(sql`live_claim`) } },
      { content: { kind: 'note', body: 'Why?' } },
      { content: { kind: 'group', title: 'Both' } },
    ],
  })
  const [from, to] = project.db.column<string>(sql`select uid from live_card order by uid`)
  call('links.create', { from, to })
  return project
}

function importTexts(project: TestProject, names: readonly string[], stopAt?: number): void {
  const files = names.map((name) => path.join(project.folder, 'texts', name))
  project.run(
    handlers,
    'documents.import',
    { files },
    { extractor: extract, ...(stopAt === undefined ? {} : { stopAt }) },
  )
}

/** A linear congruential generator (Numerical Recipes): the same seed draws the same input. */
function drawFrom(seed: number) {
  let state = seed >>> 0
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function perform(project: TestProject, name: StoreName, seed: number): void {
  const [noun = ''] = name.split('.')
  answer(
    handlers,
    project.project,
    name,
    anyInput(storeContract[name].input, project.db, noun, drawFrom(seed)),
  )
}

/** Does it as far as it can be done: what is refused in words has changed nothing. */
function attempt(project: TestProject, deed: Deed, mayUndo: () => boolean): void {
  try {
    if ('name' in deed) perform(project, deed.name, deed.seed)
    else if ('importing' in deed) importTexts(project, deed.importing, deed.stopAt)
    else if ('annotating' in deed) applied(project, deed.annotating)
    else for (let i = 0; i < deed.stepsBack && mayUndo(); i++) project.history.undo()
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
  }
}

it('Whatever was done, undo brings back the project byte for byte, and redo what it had become', () => {
  let project = startingProject()
  let first = bytesOf(project)
  const undoable = () => project.db.value<number>(sql`select count(*) from action where state = 'done'`) ?? 0
  const bottom = undoable()
  const above = () => undoable() > bottom
  fc.assert(
    fc
      .property(fc.array(anyDeed, { minLength: 1, maxLength: 20, size: 'max' }), (deeds) => {
        for (const deed of deeds) attempt(project, deed, above)
        const states = [bytesOf(project)]
        while (above()) {
          project.history.undo()
          states.push(bytesOf(project))
        }
        expect(states.at(-1)).toBe(first)
        for (const state of states.slice(0, -1).reverse()) {
          project.history.redo()
          expect(bytesOf(project)).toBe(state)
        }
        while (above()) project.history.undo()
        expect(bytesOf(project)).toBe(first)
      })
      .afterEach(() => {
        // Undone altogether, one project serves the next run as well.
        if (bytesOf(project) === first && !above()) return
        project.close()
        project = startingProject()
        first = bytesOf(project)
      }),
    // What makes it fail is made smaller for no longer than this, in milliseconds.
    { numRuns: 20, interruptAfterTimeLimit: 15_000 },
  )
  const { problems } = runTaskSync(verifyProject(project.db), { extract })
  expect(problems).toEqual([])
})
