import { handlers } from '../../db/all-handlers.ts'
import type { Call, Output, StoreName } from '../../db/contract/contract.ts'
import { aDocument, anActor, aPassage, testProject } from './factories.ts'

export const body = 'The minister said: “We refuse.” He left.\nThe “talks” go on, he added.'

/** A project with an article, a passage of it that quotes a minister, and the minister: enough for a claim. */
export function aQuotedMinister() {
  const project = testProject()
  const named = project.write((db) => {
    const document = aDocument(db, body)
    const passage = aPassage(db, document, 'We refuse.')
    return { document, passage, minister: anActor(db, 'The minister', { kind: 'person' }) }
  })
  const call = <Name extends StoreName>(name: Name, input: Call<Name>): Output<Name> =>
    project.call(handlers, name, input)
  return {
    project,
    ...named,
    call,
    /** Enters a claim of the minister's, with some of its fields otherwise. @returns its id */
    create: (fields: Partial<Call<'claims.create'>> = {}): string =>
      call('claims.create', {
        statement: 'The ministry refuses.',
        claimants: [{ actor: named.minister }],
        evidence: [{ passage: named.passage }],
        ...fields,
      }).claim,
    page: (claim: string) => call('claims.get', { claim }),
  }
}

export type QuotedMinister = ReturnType<typeof aQuotedMinister>
