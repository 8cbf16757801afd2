import type { BackupReason } from '../contract/backup.ts'

/** As many days, weeks and months as the schedule keeps one backup of each: a few weeks closely, most of a year loosely. */
export const kept = { days: 12, weeks: 10, months: 9 } as const

/** Half an hour: more often would only wear out the disk, since undo covers what went wrong a moment ago. */
export const apartMs = 30 * 60_000

/** Of those made before a merge or a migration, as many as somebody might still want to go back to. */
const keptOfEvents = 12

/** What decides whether a backup stays. */
export interface Keepable {
  readonly id: string
  readonly at: Date
  readonly reason: BackupReason
}

/**
 * Which backups have had their time, given sound ones only: of those made by the schedule the latest of each of
 * the last days, weeks and months stays; of those made before something, the last dozen; what somebody asked for
 * stays until it is deleted. Days are those of this computer's clock, weeks begin on Monday.
 *
 * @returns their ids
 */
export function expired(backups: readonly Keepable[]): string[] {
  const latestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime())
  const scheduled = latestFirst.filter(({ reason }) => reason === 'schedule')
  const stay = new Set([
    ...latestOfEach(scheduled, dayOf, kept.days),
    ...latestOfEach(scheduled, weekOf, kept.weeks),
    ...latestOfEach(scheduled, monthOf, kept.months),
  ])
  const gone = scheduled.filter(({ id }) => !stay.has(id))
  for (const event of ['migration', 'merge'] as const) {
    gone.push(...latestFirst.filter(({ reason }) => reason === event).slice(keptOfEvents))
  }
  return gone.map(({ id }) => id)
}

function latestOfEach(
  latestFirst: readonly Keepable[],
  period: (at: Date) => string,
  most: number,
): string[] {
  const latest = new Map<string, string>()
  for (const { id, at } of latestFirst) {
    const key = period(at)
    if (!latest.has(key)) latest.set(key, id)
  }
  return [...latest.values()].slice(0, most)
}

function dayOf(at: Date): string {
  return `${monthOf(at)}-${at.getDate()}`
}

function weekOf(at: Date): string {
  const monday = new Date(at.getFullYear(), at.getMonth(), at.getDate() - ((at.getDay() + 6) % 7))
  return dayOf(monday)
}

function monthOf(at: Date): string {
  return `${at.getFullYear()}-${at.getMonth() + 1}`
}

/** What tells whether there is anything new to back up. */
export interface LastBackup {
  readonly at: Date
  /** Number of the last action in it. */
  readonly lastAction: number
}

/** Whether the schedule wants a backup now. A clock that was set back must not keep backups from being made. */
export function isDue(last: LastBackup | undefined, lastAction: number, now: Date): boolean {
  if (!last) return lastAction > 0
  const age = now.getTime() - last.at.getTime()
  return last.lastAction !== lastAction && (age >= apartMs || age < 0)
}
