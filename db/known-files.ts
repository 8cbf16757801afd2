import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { inspectBytes, sizeOf } from './inspect.ts'
import { writeFileDurably } from './profile.ts'

/** What tells that a file is the one that was there before; numbers that JSON cannot hold are texts. */
const Entry = z.object({
  inode: z.string(),
  size: z.int(),
  /** Nanoseconds. */
  modified: z.string(),
  /** SQLite's change counter, at byte 24. */
  counter: z.int(),
  /** It was open for writing here, and nothing tells that it was closed. */
  open: z.boolean(),
  /** Milliseconds since 1970, to forget the oldest. */
  seen: z.number(),
})
type Entry = z.infer<typeof Entry>

const Entries = z.record(z.string(), Entry)

// More projects than a person works on; the others are only checked once more.
const mostEntries = 500

/**
 * The project files that this profile has had open and that need no check as long as they are unchanged: by
 * path, inode, size, time and change counter.
 *
 * None of its functions may be called while this process has the file open, but `opened`, which reads names
 * and times only.
 */
export interface KnownFiles {
  /** Whether the file is as it was left here, closed or, with its journal still beside it, open. */
  trusts(file: string): boolean
  /** Remembers that the file is open for writing from now on. */
  opened(file: string): void
  /** Remembers the file as it is, closed. */
  closed(file: string): void
  /** What is wrong with the list itself, in words; null where nothing is. */
  readonly warning: string | null
}

/** @param profile the folder of the person's profile */
export function knownFiles(profile: string): KnownFiles {
  const path = join(profile, 'known-files.json')
  const { entries, warning } = read(path)

  const write = (file: string, entry: Entry) => {
    // Another program of the same person may have written since; a lost entry costs one check.
    const all = Object.entries({ ...read(path).entries, [file]: entry })
    const kept = all.sort(([, a], [, b]) => b.seen - a.seen).slice(0, mostEntries)
    mkdirSync(profile, { recursive: true })
    writeFileDurably(path, `${JSON.stringify(Object.fromEntries(kept), null, 1)}\n`)
  }
  const stamp = (file: string, open: boolean, counter: number): Entry => {
    const { ino, size, mtimeNs } = statSync(file, { bigint: true })
    return {
      inode: String(ino),
      size: Number(size),
      modified: String(mtimeNs),
      counter,
      open,
      seen: Date.now(),
    }
  }

  return {
    warning,
    trusts: (file) => {
      const entry = entries[file]
      if (!entry) return false
      const now = stamp(file, false, counterOf(file))
      if (entry.inode !== now.inode) return false
      if (entry.open) return hasJournal(file)
      return (
        !hasJournal(file) &&
        entry.size === now.size &&
        entry.modified === now.modified &&
        entry.counter === now.counter
      )
    },
    opened: (file) => write(file, stamp(file, true, 0)),
    closed: (file) => write(file, stamp(file, false, counterOf(file))),
  }
}

function read(path: string): { entries: z.infer<typeof Entries>; warning: string | null } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { entries: {}, warning: null }
    return { entries: {}, warning: unreadable((error as Error).message) }
  }
  try {
    return { entries: Entries.parse(JSON.parse(text)), warning: null }
  } catch {
    return { entries: {}, warning: unreadable('it is damaged') }
  }
}

function unreadable(why: string): string {
  return `The list of known projects in your profile could not be read (${why}). This project was checked like one from elsewhere.`
}

/** Whether something that is not in the file itself yet belongs to it. */
function hasJournal(file: string): boolean {
  return sizeOf(`${file}-wal`) > 0 || sizeOf(`${file}-journal`) > 0 || inspectBytes(file).wal
}

function counterOf(path: string): number {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(4)
    readSync(file, bytes, 0, 4, 24)
    return bytes.readUInt32BE(0)
  } finally {
    closeSync(file)
  }
}

/** Has the profile know a file that is closed, and sound because this program wrote it. */
export function rememberClosed(known: KnownFiles, file: string): void {
  remember(() => known.closed(file))
}

/** Without its entry in the profile a file is checked the next time: a nuisance, and no reason to fail. */
export function remember(write: () => void, warnings?: string[]): boolean {
  try {
    write()
    return true
  } catch (error) {
    const message = `Your profile cannot be written (${(error as Error).message}). The project will be checked again when it is next opened.`
    if (warnings) warnings.push(message)
    else process.emitWarning(message)
    return false
  }
}
