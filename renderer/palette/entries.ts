/** One thing that the palette offers. */
export interface Entry {
  readonly key: string
  /** What it is, in a word: "Command", "Document", "Tag". */
  readonly kind: string
  readonly label: string
  /** Where it is or what is known of it, in a few words. */
  readonly detail?: string
  /** Keys, as people read them. */
  readonly shortcut?: string
  /** It cannot be done now, and is shown to say that there is such a thing. */
  readonly disabled?: boolean
  run(): void
}

// What fits the palette without scrolling far.
const most = 40

/**
 * The entries whose label or detail has every typed word, the best first: labels that begin with what was
 * typed, then words that begin with it, then the rest; within these in the order given. What cannot be done comes last,
 * and before anything is typed not at all.
 */
export function matching(entries: readonly Entry[], typed: string): Entry[] {
  const query = typed.trim().toLocaleLowerCase()
  if (query === '') return entries.filter(({ disabled }) => !disabled).slice(0, most)
  const words = query.split(/\s+/u)
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry, query, words)
      return rank === null ? [] : [{ entry, rank }]
    })
    .sort((a, b) => Number(a.entry.disabled ?? false) - Number(b.entry.disabled ?? false) || a.rank - b.rank)
    .slice(0, most)
    .map(({ entry }) => entry)
}

function rankOf({ label, detail = '' }: Entry, query: string, words: readonly string[]): number | null {
  const text = label.toLocaleLowerCase()
  if (text.startsWith(query)) return 0
  const starts = text.split(/[^\p{Letter}\p{Number}]+/u)
  if (words.every((word) => starts.some((start) => start.startsWith(word)))) return 1
  if (words.every((word) => text.includes(word))) return 2
  const whole = `${text} ${detail.toLocaleLowerCase()}`
  return words.every((word) => whole.includes(word)) ? 3 : null
}
