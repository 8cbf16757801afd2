import { useState } from 'react'
import type { LeadInfo, subjects } from '../../db/contract/lead.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { type Subject, selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { EditField } from '../ui/EditField.tsx'
import { useChosen } from '../ui/useChosen.ts'
import { openSubject } from './open-subject.ts'
import './question.css'

// So many leads leave room for what stands below; the others are one click away.
const fewLeads = 3

/** What the work is to answer, and what is still open: pinned where the work starts. */
export function QuestionPanel() {
  const { data: project } = useAnswer('project.get', {})
  const { data: leads = [] } = useAnswer('leads.list', {})
  const [folded, setFolded] = useState(false)
  const [all, setAll] = useState(false)
  if (!project) return null
  const open = leads.filter(({ done }) => !done).length
  return (
    <section className="question" aria-label="Question and leads">
      <div className="list-head">
        <h2>Question</h2>
        {open > 0 && <span className="count">{open} open</span>}
        <Button
          look="quiet"
          aria-expanded={!folded}
          aria-label={folded ? 'Show the question and the leads' : 'Hide the question and the leads'}
          onClick={() => setFolded(!folded)}
        >
          {folded ? '▸' : '▾'}
        </Button>
      </div>
      {!folded && (
        <div className="question-body">
          <EditField
            label="Research question"
            lines={2}
            value={project.question ?? ''}
            placeholder="What do you want to know?"
            save={(question) => save('project.update', { question: question === '' ? null : question })}
          />
          <ul aria-label="Leads">
            {(all ? leads : leads.slice(0, fewLeads)).map((lead) => (
              <Lead key={lead.uid} lead={lead} />
            ))}
          </ul>
          {leads.length > fewLeads && (
            <button type="button" className="link-button more" onClick={() => setAll(!all)}>
              {all ? 'Show fewer leads' : `Show all ${leads.length} leads`}
            </button>
          )}
          {!project.readOnly && <NewLead onAdded={() => setAll(true)} />}
        </div>
      )}
    </section>
  )
}

function Lead({ lead: { uid, body, done, subject } }: { readonly lead: LeadInfo }) {
  const [ticked, tick] = useChosen(done, (next) => save('leads.update', { lead: uid, done: next }))
  return (
    <li className={ticked ? 'lead done' : 'lead'}>
      <label>
        <input type="checkbox" checked={ticked} onChange={(event) => tick(event.target.checked)} />
        <span>{body}</span>
      </label>
      {subject && (
        <button
          type="button"
          className="link-button lead-subject"
          title={subject.title}
          onClick={() => openSubject(subject)}
        >
          {subjectKinds[subject.kind as keyof typeof subjectKinds]}: {subject.title}
        </button>
      )}
      <Button
        look="quiet"
        aria-label={`Delete the lead ${body}`}
        onClick={() => attempt(() => save('leads.remove', { lead: uid }))}
      >
        ×
      </Button>
    </li>
  )
}

function NewLead({ onAdded }: { onAdded(): void }) {
  const [draft, setDraft] = useState('')
  const [tied, setTied] = useState(false)
  const { subject, passage, document } = useStore(selection)
  const selected = subjectOf(subject, passage, document)
  const add = () => {
    if (draft.trim() === '') return
    // The line is free for the next lead at once; one that could not be kept comes back, unless that has begun.
    setDraft('')
    setTied(false)
    attempt(async () => {
      try {
        await save('leads.create', { body: draft, subject: tied ? selected : null })
        onAdded()
      } catch (error) {
        setDraft((next) => next || draft)
        throw error
      }
    })
  }
  return (
    <div className="new-lead">
      <input
        aria-label="New lead"
        placeholder="Add a lead: verify, ask, collect…"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && add()}
      />
      {draft.trim() !== '' && selected && (
        <label>
          <input type="checkbox" checked={tied} onChange={(event) => setTied(event.target.checked)} />
          <span>About the {subjectKinds[selected.kind].toLocaleLowerCase('en')} that is shown</span>
        </label>
      )}
    </div>
  )
}

const subjectKinds: Readonly<Record<(typeof subjects)[number], string>> = {
  document: 'Document',
  passage: 'Passage',
  claim: 'Claim',
  proposition: 'Statement',
  actor: 'Actor',
  source: 'Source',
  event: 'Event',
  hypothesis: 'Hypothesis',
  tag: 'Tag',
}

/** What is selected, where a lead can belong to it. */
function subjectOf(
  subject: Subject | null,
  passage: string | null,
  document: string | null,
): { kind: (typeof subjects)[number]; uid: string } | null {
  if (subject && subject.kind !== 'card') return { kind: subject.kind, uid: subject.uid }
  if (passage !== null) return { kind: 'passage', uid: passage }
  return document === null ? null : { kind: 'document', uid: document }
}
