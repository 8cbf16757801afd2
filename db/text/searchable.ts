/** Scripts written without spaces between words: each character is indexed as a word of its own. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu

/** Arabic short-vowel marks and the tatweel, which writers add or leave out at will. */
export const arabicMarks = /[\u064B-\u065F\u0670\u0640]/g

/** The combining marks that unicode61 drops inside a word (fts5_unicode2.c); it ends a word at any other. */
export const droppedMarks =
  /[\u0300-\u0304\u0306-\u030C\u030F\u0311\u031B\u0323-\u0328\u032D\u032E\u0330\u0331]/g

/**
 * What separates words. unicode61 knows Unicode 6: an emoji that came later would be a letter to it, and
 * "closed🙂" another word than "closed".
 */
const separators = new RegExp(`(?!${droppedMarks.source})[^\\p{L}\\p{N}\\p{Co}]`, 'gu')

/**
 * Prepares a text, or the words of a query, for the full-text index. FTS5's unicode61 tokenizer sees a run
 * of Chinese as one word and does not fold Arabic harakat; both are settled here, the same way on both sides.
 */
export function searchableText(text: string): string {
  // Most of a text is ASCII, which needs nothing.
  return text.replace(/[\u0080-\uFFFF]+/g, (run) =>
    run.replace(arabicMarks, '').replace(separators, ' ').replace(unspaced, ' $& '),
  )
}
