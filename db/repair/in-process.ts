import { z } from 'zod'
import { AppError, ErrorReply } from '../contract/errors.ts'
import { RepairReport } from '../contract/repair.ts'
import { type GateCommand, type GateRun, spawnGate } from '../gate.ts'
import { realFile, sizeOf } from '../inspect.ts'

/** Asks the disposable process for a repair instead of a check. */
export const repairSwitch = '--repair'

// Starting a process on a busy machine takes seconds. Salvaging reads every row, checks and indexes it, at about
// a megabyte a second on a slow machine.
const startMs = 60_000
const bytesPerMs = 500

const Answer = z.union([z.object({ ok: RepairReport }), z.object({ error: ErrorReply })])

/** The words and the time that the process for a repair gets. @throws AppError where there is no such file */
export function repairJob(path: string, target: string | null): { args: string[]; limitMs: number } {
  const file = realFile(path)
  return { args: [repairSwitch, file, target ?? ''], limitMs: startMs + Math.ceil(sizeOf(file) / bytesPerMs) }
}

/** What a process for a repair has answered. @throws AppError as the repair failed */
export function repairAnswer({ status, stdout, timedOut }: GateRun): RepairReport {
  if (timedOut) {
    throw new AppError(
      'damaged',
      'The file could not be repaired: reading it took longer than it takes for any project.',
    )
  }
  const answer = status === 0 ? Answer.safeParse(parsed(stdout)) : undefined
  if (!answer?.success) {
    throw new AppError(
      'damaged',
      'The file could not be repaired: it is damaged in a way that ends the program that reads it. Use a backup or another copy.',
      {
        status,
        stdout: stdout.slice(0, 1000),
      },
    )
  }
  if ('error' in answer.data) throw AppError.fromReply(answer.data.error)
  return answer.data.ok
}

/** Repairs a project in a process of its own, and waits for it. @param target null only to find out what is wrong */
export function repairInProcess(path: string, target: string | null, gate: GateCommand): RepairReport {
  const { args, limitMs } = repairJob(path, target)
  return repairAnswer(spawnGate(gate)(args, limitMs))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
