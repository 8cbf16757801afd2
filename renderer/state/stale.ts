import { contract, type OperationName } from '../../db/contract/contract.ts'

/** Whether an operation's answer may be another one after these tables changed. */
export function isStale(name: string, tables: readonly string[]): boolean {
  if (!Object.hasOwn(contract, name)) return false
  const { reads } = contract[name as OperationName]
  return reads.includes('*') || reads.some((table) => tables.includes(table))
}
