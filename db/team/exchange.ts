import { join } from 'node:path'
import { conflictKeys } from '../conflicts.ts'
import type { Input } from '../contract/contract.ts'
import type { Exchanged } from '../contract/team.ts'
import type { MergeContext } from '../handlers.ts'
import { mergeTask, requestOf } from '../merge/merge-task.ts'
import { otherProject } from '../merge/prepare.ts'
import { plainError } from '../plain-error.ts'
import { plainName } from '../plain-name.ts'
import { projectRow } from '../project-info.ts'
import type { ReadableDb } from '../sql.ts'
import { listStep, progressStep, type Task } from '../task.ts'
import { notReadable, notWhole } from './arrival.ts'
import { folderOf, noting } from './chosen.ts'
import { type Listing, listFolder, requireTeamFolder } from './folder.ts'
import { type Known, knownOf, lastActionOf, requireNotEmptied } from './known.ts'
import { recall, remember, type Seen, type TeamMemory } from './memory.ts'
import { parseName, projectTag } from './names.ts'

// What was not whole changes its size or time when it goes on; a share that tells of neither is asked now and then.
const waitingAgainMs = 5 * 60_000

// A file that cannot be merged stays as it is until somebody does something about it.
const refusedAgainMs = 60 * 60_000

/**
 * Takes in what others have published in the team folder and the project has not, each copy as one action. A file that
 * cannot be taken in is told and keeps no other from coming in; what was taken in before a cancel stays.
 *
 * @throws AppError where the folder cannot be read, or the project cannot be written
 */
export function* exchange(context: MergeContext, { target, again }: Input<'team.exchange'>): Task<Exchanged> {
  const { db } = context
  const chosen = folderOf(db, context, target)
  return yield* noting(db, context, { folder: chosen, during: 'exchange' }, function* () {
    const listing = (yield* listStep(chosen)) ?? listFolder(chosen)
    const folder = requireTeamFolder(chosen, context.path, context.profile)
    const known = recall(db, context, folder)
    requireNotEmptied(listing, known)
    const memory = forgetGone(known, listing)
    const files = look(db, memory, listing)
    const merged: Exchanged['merged'] = []
    const wanted = files.filter((file) => isWanted(file, again))
    for (const [index, file] of wanted.entries()) {
      const progress = progressStep(index, wanted.length, plainName(file.name?.who ?? file.file.name))
      yield progress
      yield* takeIn(context, { folder, file, memory, merged, progress })
    }
    const names = merged.flatMap(({ news, who, from }) => (news ? [who ?? from.file] : []))
    const conflicts = conflictKeys(db).length
    memory.last = { at: new Date().toISOString(), from: [...new Set(names)], conflicts }
    if (memory.problem?.during === 'exchange') memory.problem = null
    rememberTakenIn(context, memory)
    const now = look(db, memory, listing)
    const those = (state: Known['state']) => now.filter((file) => file.state === state)
    return {
      merged,
      waiting: those('waiting').map(({ file }) => plainName(file.name)),
      refused: those('refused').map(({ file, reason }) => ({
        name: plainName(file.name),
        reason: reason ?? '',
      })),
      otherProjects: those('other-project').length,
      left: listing.left,
      conflicts,
    }
  })
}

/** The files of the folder with what is known of them. */
export function look(db: ReadableDb, memory: TeamMemory, { files }: Listing): Known[] {
  const tag = projectTag(projectRow(db).uid)
  return files.map((file) => knownOf(db, file, memory, tag))
}

/** Whether a file is to be looked into. @param again also what was looked into in vain a moment ago */
export function isWanted({ state, at, file, name }: Known, again: boolean): boolean {
  if (file.kind !== 'file') return false
  const age = at === null ? Number.POSITIVE_INFINITY : Math.abs(Date.now() - at)
  switch (state) {
    case 'new':
      return true
    case 'waiting':
      return again || age > waitingAgainMs
    case 'refused':
      return again || age > refusedAgainMs
    case 'other-project':
      return again && name === null
    case 'own':
    case 'merged':
      return false
  }
}

