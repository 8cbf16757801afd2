/**
 * Text as it stands in a cell (ST_Xstring, ECMA-376 part 1 §22.9.2.19): what XML cannot hold, and CR, which
 * XML readers turn into LF, is written `_xHHHH_`; text that looks like that already gets its underscore so.
 */
export function cellText(text: string): string {
  return escapeXml(
    text
      .toWellFormed()
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(
        unwritable,
        (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
      ),
  )
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 §2.2 leaves out
const unwritable = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g

export function escapeXml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text
}

/** The letters of a column, from 0: A … Z, AA … */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
