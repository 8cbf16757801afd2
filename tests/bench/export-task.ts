// Exports the evidence of a project as exact CSV by the program's own task: export-task.ts PROJECT CSV.
import { exportFile } from '../../db/export/export-file.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { runTaskSync } from '../../db/task.ts'
import { report } from './measure.ts'

const [project = '', target = ''] = process.argv.slice(2)

const start = performance.now()
const snapshot = openSnapshot(project)
const context = {
  analyst: { uid: 'bench', name: 'Bench', initials: 'B' },
  path: project,
  readOnly: true,
  readOnlyReason: null,
  warnings: [],
  db: snapshot.db,
}
const task = exportFile(context, {
  what: 'evidence',
  format: 'csv',
  dialect: 'exact',
  separator: ',',
  target,
})
const written = runTaskSync(task, {
  extract: () => {
    throw new Error('An export extracts nothing.')
  },
})
snapshot.close()
if (written.bytes === 0) throw new Error('Nothing was exported.')
report(performance.now() - start)
