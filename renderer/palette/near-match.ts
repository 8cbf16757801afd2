import type { SearchHit } from '../../db/contract/exchange.ts'

// UTF-16 code units before what was found: more would push it out of a line of the palette.
const most = 20

/** Words of a text from shortly before what was found in them: a line that is cut off shows that first. */
export function nearMatch({ snippet, matches }: Pick<SearchHit, 'snippet' | 'matches'>): string {
  const found = matches[0]?.start ?? 0
  if (found <= most) return snippet
  const word = snippet.indexOf(' ', found - most) + 1
  return `…${snippet.slice(word > 0 && word <= found ? word : found)}`
}
