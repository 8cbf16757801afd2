import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'

/** The checkout's top folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

// Colours are for a terminal; the programs started here take some machines without one for a terminal.
if (!process.stdout.isTTY) process.env.NO_COLOR ??= '1'

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

/** Runs a command like {@link capture}, but beside others; the output is standard output and error as one. */
export function captureAsync(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
    child.once('error', reject)
    child.once('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/** The path of a file of an installed package: `installed('vitest/vitest.mjs')`. */
export function installed(file) {
  return path.join(ROOT, 'node_modules', file)
}

/** Chromium refuses to run as root inside its sandbox; the product itself never asks for this. */
export const NO_SANDBOX = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Runs a script's body and turns what it returns or throws into the exit code. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    process.stderr.write(`${error instanceof Unavailable ? error.message : error.stack}\n`)
    process.exitCode = 1
  }
}
