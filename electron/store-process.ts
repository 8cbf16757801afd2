import { handlers } from '../db/all-handlers.ts'
import type { Analyst } from '../db/analyst.ts'
import { type Schedule, scheduleBackups } from '../db/backups/schedule.ts'
import type { Message, Port, Request } from '../db/contract/protocol.ts'
import { reply } from '../db/failure.ts'
import { extractAsync } from '../db/import/extract-runner.ts'
import { knownFiles } from '../db/known-files.ts'
import { createProject, openProject } from '../db/project.ts'
import { type Server, serve } from '../db/serve.ts'
import { sql } from '../db/sql.ts'
import { type Foresight, foresee } from '../db/table/foresight.ts'
import { scheduleTeam, type TeamSchedule } from '../db/team/schedule.ts'
import { traceOf } from '../db/trace.ts'
import { electronGate } from './gate-command.ts'
import type { FromStore, Opening, ToStore } from './store-messages.ts'

// The entry of a store process: holds one project open and serves the contract until it is told to close.

const tell = (message: FromStore) => process.parentPort.postMessage(message)
const log = (text: string) => tell({ log: text })

const requests = new Set<(request: Request) => void>()
const port: Port<Message, Request> = {
  send: (message) => tell({ message }),
  listen: (listener) => {
    requests.add(listener)
    return () => requests.delete(listener)
  },
}

let server: Server | undefined
let schedule: Schedule | undefined
let foresight: Foresight | undefined
let team: TeamSchedule | undefined
/** The one object that the project knows its analyst by, so that a new name holds from the next action on. */
let analyst: { -readonly [Field in keyof Analyst]: Analyst[Field] } | undefined

function open(opening: Opening): void {
  try {
    const { file, create, profile, readOnly } = opening
    analyst = { ...opening.analyst }
    if (create !== null) {
      createProject(file, create, analyst)
      knownFiles(profile).closed(file)
    }
    const gate = { command: electronGate(opening.launcher), profile }
    // What is only shown was made by this program, and is no file to be remembered or backed up.
    const project = openProject(file, readOnly === null ? { analyst, gate } : { analyst, readOnly })
    const served = serve(port, {
      handlers: { ...handlers, 'evidence.rows': rowsWithForesight },
      project,
      extract: (input, signal) => extractAsync(input, signal ? { signal } : {}),
      log,
    })
    server = served
    schedule = scheduleBackups({
      project,
      make: () => served.background('backups.make', { reason: 'schedule' }),
      onFailure: (error) => tell({ message: { notice: 'failed', error: reply(error, 'backup', log) } }),
    })
    // With a rollback journal (network shares, some sticks) whoever reads keeps everybody from writing.
    if (project.db.connection.pragma('journal_mode', { simple: true }) === 'wal') {
      foresight = foresee({
        db: project.db,
        make: (input) => served.background('evidence.orders', input),
        onFailure: (error) => log(`The table's orders were not prepared: ${traceOf(error)}`),
      })
    }
    team = scheduleTeam({
      project,
      run: {
        exchange: (input) => served.background('team.exchange', input),
        publish: (input, signal) => served.background('team.publish', input, signal),
      },
      onNews: () => tell({ message: { notice: 'team' } }),
      // The window tells of it in its status bar: a stick that was pulled out is no alarm.
      onFailure: (error) => reply(error, 'team folder', log),
    })
    waitForWriter(project.writerGone)
    tell({ opened: { sqlite: project.db.value<string>(sql`select sqlite_version()`) ?? '' } })
  } catch (error) {
    tell({ refused: reply(error, 'opening', log) })
  }
}

const rowsWithForesight: (typeof handlers)['evidence.rows'] = (db, input, context) => {
  const page = handlers['evidence.rows'](db, input, context)
  foresight?.seen(input)
  return page
}

// Soon enough for somebody who waits; one look takes a millisecond.
const LOOK_FOR_WRITER_MS = 3000

/** Tells the window once, when whoever kept the project from being written has closed it. */
function waitForWriter(gone: (() => boolean) | null): void {
  if (!gone) return
  const timer = setInterval(() => {
    if (!gone()) return
    clearInterval(timer)
    tell({ message: { notice: 'writer-gone' } })
  }, LOOK_FOR_WRITER_MS)
}

async function close(): Promise<void> {
  try {
    foresight?.stop()
    await schedule?.stop()
    await team?.stop()
    await server?.close()
  } catch (error) {
    log(`The project could not be closed as it should: ${traceOf(error)}`)
  }
  process.exit(0)
}

process.parentPort.on('message', ({ data }: { data: ToStore }) => {
  if ('open' in data) open(data.open)
  else if ('request' in data) for (const listener of requests) listener(data.request)
  else if ('analyst' in data) Object.assign(analyst ?? {}, data.analyst)
  else void close()
})

// An error that nobody awaited leaves the process in a state that nobody knows: it ends, and the shell starts
// another one. What was committed is in the file.
process.on('uncaughtException', (error) => {
  log(`The store process ends: ${traceOf(error)}`)
  process.exit(1)
})
