import { basename, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { checkFile } from '../check-file.ts'
import { harden } from '../connection.ts'
import { AppError } from '../contract/errors.ts'
import type { RepairReport } from '../contract/repair.ts'
import {
  nameIsTaken,
  partialBeside,
  publishNew,
  removePartial,
  requireNoLeftovers,
  taken,
} from '../durable-file.ts'
import { newUid } from '../ids.ts'
import { inspectBytes, realFile } from '../inspect.ts'
import { integrityProblems } from '../integrity.ts'
import { migrate, migrations, versionOf } from '../migrate.ts'
import { sharedTables } from '../model.ts'
import { rebuildSearchIndex } from '../reindex.ts'
import { wrapConnection } from '../sql.ts'
import { runTaskSync } from '../task.ts'
import { verifyProject } from '../verify.ts'
import { installVisibility } from '../visibility.ts'
import { copyDamaged, type Layout, layOver, straighten } from './damaged-copy.ts'
import { mendReferences } from './owners.ts'
import { salvage } from './salvage.ts'
import { openSource, type Source } from './source.ts'
import { nameOfTable, type Tally } from './tally.ts'
import { mendTexts } from './texts.ts'
import { mendValues } from './values.ts'

/**
 * Salvages a project that cannot be opened, or in which `verify` found errors, into a new file. The damaged file
 * is read and never written. What comes out passes every check that a project from elsewhere has to pass, keeps
 * its project's id, and can be merged with other copies.
 *
 * It may take long, or end in a crash of SQLite, on files that were made to: callers run it in a process that they
 * can kill.
 *
 * @param target where the new project goes; null to find out only what could be salvaged
 * @throws AppError `not-a-project` where nothing of a project can be read, `conflict` where `target` exists
 */
export function repairProject(path: string, target: string | null): RepairReport {
  const file = realFile(path)
  if (target !== null) requireFree(resolve(target))
  const found = whatIsWrong(file)
  const copy = copyDamaged(file)
  const partial = target === null ? `${copy.file}.repaired` : partialBeside(resolve(target))
  try {
    if (copy.unreadable > 0)
      found.push(`The disk did not give ${copy.unreadable.toLocaleString('en')} bytes of it.`)
    const { tally, done } = salvageByAnyMeans(copy.file, partial, found, basename(file))
    const remaining = problemsIn(partial)
    if (target !== null) publishNew(partial, resolve(target))
    const kinds = tally.kinds()
    const lost = kinds.filter((kind) => kind.lost > 0 || kind.rebuilt > 0)
    return {
      found,
      done: shortened([...lost.map(sentenceOf), ...done, ...remaining]),
      kinds,
      complete: kinds.every(({ lost }) => lost === 0) && done.length === 0,
    }
  } finally {
    removePartial(partial)
    copy.remove()
  }
}

// More than anybody reads.
const mostSentences = 500

function shortened(sentences: readonly string[]): string[] {
  if (sentences.length <= mostSentences) return [...sentences]
  return [...sentences.slice(0, mostSentences), `And ${sentences.length - mostSentences} more of the kind.`]
}

function requireFree(target: string): void {
  if (nameIsTaken(target)) throw taken(target)
  requireNoLeftovers(target)
}

/** What keeps the file from being opened as it is. */
function whatIsWrong(file: string): string[] {
  try {
    inspectBytes(file)
    return []
  } catch (error) {
    if (error instanceof AppError && error.code !== 'not-found') return [error.message]
    throw error
  }
}

interface Salvaged {
  readonly tally: Tally
  readonly done: string[]
}

/** As the file is; where its description of the tables cannot be read, with the one that every project has. */
function salvageByAnyMeans(copy: string, partial: string, found: string[], name: string): Salvaged {
  const straightened = straighten(copy)
  if (straightened) {
    if (found.length === 0) found.push(...straightened)
    const salvaged = attempt(copy, partial, name, found)
    if (salvaged) return salvaged
  }
  found.push('Its first pages, which say where everything is, cannot be read.')
  const outcomes = (['grown', 'copied'] satisfies Layout[]).map((layout) => {
    layOver(copy, layout)
    const salvaged = attempt(copy, `${copy}.${layout}`, name)
    return { layout, total: salvaged?.tally.total ?? 0 }
  })
  for (const { layout } of outcomes) removePartial(`${copy}.${layout}`)
  const best = outcomes.reduce((a, b) => (b.total > a.total ? b : a))
  layOver(copy, best.layout)
  const salvaged = best.total > 0 ? attempt(copy, partial, name) : null
  if (salvaged) return salvaged
  throw new AppError(
    'not-a-project',
    'Nothing of a project could be read in this file. Use a backup or another copy.',
  )
}

function attempt(copy: string, partial: string, name: string, found: string[] = []): Salvaged | null {
  const opened = openSource(copy)
  if (!opened) return null
  const faults = faultsOf(opened.source)
  if (faults > 0) found.push(`Places in it that are damaged or overwritten: ${faults.toLocaleString('en')}.`)
  removePartial(partial)
  const target = new Database(partial)
  try {
    harden(target)
    // It is flushed as a whole before it gets its name.
    target.pragma('synchronous = off')
    target.pragma('journal_mode = memory')
    migrate(target, migrations.slice(0, versionOf(opened.source.connection)))
    return fill(opened.source, target, name)
  } finally {
    target.close()
    opened.close()
  }
}

function faultsOf({ connection }: Source): number {
  try {
    return integrityProblems(connection).length
  } catch {
    // What cannot even be checked is damaged; what it is, reading the rows will show.
    return 1
  }
}

function fill(source: Source, target: Database.Database, name: string): Salvaged | null {
  // Rows come before what they refer to; what refers to nothing in the end is seen to.
  target.pragma('foreign_keys = off')
  const tally = salvage(source, target)
  if (tally.total === 0) return null
  const unknown = unknownLosses(target, tally)
  const done = [
    ...unknown,
    ...mendReferences(source, target, tally),
    ...mendTexts(target),
    ...mendValues(target),
    ...mendProject(target, name),
    ...mendHistory(target, tally),
  ]
  target.pragma('foreign_keys = on')
  migrate(target)
  rebuildSearchIndex(target)
  return { tally, done }
}

/** Tables with places that could not be read, where no history says what was there. */
function unknownLosses(target: Database.Database, tally: Tally): string[] {
  const history = tally.whole('change') && target.prepare('select 1 from change limit 1').get() !== undefined
  const unsure = sharedTables.filter((table) => {
    if (tally.whole(table)) return false
    const unrecorded = `select 1 from main.${table} where uid not in (select uid from change where tbl = '${table}' and col = '') limit 1`
    return !history || target.prepare(unrecorded).get() !== undefined
  })
  if (unsure.length === 0) return []
  const names = unsure.map(nameOfTable).join(', ')
  return [`Some of these could not be read, and nothing says how many there were: ${names}.`]
}

/** The row that says what the project is called. */
function mendProject(target: Database.Database, name: string): string[] {
  const projects = target.prepare('select count(*) from project where deleted = 0').pluck().get() as number
  if (projects > 0) return []
  const { changes } = target.prepare('update project set deleted = 0').run()
  if (changes > 0) return ['The title of the project was put back.']
  const title = name.replace(/\.claimboard$/, '')
  target
    .prepare(
      `insert into project (uid, title, created_by, created_at, deleted) values (?, ?, 'repair', ?, 0)`,
    )
    .run(newUid(), title, new Date().toISOString())
  return [
    'The title and question of the project could not be read. It has a new id and cannot be merged with other copies.',
  ]
}

/** Undo must not go back over what was put together anew, and merging must not take what is lost for settled. */
function mendHistory(target: Database.Database, tally: Tally): string[] {
  const { changes } = target.prepare('update action set state = null where state is not null').run()
  const done: string[] = []
  const broken = (['action', 'change'] as const).filter((table) => !tally.whole(table))
  if (broken.length > 0)
    done.push(`Parts of the history could not be read: ${broken.map(nameOfTable).join(', ')}.`)
  else if (changes > 0 && tally.kinds().some(({ rebuilt, lost }) => rebuilt + lost > 0)) {
    done.push('What was done before the repair can no longer be undone.')
  }
  if (!tally.whole('cell') || !tally.whole('session')) {
    // Without its knowledge of what it has seen, a merge compares everything and shows what differs.
    target.exec('delete from session')
    done.push(
      'Some marks for merging could not be read: the next merge may show conflicts that were settled before.',
    )
  }
  return done
}

/** @throws AppError `damaged` unless the new file can be opened like any other */
function problemsIn(file: string): string[] {
  const verdict = checkFile(file)
  if (!verdict.ok)
    throw new AppError('damaged', `The project could not be repaired. ${verdict.error.message}`)
  const connection = new Database(file, { readonly: true })
  try {
    harden(connection)
    installVisibility(connection)
    const { problems } = runTaskSync(verifyProject(wrapConnection(connection)), {
      extract: () => {
        throw new AppError('internal', 'Verifying extracts nothing.')
      },
    })
    return problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  } finally {
    connection.close()
  }
}

function sentenceOf({ kind, read, rebuilt, lost }: RepairReport['kinds'][number]): string {
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
  const parts = [
    `${read.toLocaleString('en')} read`,
    ...(rebuilt > 0 ? [`${rebuilt.toLocaleString('en')} put together again from the history`] : []),
    ...(lost > 0 ? [`${lost.toLocaleString('en')} lost`] : []),
  ]
  return `${name}: ${parts.join(', ')}.`
}
