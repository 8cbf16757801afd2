import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { handlers } from '../../db/all-handlers.ts'
import type { OpenProject } from '../../db/project.ts'
import { updateRow } from '../../db/rows.ts'
import { startWriter } from '../../db/run.ts'
import { type ReadableDb, sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { aDocument, aPassage, aTag } from './factories.ts'
import { aFolder } from './project-files.ts'
import { aMember, type Member } from './team.ts'

/** Anna, who made a project with a document, a passage and a tag, and Béla, who has a copy. */
export function aTeam() {
  const anna = aMember('Anna Reader')
  const made = anna.write((db) => {
    const document = aDocument(db, 'Officials denied it. Nobody was hurt at the port.', { title: 'Port' })
    const passage = aPassage(db, document, 'Officials', { note: 'First' }, anna.analyst)
    return { document, passage, tag: aTag(db, 'Denials') }
  })
  const bela = aMember('Béla Writer', anna.file)
  return { anna, bela, folder: aFolder(), ...made }
}

/** The same person with the same profile, with the project in another place. */
export function aMemberAt(member: Member, file: string): Member {
  return aMember(member.analyst.name, undefined, aFolder(), { file, profile: member.profile })
}

export const sha256Of = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** The values of the one note that is in conflict, or the one that there is. */
export function valuesOf(db: ReadableDb): string[] {
  return db.column(
    sql`select distinct val ->> 'note' from cell where tbl = 'passage' and col = 'note' order by 1`,
  )
}

export function mergeByHand(project: OpenProject, file: string): void {
  const { task, finish } = startWriter(handlers, project, 'merge.run', { file })
  runTaskSync(task, {
    extract: () => {
      throw new Error('A merge extracts nothing.')
    },
  })
  finish()
}

export const projectsIn = (folder: string) => readdirSync(folder).sort()

export const note = (member: Member, passage: string, text: string) =>
  member.write((db) => updateRow(db, 'passage', passage, { note: text }))
