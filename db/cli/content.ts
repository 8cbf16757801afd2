import { listings } from './listings.ts'
import { printJson, say, warn } from './output.ts'
import type { Session } from './session.ts'
import type { listKinds } from './syntax.ts'
import { table } from './table.ts'
import { oneLine } from './terminal-text.ts'

/*
 * Verbs that put something into a project, and that show what is in it. Each says what it has done and returns the exit status.
 */

export function importFiles(
  { task }: Session,
  input: { readonly files: string[]; readonly recursive: boolean },
  json: boolean,
): number {
  const result = task('documents.import', input)
  if (json) printJson(result)
  else {
    for (const { title, file, warnings } of result.imported) {
      say(oneLine(`Imported ${file}: ${title}`))
      for (const warning of warnings) warn(oneLine(`${file}: ${warning}`))
    }
    for (const { title, file } of result.known) say(oneLine(`Known already ${file}: ${title}`))
    if (result.skipped > 0) say(`Left out, as no text that Claimboard reads: ${result.skipped}`)
  }
  for (const { message } of result.failed) warn(oneLine(`not imported: ${message}`))
  return result.failed.length > 0 ? 1 : 0
}

export function annotate({ task }: Session, file: string, json: boolean): number {
  const result = task('annotations.apply', { file })
  if (json) printJson(result)
  else say(table(['added', 'how many'], Object.entries(result)))
  return 0
}

export function list(session: Session, kind: (typeof listKinds)[number], json: boolean): number {
  const { values, header, rows } = listings[kind](session)
  if (json) printJson(values)
  else say(rows.length === 0 ? `There are no ${kind}.` : table(header, rows))
  return 0
}

export function search({ call }: Session, input: { query: string; limit: number }, json: boolean): number {
  const { hits, total } = call('search.find', input)
  if (json) printJson({ hits, total })
  else if (total === 0) say('Nothing was found.')
  else {
    const rows = hits.map(({ kind, title, snippet }) => [kind, title, snippet])
    say(table(['kind', 'title', 'text'], rows))
    if (total > hits.length) say(`${hits.length} of ${total}`)
  }
  return 0
}
