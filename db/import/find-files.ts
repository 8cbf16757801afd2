import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { readingFault } from './file-faults.ts'
import { hasReadableExtension } from './format.ts'

export interface FoundFile {
  readonly path: string
  /** What the analyst knows it by: its name, below the folder that was chosen. Never a path of the disk. */
  readonly label: string
}

export interface FoundFiles {
  readonly files: FoundFile[]
  /** Files inside folders that are of no kind that is read, and links. */
  skipped: number
  readonly failed: { file: string; message: string }[]
}

/** As people sort: "2.txt" before "10.txt", the same on every machine. */
const { compare } = new Intl.Collator('en', { numeric: true })

/**
 * The files that an import takes: those named, and out of folders those with an extension that is read, in the
 * order of their names. Hidden files are left out, and so are symbolic links inside a folder: they could bring
 * in what lies outside of it, or go in circles.
 *
 * @param recursive whether folders inside folders are searched too
 * @throws AppError `not-found` when something named is not there; `invalid` when a folder holds nothing to read
 */
export function findFiles(paths: readonly string[], recursive: boolean): FoundFiles {
  const found: FoundFiles = { files: [], skipped: 0, failed: [] }
  for (const path of paths) {
    const label = basename(resolve(path)) || path
    const stats = statOf(path, label, found)
    if (stats?.isDirectory()) searchChosen(path, label, recursive, found)
    else if (stats?.isFile()) found.files.push({ path, label })
    else if (stats) found.failed.push({ file: label, message: `${label} is neither a file nor a folder.` })
  }
  return found
}

function statOf(path: string, label: string, found: FoundFiles): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError('not-found', `There is no file or folder “${label}”. Nothing was imported.`)
    }
    found.failed.push({ file: label, message: readingFault(error, label) })
    return undefined
  }
}

function searchChosen(path: string, label: string, recursive: boolean, found: FoundFiles): void {
  const before = found.files.length + found.failed.length
  const folders = search(path, label, recursive, found)
  if (found.files.length + found.failed.length > before) return
  const hint = folders > 0 && !recursive ? ' The folders inside it were not searched.' : ''
  throw new AppError(
    'invalid',
    `The folder “${label}” holds no file that Claimboard reads (.txt, .md or .html).${hint}`,
  )
}

/** @returns how many folders are directly inside */
function search(path: string, label: string, recursive: boolean, found: FoundFiles): number {
  let entries: Dirent[]
  try {
    entries = readdirSync(path, { withFileTypes: true })
  } catch (error) {
    found.failed.push({ file: label, message: readingFault(error, label) })
    return 0
  }
  let folders = 0
  entries.sort((a, b) => compare(a.name, b.name) || (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const inside = { path: join(path, entry.name), label: `${label}/${entry.name}` }
    if (entry.isDirectory()) {
      folders += 1
      if (recursive) search(inside.path, inside.label, recursive, found)
    } else if (entry.isFile() && hasReadableExtension(entry.name)) found.files.push(inside)
    else found.skipped += 1
  }
  return folders
}
