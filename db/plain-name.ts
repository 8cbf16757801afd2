import { basename } from 'node:path'

// Longer than any name that was given with a purpose, short enough for a sentence.
const longest = 80

/** Control characters, and characters that turn the direction of the text around them. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** A name out of a file from elsewhere, in a form that can stand in a message: one line, without tricks. */
export function plainName(name: string): string {
  const text = name.replace(invisible, '\uFFFD')
  const characters = [...text]
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`
}

/** The name of a file, without its folders, in the same form: whoever sent it may have called it anything. */
export function plainFileName(path: string): string {
  return plainName(basename(path))
}
