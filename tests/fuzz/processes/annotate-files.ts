import { handlers } from '../../../db/all-handlers.ts'
import { AppError } from '../../../db/contract/errors.ts'
import { openProject } from '../../../db/project.ts'
import { startWriter } from '../../../db/run.ts'
import { sql } from '../../../db/sql.ts'
import { runTaskSync } from '../../../db/task.ts'
import { anna } from '../../support/factories.ts'

/*
 * Annotates a project from files, and prints what came of each as a line of JSON. Arguments: the project, then the
 * files.
 */

const [file = '', ...files] = process.argv.slice(2)
const project = openProject(file, { analyst: anna, mustWrite: true })
for (const annotations of files) console.log(JSON.stringify(annotated(annotations)))
project.close()

function annotated(annotations: string) {
  const rows = () => project.db.value<number>(sql`select count(*) from change`)
  const before = rows()
  const { task, finish } = startWriter(handlers, project, 'annotations.apply', { file: annotations })
  try {
    const extract = () => {
      throw new Error('Nothing is extracted.')
    }
    runTaskSync(task, { extract })
    return { done: true, polluted: 'polluted' in {} }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message } = error
    return { code, message, polluted: 'polluted' in {}, left: rows() !== before }
  } finally {
    finish()
  }
}
