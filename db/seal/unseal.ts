import { resolve } from 'node:path'
import { AppError } from '../contract/errors.ts'
import {
  nameIsTaken,
  partialBeside,
  publishNew,
  removePartial,
  requireNoLeftovers,
  taken,
} from '../durable-file.ts'
import { inspectBytes, ordinaryFile, sizeOf } from '../inspect.ts'
import { plainError } from '../plain-error.ts'
import { plainFileName } from '../plain-name.ts'
import type { Task } from '../task.ts'
import { sealingDone, sealingTask } from './sealing.ts'

export interface Unsealing {
  readonly sealed: string
  /** Where the project shall be; nothing may be there. */
  readonly target: string
  readonly passphrase: string
}

/**
 * Makes a project of a sealed copy, whole or not at all. What it holds is as foreign as any file from elsewhere:
 * opening it goes through the gate.
 *
 * @returns the bytes of the project
 * @throws AppError `invalid` for the wrong passphrase, `not-a-project`, `damaged`, `conflict` where something is,
 *   `not-found`, `disk-full`
 */
export function* unsealTask(unsealing: Unsealing): Task<number> {
  const { job, finish, giveUp } = begin(unsealing)
  try {
    yield* sealingTask(job, 'Unsealing')
    return finish()
  } catch (error) {
    throw plainError(error)
  } finally {
    giveUp()
  }
}

/** The same for a process that must not wait. */
export async function unseal(unsealing: Unsealing): Promise<number> {
  const { job, finish, giveUp } = begin(unsealing)
  try {
    await sealingDone(job)
    return finish()
  } catch (error) {
    throw plainError(error)
  } finally {
    giveUp()
  }
}

/** @throws AppError `invalid` unless the passphrase opens the copy */
export function checkPassphrase(sealed: string, passphrase: string): Promise<void> {
  return sealingDone({ work: 'check', source: ordinaryFile(sealed), target: null, passphrase })
}

function begin({ sealed, target, passphrase }: Unsealing) {
  const file = resolve(target)
  const source = ordinaryFile(sealed)
  if (nameIsTaken(file)) throw taken(file)
  requireNoLeftovers(file)
  const partial = partialBeside(file)
  return {
    job: { work: 'unseal', source, target: partial, passphrase } as const,
    finish: () => {
      requireProject(partial, plainFileName(source))
      publishNew(partial, file)
      return sizeOf(file)
    },
    giveUp: () => removePartial(partial),
  }
}

function requireProject(partial: string, name: string): void {
  try {
    inspectBytes(partial)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-a-project') throw error
    throw new AppError('not-a-project', `What is sealed in ${name} is no project of Claimboard.`)
  }
}
