import { AppError } from '../contract/errors.ts'
import { type ReadableDb, sql } from '../sql.ts'
import { arrangeTags } from '../tag-tree.ts'
import { addTag, updateTag } from '../tags.ts'
import type { AnnotationOf, TagRef } from './annotate-lines.ts'
import { type AnnotationLine, atLine } from './annotate-read.ts'
import { fold, type Writing } from './annotate-writing.ts'

/** A tag that the file names: in the project already, or about to be made. */
export interface PlannedTag {
  readonly name: string
  readonly path: readonly string[]
  readonly parent: PlannedTag | null
  readonly given: {
    colour?: string | undefined
    description?: string | null | undefined
    digit?: number | null | undefined
  }
  uid: string | undefined
}

type TagLine = AnnotationOf<'tag'>

/** Deeper trees are a mistake in the file, and would cost memory by the square of their depth. */
const maxDepth = 100

/**
 * The tags of the project and of a file together. What a name means must not depend on the order of lines,
 * or annotating twice would find other tags: tags with a full path come first, then those whose parent is a
 * bare name, parents before children; names that passages use come last.
 */
export class AnnotatedTags {
  readonly #byPath = new Map<string, PlannedTag>()
  readonly #byName = new Map<string, PlannedTag[]>()
  readonly #ofLine = new Map<TagLine, PlannedTag>()
  readonly #digits = new Map<number, PlannedTag>()

  constructor(db: ReadableDb, lines: readonly AnnotationLine[]) {
    const rows = db.all<{ uid: string; parent: string | null; name: string }>(
      sql`select uid, parent, name from live_tag order by uid`,
    )
    for (const { uid, path } of arrangeTags(rows)) {
      if (!this.#byPath.has(keyOf(path))) this.#add(path, null, uid)
    }
    const byParentName: { number: number; line: TagLine; parent: string }[] = []
    for (const { number, annotation } of lines) {
      atLine(number, () => {
        if (annotation.kind === 'passage') {
          for (const ref of annotation.tags) if (typeof ref !== 'string') this.resolve(ref)
        }
        if (annotation.kind !== 'tag') return
        const parent = annotation.parent ?? []
        // A parent of the tag's own name can only be sure to be another tag at the root.
        const path = typeof parent !== 'string' ? parent : parent === annotation.name ? [parent] : undefined
        if (path) this.#declare(annotation, this.#at([...path, annotation.name]))
        else byParentName.push({ number, line: annotation, parent: String(parent) })
      })
    }
    this.#declareByName(byParentName)
  }

  #declareByName(lines: readonly { number: number; line: TagLine; parent: string }[]): void {
    const named = Map.groupBy(lines, ({ line }) => line.name)
    const started = new Set<TagLine>()
    const declare = (entry: (typeof lines)[number], depth: number): void => {
      const { number, line, parent } = entry
      if (this.#ofLine.has(line)) return
      atLine(number, () => {
        if (started.has(line) || depth > maxDepth) {
          throw new AppError('invalid', `“${line.name}” and its parent “${parent}” would contain each other.`)
        }
        started.add(line)
        for (const above of named.get(parent) ?? []) declare(above, depth + 1)
        this.#declare(line, this.#at([...this.resolve(parent).path, line.name]))
      })
    }
    for (const entry of lines) declare(entry, 1)
  }

  #declare(line: TagLine, tag: PlannedTag): void {
    const { colour, description, digit } = line
    // Without a colour, a new tag takes the next one: "none" cannot be asked for.
    fold(tag.given, {
      colour: colour ?? undefined,
      description: description === '' ? null : description,
      digit,
    })
    this.#ofLine.set(line, tag)
    if (digit == null) return
    const holder = this.#digits.get(digit)
    if (holder !== undefined && holder !== tag) {
      throw new AppError('invalid', `the digit ${digit} belongs to “${holder.name}” in this file already.`)
    }
    this.#digits.set(digit, tag)
  }

  /** @throws AppError `invalid` for a bare name that several tags below the roots have */
  resolve(ref: TagRef): PlannedTag {
    if (typeof ref !== 'string') return this.#at(ref)
    const named = this.#byName.get(ref) ?? []
    const one = named.find(({ path }) => path.length === 1) ?? (named.length === 1 ? named[0] : undefined)
    if (one) return one
    if (named.length === 0) return this.#at([ref])
    const path = JSON.stringify(named[0]?.path)
    throw new AppError(
      'invalid',
      `there are ${named.length} tags “${ref}”. Write the names from the root, such as ${path}.`,
    )
  }

  #at(path: readonly string[]): PlannedTag {
    if (path.length > maxDepth) throw new AppError('invalid', `tags go ${maxDepth} levels deep at most.`)
    return (
      this.#byPath.get(keyOf(path)) ?? this.#add(path, path.length > 1 ? this.#at(path.slice(0, -1)) : null)
    )
  }

  #add(path: readonly string[], parent: PlannedTag | null, uid?: string): PlannedTag {
    const tag: PlannedTag = { name: path.at(-1) ?? '', path, parent, given: {}, uid }
    this.#byPath.set(keyOf(path), tag)
    const named = this.#byName.get(tag.name)
    if (named) named.push(tag)
    else this.#byName.set(tag.name, [tag])
    return tag
  }

  /** Writes what a line says of its tag. */
  write(line: TagLine, writing: Writing): void {
    const tag = this.#ofLine.get(line)
    if (!tag) throw new AppError('internal', 'A line of tags was not planned.')
    if (tag.uid === undefined) ensureTag(tag, writing)
    else updateTag(writing.db, { tag: tag.uid, ...tag.given })
  }
}

/** @returns the tag's id; it is made, with what is missing above it, where it is new */
export function ensureTag(tag: PlannedTag, writing: Writing): string {
  if (tag.uid === undefined) {
    const parent = tag.parent && ensureTag(tag.parent, writing)
    tag.uid = addTag(writing.db, { name: tag.name, parent, ...tag.given }, writing.analyst)
    writing.counts.tags++
  }
  return tag.uid
}

function keyOf(path: readonly string[]): string {
  return path.join('\0')
}
