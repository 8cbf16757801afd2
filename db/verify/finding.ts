import type { Problem } from '../contract/project.ts'
import { visibleText } from '../contract/visible-text.ts'
import type { ReadableDb } from '../sql.ts'

/** What a check yields: a problem, or null where it has found nothing and may be interrupted. */
export type Finding = Problem | null

/** One check of a project; `name` is a stable token, `title` says to people what is being looked at. */
export interface Check {
  readonly name: string
  readonly title: string
  run(db: ReadableDb): Iterable<Finding>
}

export function problem(
  severity: Problem['severity'],
  check: string,
  message: string,
  table: string | null = null,
  uid: string | null = null,
): Problem {
  return { severity, check, table, uid, message }
}

// As much of a quote or a statement as recalls it.
const excerptLength = 60

/** The beginning of a text on one line, for a message. */
export function excerpt(text: string): string {
  const characters = [
    ...visibleText(text)
      .slice(0, 4 * excerptLength)
      .replace(/\s+/gu, ' ')
      .trim(),
  ]
  return characters.length <= excerptLength
    ? characters.join('')
    : `${characters.slice(0, excerptLength - 1).join('')}…`
}
