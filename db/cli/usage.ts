import { type ParseArgsConfig, parseArgs } from 'node:util'

/** The request was not understood: exit status 2, with the usage. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

interface Verb {
  /** What follows the verb, as the help shows it. */
  readonly usage: string
  readonly summary: string
  readonly options: Options
  /** How many positional arguments there may be. */
  readonly positionals: readonly [number, number]
}

const json: Options = { json: { type: 'boolean' } }
const analyst: Options = { analyst: { type: 'string' } }

/** The command line, as `interface.md` of the design promises it. Options are only ever added. */
export const verbs = {
  new: {
    usage: 'FILE [--title TEXT]',
    summary: 'make an empty project',
    options: { title: { type: 'string' }, ...analyst },
    positionals: [1, 1],
  },
  info: { usage: 'FILE [--json]', summary: 'what a project holds', options: json, positionals: [1, 1] },
  import: {
    usage: 'FILE PATH... [--recursive] [--json]',
    summary: 'import texts (.txt, .md, .html), file by file, or the files of a folder',
    options: { recursive: { type: 'boolean', short: 'r' }, ...json, ...analyst },
    positionals: [2, Number.POSITIVE_INFINITY],
  },
  annotate: {
    usage: 'FILE ANNOTATIONS.jsonl [--json]',
    summary: 'add tags, passages, actors and claims from JSON Lines, all of them or none',
    options: { ...json, ...analyst },
    positionals: [2, 2],
  },
  list: {
    usage: 'FILE documents|tags|passages|actors|claims|boards [--json]',
    summary: 'list what is in a project',
    options: json,
    positionals: [2, 2],
  },
  search: {
    usage: 'FILE QUERY [--limit N] [--json]',
    summary: 'find words in texts, notes, tags, actors and propositions',
    options: { limit: { type: 'string' }, ...json },
    positionals: [2, 2],
  },
  export: {
    usage:
      'FILE --what evidence|claims|passages|tables|documents|tags|actors|project [--format csv|json|xlsx] [--dialect exact|spreadsheet] [--separator ,|;|tab] [--columns A,B] [-o OUT]',
    summary: 'write tagged evidence as a table; to standard output without -o',
    options: {
      what: { type: 'string' },
      format: { type: 'string' },
      dialect: { type: 'string' },
      separator: { type: 'string' },
      columns: { type: 'string' },
      output: { type: 'string', short: 'o' },
    },
    positionals: [1, 1],
  },
  share: {
    usage: 'FILE OUT [--without history,notes,names]',
    summary: 'write a copy for somebody else',
    options: { without: { type: 'string' } },
    positionals: [2, 2],
  },
  verify: {
    usage: 'FILE [--json]',
    summary: 'look for damage and for what does not fit together',
    options: json,
    positionals: [1, 1],
  },
  history: {
    usage: 'FILE [--limit N] [--json]',
    summary: 'who did what and when, the latest first',
    options: { limit: { type: 'string' }, ...json },
    positionals: [1, 1],
  },
} as const satisfies Record<string, Verb>

export type VerbName = keyof typeof verbs

export function isVerb(word: string): word is VerbName {
  return Object.hasOwn(verbs, word)
}

export interface Arguments {
  readonly verb: VerbName
  readonly positionals: readonly string[]
  /** A text option, or undefined. */
  text(name: string): string | undefined
  flag(name: string): boolean
}

/** @throws UsageError when the words do not fit the verb */
export function parseArguments(verb: VerbName, words: readonly string[]): Arguments {
  const { options, positionals: range } = verbs[verb] as Verb
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = parsed
  if (positionals.length < range[0] || positionals.length > range[1]) {
    throw new UsageError(`“${verb}” takes ${verbs[verb].usage}.`)
  }
  return {
    verb,
    positionals,
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    flag: (name) => values[name] === true,
  }
}

/** One of a list of words. @throws UsageError naming the words that would do */
export function oneOf<T extends string>(what: string, word: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === word)
  if (found === undefined) throw new UsageError(`${what} is one of ${allowed.join(', ')}, not “${word}”.`)
  return found
}

/** A comma-separated option as a list; an absent one is empty. @throws UsageError */
export function listOf(text: string | undefined): string[] {
  if (text === undefined) return []
  const words = text.split(',').map((word) => word.trim())
  if (words.some((word) => word === '')) throw new UsageError(`“${text}” has an empty name in it.`)
  return words
}

/** A whole number above nought. @throws UsageError */
export function positiveInteger(what: string, word: string): number {
  if (!/^[1-9]\d{0,8}$/.test(word)) throw new UsageError(`${what} is a whole number above 0, not “${word}”.`)
  return Number(word)
}

export function helpText(): string {
  const lines = Object.entries(verbs).map(
    ([verb, { usage, summary }]) => `  claimboard ${verb} ${usage}\n      ${summary}`,
  )
  return [
    'Claimboard from the command line. FILE is a project, NAME.claimboard.',
    '',
    ...lines,
    '',
    '--analyst NAME says who writes; otherwise it is the analyst of your profile.',
    'Exit status: 0 done, 1 the work failed and nothing is half done, 2 wrong usage.',
    '',
  ].join('\n')
}
