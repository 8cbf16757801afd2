// Exports the evidence of a project as exact CSV by the program's own task: export-thread.ts PROJECT CSV.
import { exportFile } from '../../db/export/export-file.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { runTaskSync } from '../../db/task.ts'
import { report } from './measure.ts'

const [project = '', target = ''] = process.argv.slice(2)
const analyst = { uid: 'bench', name: 'Bench', initials: 'B' }
const request = { what: 'evidence', format: 'csv', dialect: 'exact', separator: ',' } as const

const start = performance.now()
const { db, close } = openSnapshot(project)
const context = {
  analyst,
  path: project,
  readOnly: true,
  readOnlyReason: null,
  warnings: [],
  profile: null,
  gate: null,
  db,
}
runTaskSync(exportFile(context, { ...request, target }), {
  extract: () => {
    throw new Error('An export extracts nothing.')
  },
})
close()
report(performance.now() - start)
