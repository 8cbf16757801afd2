/** One line of the benchmarks. */
export interface Result {
  readonly name: string
  readonly yardstick: string
  readonly ms: number
  readonly yardstickMs: number
  readonly ratio: number
  /** The ratio that is aimed at; null where the line is there to be looked at. */
  readonly aim: number | null
  /** Where the time itself is what matters to a person: the milliseconds that are aimed at. */
  readonly aimMs?: number
  readonly peakMiB?: number
}
