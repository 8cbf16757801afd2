import { gone, there } from '../arrivals.ts'
import type { Input } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import type { PutBack } from '../contract/history.ts'
import type { CommandHandlers } from '../handlers.ts'
import { isSharedTable, kindOf } from '../row-words.ts'
import type { ReadableDb, WritableDb } from '../sql.ts'
import { fieldWords } from '../value-words.ts'
import { companions, type Deed, deedsOf, nowIn, partsOf, stepOf } from './changes.ts'
import { performSteps } from './perform.ts'
import { allowed } from './rules.ts'
import type { Step } from './steps.ts'

interface Planned {
  readonly steps: readonly Step[]
  /** Why it cannot be done; null where it can. */
  readonly refused: string | null
}

/** What putting back one deed of an action would come to; null where there is nothing to put back. */
function planOf(db: ReadableDb, deed: Deed, action: string): Planned | null {
  const step = stepOf(db, deed)
  if (step === null || isThere(db, step, deed)) return null
  const covered = step.does === 'remove' && deed.cell === '' ? partsOf(db, deed, action) : []
  const { steps, refused } = allowed(db, [...companions(db, step, action), step], covered)
  const why = refused.find((one) => one.step === step)?.why
  return { steps, refused: why ?? null }
}

/** Whether what was before is what is there now. */
function isThere(db: ReadableDb, step: Step, { before, cell }: Deed): boolean {
  const now = nowIn(db, step, step.does === 'write' ? cell : 'deleted')
  if (step.does === 'write') return now === before
  return now === (step.does === 'remove' ? gone : there)
}

/** Whether and how what was before a deed can be put back by itself. */
export function canPutBack(db: ReadableDb, deed: Deed, action: string): PutBack {
  const plan = planOf(db, deed, action)
  return plan && { refused: plan.refused }
}

/**
 * @returns what was done, in words
 * @throws AppError `not-found` for a change that there is not, `conflict` for what cannot be put back, and why
 */
function putBack(db: WritableDb, { action, table, uid, cell }: Input<'history.putBack'>): string {
  const deeds = isSharedTable(table) ? deedsOf(db, action, { table, uid }) : []
  const deed = deeds.find((one) => one.cell === cell)
  if (!deed) {
    throw new AppError('not-found', 'The history has no such change any more. Look at it again.')
  }
  const plan = planOf(db, deed, action)
  if (plan === null) throw new AppError('conflict', 'What was before is there already.')
  if (plan.refused !== null) throw new AppError('conflict', plan.refused)
  performSteps(db, plan.steps)
  const what = cell === '' || cell === 'deleted' ? '' : `, ${fieldWords(cell)}`
  const verb = plan.steps.at(-1)?.does === 'remove' ? 'Take away again' : 'Put back'
  return `${verb}: ${kindOf(deed.table)}${what}`
}

export const putBackHandlers: CommandHandlers<'history.putBack'> = {
  'history.putBack': (db, input, { relabel }) => {
    relabel(putBack(db, input))
    return {}
  },
}
