import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { AppError, ErrorReply } from './contract/errors.ts'
import type { PrivateCopy } from './private-copy.ts'
import { siblingFile } from './sibling.ts'

/** How a disposable process ended. */
export interface GateRun {
  readonly status: number | null
  readonly stdout: string
  readonly timedOut: boolean
}

/**
 * How `gate-process` is started: data, so that threads can be told of it. The command line and tests use
 * {@link nodeGate}; the packaged application has its own, because there is no Node in it to start.
 */
export interface GateCommand {
  readonly program: string
  /** What comes before the path of the file. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const { SYSTEMROOT } = process.env

export const nodeGate: GateCommand = {
  program: process.execPath,
  args: [siblingFile('gate-process')],
  // Nothing of the caller's environment: NODE_OPTIONS and the like would run in it too. Windows needs its folder.
  env: SYSTEMROOT === undefined ? {} : { SYSTEMROOT },
}

/** Runs the gate's process with further arguments and kills it when the time is over. */
export type SpawnGate = (args: readonly string[], timeoutMs: number) => GateRun

export function spawnGate({ program, args: first, env }: GateCommand): SpawnGate {
  return (args, timeoutMs) => {
    const run = spawnSync(program, [...first, ...args], {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env,
      windowsHide: true,
    })
    const timedOut = (run.error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT'
    if (run.error && !timedOut) throw run.error
    return { status: run.status, stdout: run.stdout, timedOut }
  }
}

// Starting a process on a busy machine takes seconds at most; reading goes at 20 MB/s on a slow disk.
const startMs = 30_000
const bytesPerMs = 20_000

const VerdictLine = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: ErrorReply }),
])

/**
 * Has a private copy of a file from elsewhere checked by a process that can be killed.
 *
 * @throws AppError `not-a-project`, `file-too-new` or `damaged` where the file is not to be opened
 */
export function passGate(
  copy: PrivateCopy,
  spawnGate: SpawnGate,
  limitMs = startMs + Math.ceil(copy.size / bytesPerMs),
): void {
  const { status, stdout, timedOut } = spawnGate([copy.file], limitMs)
  if (timedOut) {
    throw new AppError(
      'damaged',
      'This file is not opened: checking it took longer than any sound project would take.',
    )
  }
  const verdict = VerdictLine.safeParse(status === 0 ? parseLine(stdout) : undefined)
  if (!verdict.success) {
    throw new AppError(
      'damaged',
      'This file is not opened: the check of it ended without an answer, as it does with badly damaged files.',
      { status, stdout: stdout.slice(0, 1000) },
    )
  }
  if (!verdict.data.ok) throw AppError.fromReply(verdict.data.error)
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
