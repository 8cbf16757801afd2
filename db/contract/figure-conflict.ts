/** A number that a claim gives, with whom it counts. */
export interface CountedFigure {
  readonly uid: string
  readonly measure: string
  readonly counted: string | null
  readonly notCounted: string | null
  readonly low: number | null
  readonly high: number | null
  readonly unit: string | null
  readonly qualifier: string | null
}

/**
 * Figures that cannot both be right: of one measure, unit and population, with ranges that exclude each other.
 * A side that is not given is open, and "at least 3" is open above, however it was entered.
 *
 * @returns for each figure that is at odds, the ids of those that it is at odds with
 */
export function conflictsAmong(figures: readonly CountedFigure[]): ReadonlyMap<string, readonly string[]> {
  const conflicts = new Map<string, string[]>()
  for (const one of figures) {
    const against = figures
      .filter((other) => other.uid !== one.uid && population(other) === population(one))
      .filter((other) => exclude(rangeOf(one), rangeOf(other)))
      .map(({ uid }) => uid)
    if (against.length > 0) conflicts.set(one.uid, against)
  }
  return conflicts
}

/** What is counted, in words that are compared without regard to case and spaces. */
function population({ measure, unit, counted, notCounted }: CountedFigure): string {
  return JSON.stringify([measure, ...[unit, counted, notCounted].map((words) => plain(words))])
}

function plain(words: string | null): string {
  return (words ?? '').trim().replace(/\s+/gu, ' ').toLocaleLowerCase()
}

interface Range {
  readonly low: number
  readonly high: number
}

const openAbove = /\b(at least|no (?:fewer|less) than|more than|over|above|minimum)\b/u
const openBelow = /\b(at most|no more than|up to|fewer than|less than|under|below|maximum)\b/u

/** Whether words such as "at least" say that it may be more. */
export function opensAbove(qualifier: string | null): boolean {
  const words = plain(qualifier)
  // "No more than" and "more than" would both be found.
  return openAbove.test(words) && !openBelow.test(words)
}

/** Whether words such as "at most" say that it may be less. */
export function opensBelow(qualifier: string | null): boolean {
  return openBelow.test(plain(qualifier))
}

function rangeOf({ low, high, qualifier }: CountedFigure): Range {
  return {
    low: low === null || opensBelow(qualifier) ? Number.NEGATIVE_INFINITY : low,
    high: high === null || opensAbove(qualifier) ? Number.POSITIVE_INFINITY : high,
  }
}

function exclude(a: Range, b: Range): boolean {
  return a.high < b.low || b.high < a.low
}
