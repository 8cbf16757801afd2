/** Scripts written without spaces between words: each character is indexed as a word of its own. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu

/** Arabic short-vowel marks and the tatweel, which writers add or leave out at will. */
const arabicMarks = /[\u064B-\u065F\u0670\u0640]/g

/**
 * Prepares a text, or the words of a query, for the full-text index. FTS5's unicode61 tokenizer sees a run
 * of Chinese as one word and does not fold Arabic harakat; both are settled here, the same way on both sides.
 */
export function searchableText(text: string): string {
  return text.replace(arabicMarks, '').replace(unspaced, ' $& ')
}
