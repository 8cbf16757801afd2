import { createProject, openProject } from '../../db/project.ts'
import { removeRows, updateRow } from '../../db/rows.ts'
import { sql } from '../../db/sql.ts'
import { aClaim, aDocument, anActor, anna, aPassage, aTag, aTagging } from './factories.ts'

/** A closed project whose tables take many pages each, with a history of several actions. */
export function makeLargeProject(file: string): void {
  createProject(file, 'Alder', anna)
  const project = openProject(file, { analyst: anna, mustWrite: true })
  const write = (body: Parameters<NonNullable<typeof project.history>['perform']>[1]) =>
    project.history?.perform({ operation: 'test', label: 'Write' }, body)
  for (let n = 0; n < 12; n++) {
    write((db) => {
      const lines = Array.from(
        { length: 40 },
        (_, i) => `Line ${i} of text ${n} says what number ${i * 31 + n} means.`,
      )
      const document = aDocument(db, lines.join('\n'), {
        title: `Document ${n}`,
        file_name: `document-${n}.txt`,
      })
      const tag = aTag(db, `Tag ${n}`)
      const actor = anActor(db, `Actor ${n}`)
      for (let i = 0; i < 15; i++) {
        const passage = aPassage(db, document, lines[i] ?? '')
        aTagging(db, passage, tag)
        if (i % 3 === 0) {
          aClaim(db, `Statement ${n}.${i}.`, [passage], {
            claimant: { kind: 'actor', actor },
            credibility: 2,
          })
        }
      }
    })
  }
  write((db) => {
    for (const uid of db.column<string>(sql`select uid from live_tag order by name limit 4`)) {
      updateRow(db, 'tag', uid, { description: 'Changed later' })
    }
    removeRows(db, 'passage', db.column<string>(sql`select uid from live_passage order by uid limit 3`))
  })
  project.close()
}
