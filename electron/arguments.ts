/** Switches that ask the command line for something although they look like Chromium's. */
const commandSwitches = ['--help', '-h', '--version']

/** Starts the disposable process that looks into a project file from elsewhere. */
export const gateSwitch = '--claimboard-gate'

/**
 * What a person typed after the program's name: without the binary, without the switches of Chromium that
 * launchers put first, and in development without the application's folder.
 *
 * @param argv `process.argv`
 * @param development whether Electron was given the application's folder
 */
export function programArguments(argv: readonly string[], development: boolean): string[] {
  const rest = withoutSwitches(argv.slice(1))
  return development ? withoutSwitches(rest.slice(1)) : rest
}

function withoutSwitches(words: readonly string[]): string[] {
  const first = words.findIndex(
    (word) => !word.startsWith('-') || word === gateSwitch || commandSwitches.includes(word),
  )
  return first === -1 ? [] : words.slice(first)
}

/** Whether a word may name a command: a file to open has an extension or a folder in its name. */
export function mayBeCommand(word: string | undefined): word is string {
  return word !== undefined && (/^[a-z]+(-[a-z]+)*$/.test(word) || commandSwitches.includes(word))
}

/**
 * How this program starts itself once more: its binary, and what comes before the program's own arguments.
 * Where Chromium's sandbox cannot work, whoever started the program said so, and it holds for the second
 * process as well.
 */
export function launcher(argv: readonly string[], appFolder: string, packaged: boolean): string[] {
  const sandbox = argv.filter((word) => word === '--no-sandbox')
  return [process.execPath, ...sandbox, ...(packaged ? [] : [appFolder])]
}
