import type { Exchanged } from '../contract/team.ts'
import { counted, report } from './merge.ts'
import { printJson, say } from './output.ts'
import type { Session } from './session.ts'
import { oneLine } from './terminal-text.ts'

/**
 * One round with a team folder: takes in what others have published, then publishes what is new here. Conflicts, and
 * files that cannot be taken in, are told and are no failure: the next round looks at them again.
 */
export function team({ task }: Session, folder: string, json: boolean): number {
  const exchanged = task('team.exchange', { target: folder })
  const published = task('team.publish', { target: folder })
  if (json) {
    printJson({ ...exchanged, published })
    return 0
  }
  tell(exchanged)
  say(published.name === null ? 'There was nothing new to publish.' : `Published ${published.name}`)
  return 0
}

function tell({ merged, waiting, refused, otherProjects, left, conflicts }: Exchanged): void {
  const withNews = merged.filter(({ news }) => news)
  for (const result of withNews) {
    const { who, machine, from, kept } = result
    say(oneLine(`Took in ${who === null ? from.file : `${who} (${machine})`}.`))
    report(result)
    if (kept !== null) say(`As it was before, the project is kept ${kept}.`)
  }
  if (withNews.length === 0) say('There is nothing in the folder that is not here already.')
  for (const name of waiting) say(oneLine(`Not whole yet, looked at again the next time: ${name}`))
  for (const { name, reason } of refused) say(oneLine(`Not taken in: ${name}: ${reason}`))
  if (otherProjects > 0) say(`Of other projects, and left alone: ${counted(otherProjects, 'file', 'files')}.`)
  if (left > 0) say(`There are too many files in the folder: ${left} were not looked at.`)
  if (conflicts > 0) say(`In the project are ${counted(conflicts, 'conflict', 'conflicts')} to settle.`)
}
