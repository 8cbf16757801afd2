// Makes a claim in a project and answers what the window asks for again after it: change-task.ts PROJECT [table]. With
// `table`, the evidence table is in front. What is reported is the time from the command until everything is answered.
import { handlers } from '../../db/all-handlers.ts'
import type { Call, StoreName } from '../../db/contract/contract.ts'
import { firstColumns } from '../../db/contract/evidence-columns.ts'
import { openProject } from '../../db/project.ts'
import { answer } from '../../db/run.ts'
import { sql } from '../../db/sql.ts'
import { report } from './measure.ts'

const warmUps = 3
const [file = '', table] = process.argv.slice(2)
const project = openProject(file, { analyst: { uid: 'bench', name: 'Bench', initials: 'B' } })
const one = (name: 'passage' | 'event' | 'claim') =>
  project.db.value<string>(
    name === 'passage'
      ? sql`select uid from live_passage limit 1`
      : name === 'event'
        ? sql`select uid from live_event limit 1`
        : sql`select uid from live_claim limit 1`,
  ) ?? ''
const [actor = '', other = ''] = project.db.column<string>(sql`select uid from live_actor limit 2`)
const [passage, event, shown] = [one('passage'), one('event'), one('claim')]
const document = project.db.value<string>(sql`select document from passage where uid = ${passage}`) ?? ''
const ask = <Name extends StoreName>(name: Name, input: Call<Name>) => answer(handlers, project, name, input)

/** Everything that stands beside the reader: the lists, the question, the inspector, the status bar. */
function askAgain(): void {
  ask('project.get', {})
  ask('history.state', {})
  ask('team.state', {})
  ask('leads.list', {})
  ask('documents.list', {})
  ask('views.list', {})
  ask('conflicts.list', { limit: 1 })
  ask('boards.list', {})
  ask('tags.list', {})
  ask('actors.list', {})
  ask('events.list', {})
  ask('hypotheses.list', {})
  ask('documents.get', { document })
  ask('passages.list', { document })
  ask('sources.list', { document })
  ask('claims.list', { passage })
  ask('mentions.list', { passage })
  ask('claims.get', { claim: shown })
  if (table === undefined) return
  const rows = { shape: 'claims', filter: [], sort: [] } as const
  ask('evidence.count', { shape: rows.shape, filter: [] })
  ask('evidence.rows', { ...rows, filter: [], sort: [], from: 0, to: 200, columns: [...firstColumns.claims] })
}

function makeClaim(statement: string): void {
  ask('claims.create', {
    statement,
    kind: 'fact',
    claimants: [{ actor }],
    stance: 'asserts',
    holder: other,
    about: [{ actor: other, role: 'subject' }],
    events: [event],
    evidence: [{ role: 'content', passage }],
  })
}

askAgain()
// The first ones register the analyst, fill caches and are compiled.
for (let i = 0; i < warmUps; i++) {
  makeClaim(`Statement ${i} that is made here.`)
  askAgain()
}
const begun = performance.now()
makeClaim('The one that is measured.')
askAgain()
const ms = performance.now() - begun
project.close()
report(ms)
