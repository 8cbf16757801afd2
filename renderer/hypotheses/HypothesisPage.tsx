import { useState } from 'react'
import type { HypothesisPage as Info } from '../../db/contract/hypothesis.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { assessmentRatings, confidences } from '../../db/contract/vocabulary.ts'
import { Page, PageGone } from '../claims/Page.tsx'
import { openProposition } from '../claims/showing.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { Combobox } from '../ui/Combobox.tsx'
import { EditDate } from '../ui/EditDate.tsx'
import { EditField } from '../ui/EditField.tsx'
import { useChosen } from '../ui/useChosen.ts'
import { JudgementLine } from './JudgementLine.tsx'
import { NewJudgement } from './NewJudgement.tsx'
import { latest, likelihoodWords } from './words.ts'
import './hypotheses.css'

/** A hypothesis: how it was judged over time, and which statements speak for and against it. */
export function HypothesisPage({ hypothesis }: { readonly hypothesis: string }) {
  const { data: page, error } = useAnswer('hypotheses.get', { hypothesis })
  const readOnly = useReadOnly()
  if (error) return <PageGone text={error.message} />
  if (!page) return null
  const update = (change: { statement?: string; horizon?: string | null }) =>
    save('hypotheses.update', { hypothesis, ...change })
  const now = latest(page.judgements)
  return (
    <Page label="Hypothesis" kind={page.horizon ? `horizon ${readableDate(page.horizon)}` : 'no horizon'}>
      <fieldset className="page-head in-place" disabled={readOnly}>
        <div className="statement">
          <EditField
            label="Statement"
            lines={1}
            value={page.statement}
            save={(statement) => update({ statement })}
          />
        </div>
        <p className="page-facts">
          <strong>{now ? `Judged ${likelihoodWords(now.likelihood)}.` : 'Not judged yet.'}</strong>{' '}
          {now?.confidence && <span>Confidence: {confidences[now.confidence]}.</span>}
        </p>
        <div className="page-fields">
          <EditDate
            label="Horizon"
            value={page.horizon}
            placeholder="Until when it is to hold: end of 2026 is 31 Dec 2026"
            save={(horizon) => update({ horizon })}
          />
        </div>
      </fieldset>
      <section aria-label="Judgements">
        <h3>
          Judgements in time <span className="count">{page.judgements.length}</span>
        </h3>
        <JudgementLine judgements={page.judgements} />
        <Judgements page={page} readOnly={readOnly} />
        {!readOnly && <NewJudgement hypothesis={hypothesis} />}
      </section>
      <section aria-label="Statements assessed">
        <h3>
          Statements assessed <span className="count">{page.assessments.length}</span>
        </h3>
        <ul className="assessments">
          {page.assessments.map((one) => (
            <Assessment key={one.uid} one={one} hypothesis={hypothesis} readOnly={readOnly} />
          ))}
        </ul>
        {!readOnly && <NewAssessment page={page} />}
      </section>
      <div className="actions">
        <HistoryLink of={{ thing: page.uid }} />
        {!readOnly && (
          <Button look="danger" onClick={() => attempt(() => remove(page))}>
            Delete hypothesis
          </Button>
        )}
      </div>
    </Page>
  )
}

function Judgements({ page, readOnly }: { readonly page: Info; readonly readOnly: boolean }) {
  if (page.judgements.length === 0) return null
  return (
    <ol className="judgements">
      {page.judgements.toReversed().map(({ uid, judgedAt, likelihood, confidence, reason, by }) => (
        <li key={uid}>
          <time dateTime={judgedAt} title={by}>
            {readableDate(judgedAt)}
          </time>
          <div>
            <p>
              <strong>{likelihoodWords(likelihood)}</strong>
            </p>
            {/* Likelihood and confidence are two things, and are never said in one sentence (ICD 203). */}
            {confidence && <p className="quiet">Confidence: {confidences[confidence]}</p>}
            {reason && <p>{reason}</p>}
          </div>
          {!readOnly && (
            <Button
              look="quiet"
              aria-label={`Delete the judgement of ${readableDate(judgedAt)}`}
              onClick={() => attempt(() => removeJudgement(uid))}
            >
              ×
            </Button>
          )}
        </li>
      ))}
    </ol>
  )
}

async function removeJudgement(judgement: string): Promise<void> {
  await save('hypotheses.removeJudgement', { judgement })
  showUndoable({ tone: 'plain', text: 'The judgement was deleted.' })
}

async function remove({ uid, statement }: Info): Promise<void> {
  await save('hypotheses.remove', { hypothesis: uid })
  showUndoable({ tone: 'plain', text: `The hypothesis “${statement}” was deleted.` })
}

type Rating = keyof typeof assessmentRatings

function Assessment({
  one: { proposition, statement, rating, note },
  hypothesis,
  readOnly,
}: {
  readonly one: Info['assessments'][number]
  readonly hypothesis: string
  readonly readOnly: boolean
}) {
  const assess = (change: { rating?: Rating | null; note?: string | null }) =>
    save('hypotheses.assess', { hypothesis, proposition, rating, ...change })
  const [chosen, choose] = useChosen<Rating | null>(rating, (next) => assess({ rating: next }))
  return (
    <li>
      <select
        aria-label={`Rating of ${statement}`}
        disabled={readOnly}
        value={chosen ?? ''}
        onChange={(event) => choose(event.target.value === '' ? null : (event.target.value as Rating))}
      >
        {Object.entries(assessmentRatings).map(([token, words]) => (
          <option key={token} value={token}>
            {token} {words}
          </option>
        ))}
        <option value="">Take it off the list</option>
      </select>
      <div>
        <button type="button" className="link-button whole" onClick={() => openProposition(proposition)}>
          {statement}
        </button>
        <fieldset className="in-place note" disabled={readOnly}>
          <EditField
            label="Note"
            lines={1}
            value={note ?? ''}
            placeholder={readOnly ? '' : 'Why'}
            save={(words) => assess({ note: words === '' ? null : words })}
          />
        </fieldset>
      </div>
    </li>
  )
}

/** Chooses a statement by typing; it starts as neutral, until it is rated. */
function NewAssessment({ page }: { readonly page: Info }) {
  const [typed, setTyped] = useState('')
  const { data: found = [], isPlaceholderData, isLoading } = useAnswer('claims.find', { text: typed })
  const known = new Set(page.assessments.map(({ proposition }) => proposition))
  const statements = new Map(found.map(({ proposition, statement }) => [proposition, statement]))
  const choices = [...statements]
    .filter(([proposition]) => !known.has(proposition))
    .map(([key, label]) => ({ key, label }))
  return (
    <div className="new-assessment">
      <Combobox
        label="Statement to assess"
        placeholder="Another statement, by its words"
        pending={isLoading || isPlaceholderData}
        typed={typed}
        choices={choices}
        onTyped={setTyped}
        onChoose={({ key }) => {
          setTyped('')
          attempt(() => save('hypotheses.assess', { hypothesis: page.uid, proposition: key, rating: 'N' }))
        }}
      />
    </div>
  )
}
