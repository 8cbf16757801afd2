import { Block } from './contract/document.ts'

type Stored = [kind: Block['kind'], start: number, end: number, level?: number]

/** Blocks as `document_text.blocks` holds them: a JSON array of `[kind, start, end, level?]`, in order. */
export function encodeBlocks(blocks: readonly Block[]): string {
  return JSON.stringify(
    blocks.map(({ kind, start, end, level }): Stored => {
      return level === undefined ? [kind, start, end] : [kind, start, end, level]
    }),
  )
}

export function decodeBlocks(stored: string): Block[] {
  return (JSON.parse(stored) as Stored[]).map(([kind, start, end, level]) => {
    return level === undefined ? { kind, start, end } : { kind, start, end, level }
  })
}

/** Whether what is stored are blocks of a text of so many UTF-16 code units: known kinds, in order, inside it. */
export function blocksFit(stored: string, length: number): boolean {
  let blocks: unknown
  try {
    blocks = JSON.parse(stored)
  } catch {
    // What is no JSON fits nothing.
    return false
  }
  if (!Array.isArray(blocks)) return false
  let before = 0
  return blocks.every((block: unknown) => {
    if (!Array.isArray(block)) return false
    const [kind, start, end, level] = block
    const fits =
      kinds.has(kind) &&
      [start, end].every(Number.isInteger) &&
      before <= start &&
      start <= end &&
      end <= length &&
      (level === undefined || Number.isInteger(level))
    before = end
    return fits
  })
}

const kinds: ReadonlySet<unknown> = new Set(Block.shape.kind.options)

/**
 * Where the numbered paragraphs start, in order (UTF-16 code units). Every block but a page break is numbered,
 * headings included, so that a number stays the same whatever a reader takes for a heading.
 */
export function paragraphStarts(blocks: readonly Block[]): number[] {
  return blocks.flatMap(({ kind, start }) => (kind === 'page-break' ? [] : [start]))
}

/**
 * The number, from 1, of the paragraph at an offset (UTF-16 code units). An offset between two paragraphs
 * belongs to the one before it; null in front of the first.
 *
 * @param starts see {@link paragraphStarts}
 */
export function paragraphAt(starts: readonly number[], offset: number): number | null {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] as number) <= offset) low = middle + 1
    else high = middle
  }
  return low === 0 ? null : low
}
