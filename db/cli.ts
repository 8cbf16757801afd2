import { OutputClosed, write } from './cli/output.ts'
import { helpText, isVerb, parseArguments, UsageError } from './cli/usage.ts'
import { runVerb } from './cli/verbs.ts'
import { nodeSpawnGate, type SpawnGate } from './gate.ts'
import { plainError } from './plain-error.ts'

/** Whether the first argument asks for the command line rather than a window. */
export function isCommand(word: string | undefined): boolean {
  return word !== undefined && (isVerb(word) || ['help', '--help', '-h', '--version'].includes(word))
}

export interface Surroundings {
  /** What `--version` prints. */
  readonly version: string
  /** Starts the process that looks into files from elsewhere. */
  readonly spawnGate?: SpawnGate
}

/**
 * Runs one command, synchronously: inside a packaged application without a display there is no
 * asynchronous turn to be had.
 *
 * @param words the arguments after the program's name
 * @returns the exit status: 0 done, 1 the work failed, 2 wrong usage
 */
export function main(words: readonly string[], { version, spawnGate = nodeSpawnGate }: Surroundings): number {
  const [verb = '', ...rest] = words
  try {
    if (['help', '--help', '-h'].includes(verb)) {
      write(1, helpText())
      return 0
    }
    if (verb === '--version') {
      write(1, `${version}\n`)
      return 0
    }
    if (!isVerb(verb)) throw new UsageError(verb === '' ? 'What should be done?' : `“${verb}” is no command.`)
    return runVerb(parseArguments(verb, rest), spawnGate)
  } catch (error) {
    if (error instanceof OutputClosed) return 0
    if (error instanceof UsageError) {
      write(2, `claimboard: ${error.message}\nTry “claimboard help”.\n`)
      return 2
    }
    write(2, `claimboard: ${plainError(error).message}\n`)
    return 1
  }
}
