import type { AgreementFigures } from '../contract/agreement.ts'

/** How two coders decided about the same units, yes or no. */
export interface TwoByTwo {
  readonly both: number
  readonly first: number
  readonly second: number
  readonly neither: number
}

/**
 * Figures of agreement on a yes-or-no decision; null where a figure is not defined because nothing varies, or
 * there is nothing to compare.
 *
 * - **percent**: the share of units decided alike;
 * - **overlap**: of the units that either chose, the share that both chose (Jaccard), which says something also
 *   where most of a text is chosen by nobody;
 * - **kappa**: Cohen (1960), chance from each coder's own rates;
 * - **alpha**: Krippendorff (2011), nominal data, two coders, nothing missing: chance from the rates of both together,
 *   corrected for small samples.
 */
export function figuresOf(table: TwoByTwo): AgreementFigures {
  const { both, first, second, neither } = table
  const units = both + first + second + neither
  const alike = both + neither
  const either = both + first + second
  if (units === 0) return { ...table, units, percent: null, overlap: null, kappa: null, alpha: null }
  const percent = alike / units
  const [ofFirst, ofSecond] = [(both + first) / units, (both + second) / units]
  const byChance = ofFirst * ofSecond + (1 - ofFirst) * (1 - ofSecond)
  return {
    ...table,
    units,
    percent,
    overlap: either === 0 ? null : both / either,
    kappa: byChance === 1 ? null : (percent - byChance) / (1 - byChance),
    alpha: alpha(
      [
        [2 * both, first + second],
        [first + second, 2 * neither],
      ],
      nominal,
    ),
  }
}

/** How far apart two categories are: squared distances, by the level of measurement. */
type Difference = (a: number, b: number, totals: readonly number[]) => number

export const nominal: Difference = (a, b) => (a === b ? 0 : 1)

/** Ranks: what lies between two categories counts, however many grades there are. */
export const ordinal: Difference = (a, b, totals) => {
  const [low, high] = a < b ? [a, b] : [b, a]
  const between = totals.slice(low, high + 1).reduce((sum, count) => sum + count, 0)
  return (between - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2) ** 2
}

/**
 * Krippendorff's alpha from a matrix of coincidences: how often two categories meet in a unit, each pair of
 * values in both orders (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability").
 *
 * @returns null where all values are of one category
 */
export function alpha(coincidences: readonly (readonly number[])[], difference: Difference): number | null {
  const totals = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0))
  const n = totals.reduce((sum, count) => sum + count, 0)
  let observed = 0
  let expected = 0
  for (const [a, row] of coincidences.entries()) {
    for (const [b, count] of row.entries()) {
      const apart = difference(a, b, totals)
      observed += count * apart
      expected += (totals[a] as number) * (totals[b] as number) * apart
    }
  }
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected
}

/** The matrix of coincidences of units that two coders put into a category each. */
export function coincidencesOf(
  pairs: readonly (readonly [number, number])[],
  categories: number,
): number[][] {
  const matrix = Array.from({ length: categories }, () => new Array<number>(categories).fill(0))
  for (const [a, b] of pairs) {
    ;(matrix[a] as number[])[b] = (matrix[a]?.[b] ?? 0) + 1
    ;(matrix[b] as number[])[a] = (matrix[b]?.[a] ?? 0) + 1
  }
  return matrix
}
