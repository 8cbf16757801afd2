// Works on a project as the window's store does, and says of each action that it is saved: makes a tag, and writes
// its number on the tag that was there. Opens and closes the project several times, as one who comes back does.
import { writeSync } from 'node:fs'
import { openProject } from '../../db/project.ts'
import { insertRow, updateRow } from '../../db/rows.ts'
import { sql } from '../../db/sql.ts'

const analyst = { uid: 'analyst-bela', name: 'Béla Writer', initials: 'BW' }
const [, , file = '', journal = 'wal', synchronous] = process.argv

/** How often the project is opened, and what is saved in it each time. */
const openings = 3
const actions = 14

// SQLite brings a log of a thousand pages into the project; so few pages that it happens every few actions.
const checkpointAfter = 30

for (let opening = 0; opening < openings; opening++) {
  const project = openProject(file, {
    analyst,
    mustWrite: true,
    journal: journal === 'delete' ? 'delete' : 'wal',
  })
  project.db.connection.pragma(`wal_autocheckpoint = ${checkpointAfter}`)
  // Weaker than the program: what a harness that looks for losses must find.
  if (synchronous !== undefined) project.db.connection.pragma(`synchronous = ${synchronous}`)
  const marked = project.db.value<string>(sql`select uid from live_tag where name = 'Denials'`) ?? ''
  for (let n = 1; n <= actions; n++) {
    const number = opening * actions + n
    project.history?.perform({ operation: 'test', label: 'Make tag' }, (db) => {
      insertRow(db, 'tag', { name: String(number), position: number }, analyst.uid)
      updateRow(db, 'tag', marked, { description: String(number) })
    })
    writeSync(1, `${number}\n`)
  }
  project.close()
}
