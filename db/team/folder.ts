import { type BigIntStats, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { realFile } from '../inspect.ts'
import { plainError } from '../plain-error.ts'
import { plainName } from '../plain-name.ts'

/** A project file in a team folder, by what its folder says of it. */
export interface FolderFile {
  readonly name: string
  readonly size: number
  /** Nanoseconds since 1970; numbers that JSON cannot hold are texts. */
  readonly modified: string
  readonly kind: 'file' | 'folder' | 'link' | 'other'
}

export interface Listing {
  readonly files: readonly FolderFile[]
  /** How many were not looked at, because there are too many. */
  readonly left: number
}

// A team of a hundred with the copies of twenty conflicts each; more is a folder that serves for something else.
const mostFiles = 2000

/** The project files of a folder by name, without those of its sub-folders. @throws AppError see {@link inFolderWords} */
export function listFolder(folder: string): Listing {
  try {
    const { names, left } = wanted(readdirSync(folder))
    const options = { bigint: true, throwIfNoEntry: false } as const
    return { files: names.flatMap((name) => describe(name, lstatSync(join(folder, name), options))), left }
  } catch (error) {
    throw inFolderWords(error, folder)
  }
}

/** The same for a process that must not wait for a share that does not answer. */
export async function listFolderAside(folder: string): Promise<Listing> {
  try {
    const { names, left } = wanted(await readdir(folder))
    const files: FolderFile[] = []
    for (const name of names) {
      const stats = await lstat(join(folder, name), { bigint: true }).catch((error: unknown) => {
        // It was taken away meanwhile.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      })
      files.push(...describe(name, stats))
    }
    return { files, left }
  } catch (error) {
    throw inFolderWords(error, folder)
  }
}

/** Hidden files are those of sync tools and of copies that are being written. */
function wanted(all: readonly string[]): { names: string[]; left: number } {
  const names = all.filter((name) => /\.claimboard$/i.test(name) && !name.startsWith('.')).sort()
  return { names: names.slice(0, mostFiles), left: Math.max(0, names.length - mostFiles) }
}

function describe(name: string, stats: BigIntStats | undefined): FolderFile[] {
  if (!stats) return []
  const kind = stats.isSymbolicLink()
    ? 'link'
    : stats.isDirectory()
      ? 'folder'
      : stats.isFile()
        ? 'file'
        : 'other'
  return [{ name, size: Number(stats.size), modified: String(stats.mtimeNs), kind }]
}

/**
 * The one true path of a folder that can serve a team.
 *
 * @param project the project file, which must not lie in it: a sync tool would copy a database that is being written
 * @throws AppError `not-found`, `invalid` for what is no folder, `conflict` for the profile's and the project's own
 */
export function requireTeamFolder(path: string, project: string, profile: string | null): string {
  let folder: string
  try {
    folder = realpathSync.native(path)
    if (!statSync(folder).isDirectory()) throw notAFolder(path)
  } catch (error) {
    throw inFolderWords(error, path)
  }
  if (profile !== null && (isWithin(folder, realOr(profile)) || isWithin(realOr(profile), folder))) {
    throw new AppError(
      'conflict',
      'The folder of your profile cannot be shared with a team. Choose another folder.',
    )
  }
  if (isWithin(dirname(realFile(project)), folder)) {
    throw new AppError(
      'conflict',
      `The project itself lies in ${folder}. A project that somebody works on must not be on a shared medium, where it would be copied half-written: move it to a folder of this computer (File > Save as), and use this one for the copies.`,
    )
  }
  return folder
}

function notAFolder(path: string): AppError {
  return new AppError('invalid', `${path} is not a folder. Choose the folder that the team shares.`)
}

function realOr(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    // A profile that was not made yet lies in nobody's folder by another name.
    return path
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

/** What a team folder cannot do, in words that say what to do. Other errors pass as they are. */
export function inFolderWords(error: unknown, folder: string): AppError {
  if (error instanceof AppError) return error
  const cause = { cause: error }
  const name = plainName(folder)
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOTDIR':
      return new AppError('invalid', notAFolder(folder).message, undefined, cause)
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
    case 'ENOTCONN':
      return new AppError(
        'not-found',
        `The team folder ${name} cannot be reached now. Connect its drive or share again; your work is saved in the project, and is exchanged when the folder is back.`,
        undefined,
        cause,
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError(
        'read-only',
        `You have no permission to read and write in the team folder ${name}. Ask whoever shares it.`,
        undefined,
        cause,
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError(
        'disk-full',
        `The medium of the team folder ${name} is full. Your work is saved in the project: make some space there, then exchange again.`,
        undefined,
        cause,
      )
    default:
      return plainError(error)
  }
}
