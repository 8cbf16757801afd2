import { exportKinds } from '../contract/exchange.ts'
import { LeftOut } from '../contract/project.ts'

/** What can be listed. */
export const listKinds = ['documents', 'tags', 'passages', 'actors', 'claims', 'boards'] as const

/** Spreadsheets are told apart by their list separator; a tab is hard to type. */
export const separators = { ',': ',', ';': ';', tab: '\t' } as const

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** How the help shows the value that a text option takes. */
  readonly value?: string
  readonly about: string
  /** Cannot be left out. */
  readonly required?: true
}

export interface Verb {
  /** What follows the verb, as the help shows it, without the options. */
  readonly operands: string
  readonly summary: string
  readonly options: Readonly<Record<string, Option>>
  /** How many operands there may be. */
  readonly count: readonly [least: number, most: number]
}

const json = { json: { type: 'boolean', about: 'one JSON value on standard output' } } as const
const passphrase = {
  'passphrase-file': {
    type: 'string',
    value: 'FILE|-',
    about: 'a file whose first line is the passphrase; - is standard input',
  },
} as const
const analyst = {
  analyst: { type: 'string', value: 'NAME', about: 'who writes, instead of the analyst of your profile' },
} as const

/** The command line. It is a promise to scripts: verbs and options are only ever added. */
export const verbs = {
  new: {
    operands: 'FILE',
    summary: 'Make an empty project.',
    options: {
      title: { type: 'string', value: 'TEXT', about: 'its title; otherwise the name of the file' },
      ...analyst,
    },
    count: [1, 1],
  },
  info: { operands: 'FILE', summary: 'Show what a project holds.', options: json, count: [1, 1] },
  import: {
    operands: 'FILE PATH...',
    summary: 'Import texts (.txt, .md, .html), file by file, or the files of a folder.',
    options: {
      recursive: { type: 'boolean', short: 'r', about: 'also the folders inside a folder' },
      ...json,
      ...analyst,
    },
    count: [2, Number.POSITIVE_INFINITY],
  },
  annotate: {
    operands: 'FILE ANNOTATIONS.jsonl',
    summary: 'Add tags, passages, actors and claims from JSON Lines, all of them or none.',
    options: { ...json, ...analyst },
    count: [2, 2],
  },
  list: {
    operands: `FILE ${listKinds.join('|')}`,
    summary: 'List what is in a project.',
    options: json,
    count: [2, 2],
  },
  search: {
    operands: 'FILE QUERY',
    summary: 'Find words in texts, notes, tags, actors and statements.',
    options: { limit: { type: 'string', value: 'N', about: 'at most so many hits (50)' }, ...json },
    count: [2, 2],
  },
  export: {
    operands: 'FILE',
    summary: 'Write the evidence as rows, to standard output or a file.',
    options: {
      what: { type: 'string', value: exportKinds.join('|'), about: 'the shape (evidence)' },
      format: {
        type: 'string',
        value: 'csv|json|xlsx|canvas|svg',
        about: 'csv; json for a whole project; canvas (JSON Canvas) or svg for a board',
      },
      board: { type: 'string', value: 'TITLE', about: 'which board, by its title or id' },
      dialect: {
        type: 'string',
        value: 'exact|spreadsheet',
        about: 'every value as it is (exact), or safe to open in a spreadsheet',
      },
      separator: { type: 'string', value: ',|;|tab', about: 'of CSV in the spreadsheet dialect (,)' },
      columns: { type: 'string', value: 'A,B', about: 'these columns, in this order' },
      output: { type: 'string', short: 'o', value: 'OUT', about: 'the file, written whole or not at all' },
    },
    count: [1, 1],
  },
  share: {
    operands: 'FILE OUT',
    summary: 'Write a copy for somebody else.',
    options: {
      without: { type: 'string', value: LeftOut.options.join(','), about: 'what the copy leaves out' },
      preview: { type: 'boolean', about: 'only say what would be left out, and write nothing' },
      'passphrase-file': {
        ...passphrase['passphrase-file'],
        about: 'seals the copy: a file whose first line is the passphrase; - is standard input',
      },
    },
    count: [2, 2],
  },
  unseal: {
    operands: 'SEALED OUT',
    summary: 'Make a project of a sealed copy.',
    options: { 'passphrase-file': { ...passphrase['passphrase-file'], required: true } },
    count: [2, 2],
  },
  pack: {
    operands: 'FILE OUT',
    summary: 'Write an evidence pack: a ZIP that anybody can read and check without Claimboard.',
    options: {
      without: { type: 'string', value: LeftOut.options.join(','), about: 'what the pack leaves out' },
    },
    count: [2, 2],
  },
  merge: {
    operands: 'FILE FROM',
    summary: 'Take in what another copy of the project, FROM, has and FILE has not.',
    options: {
      preview: { type: 'boolean', about: 'only say what would come in and what would conflict' },
      ...json,
      ...analyst,
    },
    count: [2, 2],
  },
  team: {
    operands: 'FILE FOLDER',
    summary: 'Take in what others have published in a shared FOLDER, and publish what is new here.',
    options: { ...json, ...analyst },
    count: [2, 2],
  },
  verify: {
    operands: 'FILE',
    summary: 'Look for damage and for what does not fit together, or salvage a damaged project.',
    options: {
      repair: { type: 'string', value: 'OUT', about: 'write what can be read of it into a new project' },
      ...json,
    },
    count: [1, 1],
  },
  backups: {
    operands: 'FILE',
    summary: 'List the backups that your profile has of a project.',
    options: json,
    count: [1, 1],
  },
  history: {
    operands: 'FILE',
    summary: 'Show who did what and when, the latest first.',
    options: {
      limit: { type: 'string', value: 'N', about: 'at most so many actions (200)' },
      analyst: { type: 'string', value: 'NAME', about: 'only what this analyst did' },
      since: { type: 'string', value: 'TIME', about: 'only from then on: 2026-02-03, or 2026-02-03T09:15Z' },
      before: { type: 'string', value: 'TIME', about: 'only before then' },
      row: { type: 'string', value: 'ID', about: 'only what changed the row of this id' },
      document: {
        type: 'string',
        value: 'ID',
        about: 'only what changed this document and what belongs to it',
      },
      ...json,
    },
    count: [1, 1],
  },
  'as-of': {
    operands: 'FILE WHEN OUT',
    summary:
      'Write the project as it was at a day, a time (UTC) or an action of its history into a new file.',
    options: json,
    count: [3, 3],
  },
} as const satisfies Record<string, Verb>

export type VerbName = keyof typeof verbs

export function isVerb(word: string): word is VerbName {
  return Object.hasOwn(verbs, word)
}

/** All of a verb's line, such as "claimboard info FILE [--json]". */
export function usageOf(name: VerbName): string {
  const { operands, options } = verbs[name] as Verb
  const shown = Object.entries(options).map(([option, spec]) =>
    spec.required ? spelt(option, spec) : `[${spelt(option, spec)}]`,
  )
  return ['claimboard', name, operands, ...shown].join(' ')
}

/** An option as people type it, the short form only where there is a value to type: "--title TEXT", "-o OUT". */
export function spelt(name: string, { short, value }: Option): string {
  if (value === undefined) return `--${name}`
  return `${short === undefined ? `--${name}` : `-${short}`} ${value}`
}
