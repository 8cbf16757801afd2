import type { ClaimInput } from './contract/claim.ts'
import { jsonList, type ReadableDb, sql } from './sql.ts'
import type { Span } from './text/offsets.ts'
import { quotedLetters } from './text/quotation-marks.ts'

/**
 * How a claim's contents are reported, from the quotation marks around them: direct where all of it is within
 * them, indirect where none is, mixed otherwise (PARC3). Null without contents, such as for an absence.
 */
export function quoteTypeOf(
  contents: readonly (Span & { readonly text: string })[],
): ClaimInput['quoteType'] {
  let inside = 0
  let outside = 0
  for (const { text, start, end } of contents) {
    const letters = quotedLetters(text, { start, end })
    inside += letters.inside
    outside += letters.outside
  }
  if (inside + outside === 0) return null
  if (outside === 0) return 'direct'
  return inside === 0 ? 'indirect' : 'mixed'
}

/** {@link quoteTypeOf} of passages in the project. */
export function quoteTypeOfPassages(db: ReadableDb, passages: readonly string[]): ClaimInput['quoteType'] {
  return quoteTypeOf(
    db.all<Span & { text: string }>(sql`
      select p.start_offset as start, p.end_offset as "end", t.body as text
      from passage p join document_text t on t.document = p.document where p.uid in ${jsonList(passages)}`),
  )
}
