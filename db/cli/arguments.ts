import { parseArgs } from 'node:util'
import { Name } from '../contract/common.ts'
import { usageOf, type Verb, type VerbName, verbs } from './syntax.ts'

/** The request was not understood: exit status 2, with the usage. */
export class UsageError extends Error {}

export interface Arguments {
  readonly verb: VerbName
  /** As many as the verb takes, none of them empty. */
  readonly operands: readonly string[]
  /** A text option, or undefined. */
  text(name: string): string | undefined
  flag(name: string): boolean
}

/** @throws UsageError when the words do not fit the verb */
export function parseArguments(verb: VerbName, words: readonly string[]): Arguments {
  const { options, count, operands } = verbs[verb] as Verb
  const { values, positionals } = parse(words, options)
  if (positionals.length < count[0]) throw new UsageError(`“${verb}” needs ${operands}.`)
  if (positionals.length > count[1]) {
    throw new UsageError(`“${positionals[count[1]]}” is one word too many.`)
  }
  if (positionals.includes('')) throw new UsageError(`A word of “${operands}” is empty.`)
  return {
    verb,
    operands: positionals,
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    flag: (name) => values[name] === true,
  }
}

function parse(words: readonly string[], options: Verb['options']) {
  const { tokens, values, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [name, { type, ...(short ? { short } : {}) }]),
    ),
    allowPositionals: true,
    // Its own messages speak to programmers: what is wrong is told below.
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const spec = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (!spec) {
      const hint = 'A name that begins with a hyphen goes after “--”.'
      throw new UsageError(`There is no option ${token.rawName} here. ${hint}`)
    }
    if (spec.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`${token.rawName} takes no value.`)
    }
    if (spec.type === 'string' && (token.value === undefined || isOption(token.value, token.inlineValue))) {
      const hint = token.value === undefined ? '' : ` To begin it with a hyphen, write --${token.name}=…`
      throw new UsageError(`${token.rawName} needs a value: ${spec.value}.${hint}`)
    }
  }
  return { values, positionals }
}

/** Whether a value is more likely the next option, the value having been forgotten. */
function isOption(value: string, inline: boolean | undefined): boolean {
  return inline === false && value.length > 1 && value.startsWith('-')
}

/** The words that ask for help with a verb rather than for its work: an option --help or -h before any “--”. */
export function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return words.slice(0, end === -1 ? words.length : end).some((word) => word === '--help' || word === '-h')
}

export function usageHint(verb: VerbName | undefined): string {
  return verb === undefined ? 'Try “claimboard help”.' : `Usage: ${usageOf(verb)}`
}

/** One of a list of words. @throws UsageError naming the words that would do */
export function oneOf<T extends string>(what: string, word: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === word)
  if (found === undefined) throw new UsageError(`${what} is one of ${allowed.join(', ')}, not “${word}”.`)
  return found
}

/**
 * A comma-separated option as a list; a name with a comma in it goes in quotation marks, as in CSV (RFC 4180),
 * a quotation mark in it twice.
 *
 * @throws UsageError for an empty name
 */
export function listOf(option: string, text: string): string[] {
  const item = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(?:,|$)/gy
  const names: string[] = []
  for (let at = 0; at <= text.length; at = item.lastIndex) {
    item.lastIndex = at
    const found = item.exec(text)
    const name = found?.[1]?.replaceAll('""', '"') ?? found?.[2]?.trim() ?? ''
    if (!found || name === '') throw new UsageError(`${option} is a list such as A,B, not “${text}”.`)
    names.push(name)
    if (!found[0].endsWith(',')) break
  }
  return names
}

/** A whole number above nought. @throws UsageError */
export function wholeNumber(option: string, word: string, most: number): number {
  if (!/^[1-9]\d*$/.test(word) || Number(word) > most) {
    throw new UsageError(`${option} is a whole number from 1 to ${most}, not “${word}”.`)
  }
  return Number(word)
}

/** A name or title that can be stored: one line, not blank. @throws UsageError */
export function nameOf(option: string, word: string): string {
  const parsed = Name.safeParse(word)
  if (!parsed.success) throw new UsageError(`${option}: ${parsed.error.issues[0]?.message}`)
  return parsed.data
}
