import type { Call } from '../contract/contract.ts'
import type { Arguments } from './arguments.ts'
import { printJson, say } from './output.ts'
import type { Session } from './session.ts'
import { table } from './table.ts'

const filters = ['analyst', 'since', 'before', 'row', 'document'] as const

/** The words that narrow down which actions are listed. */
export function filtersFrom(args: Arguments): Partial<Record<(typeof filters)[number], string>> {
  return Object.fromEntries(
    filters.flatMap((name) => {
      const word = args.text(name)
      return word === undefined ? [] : [[name, word]]
    }),
  )
}

export function history({ call }: Session, input: Call<'history.list'>, json: boolean): number {
  const actions = call('history.list', input)
  if (json) {
    printJson(actions)
    return 0
  }
  const rows = actions.map(({ at, analystName, kind, label, changes }) => [
    at,
    analystName,
    kind === 'do' ? label : `${kind === 'undo' ? 'Undo' : 'Redo'}: ${label}`,
    Object.entries(changes)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  ])
  say(table(['when', 'who', 'what', 'rows'], rows))
  return 0
}

export function asOf({ task }: Session, input: { when: string; target: string }, json: boolean): number {
  const result = task('history.asOf', input)
  if (json) {
    printJson(result)
    return 0
  }
  const later = result.later === 1 ? '1 action' : `${result.later} actions`
  say(`Wrote ${input.target} (${result.bytes} bytes), as of ${result.at}, without what ${later} did later.`)
  say('It is a project of its own: it has no history, and cannot be merged back.')
  return 0
}
