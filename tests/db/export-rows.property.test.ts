import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insertRow, removeRows } from '../../db/rows.ts'
import { exported } from '../support/exported.ts'
import { aClaim, aDocument, anna, aPassage, aTag, aTagging, bela, testProject } from '../support/factories.ts'

const tags = 4
const claims = 4
const someOf = (count: number) => fc.subarray([...Array(count).keys()])

/** What hangs on a passage: tags of two analysts, claims by which it is carried, and whether it was deleted. */
const passage = fc.record({
  document: fc.nat(1),
  tags: someOf(tags),
  alsoBela: someOf(tags),
  claims: fc.array(fc.tuple(fc.nat(claims - 1), fc.constantFrom('content', 'source', 'cue')), {
    maxLength: 3,
  }),
  deleted: fc.boolean(),
})

const world = fc.record({
  passages: fc.array(passage, { maxLength: 12 }),
  absences: fc.array(fc.tuple(fc.nat(claims - 1), fc.nat(1)), { maxLength: 3 }),
  deletedDocuments: someOf(2),
  deletedTags: someOf(tags),
  deletedClaims: someOf(claims),
})

type World = typeof world extends fc.Arbitrary<infer W> ? W : never

/** The rows that the evidence must have, worked out without the database: what a row is about, in any order. */
function expectedRows({ passages, absences, deletedDocuments, deletedTags, deletedClaims }: World): string[] {
  const seesDocument = (i: number) => !deletedDocuments.includes(i)
  const seesClaim = (i: number) => !deletedClaims.includes(i)
  const rows: string[] = []
  const carried = new Set<number>()
  for (const [i, { document, tags: own, alsoBela, claims: on, deleted }] of passages.entries()) {
    if (deleted || !seesDocument(document)) continue
    const tagged = [...new Set([...own, ...alsoBela])].filter((tag) => !deletedTags.includes(tag))
    const evidence = on.filter(([claim]) => seesClaim(claim))
    for (const [claim] of evidence) carried.add(claim)
    for (const tag of tagged.length > 0 ? tagged : ['']) {
      for (const [claim, role] of evidence.length > 0 ? evidence : [['', '']]) {
        rows.push(
          [`note ${i}`, tag === '' ? '' : `tag ${tag}`, claim === '' ? '' : `claim ${claim}`, role].join('|'),
        )
      }
    }
  }
  for (const [claim, document] of absences) {
    if (!seesClaim(claim) || !seesDocument(document)) continue
    carried.add(claim)
    rows.push(['', '', `claim ${claim}`, 'absence'].join('|'))
  }
  for (let claim = 0; claim < claims; claim++) {
    if (seesClaim(claim) && !carried.has(claim)) rows.push(['', '', `claim ${claim}`, ''].join('|'))
  }
  return rows.sort()
}

function actualRows({ passages, absences, deletedDocuments, deletedTags, deletedClaims }: World): string[] {
  const project = testProject()
  project.write((w) => {
    const documents = [aDocument(w, 'x'.repeat(40)), aDocument(w, 'y'.repeat(40))]
    const tagIds = Array.from({ length: tags }, (_, i) => aTag(w, `tag ${i}`))
    const claimIds = Array.from({ length: claims }, (_, i) => aClaim(w, `claim ${i}`, []))
    const at = <T>(list: readonly T[], i: number) => list[i] as T
    const gone: string[] = []
    for (const [i, made] of passages.entries()) {
      const id = aPassage(w, at(documents, made.document), [i, i + 2], { note: `note ${i}` })
      for (const tag of made.tags) aTagging(w, id, at(tagIds, tag))
      for (const tag of made.alsoBela) aTagging(w, id, at(tagIds, tag), bela)
      for (const [claim, role] of made.claims) {
        insertRow(w, 'evidence', { claim: at(claimIds, claim), role, passage: id, position: 1 }, anna.uid)
      }
      if (made.deleted) gone.push(id)
    }
    for (const [claim, document] of absences) {
      const place = { document: at(documents, document), looked_for: 'x', position: 1 }
      insertRow(w, 'evidence', { claim: at(claimIds, claim), role: 'absence', ...place }, anna.uid)
    }
    removeRows(w, 'passage', gone)
    removeRows(
      w,
      'document',
      deletedDocuments.map((i) => at(documents, i)),
    )
    removeRows(
      w,
      'tag',
      deletedTags.map((i) => at(tagIds, i)),
    )
    removeRows(
      w,
      'claim',
      deletedClaims.map((i) => at(claimIds, i)),
    )
  })
  const columns = ['passage_note', 'tag', 'claim_statement', 'evidence_role']
  const rows = JSON.parse(exported(project.db, { format: 'json', columns }).toString()) as Record<
    string,
    string | null
  >[]
  project.close()
  return rows.map((row) => columns.map((name) => row[name] ?? '').join('|')).sort()
}

describe('The rows of the evidence export', () => {
  it('are those that follow from what is visible, whatever was deleted', () => {
    fc.assert(
      fc.property(world, (made) => {
        expect(actualRows(made)).toEqual(expectedRows(made))
      }),
      { numRuns: 40 },
    )
  })
})
