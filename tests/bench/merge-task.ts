// Merges one project into another by the program's own task: merge-task.ts INTO FROM transaction|task. INTO is
// changed. What is reported is the transaction alone, or the whole task with the check of the copy and a backup.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { handlers } from '../../db/all-handlers.ts'
import { nodeGate } from '../../db/gate.ts'
import { openProject } from '../../db/project.ts'
import { startWriter } from '../../db/run.ts'
import { runTaskSync } from '../../db/task.ts'
import { report } from './measure.ts'

const [into = '', from = '', part = ''] = process.argv.slice(2)
const profile = mkdtempSync(path.join(tmpdir(), 'claimboard-bench-profile-'))
const analyst = { uid: 'bench', name: 'Bench', initials: 'B' }
const project = openProject(into, { analyst, gate: { command: nodeGate, profile } })
const { task, finish } = startWriter(handlers, project, 'merge.run', { file: from })
const begun: number[] = []
const { news } = runTaskSync(task, {
  extract: () => {
    throw new Error('A merge extracts nothing.')
  },
  onProgress: ({ done }) => {
    begun[done] = performance.now()
  },
})
const end = performance.now()
finish()
project.close()
rmSync(profile, { recursive: true })
if (!news) throw new Error('Nothing came in.')
const [start = Number.NaN, merging = Number.NaN, merged = Number.NaN] = begun
report(part === 'transaction' ? merged - merging : end - start)
