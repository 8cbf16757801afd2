/** The words of a sentence that tell it from others, without case, accents and very short ones. */
function wordsOf(text: string): Set<string> {
  const words = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLocaleLowerCase()
    .match(/[\p{Letter}\p{Number}]+/gu)
  return new Set((words ?? []).filter((word) => word.length > 2))
}

// Half of the words in common: less is chance, more would miss what is said in other words.
const least = 0.5

/**
 * Those whose sentence has the most words in common with a statement, the closest first; at most three.
 * Two sentences of the same words may still say the opposite: they are offered, never taken.
 */
export function similarTo<T extends { readonly statement: string }>(
  statement: string,
  all: readonly T[],
): T[] {
  const words = wordsOf(statement)
  if (words.size < 2) return []
  return all
    .map((one) => {
      const other = wordsOf(one.statement)
      const common = [...words].filter((word) => other.has(word)).length
      return { one, share: common / Math.max(1, Math.min(words.size, other.size)) }
    })
    .filter(({ one, share }) => share >= least && one.statement !== statement.trim())
    .sort((a, b) => b.share - a.share)
    .slice(0, 3)
    .map(({ one }) => one)
}
