import { readFileSync } from 'node:fs'
import { AppError } from '../../../db/contract/errors.ts'
import { isInsideSurrogatePair } from '../../../db/contract/offsets.ts'
import { extractSync } from '../../../db/import/extract-runner.ts'

/* Reads documents as an import does, and prints what came of each as a line of JSON. Arguments: the files. */

for (const file of process.argv.slice(2)) console.log(JSON.stringify(extracted(file)))
// A worker that was told to end may take its time.
process.exit(0)

function extracted(file: string) {
  try {
    const { text, blocks, title, warnings } = extractSync({ bytes: readFileSync(file), name: file })
    const cut = blocks.some(({ start, end }) => [start, end].some((at) => isInsideSurrogatePair(text, at)))
    const wellFormed = text.isWellFormed() && !text.includes('\0') && !cut
    return {
      characters: text.length,
      blocks: blocks.length,
      title: title.slice(0, 200),
      opening: text.slice(0, 200),
      markup: /<script|onerror|javascript:/i.test(text),
      wellFormed,
      warnings: warnings.length,
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message } = error
    return { code, message }
  }
}
