import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { openEvidence, tableInFront } from './front.ts'
import { applyView, loadTable } from './view.ts'

/** The way to the table of evidence, and to the views of it that are kept. */
export function EvidenceList() {
  const { data: project } = useAnswer('project.get', {})
  const { data: views = [] } = useAnswer('views.list', {})
  const { front } = useStore(tableInFront)
  return (
    <nav aria-label="Evidence">
      <div className="list-head">
        <h2>Evidence</h2>
      </div>
      <ul>
        <li>
          <button type="button" className="row" aria-current={front} onClick={openEvidence}>
            <span className="row-title">Evidence table</span>
            <span className="count">{project?.counts.claims.toLocaleString('en')}</span>
          </button>
        </li>
        {views.map(({ uid, name, view }) =>
          view === null ? null : (
            <li key={uid}>
              <button
                type="button"
                className="row"
                title={`Show the view “${name}”`}
                onClick={() => {
                  if (project) loadTable(project.uid)
                  applyView(view)
                  openEvidence()
                }}
              >
                <span className="row-title">{name}</span>
              </button>
            </li>
          ),
        )}
      </ul>
    </nav>
  )
}
