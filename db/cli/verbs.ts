import { basename, resolve } from 'node:path'
import { LeftOut } from '../contract/project.ts'
import type { SpawnGate } from '../gate.ts'
import { createProject } from '../project.ts'
import { exportRows } from './export-rows.ts'
import { listings, listKinds } from './listings.ts'
import { table, write } from './output.ts'
import { analystOf, type Session, withProject } from './session.ts'
import { type Arguments, listOf, oneOf, positiveInteger } from './usage.ts'

/** Runs one verb of the command line. @returns the exit status */
export function runVerb(args: Arguments, spawnGate: SpawnGate): number {
  const run = (work: Work, writes: boolean) =>
    withProject(file(args), { spawnGate, write: writes, analyst: args.text('analyst') }, (session) => {
      for (const warning of session.warnings) write(2, `claimboard: ${warning}\n`)
      return work(session, args)
    })
  const reading = (work: Work) => run(work, false)
  const writing = (work: Work) => run(work, true)
  switch (args.verb) {
    case 'new':
      return makeProject(args)
    case 'info':
      return reading(info)
    case 'import':
      return writing(importFiles)
    case 'annotate':
      return writing(annotate)
    case 'list':
      return reading(list)
    case 'search':
      return reading(search)
    case 'export':
      return reading(exportRows)
    case 'share':
      return reading(share)
    case 'verify':
      return reading(verify)
    case 'history':
      return reading(history)
  }
}

type Work = (session: Session, args: Arguments) => number

function file(args: Arguments): string {
  return resolve(args.positionals[0] ?? '')
}

function printJson(value: unknown): void {
  write(1, `${JSON.stringify(value, null, 2)}\n`)
}

function makeProject(args: Arguments): number {
  const path = file(args)
  const title = args.text('title') ?? basename(path).replace(/\.claimboard$/, '')
  createProject(path, title, analystOf(args.text('analyst')))
  write(1, `Made ${path}\n`)
  return 0
}

function info({ call }: Session, args: Arguments): number {
  const { counts, ...project } = call('project.get', {})
  if (args.flag('json')) {
    printJson({ ...project, counts })
    return 0
  }
  write(1, `${project.title}\n`)
  if (project.question) write(1, `Question: ${project.question}\n`)
  if (project.readOnlyReason) write(1, `Read-only: ${project.readOnlyReason}\n`)
  write(1, table(['what', 'how many'], Object.entries(counts)))
  return 0
}

function importFiles({ task }: Session, args: Arguments): number {
  const files = args.positionals.slice(1).map((path) => resolve(path))
  const result = task('documents.import', { files, recursive: args.flag('recursive') })
  if (args.flag('json')) printJson(result)
  else {
    for (const { title, file: name, warnings } of result.imported) {
      write(1, `Imported ${basename(name)}: ${title}\n`)
      for (const warning of warnings) write(2, `  ${warning}\n`)
    }
    for (const { title, file: name } of result.known) write(1, `Known already ${basename(name)}: ${title}\n`)
  }
  for (const { file: name, message } of result.failed)
    write(2, `claimboard: ${basename(name)} was not imported: ${message}\n`)
  return result.failed.length > 0 ? 1 : 0
}

function annotate({ task }: Session, args: Arguments): number {
  const result = task('annotations.apply', { file: resolve(args.positionals[1] ?? '') })
  if (args.flag('json')) printJson(result)
  else write(1, table(['added', 'how many'], Object.entries(result)))
  return 0
}

function list(session: Session, args: Arguments): number {
  const kind = oneOf('What is listed', args.positionals[1] ?? '', listKinds)
  const { values, header, rows } = listings[kind](session)
  if (args.flag('json')) printJson(values)
  else if (rows.length === 0) write(1, `There are no ${kind}.\n`)
  else write(1, table(header, rows))
  return 0
}

function search({ call }: Session, args: Arguments): number {
  const limit = positiveInteger('--limit', args.text('limit') ?? '50')
  const { hits, total } = call('search.find', { query: args.positionals[1] ?? '', limit })
  if (args.flag('json')) printJson({ hits, total })
  else if (total === 0) write(1, 'Nothing was found.\n')
  else {
    write(
      1,
      table(
        ['kind', 'title', 'text'],
        hits.map(({ kind, title, snippet }) => [kind, title, snippet]),
      ),
    )
    if (total > hits.length) write(1, `${hits.length} of ${total}\n`)
  }
  return 0
}

function share({ task }: Session, args: Arguments): number {
  const without = listOf(args.text('without')).map((word) => oneOf('--without', word, LeftOut.options))
  const target = resolve(args.positionals[1] ?? '')
  const { bytes, publication } = task('project.share', { target, without })
  write(1, `Wrote ${target} (${bytes} bytes)\n`)
  if (publication) write(1, 'It has a project id of its own and cannot be merged back.\n')
  return 0
}

function verify({ task }: Session, args: Arguments): number {
  const { problems, checks } = task('project.verify', {})
  if (args.flag('json')) printJson({ problems, checks })
  else if (problems.length === 0) write(1, `Nothing is wrong. ${checks.length} checks were made.\n`)
  else
    write(
      1,
      table(
        ['severity', 'check', 'what'],
        problems.map(({ severity, check, message }) => [severity, check, message]),
      ),
    )
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0
}

function history({ call }: Session, args: Arguments): number {
  const limit = args.text('limit')
  const actions = call(
    'history.list',
    limit === undefined ? {} : { limit: positiveInteger('--limit', limit) },
  )
  if (args.flag('json')) printJson(actions)
  else {
    const rows = actions.map(({ at, analystName, kind, label, changes }) => [
      at,
      analystName,
      kind === 'do' ? label : `${kind === 'undo' ? 'Undo' : 'Redo'}: ${label}`,
      Object.entries(changes)
        .map(([name, rows]) => `${rows} ${name}`)
        .join(', '),
    ])
    write(1, table(['when', 'who', 'what', 'rows'], rows))
  }
  return 0
}
