import { AppError } from '../contract/errors.ts'
import { isInsideSurrogatePair, type Span, trimSpan } from '../contract/offsets.ts'

/**
 * A part of a document as its source laid it out: a span of the frozen text in UTF-16 code units,
 * without white space at its ends. `level` is a heading's rank (1–6) or a list item's depth (from 1).
 */
export type Block = Span & {
  kind: 'heading' | 'paragraph' | 'list-item' | 'table-row' | 'page-break'
  level?: number
}

/** Deepest list level that is told apart. */
export const MAX_LIST_DEPTH = 99

const LEVELS = { heading: 6, 'list-item': MAX_LIST_DEPTH } as const

/**
 * Asserts what everything that reads blocks relies on: in order, apart from each other, inside the
 * text, never empty, never beginning or ending with white space or half a character. A page break
 * alone may be white space: it is the form feed itself.
 *
 * @throws AppError `internal`: the extractor is at fault, not the document.
 */
export function checkBlocks(text: string, blocks: readonly Block[]): void {
  let before = 0
  for (const [index, block] of blocks.entries()) {
    const fault = blockFault(text, block, before)
    if (fault !== undefined) throw new AppError('internal', `Block ${index} of the document ${fault}.`, block)
    before = block.end
  }
}

function blockFault(text: string, { kind, start, end, level }: Block, before: number): string | undefined {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return 'has a place that is not a whole number'
  if (start < before) return 'begins before the one in front of it ends'
  if (end <= start) return 'is empty'
  if (end > text.length) return 'ends behind the text'
  if (isInsideSurrogatePair(text, start) || isInsideSurrogatePair(text, end)) return 'cuts a character in two'
  if (kind === 'heading' || kind === 'list-item') {
    if (!Number.isInteger(level) || Number(level) < 1 || Number(level) > LEVELS[kind])
      return 'has no valid level'
  } else if (level !== undefined) return 'has a level, which only headings and list items have'
  if (kind === 'page-break') return undefined
  const trimmed = trimSpan(text, start, end)
  return trimmed.start === start && trimmed.end === end ? undefined : 'begins or ends with white space'
}
