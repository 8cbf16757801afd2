import { asksForHelp, parseArguments, UsageError, usageHint } from './cli/arguments.ts'
import { helpFor, helpText } from './cli/help.ts'
import { OutputClosed, warn, write } from './cli/output.ts'
import { isVerb } from './cli/syntax.ts'
import { runVerb } from './cli/verbs.ts'
import { type GateCommand, nodeGate } from './gate.ts'
import { plainError } from './plain-error.ts'

const helpWords = ['help', '--help', '-h']

/** Whether the first argument asks for the command line rather than a window. */
export function isCommand(word: string | undefined): boolean {
  return word !== undefined && (isVerb(word) || helpWords.includes(word) || word === '--version')
}

export interface Surroundings {
  /** What `--version` prints. */
  readonly version: string
  /** Starts the process that looks into files from elsewhere. */
  readonly gate?: GateCommand
}

/**
 * Runs one command, synchronously: inside a packaged application without a display there is no
 * asynchronous turn to be had.
 *
 * @param words the arguments after the program's name
 * @returns the exit status: 0 done, 1 the work failed, 2 wrong usage
 */
export function main(words: readonly string[], { version, gate = nodeGate }: Surroundings): number {
  const [verb = ''] = words
  try {
    if (verb === '--version') write(`${version}\n`)
    else if (helpWords.includes(verb)) write(help(words[1]))
    else return run(words, gate)
    return 0
  } catch (error) {
    if (error instanceof OutputClosed) return 0
    if (error instanceof UsageError) {
      warn(`${error.message}\n${usageHint(isVerb(verb) ? verb : undefined)}`)
      return 2
    }
    warn(plainError(error).message)
    return 1
  }
}

function run([verb = '', ...rest]: readonly string[], gate: GateCommand): number {
  if (verb === '') throw new UsageError('What should be done?')
  if (!isVerb(verb)) throw noVerb(verb)
  if (!asksForHelp(rest)) return runVerb(parseArguments(verb, rest), gate)
  write(helpFor(verb))
  return 0
}

function help(verb: string | undefined): string {
  if (verb === undefined) return helpText()
  if (!isVerb(verb)) throw noVerb(verb)
  return helpFor(verb)
}

function noVerb(word: string): UsageError {
  return new UsageError(`“${word}” is no command.`)
}