interface TakingIn {
  readonly folder: string
  readonly file: Known
  readonly memory: TeamMemory
  /** What came in is added here. */
  readonly merged: Exchanged['merged']
  readonly progress: ReturnType<typeof progressStep>
}

function* takeIn(context: MergeContext, { folder, file, memory, merged, progress }: TakingIn): Task<void> {
  const { db } = context
  const { name, file: listed } = file
  const note = (state: Seen['state'], reason: string | null = null) => {
    const { size, modified } = listed
    const at = new Date().toISOString()
    memory.seen[listed.name] = { size, modified, state, reason, at, action: lastActionOf(db) }
    // What was not taken in would only be looked into once more after a kill.
    if (state === 'merged') rememberTakenIn(context, memory)
  }
  try {
    const request = requestOf(context, join(folder, listed.name), {
      keep: 'when-due',
      arrival: { content: name?.content ?? null },
    })
    const who = plainName(name?.who ?? listed.name)
    const result = yield* shownAs(progress, mergeTask(context, request, `Exchange with ${who}`))
    merged.push({ ...result, who: name?.who ?? null, machine: name?.machine ?? null })
    // A file without a hash in its name may go as it came, and then nobody else could have it from the folder.
    if (name === null && result.news) memory.owes = true
    note('merged')
  } catch (error) {
    const { code, message, detail } = plainError(error)
    if (ends.includes(code)) throw error
    const { reason } = (detail ?? {}) as { reason?: string }
    // Where the whole folder is gone, that is what is told, and no file is to blame.
    if (code === 'not-found' || reason === notReadable.reason) requireNotEmptied(listFolder(folder), memory)
    if (reason === notWhole.reason) note('waiting')
    else if (reason === notReadable.reason) note('waiting', message)
    else if (reason === otherProject.reason) note('other-project')
    // Taken away meanwhile: it is not in the next listing.
    else note('refused', message)
  }
}

/** What is published meanwhile stays known. */
function rememberTakenIn({ db, ...context }: MergeContext, memory: TeamMemory): void {
  memory.published = recall(db, context, memory.folder).published
  remember(db, context, memory)
}

/** What would keep every other file from being taken in as well. */
const ends: readonly string[] = ['cancelled', 'disk-full', 'disk-failed', 'read-only']

/** Runs a task whose own progress is a part of what is shown. */
function* shownAs<T>(progress: ReturnType<typeof progressStep>, task: Task<T>): Task<T> {
  let next = task.next()
  while (!next.done) {
    let answer: unknown
    try {
      answer = yield next.value.kind === 'progress' ? progress : next.value
    } catch (error) {
      next = task.throw(error)
      continue
    }
    next = task.next(answer)
  }
  return next.value
}

// A sync tool may take a former copy away long before the next one has come through; somebody who has left stays away.
const goneMs = 24 * 60 * 60_000

/** Forgets the files that are gone. Of a publisher who has none for a day, what came from them is ours to publish. */
function forgetGone(memory: TeamMemory, { files, left }: Listing): TeamMemory {
  if (left > 0) return memory
  const names = new Set(files.map(({ name }) => name))
  const here = new Set(files.map(({ name }) => parseName(name)?.publisher))
  const entries = Object.entries(memory.seen)
  const now = new Date()
  const gone: Record<string, string> = { ...memory.gone }
  for (const [name, { state }] of entries) {
    const publisher = parseName(name)?.publisher
    if (state !== 'merged' || names.has(name) || publisher === undefined) continue
    if (publisher !== memory.publisher) gone[publisher] ??= now.toISOString()
  }
  const absent = Object.entries(gone).filter(([publisher]) => !here.has(publisher))
  const forGood = absent.filter(([, since]) => now.getTime() - Date.parse(since) >= goneMs)
  return {
    ...memory,
    seen: Object.fromEntries(entries.filter(([name]) => names.has(name))),
    gone: Object.fromEntries(absent.filter((one) => !forGood.includes(one))),
    owes: memory.owes || forGood.length > 0,
  }
}
