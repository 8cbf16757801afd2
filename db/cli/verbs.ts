import { basename, resolve } from 'node:path'
import type { Call } from '../contract/contract.ts'
import { AppError } from '../contract/errors.ts'
import { LeftOut } from '../contract/project.ts'
import { NewPassphrase, Passphrase } from '../contract/seal.ts'
import type { GateCommand } from '../gate.ts'
import { profileFolder } from '../profile.ts'
import { createProject } from '../project.ts'
import { repairInProcess } from '../repair/in-process.ts'
import { type Unsealing, unsealTask } from '../seal/unseal.ts'
import { type Arguments, listOf, nameOf, oneOf, UsageError, wholeNumber } from './arguments.ts'
import { exportRows, planExport } from './export-rows.ts'
import { listings } from './listings.ts'
import { merge } from './merge.ts'
import { printJson, say, warn } from './output.ts'
import { passphraseFrom } from './passphrase.ts'
import { analystOf, runToEnd, type Session, withProject } from './session.ts'
import { sayLeftOut } from './share.ts'
import { listKinds } from './syntax.ts'
import { table } from './table.ts'
import { team } from './team.ts'
import { oneLine } from './terminal-text.ts'

/**
 * Runs one verb of the command line. What is wrong with its words is said before the project is opened.
 *
 * @returns the exit status: 0, or 1 where the work was done and found something wrong
 * @throws UsageError
 */
export function runVerb(args: Arguments, gate: GateCommand): number {
  const plan = planOf(args, gate)
  if ('alone' in plan) return plan.alone()
  const { write, work } = plan
  const writer = write ? analystFrom(args) : undefined
  try {
    return withProject(pathOf(args, 0), { gate, writer }, (session) => {
      for (const warning of session.warnings) warn(warning)
      return work(session)
    })
  } catch (error) {
    throw plan.onDamage && error instanceof AppError && error.code === 'damaged'
      ? plan.onDamage(error)
      : error
  }
}

type Plan =
  | {
      readonly write: boolean
      readonly work: (session: Session) => number
      /** Says more of a project that cannot be opened for its damage. */
      readonly onDamage?: (error: AppError) => AppError
    }
  /** For a verb that makes the project. */
  | { readonly alone: () => number }

const reading = (work: (session: Session) => number): Plan => ({ write: false, work })
const writing = (work: (session: Session) => number): Plan => ({ write: true, work })

/** What cannot even be opened can still be salvaged. */
function repairHint({ operands }: Arguments): (error: AppError) => AppError {
  const name = basename(operands[0] ?? '')
  return ({ code, message }) =>
    new AppError(
      code,
      `${message} What can be read is written into a new project by: claimboard verify ${name} --repair OUT`,
    )
}

function planOf(args: Arguments, gate: GateCommand): Plan {
  const json = args.flag('json')
  switch (args.verb) {
    case 'new':
      return { alone: () => newProject(args) }
    case 'info':
      return reading((session) => info(session, json))
    case 'import': {
      const files = args.operands.slice(1).map((path) => resolve(path))
      return writing((session) => importFiles(session, { files, recursive: args.flag('recursive') }, json))
    }
    case 'annotate': {
      const annotations = pathOf(args, 1)
      return writing((session) => annotate(session, annotations, json))
    }
    case 'list': {
      const kind = oneOf('What is listed', args.operands[1] ?? '', listKinds)
      return reading((session) => list(session, kind, json))
    }
    case 'search': {
      const limit = limitOf(args, 1000) ?? 50
      return reading((session) => search(session, { query: args.operands[1] ?? '', limit }, json))
    }
    case 'export': {
      const plan = planExport(args)
      return reading((session) => {
        exportRows(session, plan)
        return 0
      })
    }
    case 'share': {
      const without = leftOutOf(args)
      const preview = args.flag('preview')
      const passphrase = preview ? undefined : passphraseFrom(args, NewPassphrase)
      return reading((session) => {
        sayLeftOut(session, without, preview)
        return preview ? 0 : share(session, { target: pathOf(args, 1), without, passphrase })
      })
    }
    case 'pack': {
      const input = { target: pathOf(args, 1), without: leftOutOf(args) }
      return reading((session) => pack(session, input))
    }
    case 'unseal': {
      const passphrase = passphraseFrom(args, Passphrase)
      if (passphrase === undefined) throw new UsageError('The passphrase is missing: --passphrase-file FILE.')
      return { alone: () => unsealCopy({ sealed: pathOf(args, 0), target: pathOf(args, 1), passphrase }) }
    }
    case 'merge': {
      const preview = args.flag('preview')
      const file = pathOf(args, 1)
      return (preview ? reading : writing)((session) => merge(session, { file, preview }, json))
    }
    case 'backups':
      return reading((session) => backups(session, json))
    case 'team': {
      const folder = pathOf(args, 1)
      return writing((session) => team(session, folder, json))
    }
    case 'verify': {
      const out = args.text('repair')
      if (out !== undefined) return { alone: () => repair(pathOf(args, 0), resolve(out), gate, json) }
      return { ...reading((session) => verify(session, json)), onDamage: repairHint(args) }
    }
    case 'history': {
      const limit = limitOf(args, 1_000_000)
      const input = { ...(limit === undefined ? {} : { limit }), ...filtersFrom(args) }
      return reading((session) => history(session, input, json))
    }
    case 'as-of': {
      const input = { when: args.operands[1] ?? '', target: pathOf(args, 2) }
      return reading((session) => asOf(session, input, json))
    }
  }
}

