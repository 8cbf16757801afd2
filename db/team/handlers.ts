import type { Output } from '../contract/contract.ts'
import type { TeamFile } from '../contract/team.ts'
import type { Context, QueryHandlers, ReaderContext, ReaderHandlers, WriterHandlers } from '../handlers.ts'
import { plainName } from '../plain-name.ts'
import type { ReadableDb } from '../sql.ts'
import { progressStep, type Task } from '../task.ts'
import { folderOf } from './chosen.ts'
import { exchange, look } from './exchange.ts'
import { listFolder, requireTeamFolder } from './folder.ts'
import { isUnpublished, type Known } from './known.ts'
import { readSettings, recall, remember, writeSettings } from './memory.ts'
import { parseName } from './names.ts'
import { publishCopy } from './publish.ts'

function teamState(db: ReadableDb, _input: object, context: Context): Output<'team.state'> {
  const { folder, automatic } = readSettings(db, context)
  const none = { exchangedAt: null, publishedAt: null, colleagues: 0, unpublished: false, problem: null }
  const state = { folder, automatic, obstacle: obstacleTo(db, context) }
  if (folder === null) return { ...state, ...none }
  const memory = recall(db, context, folder)
  const merged = Object.entries(memory.seen).filter(([, { state: seen }]) => seen === 'merged')
  const publishers = merged.flatMap(([name]) => parseName(name)?.publisher ?? [])
  return {
    ...state,
    exchangedAt: memory.last?.at ?? null,
    publishedAt: memory.published?.at ?? null,
    colleagues: new Set(publishers.filter((publisher) => publisher !== memory.publisher)).size,
    unpublished: isUnpublished(db, memory),
    problem: memory.problem?.message ?? null,
  }
}

/** Why a project is not exchanged without being asked for; null where it can be. */
export function obstacleTo(db: ReadableDb, { readOnly, readOnlyReason, profile }: Context): string | null {
  if (readOnly)
    return `Nothing is exchanged with a project that can only be read. ${readOnlyReason ?? ''}`.trim()
  if (profile === null) return 'A team folder needs a profile, which says where it is.'
  // With a rollback journal (network shares, some sticks) whoever reads keeps everybody from writing.
  if (db.connection.pragma('journal_mode', { simple: true }) !== 'wal')
    return 'The project is not on a disk of this computer. It can be exchanged by hand, and by itself when it is moved here.'
  return null
}

function* lookInto(context: ReaderContext): Task<Output<'team.look'>> {
  const { db } = context
  yield progressStep(0, null, 'Looking')
  const folder = folderOf(db, context, undefined)
  const listing = listFolder(folder)
  const known = look(db, recall(db, context, folder), listing)
  const ours = known.filter(({ state }) => state !== 'other-project')
  return {
    files: ours.flatMap(inWords),
    otherProjects: known.length - ours.length,
    left: listing.left,
  }
}

function inWords({ file, name, state, reason }: Known): TeamFile[] {
  if (state === 'other-project') return []
  const at = new Date(Number(BigInt(file.modified) / 1_000_000n)).toISOString()
  return [
    {
      name: plainName(file.name),
      who: name?.who ?? null,
      machine: name?.machine ?? null,
      at,
      bytes: file.size,
      state,
      reason,
    },
  ]
}

function* choose(
  context: ReaderContext,
  { target }: { readonly target: string },
): Task<Output<'team.choose'>> {
  const { db, path, profile } = context
  yield progressStep(0, null, 'Looking')
  const { automatic, folder: before } = readSettings(db, context)
  const chosen = requireTeamFolder(target, path, profile)
  writeSettings(db, context, { folder: chosen, automatic: automatic && before === chosen })
  // What was in it before is no matter any more: it may have been emptied on purpose.
  remember(db, context, { ...recall(db, context, chosen), published: null, seen: {}, problem: null })
  return {}
}

function* leave({ db, ...context }: ReaderContext): Task<Output<'team.leave'>> {
  yield progressStep(0, null, 'Leaving')
  writeSettings(db, context, { folder: null, automatic: false })
  return {}
}

function* setAutomatic(
  context: ReaderContext,
  { on }: { readonly on: boolean },
): Task<Output<'team.automatic'>> {
  const { db } = context
  yield progressStep(0, null, 'Saving')
  writeSettings(db, context, { folder: folderOf(db, context, undefined), automatic: on })
  return {}
}

export const teamHandlers: QueryHandlers<'team.state'> &
  WriterHandlers<'team.exchange'> &
  ReaderHandlers<'team.choose' | 'team.leave' | 'team.automatic' | 'team.look' | 'team.publish'> = {
  'team.state': teamState,
  'team.exchange': exchange,
  'team.choose': choose,
  'team.leave': leave,
  'team.automatic': setAutomatic,
  'team.look': lookInto,
  'team.publish': publishCopy,
}
