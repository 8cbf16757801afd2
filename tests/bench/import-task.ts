// Imports a folder by the program's own task into a new project: import-task.ts FOLDER PROJECT.
import { extractSync } from '../../db/import/extract-runner.ts'
import { importDocuments } from '../../db/import/import-documents.ts'
import { createProject, openProject } from '../../db/project.ts'
import { runTaskSync } from '../../db/task.ts'
import { report } from './measure.ts'

const [folder = '', file = ''] = process.argv.slice(2)
const analyst = { uid: 'bench', name: 'Bench', initials: 'B' }
createProject(file, 'Bench', analyst)
const project = openProject(file, { analyst })
if (!project.history) throw new Error('A new project is open for writing.')

const start = performance.now()
const action = project.history.startStepped({ operation: 'documents.import', label: 'Import documents' })
const task = importDocuments(
  { ...project.context, db: project.db, action },
  { files: [folder], recursive: true },
)
const { imported, failed } = runTaskSync(task, { extract: (input) => extractSync(input) })
action.finish()
const ms = performance.now() - start
project.close()

if (failed[0]) throw new Error(failed[0].message)
if (imported.length === 0) throw new Error('Nothing was imported.')
report(ms)
