import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'

/** Whether the full set was asked for, by `npm run faults -- --long`. */
export const long = process.env.CLAIMBOARD_FAULTS === 'long'

/** By `--seed N`: another number makes other faults, so that a long run can be done in pieces. */
export const seed = wholeNumber('CLAIMBOARD_FAULT_SEED') ?? 1

/** How often a fault is tried: in the short set, in the full one, or as often as `--count N` says. */
export function times(short: number, full: number): number {
  return wholeNumber('CLAIMBOARD_FAULT_COUNT') ?? (long ? full : short)
}

function wholeNumber(name: string): number | undefined {
  const word = process.env[name]
  if (word === undefined) return undefined
  if (!/^[1-9]\d*$/.test(word)) throw new Error(`${name} is “${word}”, which is no whole number above 0.`)
  return Number(word)
}

const ledger = path.resolve(import.meta.dirname, '../../test-results/faults.jsonl')

/** Prints what a set of faults came to, and notes it in test-results/faults.jsonl, where pieces can be added up. */
export function tell(what: string, outcome: Readonly<Record<string, number>>): void {
  const numbers = Object.entries(outcome).map(([name, n]) => `${n} ${name}`)
  console.log(`${what}: ${numbers.join(', ')}`)
  mkdirSync(path.dirname(ledger), { recursive: true })
  appendFileSync(ledger, `${JSON.stringify({ what, seed, ...outcome })}\n`)
}
