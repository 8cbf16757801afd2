// Damages a project again and again, and has the gate's check judge what came of it; what passes is opened and worked
// on. Prints a line for each file, so that whoever waits knows which one it hangs on, or was the last before a crash.
import { readFileSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { checkFile } from '../../db/check-file.ts'
import { AppError } from '../../db/contract/errors.ts'
import { plainError } from '../../db/plain-error.ts'
import { openProject } from '../../db/project.ts'
import { exported } from './exported.ts'
import { anna } from './factories.ts'
import { mutate, touch } from './mutate.ts'

const [, , pristine = '', folder = '', first, count] = process.argv
const bytes = readFileSync(pristine)
const file = path.join(folder, 'mutated.claimboard')

for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  writeFileSync(file, seed % 2 === 0 ? touch(bytes, seed) : mutate(bytes, seed).bytes)
  const verdict = checkFile(file)
  writeSync(1, `${verdict.ok ? worked() : unlessInternal(AppError.fromReply(verdict.error), 'refused')}\n`)
}

/** Reads everything in a project that has passed, and changes something. */
function worked(): string {
  try {
    const project = openProject(file, { analyst: anna, mustWrite: true })
    try {
      exported(project.db, { what: 'project', format: 'json' })
      exported(project.db, { what: 'evidence', format: 'csv' })
      project.history?.undo()
    } finally {
      project.close()
    }
    return 'passed and opened'
  } catch (error) {
    return unlessInternal(plainError(error), 'passed and refused when it was opened')
  }
}

function unlessInternal({ code, message }: AppError, told: string): string {
  return code === 'internal' ? `not understood: ${message.replaceAll('\n', ' ')}` : told
}
