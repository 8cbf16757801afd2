import { z } from 'zod'
import type { DocumentInfo } from '../../db/contract/document.ts'
import { edtfRange } from '../../db/contract/edtf.ts'
import { Reliability, readingStatuses, tokensOf } from '../../db/contract/vocabulary.ts'

export const sortKeys = {
  imported: 'Order of import',
  title: 'Title',
  published: 'Date',
  publisher: 'Publisher',
  reliability: 'Grade',
  status: 'Reading status',
} as const
export type SortKey = keyof typeof sortKeys

/** How the list of documents is arranged; an empty list of choices leaves everything in. */
export const Arrangement = z.object({
  sort: tokensOf(sortKeys),
  descending: z.boolean(),
  statuses: z.array(tokensOf(readingStatuses)),
  /** Null stands for documents that are not judged. */
  grades: z.array(Reliability.nullable()),
  /** Ids of actors; null stands for documents without a publisher. */
  publishers: z.array(z.string().nullable()),
})
export type Arrangement = z.infer<typeof Arrangement>

export const asImported: Arrangement = {
  sort: 'imported',
  descending: false,
  statuses: [],
  grades: [],
  publishers: [],
}

export function isFiltered({ statuses, grades, publishers }: Arrangement): boolean {
  return statuses.length + grades.length + publishers.length > 0
}

// As people expect names to be sorted: "Étude" beside "Etude", "Part 9" before "Part 10".
const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const statusOrder = Object.keys(readingStatuses)

/**
 * The documents that are asked for, in the order that is asked for; what a document does not have comes last,
 * whichever way it is sorted.
 *
 * @param documents in the order of import
 * @param text words that all have to occur in its title, publisher, author or file name
 */
export function arranged(
  documents: readonly DocumentInfo[],
  { sort, descending, statuses, grades, publishers }: Arrangement,
  text = '',
): DocumentInfo[] {
  const words = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean)
  const shown = documents.filter(
    (one) =>
      (statuses.length === 0 || statuses.includes(one.readingStatus)) &&
      (grades.length === 0 || grades.includes(one.reliability)) &&
      (publishers.length === 0 || publishers.includes(one.publisher?.uid ?? null)) &&
      has(one, words),
  )
  if (sort === 'imported') return descending ? shown.reverse() : shown
  const sign = descending ? -1 : 1
  return shown
    .map((one) => ({ one, key: keyOf(one, sort) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
      return sign * names.compare(a.key, b.key)
    })
    .map(({ one }) => one)
}

function has({ title, publisher, author, fileName }: DocumentInfo, words: readonly string[]): boolean {
  const text = [title, publisher?.name, author?.name, fileName].join(' ').toLocaleLowerCase()
  return words.every((word) => text.includes(word))
}

function keyOf(
  { title, published, publisher, reliability, readingStatus }: DocumentInfo,
  sort: Exclude<SortKey, 'imported'>,
): string | null {
  switch (sort) {
    case 'title':
      return title
    case 'published': {
      const range = edtfRange(published ?? '')
      // Of a date that is open at the beginning, its end is all that is known.
      return range?.from ?? range?.to ?? null
    }
    case 'publisher':
      return publisher?.name ?? null
    case 'reliability':
      return reliability
    case 'status':
      return String(statusOrder.indexOf(readingStatus))
  }
}
