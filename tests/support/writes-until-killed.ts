// Makes one tag after another in the project that it is given and prints the name of each when it is saved.
import { writeSync } from 'node:fs'
import { nodeGate } from '../../db/gate.ts'
import { openProject } from '../../db/project.ts'
import { insertRow } from '../../db/rows.ts'

const analyst = { uid: 'analyst-bela', name: 'Béla Writer', initials: 'BW' }
const [, , file = '', prefix = '', journal = 'wal', profile] = process.argv
const project = openProject(file, {
  analyst,
  mustWrite: true,
  journal: journal === 'delete' ? 'delete' : 'wal',
  ...(profile ? { gate: { command: nodeGate, profile } } : {}),
})
for (let n = 1; ; n++) {
  const name = `${prefix}${n}`
  project.history?.perform({ operation: 'test', label: 'Make tag' }, (db) =>
    insertRow(db, 'tag', { name, position: n }, analyst.uid),
  )
  writeSync(1, `${name}\n`)
}
