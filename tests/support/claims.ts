import { aDocument, anActor, aPassage, type TestProject, testProject } from './factories.ts'

export const body = 'The minister said: “We refuse.” He left.\nThe “talks” go on, he added.'

/** A project with an article, a passage of it that quotes a minister, and the minister: enough for a claim. */
export function aQuotedMinister(): {
  readonly project: TestProject
  readonly document: string
  readonly passage: string
  readonly minister: string
} {
  const project = testProject()
  return project.write((db) => {
    const document = aDocument(db, body)
    const passage = aPassage(db, document, 'We refuse.')
    return { project, document, passage, minister: anActor(db, 'The minister', { kind: 'person' }) }
  })
}
