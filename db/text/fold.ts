const ascii = /^[\0-\x7f]*$/
const marks = /\p{M}/gu

/** A text without case and without marks on letters, for comparing: "İstanbul" and "ISTANBUL" are one. */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  // Upper-case letters are lowered one by one: at the end of a word JavaScript would make Σ a ς.
  return text.normalize('NFD').replace(marks, '').toLowerCase().replace(marks, '').replaceAll('ς', 'σ')
}
