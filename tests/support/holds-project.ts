// Opens the project that it is given as another program would, says how, and closes it when a line comes in.
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openProject } from '../../db/project.ts'

const project = openProject(process.argv[2] ?? '', {
  analyst: { uid: 'analyst-bela', name: 'Béla Writer', initials: 'BW' },
})
writeSync(1, `${project.context.readOnlyReason ?? 'writing'}\n`)
createInterface({ input: process.stdin }).once('line', () => {
  project.close()
  process.exit(0)
})
