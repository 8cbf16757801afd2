import { readDate } from './dates.ts'
import type { Line } from './outline.ts'

/** What news sites and agencies put before a date, best first: the day of publication beats an update. */
const LABELS = [
  'first published',
  'published on',
  'published at',
  'published',
  'publication date',
  'posted on',
  'posted',
  'date',
  'last updated on',
  'last updated',
  'last modified',
  'updated on',
  'updated',
]

const LABELLED = new RegExp(`^(${LABELS.join('|')})(?:\\s*:|\\s+[-–]|\\s|$)\\s*(.*)$`, 'iu')

/** Longest line that is a label and a date. */
const MAX_LINE = 120

/** The label and what follows it, for a line such as "Last Updated:January 08, 2026, 13:16 IST". */
export function dateLine(line: string): { label: string; rest: string } | undefined {
  if (line.length > MAX_LINE) return undefined
  const found = LABELLED.exec(line)
  if (!found) return undefined
  const rest = found[2] as string
  if (rest !== '' && readDate(rest) === undefined) return undefined
  return { label: (found[1] as string).toLowerCase(), rest }
}

/**
 * The date of publication that a page's boilerplate states, as EDTF; the date may stand on the next
 * line. Undefined when the best label comes with different dates.
 */
export function publishedIn(lines: readonly Line[]): string | undefined {
  const filled = lines.filter((line) => line.text !== '')
  let best: { rank: number; dates: Set<string> } | undefined
  for (const [index, line] of filled.entries()) {
    const found = dateLine(line.text)
    if (!found) continue
    const date = readDate(found.rest === '' ? (filled[index + 1]?.text ?? '') : found.rest)
    if (date === undefined) continue
    const rank = LABELS.indexOf(found.label)
    if (best === undefined || rank < best.rank) best = { rank, dates: new Set([date]) }
    else if (rank === best.rank) best.dates.add(date)
  }
  return best?.dates.size === 1 ? [...best.dates][0] : undefined
}
