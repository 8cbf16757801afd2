import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { Analyst } from './analyst.ts'
import { Colour } from './contract/common.ts'
import { AppError } from './contract/errors.ts'
import { partialBeside, publish, publishNew } from './durable-file.ts'
import { newUid } from './ids.ts'

/** What a person's profile keeps about them: it travels with no project. */
const Profile = z.object({
  analyst: z.object({
    uid: z.string().min(1),
    name: z.string().min(1),
    initials: z.string().min(1),
    colour: Colour.nullable().default(null),
  }),
})

/**
 * The folder of the person's profile, the same for the window and the command line: `CLAIMBOARD_PROFILE`
 * where it is set, else the place where the system keeps a program's settings.
 */
export function profileFolder(): string {
  const set = process.env.CLAIMBOARD_PROFILE
  if (set) return resolve(set)
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Claimboard')
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Claimboard')
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Claimboard')
}

/**
 * The analyst of this profile; made once, under a random id, with the system's user name.
 *
 * @throws AppError `read-only` where no profile can be made, `damaged` for one that makes no sense: it is not
 *   replaced, since a new id would make one person two
 */
export function loadAnalyst(folder: string): Analyst {
  const path = join(folder, 'profile.json')
  return read(path) ?? makeFirst(path)
}

export function saveAnalyst(folder: string, analyst: Analyst): void {
  mkdirSync(folder, { recursive: true })
  writeFileDurably(join(folder, 'profile.json'), textOf(analyst))
}

function read(path: string): Analyst | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unusable('read-only', `cannot be read (${(error as Error).message})`, path, error)
  }
  try {
    return Profile.parse(JSON.parse(text)).analyst
  } catch (error) {
    throw unusable('damaged', 'is damaged. Put it right, or remove it to begin a new one', path, error)
  }
}

/** Two programs that start for the first time together must come to one analyst: the first one stays. */
function makeFirst(path: string): Analyst {
  const name = userName()
  const analyst = { uid: newUid(), name, initials: initialsOf(name), colour: null }
  const temporary = partialBeside(path)
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(temporary, textOf(analyst), { flag: 'wx' })
    publishNew(temporary, path)
    return analyst
  } catch (error) {
    const other = error instanceof AppError && error.code === 'conflict' ? read(path) : undefined
    if (other) return other
    throw unusable('read-only', `cannot be written (${(error as Error).message})`, path, error)
  } finally {
    rmSync(temporary, { force: true })
  }
}

function textOf(analyst: Analyst): string {
  return `${JSON.stringify({ analyst }, null, 2)}\n`
}

function unusable(code: 'read-only' | 'damaged', what: string, path: string, cause: unknown): AppError {
  return new AppError(code, `Your profile, ${path}, ${what}.`, undefined, { cause })
}

/** Initials of at most three words, such as "AR" for "Amina Rahim"; of a single word its first two letters. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter(Boolean)
  const letters =
    words.length === 1 ? [...(words[0] ?? '')].slice(0, 2) : words.slice(0, 3).map((word) => [...word][0])
  return letters.join('').toUpperCase() || 'AN'
}

/** Writes a small file so that a reader finds the old text or the new one, never a part; the new one also after a power cut. */
export function writeFileDurably(path: string, text: string): void {
  const temporary = partialBeside(path)
  try {
    // Not `writeSync`, which writes a part where a disk is nearly full, and calls that a success.
    writeFileSync(temporary, text, { flag: 'wx' })
    publish(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function userName(): string {
  try {
    return userInfo().username || 'Analyst'
  } catch {
    // A container may run under a number that no user has.
    return 'Analyst'
  }
}
