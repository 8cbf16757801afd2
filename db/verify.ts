import type { Problem } from './contract/project.ts'
import type { ReaderHandlers } from './handlers.ts'
import type { ReadableDb } from './sql.ts'
import { progressStep, type Task } from './task.ts'
import { claimChecks } from './verify/claims.ts'
import { contentChecks } from './verify/content.ts'
import { type Check, problem } from './verify/finding.ts'
import { graphChecks } from './verify/graph.ts'
import { historyChecks } from './verify/history.ts'
import { searchChecks } from './verify/search-index.ts'
import { structureChecks } from './verify/structure.ts'
import { valueChecks } from './verify/values.ts'

const checks: readonly Check[] = [
  ...structureChecks,
  ...contentChecks,
  ...graphChecks,
  ...claimChecks,
  ...valueChecks,
  ...searchChecks,
  ...historyChecks,
]

// More of a kind than anybody reads; what is left is counted.
const mostOfAKind = 500

/**
 * Looks for damage and for what does not fit together. Errors are what a sound program never leaves behind;
 * warnings are what people can bring about, alone or by merging, and what they may want to put right.
 */
export function* verifyProject(db: ReadableDb): Task<{ problems: Problem[]; checks: string[] }> {
  const problems: Problem[] = []
  for (const [index, check] of checks.entries()) {
    let found = 0
    yield progressStep(index, checks.length, check.title)
    for (const finding of check.run(db)) {
      if (finding === null) yield progressStep(index, checks.length, check.title)
      else if (++found <= mostOfAKind) problems.push(finding)
    }
    if (found > mostOfAKind) {
      problems.push(problem('warning', check.name, `There are ${found - mostOfAKind} more of the same kind.`))
    }
  }
  yield progressStep(checks.length, checks.length, 'Done')
  return { problems, checks: checks.map(({ name }) => name) }
}

export const verifyHandlers: ReaderHandlers<'project.verify'> = {
  'project.verify': ({ db }) => verifyProject(db),
}
