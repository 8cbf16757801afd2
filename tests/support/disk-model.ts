import { linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DiskEvent } from './disk-trace.ts'

/*
 * A disk whose power can be cut. What POSIX promises is kept and nothing more: after fsync a file's bytes and size
 * are there, and after fsync of a folder its names are. Of all else, any part may be there and any may be missing,
 * whatever was asked for first. As SQLite does, it takes a sector for what is written at once, and a write for
 * something that spoils nothing beside it.
 */

/** What disks have written at once since they exist. */
const sectorSize = 512

type FileChange =
  | { readonly kind: 'sector'; readonly offset: number; readonly data: Buffer }
  | { readonly kind: 'size'; readonly size: number }

/** A file or folder, whatever its names are. */
interface Node {
  /** Null for a folder. */
  readonly file: { safe: Buffer; waiting: FileChange[] } | null
  readonly names: { safe: Map<string, Node>; waiting: NameChange[] } | null
}

type NameChange =
  | { readonly kind: 'name'; readonly name: string; readonly node: Node }
  | { readonly kind: 'unname'; readonly name: string }
  /** Within one folder, at once. */
  | { readonly kind: 'rename'; readonly name: string; readonly to: string; readonly node: Node }

/** Decides of everything that is not safe whether it survives. */
type Fate = () => boolean

export class Disk {
  readonly #root: string
  readonly #top: Node = folderNode()
  /** Names as the program sees them now. */
  readonly #now = new Map<string, Node>()

  /** @param root a folder whose files are all safe */
  constructor(root: string) {
    this.#root = root
    this.#now.set(root, this.#top)
    this.#load(root, this.#top)
  }

  #load(folder: string, node: Node): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name)
      const child = entry.isDirectory() ? folderNode() : fileNode(readFileSync(file))
      node.names?.safe.set(entry.name, child)
      this.#now.set(file, child)
      if (entry.isDirectory()) this.#load(file, child)
    }
  }

  take(event: Exclude<DiskEvent, { kind: 'say' }>): void {
    if (event.kind === 'create') {
      if (!this.#now.has(event.path)) this.#name(event.path, fileNode(Buffer.alloc(0)))
    } else if (event.kind === 'mkdir') this.#name(event.path, folderNode())
    else if (event.kind === 'write') {
      const { waiting } = this.#file(event.path)
      for (const sector of sectorsOf(event.offset, event.data)) waiting.push(sector)
    } else if (event.kind === 'resize')
      this.#file(event.path).waiting.push({ kind: 'size', size: event.size })
    else if (event.kind === 'sync') flush(this.#node(event.path))
    else if (event.kind === 'link') this.#name(event.to, this.#node(event.path))
    else if (event.kind === 'rename') this.#rename(event.path, event.to)
    else {
      this.#folderOf(event.path).waiting.push({ kind: 'unname', name: path.basename(event.path) })
      this.#now.delete(event.path)
    }
  }

  /** What is on the disk after a cut in this moment, written into an empty folder. */
  cut(random: () => number, target: string): void {
    const written = new Map<Node, string>()
    const write = (node: Node, place: string): void => {
      const other = written.get(node)
      if (other !== undefined) linkSync(other, place)
      else if (node.file) writeFileSync(place, contentOf(node.file, fateOf(node.file.waiting.length, random)))
      written.set(node, place)
      if (!node.names) return
      mkdirSync(place, { recursive: true })
      const names = namesOf(node.names, fateOf(node.names.waiting.length, random))
      for (const [name, child] of names) write(child, path.join(place, name))
    }
    write(this.#top, target)
  }

  #node(file: string): Node {
    const node = this.#now.get(file)
    if (!node) throw new Error(`There is no ${path.relative(this.#root, file)} on this disk.`)
    return node
  }

  #file(file: string): NonNullable<Node['file']> {
    const { file: found } = this.#node(file)
    if (!found) throw new Error(`${file} is a folder.`)
    return found
  }

  #folderOf(file: string): NonNullable<Node['names']> {
    const { names } = this.#node(path.dirname(file))
    if (!names) throw new Error(`${path.dirname(file)} is no folder.`)
    return names
  }

  #name(file: string, node: Node): void {
    this.#folderOf(file).waiting.push({ kind: 'name', name: path.basename(file), node })
    this.#now.set(file, node)
  }

  #rename(from: string, to: string): void {
    if (path.dirname(from) !== path.dirname(to)) throw new Error('Files are renamed within their folder.')
    const node = this.#node(from)
    const change = { kind: 'rename' as const, name: path.basename(from), to: path.basename(to), node }
    this.#folderOf(from).waiting.push(change)
    this.#now.delete(from)
    this.#now.set(to, node)
  }
}

function flush({ file, names }: Node): void {
  if (file) {
    file.safe = contentOf(file, () => true)
    file.waiting = []
  }
  if (names) {
    names.safe = namesOf(names, () => true)
    names.waiting = []
  }
}

function fileNode(safe: Buffer): Node {
  return { file: { safe, waiting: [] }, names: null }
}

function folderNode(): Node {
  return { file: null, names: { safe: new Map(), waiting: [] } }
}

function* sectorsOf(offset: number, data: Buffer): Generator<FileChange> {
  for (let from = 0; from < data.length; ) {
    const to = Math.min(data.length, from + sectorSize - ((offset + from) % sectorSize))
    yield { kind: 'sector', offset: offset + from, data: data.subarray(from, to) }
    from = to
  }
}

function contentOf({ safe, waiting }: NonNullable<Node['file']>, survives: Fate): Buffer {
  if (waiting.length === 0) return safe
  const room = Math.max(safe.length, ...waiting.map((change) => endOf(change)))
  // What a file was made longer by and nothing was written to is zeros.
  const bytes = Buffer.alloc(room)
  safe.copy(bytes)
  let size = safe.length
  for (const change of waiting) {
    if (!survives()) continue
    if (change.kind === 'sector') {
      change.data.copy(bytes, change.offset)
      size = Math.max(size, endOf(change))
    } else {
      if (change.size < size) bytes.fill(0, change.size, size)
      size = change.size
    }
  }
  return bytes.subarray(0, size)
}

function endOf(change: FileChange): number {
  return change.kind === 'sector' ? change.offset + change.data.length : change.size
}

function namesOf({ safe, waiting }: NonNullable<Node['names']>, survives: Fate): Map<string, Node> {
  const names = new Map(safe)
  for (const change of waiting) {
    if (!survives()) continue
    if (change.kind === 'name') names.set(change.name, change.node)
    else names.delete(change.name)
    if (change.kind === 'rename') names.set(change.to, change.node)
  }
  return names
}

/**
 * How one file or folder comes out of a cut: as if nothing, or everything, had reached the disk, what came first, or
 * any part of it.
 */
function fateOf(waiting: number, random: () => number): Fate {
  const kind = random()
  if (kind < 0.2) return () => false
  if (kind < 0.35) return () => true
  if (kind < 0.65) {
    let left = Math.floor(random() * (waiting + 1))
    return () => left-- > 0
  }
  const share = random()
  return () => random() < share
}
