import type { Exchanged, Published, TeamFile, TeamState } from '../../db/contract/team.ts'
import { count } from '../documents/importing.ts'
import { changesOf } from '../merge/words.ts'

/** What became of a copy in the folder, for its row. */
export function stateWords({ state, reason }: TeamFile): string {
  switch (state) {
    case 'own':
      return 'yours'
    case 'merged':
      return 'taken in'
    case 'new':
      return 'new'
    case 'waiting':
      return 'not whole yet; it is looked at again'
    case 'refused':
      return reason ?? 'cannot be taken in'
  }
}

/** What a round brought, in two or three sentences. */
export function exchangedWords(
  { merged, waiting, refused, conflicts }: Exchanged,
  { name }: Published,
): string {
  const news = merged.filter((one) => one.news)
  const from = news.map(({ who, from, incoming }) => {
    return `${who ?? from.file}: ${changesOf(incoming) || 'what was done to the same things'}`
  })
  const sentences = [
    from.length === 0 ? 'Nothing new from others' : `Taken in from ${from.join('; ')}`,
    name === null ? '' : 'Yours is published',
    conflicts > 0 ? `${count(conflicts, 'conflict')} to settle` : '',
    waiting.length > 0 ? `${count(waiting.length, 'file')} not whole yet` : '',
    refused.length > 0 ? `${count(refused.length, 'file')} not taken in` : '',
  ]
  return sentences.filter(Boolean).join('. ').concat('.')
}

/** How it stands with the team, in the status bar. */
export function teamWords({ problem, exchangedAt, colleagues, automatic, unpublished }: TeamState): string {
  if (problem !== null) return 'Team: cannot exchange'
  if (exchangedAt === null) return 'Team: nothing exchanged yet'
  const waits = unpublished && !automatic ? ', yours not published' : ''
  return `Team: ${count(colleagues, 'colleague')}, last exchange ${timeOf(exchangedAt)}${waits}`
}

/** The time of day, and the day where it is another one. */
export function timeOf(iso: string): string {
  const at = new Date(iso)
  const today = at.toDateString() === new Date().toDateString()
  return at.toLocaleString(
    'en-GB',
    today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  )
}
