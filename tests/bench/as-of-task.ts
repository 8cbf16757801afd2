// The project as it was at its beginning: as-of-task.ts prepare|go PROJECT. `prepare` changes every claim of it, a history
// to go back over; what `go` reports is the task, until the file of then is checked and has its name.
import { rmSync } from 'node:fs'
import { handlers } from '../../db/all-handlers.ts'
import { openProject } from '../../db/project.ts'
import { answer, startReader } from '../../db/run.ts'
import { openSnapshot } from '../../db/snapshot.ts'
import { sql } from '../../db/sql.ts'
import { runTaskSync } from '../../db/task.ts'
import { report } from './measure.ts'

const [part = '', file = ''] = process.argv.slice(2)
const project = openProject(file, { analyst: { uid: 'bench', name: 'Bench', initials: 'B' } })
// As many as one command takes.
const most = 50_000

if (part === 'prepare') {
  const claims = project.db.column<string>(sql`select uid from live_claim`)
  for (let from = 0; from < claims.length; from += most) {
    answer(handlers, project, 'claims.setStatus', {
      claims: claims.slice(from, from + most),
      status: 'reviewed',
    })
  }
  answer(handlers, project, 'project.update', { question: 'What happened?' })
  report(0)
} else {
  const { db, close } = openSnapshot(file)
  const target = `${file}.then`
  const when = db.value<string>(sql`select uid from action order by n limit 1`) ?? ''
  const begun = performance.now()
  runTaskSync(
    startReader(handlers, { context: project.context, db }, 'history.asOf', {
      target,
      when,
      before: false,
      view: true,
    }),
    {
      extract: () => {
        throw new Error('Nothing is extracted.')
      },
    },
  )
  const ms = performance.now() - begun
  close()
  rmSync(target)
  report(ms)
}
project.close()
