import type { ClaimInfo } from '../../db/contract/claim.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { stances } from '../../db/contract/vocabulary.ts'

/**
 * Claims as lines for a draft, each with who says it, where and when it was published, its grades and its short
 * id: "- The port reopened (Port Authority, Coastal Monitor, 8 Jan 2026, B3) [AR-17]". Whoever does not simply
 * assert it is said not to: "(Ministry denies, …)".
 */
export function citedBullets(claims: readonly ClaimInfo[]): string {
  return claims.map((claim) => `${bullet(claim)}\n`).join('')
}

function bullet(claim: ClaimInfo): string {
  const grade = `${claim.reliability ?? ''}${claim.credibility ?? ''}`
  const source = [voice(claim), ...outlets(claim), grade].filter((part) => part !== '').join(', ')
  return `- ${oneLine(claim.statement).replace(/\.$/, '')} (${oneLine(source)}) [${claim.cite}]`
}

function voice({ claimants, stance }: ClaimInfo): string {
  const names = claimants.map(({ name }) => name).join(' and ')
  return stance === 'asserts' ? names : `${names} ${stances[stance]}`
}

/** The outlets that a claim rests on, each with its day; several are told apart by semicolons. */
function outlets({ evidence }: ClaimInfo): string[] {
  const places = evidence.map(({ publisher, documentTitle, published }) =>
    [publisher ?? documentTitle, readableDate(published)].filter(Boolean).join(', '),
  )
  const different = [...new Set(places)].filter((place) => place !== '')
  return different.length === 0 ? [] : [different.join('; ')]
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
