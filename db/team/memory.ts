import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectFolderName } from '../backups/shelf.ts'
import { AppError } from '../contract/errors.ts'
import type { Context } from '../handlers.ts'
import { writeFileDurably } from '../profile.ts'
import { projectRow } from '../project-info.ts'
import type { ReadableDb } from '../sql.ts'
import { machineName } from './names.ts'

/*
 * What a profile knows of the team folder of a project lies in the folder "team" of the profile: the settings by the
 * project's id, and for each file that holds the project what was taken in and published. The project file itself
 * names no path.
 */

const Settings = z.object({
  /** Null where the project works with none. */
  folder: z.string().nullable(),
  /** Whether copies are taken in and published without being asked for. */
  automatic: z.boolean(),
})
export type TeamSettings = z.infer<typeof Settings>

/** What became of a file of the folder, as long as it has this size and time, or of whatever has this name's content. */
const Seen = z.object({
  size: z.number(),
  modified: z.string(),
  state: z.enum(['merged', 'waiting', 'refused', 'other-project']),
  /** Why it was refused, as a sentence. */
  reason: z.string().nullable(),
  /** When it was looked into; ISO 8601, UTC. */
  at: z.string(),
  /** The last action of our journal afterwards: a project without it, such as a restored backup, has not merged this. */
  action: z.string().nullable(),
})
export type Seen = z.infer<typeof Seen>

const Memory = z.object({
  publisher: z.string().regex(/^[0-9a-f]{8}$/),
  /** The file that holds the project, and the computer: a copy of the file or of the profile is somebody else. */
  path: z.string(),
  machine: z.string(),
  /** The team folder that all of this is about. */
  folder: z.string(),
  published: z
    .object({ name: z.string(), bytes: z.number(), action: z.string().nullable(), at: z.string() })
    .nullable(),
  /** Something came in that nobody else's copy in the folder holds any more. */
  owes: z.boolean(),
  seen: z.record(z.string(), Seen),
  /** Publishers out of whose copies something came in and who have none in the folder now, and since when. */
  gone: z.record(z.string(), z.string()),
  /** When copies were last looked for, and what came in then. */
  last: z.object({ at: z.string(), from: z.array(z.string()), conflicts: z.int() }).nullable(),
  /** What failed the last time, and why, as a sentence. */
  problem: z.object({ during: z.enum(['exchange', 'publish']), message: z.string() }).nullable(),
})
export type TeamMemory = z.infer<typeof Memory>

const settingsName = 'settings.json'

function folderOf(profile: string, project: string): string {
  return join(profile, 'team', projectFolderName(project))
}

/** @throws AppError `read-only` where the program works without a profile */
function requireProfile({ profile }: Context): string {
  if (profile !== null) return profile
  throw new AppError('read-only', 'A team folder needs a profile, which says where it is.')
}

export function readSettings(db: ReadableDb, context: Context): TeamSettings {
  const none = { folder: null, automatic: false }
  if (context.profile === null) return none
  return read(join(folderOf(context.profile, projectRow(db).uid), settingsName), Settings) ?? none
}

export function writeSettings(db: ReadableDb, context: Context, settings: TeamSettings): void {
  const folder = folderOf(requireProfile(context), projectRow(db).uid)
  write(folder, settingsName, settings)
}

/**
 * What this file of the project has taken in and published; begun anew with another team folder. A file that was
 * moved keeps it.
 */
export function recall(db: ReadableDb, context: Context, teamFolder: string): TeamMemory {
  const folder = folderOf(requireProfile(context), projectRow(db).uid)
  const machine = machineName()
  const path = trueName(context.path)
  const known = memoriesIn(folder).filter((memory) => memory.machine === machine)
  const own = known.find((memory) => memory.path === path) ?? known.find((memory) => !existsSync(memory.path))
  if (own?.folder === teamFolder) return { ...own, path }
  const publisher = own?.publisher ?? randomBytes(4).toString('hex')
  const nothing = { published: null, owes: false, seen: {}, gone: {}, last: null, problem: null }
  return { publisher, path, machine, folder: teamFolder, ...nothing }
}

export function remember(db: ReadableDb, context: Context, memory: TeamMemory): void {
  const folder = folderOf(requireProfile(context), projectRow(db).uid)
  write(folder, `${memory.publisher}.json`, memory)
}

/** Of a project that was moved while it is open there is only the name that it had. */
function trueName(path: string): string {
  return existsSync(path) ? realpathSync.native(path) : path
}

function memoriesIn(folder: string): TeamMemory[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{8}\.json$/.test(name))
    .flatMap((name) => read(join(folder, name), Memory) ?? [])
}

function read<T>(path: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // Not there, cut off or of another version: the folder is chosen again, and what is merged twice changes nothing.
    return null
  }
}

function write(folder: string, name: string, value: unknown): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileDurably(join(folder, name), `${JSON.stringify(value, null, 1)}\n`)
}
