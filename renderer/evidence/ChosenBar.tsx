import type { TableShape } from '../../db/contract/evidence-columns.ts'
import type { TagInfo } from '../../db/contract/tag.ts'
import { claimStatuses, credibilities, reliabilities } from '../../db/contract/vocabulary.ts'
import { attempt } from '../state/notices.ts'
import { Button } from '../ui/Button.tsx'
import { Popover } from '../ui/Popover.tsx'
import {
  copyChosen,
  deleteChosen,
  gradeChosen,
  putChosenOnBoard,
  setStatusOfChosen,
  tagChosen,
  untagChosen,
} from './acts.ts'
import { forgetChosen } from './chosen.ts'
import { TagField } from './TagField.tsx'

interface Props {
  readonly shape: TableShape
  readonly chosen: number
  readonly tags: readonly TagInfo[]
  readonly readOnly: boolean
}

/** How many rows are chosen, and what can be done with all of them at once. */
export function ChosenBar({ shape, chosen, tags, readOnly }: Props) {
  const withClaims = shape !== 'passages'
  return (
    <div className="chosen-bar" role="toolbar" aria-label="Chosen rows">
      <span className="chosen-count">
        <strong>{chosen.toLocaleString('en')} chosen</strong>
        <Button look="quiet" aria-label="Choose nothing" title="Choose nothing (Esc)" onClick={forgetChosen}>
          ×
        </Button>
      </span>
      {!readOnly && (
        <>
          <Popover label="Tag the chosen rows" button="Tag">
            {(close) => (
              <TagField
                tags={tags}
                create
                onChoose={(uid, name) => attempt(() => tagChosen(uid, name).then(close))}
              />
            )}
          </Popover>
          <Popover label="Remove tag from the chosen rows" button="Remove tag">
            {(close) => (
              <TagField
                tags={tags}
                onChoose={(uid, name) => attempt(() => untagChosen(uid, name).then(close))}
              />
            )}
          </Popover>
          {withClaims && (
            <>
              <Popover label="Grade the chosen claims" button="Grade">
                {(close) => <Grades onDone={close} />}
              </Popover>
              <Popover label="Status of the chosen claims" button="Status">
                {(close) => (
                  <ul className="plain-choices">
                    {Object.entries(claimStatuses).map(([status, words]) => (
                      <li key={status}>
                        <button
                          type="button"
                          onClick={() => {
                            close()
                            attempt(() => setStatusOfChosen(status as keyof typeof claimStatuses, words))
                          }}
                        >
                          {words}
                        </button>
                      </li>
                    ))}
                  </ul>
                )}
              </Popover>
            </>
          )}
          <Button onClick={() => attempt(putChosenOnBoard)}>Add to board</Button>
        </>
      )}
      {withClaims && (
        <Button
          title="With who says it, where, when, grades and short id"
          onClick={() => attempt(copyChosen)}
        >
          Copy as bullets
        </Button>
      )}
      {!readOnly && withClaims && (
        <Button look="danger" onClick={() => attempt(() => deleteChosen('claim'))}>
          Delete claims
        </Button>
      )}
      {!readOnly && shape !== 'claims' && (
        <Button look="danger" onClick={() => attempt(() => deleteChosen('passage'))}>
          Delete passages
        </Button>
      )}
    </div>
  )
}

/** A click grades at once; what is not clicked stays as it is. */
function Grades({ onDone }: { onDone(): void }) {
  const done = (work: Promise<void>) => attempt(() => work.then(onDone))
  return (
    <div className="grade-choices">
      <fieldset>
        <legend>Reliability of the claimants</legend>
        {(Object.keys(reliabilities) as (keyof typeof reliabilities)[]).map((grade) => (
          <Button
            key={grade}
            title={reliabilities[grade]}
            onClick={() => done(gradeChosen({ reliability: grade }))}
          >
            {grade}
          </Button>
        ))}
        <Button
          look="quiet"
          aria-label="None: no reliability"
          onClick={() => done(gradeChosen({ reliability: null }))}
        >
          None
        </Button>
      </fieldset>
      <fieldset>
        <legend>Credibility</legend>
        {Object.entries(credibilities).map(([grade, words]) => (
          <Button key={grade} title={words} onClick={() => done(gradeChosen({ credibility: Number(grade) }))}>
            {grade}
          </Button>
        ))}
        <Button
          look="quiet"
          aria-label="None: no credibility"
          onClick={() => done(gradeChosen({ credibility: null }))}
        >
          None
        </Button>
      </fieldset>
    </div>
  )
}
