import { useRef, useState } from 'react'
import {
  bases,
  claimStatuses,
  commitments,
  propositionKinds,
  quoteTypes,
} from '../../db/contract/vocabulary.ts'
import { useDateBase } from '../documents/date-base.ts'
import { useAnswer } from '../state/queries.ts'
import { Combobox } from '../ui/Combobox.tsx'
import type { ClaimDraft, DraftValues, Problems } from './draft.ts'
import { FigureFields } from './FigureFields.tsx'
import { Choice, DateLine, Line, TextLine } from './fields.tsx'
import { wordsBeside } from './when.ts'

/** What a claim can say beyond the common: why these grades, when, how many, who reports it, on what it rests. */
export function MoreFields({
  draft,
  problems,
  onChange,
}: {
  readonly draft: ClaimDraft
  readonly problems: Problems
  onChange(change: Partial<DraftValues>): void
}) {
  const { values } = draft
  const base = useDateBase(draft.document)
  const { current: own } = useRef({ said: { words: '' }, happened: { words: '' } })
  return (
    <>
      <TextLine
        label="Why this letter"
        field="reliabilityReason"
        value={values.reliabilityReason}
        placeholder="About who says it"
        onChange={(reliabilityReason) => onChange({ reliabilityReason })}
      />
      <TextLine
        label="Why this digit"
        field="credibilityReason"
        value={values.credibilityReason}
        placeholder="About what is said"
        onChange={(credibilityReason) => onChange({ credibilityReason })}
      />
      <DateLine
        label="Said"
        field="said"
        value={values.said}
        base={base}
        placeholder="5 Nov 2024, on Tuesday"
        problem={problems.said}
        onChange={(said, entry) =>
          onChange({ said, saidWording: wordsBeside(entry, values.saidWording, own.said) })
        }
      />
      <TextLine
        label="In its words"
        value={values.saidWording}
        placeholder="“on Tuesday”"
        onChange={(saidWording) => onChange({ saidWording })}
      />
      <DateLine
        label="Happened"
        field="happened"
        value={values.happened}
        base={base}
        placeholder="Oct 2024, last month"
        problem={problems.happened}
        onChange={(happened, entry) =>
          onChange({ happened, happenedWording: wordsBeside(entry, values.happenedWording, own.happened) })
        }
      />
      <TextLine
        label="In its words"
        value={values.happenedWording}
        placeholder="“last month”"
        onChange={(happenedWording) => onChange({ happenedWording })}
      />
      <EventsField events={values.events} onChange={(events) => onChange({ events })} />
      <FigureFields
        figures={values.figures}
        problem={problems.figures}
        base={base}
        onChange={(figures) => onChange({ figures })}
      />
      <NestedField value={values.nestedIn} onChange={(nestedIn) => onChange({ nestedIn })} />
      <Choice
        label="Quote"
        value={values.quoteType}
        options={quoteTypes}
        none="As the marks say"
        onChange={(quoteType) => onChange({ quoteType })}
      />
      <Choice
        label="Commitment"
        value={values.commitment}
        options={commitments}
        none="Not judged"
        onChange={(commitment) => onChange({ commitment })}
      />
      <Choice
        label="Basis"
        value={values.basis}
        options={bases}
        none="Not judged"
        onChange={(basis) => onChange({ basis })}
      />
      <Choice
        label="Kind"
        value={values.kind}
        options={propositionKinds}
        onChange={(kind) => onChange({ kind: kind ?? 'fact' })}
      />
      <Choice
        label="Status"
        value={values.status}
        options={claimStatuses}
        onChange={(status) => onChange({ status: status ?? 'draft' })}
      />
    </>
  )
}

/** The events that a claim speaks of, by title; one that is missing is made with the claim. */
export function EventsField({
  events,
  onChange,
}: {
  readonly events: readonly string[]
  onChange(events: readonly string[]): void
}) {
  const { data: known = [] } = useAnswer('events.list', {})
  const [typed, setTyped] = useState('')
  const title = typed.replace(/\s+/gu, ' ').trim()
  const lower = title.toLocaleLowerCase()
  const found = known
    .filter((event) => !events.includes(event.title) && event.title.toLocaleLowerCase().includes(lower))
    .slice(0, 8)
    .map((event) => ({ key: event.uid, label: event.title, detail: event.date ?? '', title: event.title }))
  const isNew = title !== '' && !known.some((event) => event.title === title) && !events.includes(title)
  const choices = [
    ...found,
    ...(isNew ? [{ key: 'new', label: `New event “${title}”`, detail: '', title }] : []),
  ]
  return (
    <Line label="Events">
      <div className="who-field">
        {events.map((event) => (
          <span key={event} className="who">
            <span className="ellipsis">{event}</span>
            <button
              type="button"
              aria-label={`Remove ${event}`}
              onClick={() => onChange(events.filter((one) => one !== event))}
            >
              ×
            </button>
          </span>
        ))}
        <Combobox
          label="Events"
          placeholder="What it speaks of"
          typed={typed}
          choices={choices}
          onTyped={setTyped}
          onChoose={(choice) => {
            setTyped('')
            onChange([...events, choice.title])
          }}
        />
      </div>
    </Line>
  )
}

/** The claim that reports this one: A says that B said. */
export function NestedField({
  value,
  except,
  onChange,
}: {
  readonly value: string | null
  /** A claim that cannot report itself. */
  readonly except?: string
  onChange(value: string | null): void
}) {
  const [typed, setTyped] = useState('')
  const { data: chosen } = useAnswer('claims.list', { claims: value === null ? [] : [value] }, value !== null)
  const { data: found = [], isPlaceholderData, isLoading } = useAnswer('claims.find', { text: typed })
  const choices = found
    .filter(({ uid }) => uid !== except && uid !== value)
    .map(({ uid, cite, statement }) => ({ key: uid, label: statement, detail: cite }))
  return (
    <Line label="Reported by">
      <div className="who-field">
        {value !== null &&
          chosen?.map(({ uid, cite, statement }) => (
            <span key={uid} className="who">
              <span className="ellipsis" title={statement}>
                {cite} {statement}
              </span>
              <button type="button" aria-label={`Remove ${cite}`} onClick={() => onChange(null)}>
                ×
              </button>
            </span>
          ))}
        <Combobox
          label="Reported by"
          pending={isLoading || isPlaceholderData}
          placeholder={value === null ? 'A claim that reports this one' : 'Another claim'}
          typed={typed}
          choices={choices}
          onTyped={setTyped}
          onChoose={({ key }) => {
            setTyped('')
            onChange(key)
          }}
        />
      </div>
    </Line>
  )
}
