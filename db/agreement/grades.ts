import type { GradeAgreement } from '../contract/agreement.ts'
import { alpha, coincidencesOf, ordinal } from './figures.ts'

/**
 * How far two analysts grade alike.
 *
 * @param all what each gave the same thing, as places in the scale
 * @param grades how many the scale has. The last one says that nothing can be judged: it is no rank, so pairs with it
 * are left out
 */
export function gradeAgreement(all: readonly (readonly [number, number])[], grades: number): GradeAgreement {
  const ranks = grades - 1
  const judged = all.filter(([a, b]) => a < ranks && b < ranks)
  return {
    pairs: judged.length,
    same: judged.filter(([a, b]) => a === b).length,
    alpha: alpha(coincidencesOf(judged, ranks), ordinal),
  }
}
