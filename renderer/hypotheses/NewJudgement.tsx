import { useId, useRef, useState } from 'react'
import { confidences, likelihoods } from '../../db/contract/vocabulary.ts'
import { problemOf } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { DateInput } from '../ui/DateInput.tsx'

type Likelihood = keyof typeof likelihoods
type Confidence = keyof typeof confidences

/** Today, as the calendar on the wall has it: YYYY-MM-DD. */
function today(): string {
  const now = new Date()
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}

/** Adds a judgement: how likely, how confident and why, each by itself. */
export function NewJudgement({ hypothesis }: { readonly hypothesis: string }) {
  const id = useId()
  const [draft, setDraft] = useState({
    judgedAt: today(),
    likelihood: '' as Likelihood | '',
    confidence: '' as Confidence | '',
    reason: '',
  })
  const [problem, setProblem] = useState<string | null>(null)
  // A second Enter, or a second click, does not add another one.
  const adding = useRef(false)
  const add = async () => {
    if (adding.current) return
    adding.current = true
    const { judgedAt, likelihood, confidence, reason } = draft
    try {
      await save('hypotheses.judge', {
        hypothesis,
        judgedAt,
        likelihood: likelihood || null,
        confidence: confidence || null,
        reason: reason.trim() || null,
      })
      setDraft({ judgedAt: today(), likelihood: '', confidence: '', reason: '' })
      setProblem(null)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      adding.current = false
    }
  }
  return (
    <form
      className="new-judgement"
      aria-label="New judgement"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <label htmlFor={`${id}-day`}>Judged on</label>
      <DateInput
        id={`${id}-day`}
        value={draft.judgedAt}
        base={{ date: today(), name: 'today' }}
        onChange={(judgedAt) => setDraft((one) => ({ ...one, judgedAt }))}
      />
      <label htmlFor={`${id}-likelihood`}>Likelihood</label>
      <select
        id={`${id}-likelihood`}
        value={draft.likelihood}
        onChange={(event) => setDraft({ ...draft, likelihood: event.target.value as Likelihood | '' })}
      >
        <option value="">Not judged</option>
        {Object.entries(likelihoods).map(([token, words]) => (
          <option key={token} value={token}>
            {words}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-confidence`}>Confidence</label>
      <select
        id={`${id}-confidence`}
        value={draft.confidence}
        onChange={(event) => setDraft({ ...draft, confidence: event.target.value as Confidence | '' })}
      >
        <option value="">Not judged</option>
        {Object.entries(confidences).map(([token, words]) => (
          <option key={token} value={token}>
            {words}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-reason`}>Reason</label>
      <textarea
        id={`${id}-reason`}
        rows={2}
        placeholder="What it rests on, and what would change it"
        value={draft.reason}
        onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add()
        }}
      />
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        <Button type="submit" look="primary">
          Add judgement
        </Button>
      </div>
    </form>
  )
}
