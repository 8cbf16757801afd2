import type { Conflict, MergeSummary } from '../contract/merge.ts'
import { printJson, say } from './output.ts'
import type { Session } from './session.ts'
import { table } from './table.ts'
import { oneLine } from './terminal-text.ts'

// As many conflicts as a screen holds; all of them are in the JSON of “conflicts” and in the window.
const shownConflicts = 10

/** Merges a copy into the project, or says what that would bring. Conflicts are data: the status is 0 with them. */
export function merge(
  { task }: Session,
  { file, preview }: { readonly file: string; readonly preview: boolean },
  json: boolean,
): number {
  const result = task(preview ? 'merge.preview' : 'merge.run', { file })
  if (json) {
    printJson(result)
    return 0
  }
  if (!result.news) {
    say(`There is nothing in ${result.from.file} that is not here already.`)
    return 0
  }
  say(`${preview ? 'Would merge' : 'Merged'} ${result.from.file}.`)
  report(result)
  if ('kept' in result && result.kept !== null) say(`As it was before, the project is kept ${result.kept}.`)
  return 0
}

/** Says in lines what a merge brought. */
export function report({ incoming, contributors, conflicts, duplicates }: MergeSummary): void {
  if (incoming.length > 0) {
    const rows = incoming.map(({ kind, added, changed, removed, examples }) => [
      kind,
      String(added),
      String(changed),
      String(removed),
      oneLine(examples[0]?.title ?? ''),
    ])
    say(table(['what', 'added', 'changed', 'removed', 'such as'], rows))
  }
  for (const { name, rows, actions } of contributors) {
    say(oneLine(`From ${name}: ${counted(rows, 'row', 'rows')}, ${counted(actions, 'action', 'actions')}`))
  }
  say(conflicts.total === 0 ? 'Nothing conflicts.' : `${counted(conflicts.total, 'conflict', 'conflicts')}:`)
  for (const conflict of conflicts.first.slice(0, shownConflicts)) say(describe(conflict))
  if (conflicts.total > shownConflicts) say(`  and ${conflicts.total - shownConflicts} more`)
  if (duplicates.total > 0) {
    say(`Made apart and looking the same: ${duplicates.total}. Join them in the window where they are.`)
    for (const { kind, members } of duplicates.first) {
      say(`  ${oneLine(`${kind}: ${members.map(({ title }) => title).join(' / ')}`)}`)
    }
  }
}

function describe({ kind, title, field, values }: Conflict): string {
  const lines = values.map(({ text, analystName, at, shown }) => {
    const who = `${analystName ?? 'somebody'}, ${at.slice(0, 16).replace('T', ' ')} UTC`
    return `    ${oneLine(`${shown ? 'shown' : 'other'}: ${text === '' ? '(nothing)' : text} (${who})`)}`
  })
  return [`  ${oneLine(`${kind} “${title}”, ${field}`)}`, ...lines].join('\n')
}

export function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
