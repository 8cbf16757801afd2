// Does one thing with a project as the program does: project-task.ts PART PROJECT PROFILE [TARGET]. PART is `open`
// (until its documents are listed), `close` (after a change), `copy`, `backup`, `gate` (the check of a file from
// elsewhere, in its own process) or `first` (opening a file from elsewhere: private copy, gate and a new index).
import { rmSync } from 'node:fs'
import { handlers } from '../../db/all-handlers.ts'
import { makeBackup } from '../../db/backups/make.ts'
import { backupFolder } from '../../db/backups/shelf.ts'
import { nodeGate, passGate, spawnGate } from '../../db/gate.ts'
import { sizeOf } from '../../db/inspect.ts'
import { openProject } from '../../db/project.ts'
import { projectRow } from '../../db/project-info.ts'
import { answer, startReader } from '../../db/run.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { runTaskSync } from '../../db/task.ts'
import { report } from './measure.ts'

const [part = '', file = '', profile = '', target = ''] = process.argv.slice(2)
const analyst = { uid: 'bench', name: 'Bench', initials: 'B' }

/** @returns milliseconds of the part alone */
const parts: Record<string, () => number> = {
  open: () => {
    const start = performance.now()
    const project = open()
    answer(handlers, project, 'documents.list', {})
    const ms = performance.now() - start
    project.close()
    return ms
  },
  close: () => {
    const project = open()
    answer(handlers, project, 'project.update', { question: `What happened at ${Date.now()}?` })
    const start = performance.now()
    project.close()
    return performance.now() - start
  },
  copy: () => {
    const project = open()
    const { db, close } = openSnapshot(file)
    const start = performance.now()
    const { context } = project
    runTaskSync(startReader(handlers, { context, db }, 'project.share', { target, without: [] }), {
      extract: () => {
        throw new Error('A copy extracts nothing.')
      },
    })
    const ms = performance.now() - start
    close()
    project.close()
    rmSync(target)
    return ms
  },
  backup: () => {
    const project = open()
    const start = performance.now()
    makeBackup(file, { profile, path: file, reason: 'schedule' })
    const ms = performance.now() - start
    const folder = backupFolder(profile, projectRow(project.db).uid)
    project.close()
    // Several of a gigabyte would be kept.
    rmSync(folder, { recursive: true })
    return ms
  },
  gate: () => {
    const start = performance.now()
    passGate({ file, size: sizeOf(file), hash: '', remove: () => {} }, spawnGate(nodeGate))
    return performance.now() - start
  },
  first: () => {
    const start = performance.now()
    const project = open()
    const ms = performance.now() - start
    project.close()
    return ms
  },
}

function open() {
  return openProject(file, { analyst, gate: { command: nodeGate, profile }, mustWrite: true })
}

const run = parts[part]
if (!run) throw new Error(`There is no part “${part}”: ${Object.keys(parts).join(', ')}.`)
report(run())
