import type { Backup } from '../../db/contract/backup.ts'
import type { ProjectCounts } from '../../db/contract/project.ts'
import { count } from '../documents/importing.ts'

/** Why a backup was made. */
export const reasons: Readonly<Record<Backup['reason'], string>> = {
  schedule: 'by itself',
  asked: 'asked for',
  migration: 'before a new format',
  merge: 'before a merge',
}

/** A time as people say it, on this computer's clock. */
export function whenOf(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`
}

const shown = { documents: 'document', passages: 'passage', claims: 'claim' } as const

/** What a backup holds, with the difference to now where there is one: "3 documents (+1), 40 passages". */
export function holdings(then: ProjectCounts, now: ProjectCounts): string {
  return Object.entries(shown)
    .map(([key, noun]) => {
      const kind = key as keyof typeof shown
      const difference = now[kind] - then[kind]
      const since =
        difference === 0
          ? ''
          : ` (now ${difference > 0 ? '+' : '−'}${Math.abs(difference).toLocaleString('en')})`
      return `${count(then[kind], noun)}${since}`
    })
    .join(', ')
}
