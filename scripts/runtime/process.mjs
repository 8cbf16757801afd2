import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'

/** The checkout's top folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** Reports one step on a line of its own. Standard error, so that `--print` leaves standard output clean. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** A failure that a person can act on: printed without a stack trace by {@link main}. */
export class Unavailable extends Error {}

/**
 * Runs a command to its end without a shell.
 * @returns {{ ok: boolean, stdout: string, stderr: string, reason: string }} `reason` is the last line that
 *   says something, for a one-line report
 */
export function capture(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  })
  const said = `${stdout ?? ''}\n${stderr ?? ''}`.split('\n').filter((line) => line.trim() !== '')
  return {
    ok: status === 0,
    stdout: stdout ?? '',
    stderr: stderr ?? '',
    reason: error?.message ?? said.at(-1)?.trim() ?? `${command} ended with status ${status}`,
  }
}

/** Runs a command that writes to this terminal; resolves to its exit code (1 when a signal ended it). */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', cwd: ROOT, ...options })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** The command of an installed package, to be run by this Node: `bin('vitest/vitest.mjs')`. */
export function bin(file) {
  return path.join(ROOT, 'node_modules', file)
}

/** Runs a script's body and turns what it returns or throws into the exit code. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    process.stderr.write(`${error instanceof Unavailable ? error.message : error.stack}\n`)
    process.exitCode = 1
  }
}
