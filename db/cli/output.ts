import { fdSink } from '../export/sink.ts'
import { harmless } from './terminal-text.ts'

const standard = { 1: fdSink(1), 2: fdSink(2) } as const

/** The reader of standard output went away. */
export class OutputClosed extends Error {}

/**
 * Writes to standard output as it is, all of it before it returns: the packaged command line ends without an
 * asynchronous turn, so nothing may be left in a buffer.
 *
 * @throws OutputClosed when whoever read our output (such as `head`) has had enough
 */
export function write(data: string | Uint8Array): void {
  try {
    standard[1].write(data)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw new OutputClosed()
    throw error
  }
}

/** Tells something on standard output, in lines for a person. */
export function say(text: string): void {
  write(`${harmless(text)}\n`)
}

/** Tells something on standard error: a warning, progress, why it failed. */
export function warn(text: string): void {
  writeError(`claimboard: ${harmless(text)}\n`)
}

/** Writes to standard error as it is. */
export function writeError(text: string): void {
  try {
    standard[2].write(text)
  } catch {
    // Standard error is closed or its disk full: there is nowhere left to say so, and the exit status stands.
  }
}

// JSON leaves these as they are, and some terminals obey them.
const obeyed = /[\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** Prints a value as JSON. What a terminal would obey is escaped, which does not change the value. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(value, null, 2).replace(obeyed, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  write(`${text}\n`)
}
