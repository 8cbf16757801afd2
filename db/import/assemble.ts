import { AppError } from '../contract/errors.ts'
import { freezeText } from '../text/decode.ts'
import { guessDirection, guessLanguage } from '../text/language.ts'
import { checkBlocks } from './blocks.ts'
import type { Extracted, ExtractInput, ExtractResult, Proposed } from './extracted.ts'
import { formatOf, type MediaType } from './format.ts'
import { MAX_BYTES } from './limits.ts'

/** What reads one format. Its errors need not name the file. */
export type Extractor = (bytes: Uint8Array, name: string) => Extracted

/**
 * A document as it will be imported, by way of the extractor of its format: with the checks and
 * guesses that all formats share.
 *
 * @throws AppError `invalid`, naming the file, for a format that is not read, a file that is too
 * large, is not text, or holds no words.
 */
export function assemble(
  input: ExtractInput,
  extractorOf: (mediaType: MediaType) => Extractor,
): ExtractResult {
  const { bytes, name } = input
  if (bytes.length === 0) throw new AppError('invalid', `${name} is empty.`)
  const mediaType = formatOf(input)
  if (bytes.length > MAX_BYTES[mediaType]) throw tooLarge(name, mediaType)
  const extracted = withName(name, () => extractorOf(mediaType)(bytes, name))
  const { text, blocks, title, proposed } = extracted
  if (blocks.every((block) => block.kind === 'page-break')) {
    throw new AppError('invalid', `${name} holds no words.`)
  }
  checkBlocks(text, blocks)
  const language = extracted.language ?? guessLanguage(text)
  return {
    text,
    blocks,
    mediaType,
    title,
    ...(language === undefined ? {} : { language }),
    direction: guessDirection(text),
    encoding: extracted.encoding,
    proposed: frozenValues(proposed),
    warnings: [...encodingWarnings(extracted), ...extracted.warnings],
  }
}

function tooLarge(name: string, mediaType: MediaType): AppError {
  const limit = MAX_BYTES[mediaType] / 1024 / 1024
  const kind = mediaType === 'text/html' ? 'web pages' : 'texts'
  return new AppError(
    'invalid',
    `${name} is too large: Claimboard reads ${kind} of up to ${limit} MB. Split it into parts.`,
  )
}

/** Messages of the parts below do not know the file's name. */
function withName<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof AppError) || error.message.startsWith(name)) throw error
    throw new AppError(error.code, `${name}: ${error.message}`, error.detail, { cause: error })
  }
}

function encodingWarnings({ encoding, guessed, replaced, text }: Extracted): string[] {
  const warnings: string[] = []
  // UTF-16 without a mark is recognised by its NULs, and plain letters read the same in any legacy encoding.
  if (guessed && !encoding.startsWith('utf-') && /[^\0-~]/.test(text)) {
    warnings.push(
      `The file does not say how its letters are encoded; it was read as ${encoding}. Check that accents and quotation marks look right.`,
    )
  }
  const lost = replaced.nul + replaced.surrogates + replaced.undecodable
  if (lost > 0) {
    warnings.push(
      `${lost === 1 ? 'One character' : `${lost} characters`} could not be read and became \u{FFFD}.`,
    )
  }
  return warnings
}

/** Longest proposed value in UTF-16 code units; only addresses come near. */
const MAX_PROPOSED = 2000

/** A document's own words about itself obey the same rules as its text. */
function frozenValues(proposed: Proposed): Proposed {
  const values = Object.entries(proposed).filter(([, value]) => value !== '' && value.length <= MAX_PROPOSED)
  return Object.fromEntries(values.map(([key, value]) => [key, freezeText(value).text]))
}
