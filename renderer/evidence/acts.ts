import type { Call } from '../../db/contract/contract.ts'
import type { TableShape } from '../../db/contract/evidence-columns.ts'
import { call } from '../api.ts'
import { addToBoard } from '../board/add-to-board.ts'
import { count } from '../documents/importing.ts'
import { showToast } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { citedBullets } from './bullets.ts'
import { chosen, forgetChosen } from './chosen.ts'
import { tableState } from './view.ts'

/** What is done with the chosen rows: each is one action, which one undo takes back. */

interface Subjects {
  readonly claims: string[]
  readonly passages: string[]
}

async function subjects(): Promise<Subjects> {
  return call('evidence.subjects', { shape: tableState.get().shape, keys: [...chosen.get().keys] })
}

/** @returns them, unless there are none: then it says so */
function some(uids: string[], what: string): [string, ...string[]] | null {
  const [first, ...rest] = uids
  if (first !== undefined) return [first, ...rest]
  showToast({ tone: 'plain', text: `There is no ${what} in the chosen rows.` })
  return null
}

export async function tagChosen(tag: string, name: string): Promise<void> {
  const passages = some((await subjects()).passages, 'passage')
  if (!passages) return
  await save('passages.tag', { passages, tag })
  showUndoable({ tone: 'good', text: `${count(passages.length, 'passage')} tagged “${name}”.` })
}

export async function untagChosen(tag: string, name: string): Promise<void> {
  const passages = some((await subjects()).passages, 'passage')
  if (!passages) return
  await save('passages.untag', { passages, tag })
  showUndoable({ tone: 'good', text: `“${name}” taken off ${count(passages.length, 'passage')}.` })
}

export async function gradeChosen(
  grades: Pick<Call<'claims.grade'>, 'reliability' | 'credibility'>,
): Promise<void> {
  const claims = some((await subjects()).claims, 'claim')
  if (!claims) return
  await save('claims.grade', { claims, ...grades })
  showUndoable({ tone: 'good', text: `${count(claims.length, 'claim')} graded.` })
}

export async function setStatusOfChosen(
  status: Call<'claims.setStatus'>['status'],
  words: string,
): Promise<void> {
  const claims = some((await subjects()).claims, 'claim')
  if (!claims) return
  await save('claims.setStatus', { claims, status })
  showUndoable({ tone: 'good', text: `${count(claims.length, 'claim')} now “${words}”.` })
}

/** Rows of claims are put on a board as claims, all others as passages, or as claims where they have none. */
export async function putChosenOnBoard(): Promise<void> {
  const { claims, passages } = await subjects()
  const shape: TableShape = tableState.get().shape
  const kind = shape === 'claims' || passages.length === 0 ? 'claim' : 'passage'
  const uids = some(kind === 'claim' ? claims : passages, kind)
  if (uids) await addToBoard(uids.map((subject) => ({ kind, subject })))
}

/** Copies the chosen claims as cited bullets, in the order of the table. */
export async function copyChosen(): Promise<void> {
  const claims = some((await subjects()).claims, 'claim')
  if (!claims) return
  const order = new Map(claims.map((uid, i) => [uid, i]))
  const infos = await call('claims.list', { claims })
  const sorted = [...infos].sort((a, b) => (order.get(a.uid) ?? 0) - (order.get(b.uid) ?? 0))
  await call('host.copyText', { text: citedBullets(sorted) })
  showToast({ tone: 'good', text: `${count(sorted.length, 'claim')} copied with their sources.` })
}

export async function deleteChosen(what: 'claim' | 'passage'): Promise<void> {
  const { claims, passages } = await subjects()
  const uids = some(what === 'claim' ? claims : passages, what)
  if (!uids) return
  if (what === 'claim') await save('claims.remove', { claims: uids })
  else await save('passages.remove', { passages: uids })
  forgetChosen()
  showUndoable({ tone: 'plain', text: `${count(uids.length, what)} deleted.` })
}
