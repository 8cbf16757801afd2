import { AppError } from '../../../db/contract/errors.ts'
import { nodeGate } from '../../../db/gate.ts'
import { openProject } from '../../../db/project.ts'
import { anna } from '../../support/factories.ts'

/* Opens a file as one from elsewhere, and prints what came of it as a line of JSON. Arguments: the file, the profile. */

const [file = '', profile = ''] = process.argv.slice(2)
console.log(JSON.stringify(opened()))

function opened() {
  try {
    const project = openProject(file, { analyst: anna, gate: { command: nodeGate, profile } })
    const { readOnly, warnings } = project.context
    project.close()
    return { opened: true, readOnly, warnings }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message } = error
    return { code, message }
  }
}
