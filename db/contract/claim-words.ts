import type { ClaimInfo } from './claim.ts'
import { opensBelow } from './figure-conflict.ts'
import { readableDate } from './readable-date.ts'
import { acts, claimantKinds, measures } from './vocabulary.ts'

/** Who makes a claim, as people say it: sources in quotation marks, inference and authors as what they are. */
export function claimantNames({ claimants }: Pick<ClaimInfo, 'claimants'>): string {
  return claimants
    .map(({ kind, name }) => {
      if (kind === 'source') return `“${name}”`
      if (kind === 'author') return authorName(name)
      return kind === 'analyst' ? `${name} (own inference)` : name
    })
    .join(', ')
}

/** "A. Rahim (author)"; an author whose name is not known is called so already. */
export function authorName(name: string): string {
  return name === claimantKinds.author ? name : `${name} (author)`
}

/** "Interior ministry refuses"; nothing where no position is taken. */
export function positionWords({ holder, act }: Pick<ClaimInfo, 'holder' | 'act'>): string {
  if (act === null) return holder?.name ?? ''
  return holder === null ? acts[act] : `${holder.name} ${acts[act]}`
}

/** "at least 10–12 injured, bystanders, without the driver · Harbour road blast, as of 8 Oct 2024" */
export function figureWords(figure: ClaimInfo['figures'][number]): string {
  const { low, high, qualifier, unit, measure, counted, notCounted, event, asOf } = figure
  // "At most 12" says it already.
  const upTo = opensBelow(qualifier) ? high : `up to ${high}`
  const range = low === high || high === null ? low : low === null ? upTo : `${low}–${high}`
  const noun = measure === 'other' ? '' : measures[measure].toLocaleLowerCase()
  const number = [qualifier, range, unit, noun].filter((part) => part !== null && part !== '').join(' ')
  const whom = [counted, notCounted === null ? null : `without ${notCounted}`].filter(Boolean).join(', ')
  const when = [event?.name, asOf === null ? null : `as of ${readableDate(asOf)}`].filter(Boolean).join(', ')
  return [[number, whom].filter(Boolean).join(', '), when].filter(Boolean).join(' · ')
}
