/** One line of the benchmarks. */
export interface Result {
  readonly name: string
  readonly yardstick: string
  readonly ms: number
  readonly yardstickMs: number
  readonly ratio: number
  /** The ratio that is aimed at; null where the line is there to be looked at. */
  readonly aim: number | null
  readonly peakMiB?: number
}