function pathOf({ operands }: Arguments, index: number): string {
  return resolve(operands[index] ?? '')
}

function limitOf(args: Arguments, most: number): number | undefined {
  const word = args.text('limit')
  return word === undefined ? undefined : wholeNumber('--limit', word, most)
}

function analystFrom(args: Arguments) {
  const name = args.text('analyst')
  return analystOf(name === undefined ? undefined : nameOf('--analyst', name))
}

function leftOutOf(args: Arguments): LeftOut[] {
  const words = args.text('without')
  if (words === undefined) return []
  return listOf('--without', words).map((word) => oneOf('--without', word, LeftOut.options))
}

function newProject(args: Arguments): number {
  const path = pathOf(args, 0)
  const title = args.text('title')
  const name = basename(path).replace(/(?<=.)\.claimboard$/, '')
  createProject(path, nameOf('--title', title ?? name), analystFrom(args), profileFolder())
  say(`Made ${path}`)
  return 0
}

function info({ call }: Session, json: boolean): number {
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

function importFiles(
  { task }: Session,
  input: { readonly files: string[]; readonly recursive: boolean },
  json: boolean,
): number {
  const result = task('documents.import', input)
  if (json) printJson(result)
  else {
    for (const { title, file, warnings } of result.imported) {
      say(oneLine(`Imported ${file}: ${title}`))
      for (const warning of warnings) warn(oneLine(`${file}: ${warning}`))
    }
    for (const { title, file } of result.known) say(oneLine(`Known already ${file}: ${title}`))
    if (result.skipped > 0) say(`Left out, as no text that Claimboard reads: ${result.skipped}`)
  }
  for (const { message } of result.failed) warn(oneLine(`not imported: ${message}`))
  return result.failed.length > 0 ? 1 : 0
}

function annotate({ task }: Session, file: string, json: boolean): number {
  const result = task('annotations.apply', { file })
  if (json) printJson(result)
  else say(table(['added', 'how many'], Object.entries(result)))
  return 0
}

function list(session: Session, kind: (typeof listKinds)[number], json: boolean): number {
  const { values, header, rows } = listings[kind](session)
  if (json) printJson(values)
  else say(rows.length === 0 ? `There are no ${kind}.` : table(header, rows))
  return 0
}

function search({ call }: Session, input: { query: string; limit: number }, json: boolean): number {
  const { hits, total } = call('search.find', input)
  if (json) printJson({ hits, total })
  else if (total === 0) say('Nothing was found.')
  else {
    const rows = hits.map(({ kind, title, snippet }) => [kind, title, snippet])
    say(table(['kind', 'title', 'text'], rows))
    if (total > hits.length) say(`${hits.length} of ${total}`)
  }
  return 0
}

function share(
  { task }: Session,
  input: { target: string; without: LeftOut[]; passphrase: string | undefined },
): number {
  const { bytes } = task('project.share', input)
  say(`Wrote ${input.target} (${bytes} bytes${input.passphrase === undefined ? '' : ', sealed'})`)
  return 0
}

function pack({ task }: Session, input: { target: string; without: LeftOut[] }): number {
  const { documents, bytes } = task('project.pack', input)
  say(`Wrote ${input.target} (${documents} documents, ${bytes} bytes)`)
  return 0
}

function unsealCopy(unsealing: Unsealing): number {
  const bytes = runToEnd(unsealTask(unsealing))
  say(`Wrote ${unsealing.target} (${bytes} bytes)`)
  return 0
}

function verify({ task }: Session, json: boolean): number {
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
function repair(file: string, out: string, gate: GateCommand, json: boolean): number {
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

function backups({ call }: Session, json: boolean): number {
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

const filters = ['analyst', 'since', 'before', 'row', 'document'] as const

function filtersFrom(args: Arguments): Partial<Record<(typeof filters)[number], string>> {
  return Object.fromEntries(
    filters.flatMap((name) => {
      const word = args.text(name)
      return word === undefined ? [] : [[name, word]]
    }),
  )
}

function history({ call }: Session, input: Call<'history.list'>, json: boolean): number {
  const actions = call('history.list', input)
  if (json) {
    printJson(actions)
    return 0
  }
  const rows = actions.map(({ at, analystName, kind, label, changes }) => [
    at,
    analystName,
    kind === 'do' ? label : `${kind === 'undo' ? 'Undo' : 'Redo'}: ${label}`,
    Object.entries(changes)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  ])
  say(table(['when', 'who', 'what', 'rows'], rows))
  return 0
}

function asOf({ task }: Session, input: { when: string; target: string }, json: boolean): number {
  const result = task('history.asOf', input)
  if (json) {
    printJson(result)
    return 0
  }
  const later = result.later === 1 ? '1 action' : `${result.later} actions`
  say(`Wrote ${input.target} (${result.bytes} bytes), as of ${result.at}, without what ${later} did later.`)
  say('It is a project of its own: it has no history, and cannot be merged back.')
  return 0
}
