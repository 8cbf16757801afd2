/** A text in three stretches, of which only the middle one differs from the texts beside it. */
export interface Differing {
  readonly before: string
  readonly middle: string
  readonly after: string
}

/**
 * Where each of several texts differs from the others: what all begin with and all end with, by whole words, is
 * the same. Texts that share nothing differ altogether.
 */
export function differing(texts: readonly string[]): Differing[] {
  const words = texts.map((text) => text.match(/\s+|\S+/gu) ?? [])
  const shortest = Math.min(...words.map(({ length }) => length))
  const [first = []] = words
  const sameAt = (at: (list: readonly string[]) => string | undefined) =>
    words.every((list) => at(list) === at(first))
  let begin = 0
  while (begin < shortest && sameAt((list) => list[begin])) begin++
  let end = 0
  while (end < shortest - begin && sameAt((list) => list.at(-1 - end))) end++
  return words.map((list) => ({
    before: list.slice(0, begin).join(''),
    middle: list.slice(begin, list.length - end).join(''),
    after: list.slice(list.length - end).join(''),
  }))
}
