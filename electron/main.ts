import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { app } from 'electron'
import { gateSwitch, launcher, mayBeCommand, programArguments } from './arguments.ts'
import { electronGate } from './gate-command.ts'
import { startShell } from './start.ts'

// A command ends within this first turn: without a display Electron would crash before the next one. So it
// is loaded and run synchronously, and only where it is asked for: a window needs nothing of it.
const load = createRequire(import.meta.filename)
const words = programArguments(process.argv, process.defaultApp === true)
const [first] = words

if (first === gateSwitch) {
  // It reads its last argument, which is the last of ours, writes its verdict and is done.
  load('./gate-process.cjs')
  process.exit(0)
} else if (!runCommand()) {
  startShell(words.filter((word) => !word.startsWith('-')))
}

/** @returns whether the first word was a command; if so, the process has ended */
function runCommand(): boolean {
  if (!mayBeCommand(first)) return false
  const cli = load('./cli.cjs') as typeof import('../db/cli.ts')
  // A word that names neither a command nor a file is a mistyped command.
  if (!cli.isCommand(first) && existsSync(first)) return false
  const gate = electronGate(launcher(process.argv, app.getAppPath(), app.isPackaged))
  return process.exit(cli.main(words, { version: app.getVersion(), gate }))
}
