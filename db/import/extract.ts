import { assemble, type Extractor } from './assemble.ts'
import { extractHtml } from './extract-html.ts'
import { extractMarkdown } from './extract-markdown.ts'
import { extractText } from './extract-text.ts'
import type { ExtractInput, ExtractResult } from './extracted.ts'
import type { MediaType } from './format.ts'

/**
 * Reads a file's bytes into the text that will be frozen, its blocks, and what it says about itself.
 * Runs nothing that the file holds and fetches nothing. A hostile page can take long: whoever has
 * something else to do calls `extractAsync` or `extractSync`.
 *
 * @throws AppError `invalid` as `assemble` does.
 */
export function extract(input: ExtractInput): ExtractResult {
  return assemble(input, (mediaType) => EXTRACTORS[mediaType])
}

const EXTRACTORS: Record<MediaType, Extractor> = {
  'text/plain': extractText,
  'text/markdown': extractMarkdown,
  'text/html': extractHtml,
}
