import type { ClaimInput } from './contract/claim.ts'
import type { Span } from './contract/offsets.ts'
import { updateRow } from './rows.ts'
import { jsonList, type ReadableDb, sql, type WritableDb } from './sql.ts'
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

/**
 * Changes what claims rest on. A quote type that followed from the contents goes on following from them; one that
 * was chosen stays.
 *
 * @param change writes evidence of these claims, or passages that it consists of
 */
export function followingQuoteTypes(db: WritableDb, claims: readonly string[], change: () => void): void {
  const written = new Map(
    db.tuples<[string, string | null]>(
      sql`select uid, quote_type from live_claim where uid in ${jsonList(claims)}`,
    ),
  )
  const following = [...written].filter(
    ([claim, type]) => type === quoteTypeOfPassages(db, contentsOf(db, claim)),
  )
  change()
  for (const [claim, type] of following) {
    const now = quoteTypeOfPassages(db, contentsOf(db, claim))
    if (now !== type) updateRow(db, 'claim', claim, { quote_type: now })
  }
}

/** The passages that hold a claim's content. */
function contentsOf(db: ReadableDb, claim: string): string[] {
  return db.column(
    sql`select passage from live_evidence where claim = ${claim} and role = 'content' and passage is not null
      order by position, uid`,
  )
}
