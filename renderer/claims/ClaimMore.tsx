import { useState } from 'react'
import { figureWords } from '../../db/contract/claim-words.ts'
import type { DateBase } from '../../db/contract/entered-date.ts'
import type { ClaimPage } from '../../db/contract/proposition.ts'
import { bases, commitments, propositionKinds, quoteTypes } from '../../db/contract/vocabulary.ts'
import { useDateBase } from '../documents/date-base.ts'
import { problemOf } from '../state/notices.ts'
import { Button } from '../ui/Button.tsx'
import { EditDate } from '../ui/EditDate.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'
import { useChosen } from '../ui/useChosen.ts'
import { ClaimRow } from './ClaimRow.tsx'
import type { DraftFigure } from './draft.ts'
import { figureInput, problemsOfFigures } from './draft-input.ts'
import { FigureFields } from './FigureFields.tsx'
import { EventsField, NestedField } from './MoreFields.tsx'
import { keepsWords } from './when.ts'
import { type ClaimEdit, figureFields } from './words.ts'

/** When it was said and happened, events and figures, who reports it, and on what it rests. */
export function ClaimMore({
  claim,
  readOnly,
  update,
}: {
  readonly claim: ClaimPage
  readonly readOnly: boolean
  update(edit: ClaimEdit): Promise<unknown>
}) {
  const document = claim.evidence.find((one) => one.document !== null)?.document ?? null
  const base = useDateBase(document)
  const orNull = (words: string) => (words === '' ? null : words)
  const used = [
    claim.said,
    claim.happened,
    claim.nestedIn,
    claim.commitment,
    claim.basis,
    claim.figures[0],
    claim.events[0],
    claim.reports[0],
  ].some((part) => part != null)
  const [open, setOpen] = useState(used)
  const [events, nameEvents] = useChosen<readonly string[]>(
    claim.events.map(({ name }) => name),
    (titles) => update({ events: titles.map((title) => ({ title })) }),
  )
  const [nestedIn, nest] = useChosen(claim.nestedIn, (reported) => update({ nestedIn: reported }))
  return (
    <details className="facts claim-more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>When, how many, on what grounds</summary>
      {open && (
        <>
          <fieldset className="in-place" disabled={readOnly}>
            <EditDate
              label="Said"
              value={claim.said}
              base={base}
              placeholder="Not known"
              save={(said, entry) =>
                update({ said, ...(keepsWords(entry, claim.saidWording) && { saidWording: entry.typed }) })
              }
            />
            <EditField
              label="Said, in its words"
              value={claim.saidWording ?? ''}
              placeholder="Not noted"
              save={(words) => update({ saidWording: orNull(words) })}
            />
            <EditDate
              label="Happened"
              value={claim.happened}
              base={base}
              placeholder="Not known"
              save={(happened, entry) =>
                update({
                  happened,
                  ...(keepsWords(entry, claim.happenedWording) && { happenedWording: entry.typed }),
                })
              }
            />
            <EditField
              label="Happened, in its words"
              value={claim.happenedWording ?? ''}
              placeholder="Not noted"
              save={(words) => update({ happenedWording: orNull(words) })}
            />
            <EventsField events={events} onChange={nameEvents} />
            <Figures
              key={JSON.stringify(claim.figures)}
              claim={claim}
              base={base}
              readOnly={readOnly}
              update={update}
            />
            <NestedField value={nestedIn} except={claim.uid} onChange={nest} />
            <ChoiceField
              label="Quote"
              value={claim.quoteType}
              options={quoteTypes}
              none="Not said"
              save={(quoteType) => update({ quoteType })}
            />
            <ChoiceField
              label="Commitment"
              value={claim.commitment}
              options={commitments}
              none="Not judged"
              save={(commitment) => update({ commitment })}
            />
            <ChoiceField
              label="Basis"
              value={claim.basis}
              options={bases}
              none="Not judged"
              save={(basis) => update({ basis })}
            />
            <ChoiceField
              label="Kind"
              value={claim.kind}
              options={propositionKinds}
              save={(kind) => update(kind ? { kind } : {})}
            />
          </fieldset>
          {claim.reports.length > 0 && (
            <>
              <h3>Reports</h3>
              {claim.reports.map((other) => (
                <ClaimRow key={other.uid} claim={other} />
              ))}
            </>
          )}
        </>
      )}
    </details>
  )
}

/** The figures in words; editing takes them apart, and saves all of them at once. */
function Figures({
  claim,
  base,
  readOnly,
  update,
}: {
  readonly claim: ClaimPage
  readonly base: DateBase
  readonly readOnly: boolean
  update(edit: ClaimEdit): Promise<unknown>
}) {
  const [figures, setFigures] = useState<readonly DraftFigure[] | null>(null)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  if (figures === null) {
    return (
      <div className="claim-line">
        <span className="line-label">Figures</span>
        <div className="line-field">
          {claim.figures.map((figure) => (
            <p key={figure.uid}>{figureWords(figure)}</p>
          ))}
          {!readOnly && (
            <Button look="quiet" onClick={() => setFigures(claim.figures.map(figureFields))}>
              {claim.figures.length === 0 ? 'Add figures' : 'Edit figures'}
            </Button>
          )}
        </div>
      </div>
    )
  }
  const store = () => {
    const wrong = problemsOfFigures(figures)
    setProblem(wrong)
    if (wrong !== undefined) return
    update({
      figures: figures.map((figure, i) => {
        const uid = claim.figures[i]?.uid
        return { ...figureInput(figure), ...(uid ? { uid } : {}) }
      }),
    })
      .then(() => setFigures(null))
      .catch((error: unknown) => setProblem(problemOf(error) ?? undefined))
  }
  return (
    <div>
      <FigureFields figures={figures} problem={problem} base={base} onChange={setFigures} />
      <div className="actions">
        <Button look="primary" onClick={store}>
          Save figures
        </Button>
        <Button onClick={() => setFigures(null)}>Cancel</Button>
      </div>
    </div>
  )
}
