import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AppError } from '../../db/contract/errors.ts'
import { sql } from '../../db/sql.ts'
import { tagHandlers as handlers, listTags } from '../../db/tags.ts'
import { exported } from '../support/exported.ts'
import {
  aDocument,
  anna,
  aPassage,
  aTagging,
  bela,
  type TestProject,
  testProject,
} from '../support/factories.ts'

const someTags = 8
const words = ['One', 'two', 'three', 'four', 'five']
const pick = fc.nat(someTags - 1)

/** A tree out of few names, so that many meet one of theirs; who tagged what; what is merged into what. */
const anyCase = fc.record({
  tree: fc.array(fc.record({ name: fc.constantFrom('A', 'B', 'C'), under: fc.option(pick) }), {
    minLength: 2,
    maxLength: someTags,
  }),
  taggings: fc.array(fc.record({ passage: fc.nat(words.length - 1), tag: pick, byBela: fc.boolean() }), {
    maxLength: 12,
  }),
  merges: fc.array(fc.record({ tag: pick, into: pick }), { minLength: 1, maxLength: 6 }),
})

const bytesOf = (project: TestProject) => exported(project.db, { what: 'project', format: 'json' }).toString()

/** Whether it was done; what is refused in words has changed nothing. */
function done(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    return false
  }
}

it('However tags are merged, no passage loses what it carried, no two siblings share a name, and undo takes all back', () => {
  const project = testProject()
  const passages = project.write((db) => {
    const document = aDocument(db, `${words.join(' ')}.`)
    return words.map((word) => aPassage(db, document, word))
  })
  const undoable = () => project.db.value<number>(sql`select count(*) from action where state = 'done'`) ?? 0
  const bottom = undoable()
  const first = bytesOf(project)
  const carrying = (tag: string) =>
    project.db.column<string>(sql`select distinct passage from live_tagging where tag = ${tag}`)
  fc.assert(
    fc.property(anyCase, ({ tree, taggings, merges }) => {
      const tags: string[] = []
      for (const { name, under } of tree) {
        const parent = under === null ? null : (tags[under] ?? null)
        done(() => tags.push(project.call(handlers, 'tags.create', { name, parent }).tag))
      }
      const tagAt = (index: number) => tags[index % tags.length] ?? ''
      project.write((db) => {
        for (const { passage, tag, byBela } of taggings) {
          aTagging(db, passages[passage] ?? '', tagAt(tag), byBela ? bela : anna)
        }
      })
      for (const merge of merges) {
        const [tag, into] = [tagAt(merge.tag), tagAt(merge.into)]
        const there = listTags(project.db).length
        const before = bytesOf(project)
        const carried = new Set([...carrying(tag), ...carrying(into)])
        let counts = { tags: 0, passages: 0 }
        const merged = done(() => {
          counts = project.call(handlers, 'tags.merge', { tag, into })
        })
        if (!merged) {
          expect(bytesOf(project)).toBe(before)
          continue
        }
        const after = listTags(project.db)
        expect(after).toHaveLength(there - counts.tags)
        expect(new Set(after.map(({ path }) => path.join('/'))).size).toBe(after.length)
        // Nothing hangs in the air: what is shown as a root is stored as one.
        expect(
          project.db.value(sql`select count(*) from live_tag
            where parent is not null and parent not in (select uid from live_tag)`),
        ).toBe(0)
        if (counts.tags > 0) expect(new Set(carrying(into))).toEqual(new Set([...carrying(into), ...carried]))
        const again = bytesOf(project)
        project.call(handlers, 'tags.merge', { tag, into })
        expect(bytesOf(project)).toBe(again)
      }
      while (undoable() > bottom) project.history.undo()
      expect(bytesOf(project)).toBe(first)
    }),
    { numRuns: 60, interruptAfterTimeLimit: 20_000 },
  )
})
