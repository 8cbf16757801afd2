/** Numbers from 0 to 1 that are the same in every run (mulberry32, 32 bits of state). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

// Frequent and rare words of several lengths; a quarter of all words are made up, as names in articles are.
const words =
  'the of and to in that for on with as by at from it is was were be has had not but or an its which also said officials security project corridor Chinese Pakistan government workers attack military Gwadar Balochistan Beijing Islamabad statement ministry port agreement forces between sources Tuesday reported would could their after during against including'.split(
    ' ',
  )

/** Sentences in paragraphs of about 500 characters, until `length` characters are reached. */
export function articleOf(length: number, random: () => number): string {
  let text = ''
  let paragraph = 0
  while (text.length < length) {
    const count = 8 + Math.floor(random() * 18)
    const sentence = Array.from({ length: count }, () => wordOf(random)).join(' ')
    text += `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`
    paragraph += sentence.length
    text += paragraph > 500 ? '\n' : ' '
    if (paragraph > 500) paragraph = 0
  }
  return text.slice(0, length).trimEnd()
}

function wordOf(random: () => number): string {
  if (random() < 0.75) return words[Math.floor(random() * words.length)] ?? ''
  return Math.floor(random() * 2 ** 31).toString(36)
}
