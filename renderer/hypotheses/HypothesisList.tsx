import { startDrag } from '../board/items.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { useStore } from '../state/store.ts'
import { showTab } from '../state/tabs.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { NameField } from '../ui/NameField.tsx'
import { nameHypothesis, naming } from './naming.ts'
import { latest, likelihoodWords } from './words.ts'
import './hypotheses.css'

/** What may be so: the hypotheses of the project, with how likely each is judged now. */
export function HypothesisList() {
  const { data: hypotheses = [], isSuccess } = useAnswer('hypotheses.list', {})
  const { open } = useStore(naming)
  const readOnly = useReadOnly()
  const close = () => naming.set({ open: false })
  return (
    <nav aria-label="Hypotheses">
      <div className="list-head">
        <h2>Hypotheses</h2>
        <span className="count">{hypotheses.length}</span>
        {!readOnly && (
          <Button look="quiet" aria-label="New hypothesis" title="New hypothesis" onClick={nameHypothesis}>
            +
          </Button>
        )}
      </div>
      {open && (
        <NameField
          label="What may be so"
          name=""
          onCancel={close}
          save={async (statement) => {
            const { hypothesis } = await save('hypotheses.create', { statement })
            close()
            showTab({ kind: 'hypothesis', hypothesis })
          }}
        />
      )}
      {isSuccess && hypotheses.length === 0 && !open && (
        <p className="empty">Answers to the question that may be so, each judged over time.</p>
      )}
      <ul>
        {hypotheses.map(({ uid, statement, judgements }) => (
          <li key={uid}>
            <button
              type="button"
              className="row hypothesis-row"
              title={statement}
              draggable
              onDragStart={(event) => startDrag(event, { kind: 'hypothesis', uid })}
              onClick={() => showTab({ kind: 'hypothesis', hypothesis: uid })}
            >
              <span className="row-title">{statement}</span>
              <small>{likelihoodWords(latest(judgements)?.likelihood ?? null)}</small>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
