// Like writes-until-killed.ts, but prints each name before it is saved: what a harness that looks for losses must find.
import { writeSync } from 'node:fs'
import { openProject } from '../../db/project.ts'
import { insertRow } from '../../db/rows.ts'

const analyst = { uid: 'analyst-bela', name: 'Béla Writer', initials: 'BW' }
const [, , file = '', prefix = ''] = process.argv
const project = openProject(file, { analyst, mustWrite: true })
for (let n = 1; ; n += 20) {
  for (let i = 0; i < 20; i++) writeSync(1, `${prefix}${n + i}\n`)
  project.history?.perform({ operation: 'test', label: 'Make tags' }, (db) => {
    for (let i = 0; i < 20; i++)
      insertRow(db, 'tag', { name: `${prefix}${n + i}`, position: n + i }, analyst.uid)
  })
}
