// Changes every claim of a project in one action and undoes it: undo-task.ts PROJECT do|undo. What is reported is the
// action, or its undo.
import { handlers } from '../../db/all-handlers.ts'
import { openProject } from '../../db/project.ts'
import { answer } from '../../db/run.ts'
import { sql } from '../../db/sql.ts'
import { report } from './measure.ts'

const [file = '', part = ''] = process.argv.slice(2)
const project = openProject(file, { analyst: { uid: 'bench', name: 'Bench', initials: 'B' } })
const claims = project.db.column<string>(sql`select uid from live_claim`)
const begun = performance.now()
answer(handlers, project, 'claims.setStatus', { claims, status: 'reviewed' })
const done = performance.now()
answer(handlers, project, 'history.undo', {})
const undone = performance.now()
const left = project.db.value<number>(sql`select count(*) from live_claim where status <> 'draft'`)
project.close()
if (left !== 0) throw new Error(`${left} claims are not as they were.`)
report(part === 'do' ? done - begun : undone - done)
