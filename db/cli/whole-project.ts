import { basename } from 'node:path'
import type { Analyst } from '../analyst.ts'
import type { LeftOut } from '../contract/project.ts'
import type { GateCommand } from '../gate.ts'
import { profileFolder } from '../profile.ts'
import { createProject } from '../project.ts'
import { repairInProcess } from '../repair/in-process.ts'
import { type Unsealing, unsealTask } from '../seal/unseal.ts'
import { nameOf } from './arguments.ts'
import { printJson, say } from './output.ts'
import { runToEnd, type Session } from './session.ts'
import { table } from './table.ts'
import { oneLine } from './terminal-text.ts'

/*
 * Verbs that make, examine and copy a project as a whole. Each says what it has done and returns the exit status.
 */

export function newProject(path: string, title: string | undefined, analyst: Analyst): number {
  const name = basename(path).replace(/(?<=.)\.claimboard$/, '')
  createProject(path, nameOf('--title', title ?? name), analyst, profileFolder())
  say(`Made ${path}`)
  return 0
}

export function info({ call }: Session, json: boolean): number {
  // That it is open for reading only says nothing about the project: this verb never writes.
  const { uid, title, question, assumptions, fileName, schemaVersion, counts } = call('project.get', {})
  if (json) {
    printJson({ uid, title, question, assumptions, fileName, schemaVersion, counts })
    return 0
  }
  say(oneLine(title))
  if (question) say(`Question: ${oneLine(question)}`)
  say(table(['what', 'how many'], Object.entries(counts)))
  return 0
}

export function pack({ task }: Session, input: { target: string; without: LeftOut[] }): number {
  const { documents, bytes } = task('project.pack', input)
  say(`Wrote ${input.target} (${documents} documents, ${bytes} bytes)`)
  return 0
}

export function unsealCopy(unsealing: Unsealing): number {
  const bytes = runToEnd(unsealTask(unsealing))
  say(`Wrote ${unsealing.target} (${bytes} bytes)`)
  return 0
}

export function verify({ task }: Session, json: boolean): number {
  const { problems, checks } = task('project.verify', {})
  if (json) printJson({ problems, checks })
  else if (problems.length === 0) say(`Nothing is wrong. ${checks.length} checks were made.`)
  else {
    const rows = problems.map(({ severity, check, message }) => [severity, check, message])
    say(table(['severity', 'check', 'what'], rows))
  }
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** Salvages a project into a new file, in a process of its own. */
export function repair(file: string, out: string, gate: GateCommand, json: boolean): number {
  const report = repairInProcess(file, out, gate)
  if (json) printJson(report)
  else {
    for (const sentence of report.found) say(sentence)
    for (const sentence of report.done) say(sentence)
    say(report.complete ? 'Nothing is lost.' : 'Everything else is in the new file.')
    say(`Wrote ${out}`)
  }
  return 0
}

export function backups({ call }: Session, json: boolean): number {
  const { backups, folder } = call('backups.list', {})
  if (json) printJson({ backups, folder })
  else if (backups.length === 0) say('There are no backups of this project in your profile.')
  else {
    const rows = backups.map(({ id, at, reason, bytes, verifiedAt }) => [
      at,
      reason,
      bytes,
      verifiedAt === null ? 'damaged' : 'verified',
      id,
    ])
    say(table(['when', 'why', 'bytes', 'state', 'file'], rows))
    say(`In ${folder}`)
  }
  return 0
}
