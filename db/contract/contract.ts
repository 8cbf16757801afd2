import { actorOperations } from './actor.ts'
import { agreementOperations } from './agreement.ts'
import { backupOperations } from './backup.ts'
import { boardOperations } from './board.ts'
import { claimOperations } from './claim.ts'
import { documentOperations } from './document.ts'
import { eventOperations } from './event.ts'
import { evidenceTableOperations } from './evidence-table.ts'
import { exchangeOperations } from './exchange.ts'
import { historyOperations } from './history.ts'
import { hostOperations } from './host.ts'
import { hypothesisOperations } from './hypothesis.ts'
import { leadOperations } from './lead.ts'
import { mergeOperations } from './merge.ts'
import type { CallOf, InputOf, Operation, OutputOf } from './operation.ts'
import { passageOperations } from './passage.ts'
import { printOperations } from './print.ts'
import { projectOperations } from './project.ts'
import { propositionOperations } from './proposition.ts'
import { relationOperations } from './relation.ts'
import { sourceOperations } from './source.ts'
import { tagOperations } from './tag.ts'
import { teamOperations } from './team.ts'

/** Every operation of the store: what the store process, the command line and the tests serve. */
export const storeContract = {
  ...projectOperations,
  ...backupOperations,
  ...historyOperations,
  ...documentOperations,
  ...leadOperations,
  ...passageOperations,
  ...tagOperations,
  ...actorOperations,
  ...sourceOperations,
  ...eventOperations,
  ...hypothesisOperations,
  ...claimOperations,
  ...relationOperations,
  ...propositionOperations,
  ...boardOperations,
  ...evidenceTableOperations,
  ...exchangeOperations,
  ...printOperations,
  ...mergeOperations,
  ...teamOperations,
  ...agreementOperations,
}

/** Every operation that a window can call. */
export const contract = { ...storeContract, ...hostOperations }

export type StoreContract = typeof storeContract
export type StoreName = keyof StoreContract
export type HostContract = typeof hostOperations
export type HostName = keyof HostContract
export type Contract = typeof contract
export type OperationName = keyof Contract

export type Input<Name extends OperationName> = InputOf<Contract[Name]>
export type Call<Name extends OperationName> = CallOf<Contract[Name]>
export type Output<Name extends OperationName> = OutputOf<Contract[Name]>

/** Names of one kind, such as every query of the store. */
export type NamesOfKind<Kind extends Operation['kind'], C = StoreContract> = {
  [Name in keyof C]: C[Name] extends Operation<Kind> ? Name : never
}[keyof C]

export function isStoreName(name: string): name is StoreName {
  return Object.hasOwn(storeContract, name)
}
