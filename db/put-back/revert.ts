import { gone, there } from '../arrivals.ts'
import type { Output } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import type { CommandHandlers, QueryHandlers } from '../handlers.ts'
import { isExact } from '../merge/reverse.ts'
import { kindOf, titleOf } from '../row-words.ts'
import { identifier, type ReadableDb, sql, type WritableDb } from '../sql.ts'
import { fieldWords } from '../value-words.ts'
import { type Deed, deedsOf, nowIn, stepOf } from './changes.ts'
import { performSteps } from './perform.ts'
import { allowed } from './rules.ts'
import type { Row, Step } from './steps.ts'

type Stays = Output<'history.revertible'>['stays'][number]

interface Reverting {
  readonly steps: readonly Step[]
  readonly stays: readonly Stays[]
}

interface ActionRow {
  readonly uid: string
  readonly n: number
  readonly label: string
  readonly state: string | null
}

/** @throws AppError `not-found` */
function actionOf(db: ReadableDb, uid: string): ActionRow {
  const action = db.get<ActionRow>(sql`select uid, n, label, state from action where uid = ${uid} limit 1`)
  if (!action) throw new AppError('not-found', 'There is no action with this id in the history.')
  return action
}

/** Why an action as a whole cannot be undone by itself; null where it can. */
function refusalOf(db: ReadableDb, { uid, state }: ActionRow): string | null {
  if (state === 'running') return 'It is not finished yet.'
  if (isExact(db, uid))
    return 'What a merge brought is what others did: undo what they did, action by action. A whole merge is taken back by Undo while it is the last step, or by a backup.'
  const made = sql`select 1 from change where action = ${uid} and tbl = 'project' and col = '' limit 1`
  return db.value(made) === undefined ? null : 'The project was made by it.'
}

/**
 * What undoing an action would come to, although others came after it: what nobody has changed since becomes what it was
 * before. What was changed since stays, and so does what something else rests on now.
 */
function planOf(db: ReadableDb, action: ActionRow): Reverting {
  const stays: Stays[] = []
  const wanted: Step[] = []
  for (const deed of deedsOf(db, action.uid)) {
    const step = stepOf(db, deed)
    if (step === null) {
      if (deed.before !== null && deed.before === deed.after && deed.cell !== 'deleted')
        stays.push(staying(db, deed, 'A conflict that was settled stays settled.'))
      continue
    }
    const now = nowIn(db, deed, deed.cell === '' ? 'deleted' : deed.cell)
    const [before, after] = deed.cell === '' ? [gone, there] : [deed.before, deed.after]
    if (now === before) continue
    if (now !== undefined && now !== after) stays.push(staying(db, deed, changedSince(db, action, deed)))
    else wanted.push(step)
  }
  const { steps, refused } = allowed(db, wanted)
  return {
    steps,
    stays: [
      ...stays,
      ...refused.map(({ step, why }) =>
        staying(db, { ...step, cell: step.does === 'write' ? step.cell : 'deleted' }, why),
      ),
    ],
  }
}

function changedSince(db: ReadableDb, action: ActionRow, { table, uid, cell }: Deed): string {
  const by = db.value<
    string | null
  >(sql`select coalesce(p.name, '') from change c join action a on a.uid = c.action
    left join analyst p on p.uid = a.analyst
    where c.tbl = ${table} and c.uid = ${uid} and c.col = ${cell} and a.n > ${action.n} order by c.n desc limit 1`)
  return by ? `It was changed again since, by ${by}.` : 'It was changed again since.'
}

function staying(db: ReadableDb, { table, uid, cell }: Row & Pick<Deed, 'cell'>, why: string): Stays {
  const known = db.value(sql`select 1 from ${identifier(table)} where uid = ${uid}`) !== undefined
  return {
    kind: kindOf(table),
    title: known ? titleOf(db, table, uid) : kindOf(table),
    field: cell === '' || cell === 'deleted' ? null : fieldWords(cell),
    why,
  }
}

// More than anybody reads before deciding; how many there are is said.
const mostTold = 50

function revertible(db: ReadableDb, uid: string): Output<'history.revertible'> {
  const action = actionOf(db, uid)
  const refused = refusalOf(db, action)
  if (refused !== null) return { changes: 0, stays: [], staying: 0, refused }
  const { steps, stays } = planOf(db, action)
  const nothing =
    stays.length === 0
      ? 'Everything is as it was before it already.'
      : 'Nothing of it can be undone by itself.'
  return {
    changes: steps.length,
    stays: stays.slice(0, mostTold),
    staying: stays.length,
    refused: steps.length === 0 ? nothing : null,
  }
}

/** @throws AppError `not-found`, or `conflict` where nothing of it can be undone, and why */
function revert(db: WritableDb, uid: string): { readonly label: string } {
  const action = actionOf(db, uid)
  const { refused } = revertible(db, uid)
  if (refused !== null) throw new AppError('conflict', refused)
  performSteps(db, planOf(db, action).steps)
  return { label: action.label }
}

export const revertHandlers: QueryHandlers<'history.revertible'> & CommandHandlers<'history.revert'> = {
  'history.revertible': (db, { action }) => revertible(db, action),
  'history.revert': (db, { action }, { relabel }) => {
    const reverted = revert(db, action)
    relabel(`Take back: ${reverted.label}`)
    return reverted
  },
}
