import { writeSync } from 'node:fs'
import { checkFile } from './check-file.ts'
import { AppError } from './contract/errors.ts'
import { plainError } from './plain-error.ts'
import { repairSwitch } from './repair/in-process.ts'
import { repairProject } from './repair/repair.ts'

/*
 * Entry of the disposable process that looks into project files from elsewhere and into damaged ones. Its last
 * argument is the path of a private copy to be checked; after `--repair` come the path of a damaged project and
 * that of the new one, or nothing. It prints what came of it as one line of JSON. It may hang or crash: whoever
 * started it sets a limit and takes no answer for a refusal.
 */
const at = process.argv.lastIndexOf(repairSwitch)
const answer = at === -1 ? checkFile(process.argv.at(-1) ?? '') : repair(process.argv.slice(at + 1))
writeSync(1, `${JSON.stringify(answer)}\n`)

function repair([source = '', target = '']: readonly string[]) {
  try {
    return { ok: repairProject(source, target === '' ? null : target) }
  } catch (error) {
    const failure = plainError(error)
    // Whoever is told of a fault inside the program cannot look it up: the process is gone.
    const cause =
      failure.code === 'internal' ? new AppError('damaged', `The repair failed: ${failure.message}`) : failure
    return { error: cause.toReply() }
  }
}
