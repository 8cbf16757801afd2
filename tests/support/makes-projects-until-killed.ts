// Makes one project after another in the folder that it is given, and two copies of each; prints the name of each project.
import { writeSync } from 'node:fs'
import path from 'node:path'
import { createProject, openProject } from '../../db/project.ts'
import { shareProject } from '../../db/share.ts'
import { runTaskSync } from '../../db/task.ts'

const analyst = { uid: 'analyst-bela', name: 'Béla Writer', initials: 'BW' }
const [, , folder = '', prefix = ''] = process.argv
const extract = () => {
  throw new Error('Nothing is extracted.')
}
for (let n = 1; ; n++) {
  const file = path.join(folder, `${prefix}-${n}.claimboard`)
  createProject(file, 'Made', analyst)
  const { context, db, close } = openProject(file, { analyst, readOnly: true })
  for (const without of [[], ['notes']] as const) {
    // The same name each time: what is there is replaced.
    runTaskSync(shareProject({ ...context, db }, { target: path.join(folder, 'copy.claimboard'), without }), {
      extract,
    })
  }
  close()
  writeSync(1, `${file}\n`)
}
