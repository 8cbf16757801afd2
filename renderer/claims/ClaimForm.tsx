import { useEffect, useRef, useState } from 'react'
import { aboutRoles, acts, stanceGlyphs, stances } from '../../db/contract/vocabulary.ts'
import { attempt } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/Button.tsx'
import { Grade } from '../ui/Grade.tsx'
import { type ClaimDraft, type DraftValues, edited, withAct } from './draft.ts'
import { changeDraft, claimForm } from './drafts.ts'
import { EvidenceFields } from './EvidenceFields.tsx'
import { closeForm, discardDraft, repeatClaimant, saveClaim } from './entering.ts'
import {
  Choice,
  credibilityOptions,
  credibilityToken,
  Line,
  reliabilityOptions,
  TextLine,
} from './fields.tsx'
import { formKey } from './form-keys.ts'
import { MoreFields } from './MoreFields.tsx'
import { SameStatement } from './SameStatement.tsx'
import { useKnown } from './useKnown.ts'
import { WhoField } from './WhoField.tsx'
import type { ActorWho, Who } from './who.ts'
import './claim-form.css'

/** Fields below the fold: one of them being wrong opens it. */
const behind = ['reliabilityReason', 'credibilityReason', 'said', 'happened', 'figures', 'nestedIn'] as const

/** Enters a claim beside the text that carries it. Enter saves from wherever the focus is. */
export function ClaimForm({ draft }: { readonly draft: ClaimDraft }) {
  const { problems, failure, focus } = useStore(claimForm)
  const known = useKnown(draft.document)
  const [more, setMore] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { values, typed } = draft
  const hidden = behind.some((field) => problems[field] !== undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the number asks for the focus, even of one field twice.
  useEffect(() => {
    const field = form.current?.querySelector<HTMLElement>(`[data-field="${focus.field}"]`)
    field?.focus()
    if (field instanceof HTMLTextAreaElement) field.select()
  }, [focus.n, focus.field, draft.id])
  useEffect(() => {
    if (hidden) setMore(true)
  }, [hidden])

  const change = (values: Partial<DraftValues>) => changeDraft((one) => edited(one, values))
  const onKey = (event: React.KeyboardEvent<HTMLElement>) => {
    const meant = formKey(event, fieldOf(event.target as HTMLElement))
    if (!meant) return
    event.preventDefault()
    switch (meant.do) {
      case 'save':
        return attempt(() => saveClaim(false))
      case 'save-another':
        return attempt(() => saveClaim(true))
      case 'close':
        return closeForm()
      case 'repeat':
        return repeatClaimant()
      case 'more':
        return setMore(!more)
      case 'credibility':
        return change({ credibility: meant.credibility })
    }
  }
  const who = (field: 'claimants' | 'holder' | 'about') => ({
    field,
    known: field === 'claimants' ? known : { ...known, sources: null },
    typed: typed[field] ?? '',
    invalid: problems[field] !== undefined,
    describedBy: problems[field] === undefined ? undefined : `claim-${field}-problem`,
    onTyped: (words: string) =>
      changeDraft((one) => ({ ...one, touched: true, typed: { ...one.typed, [field]: words } })),
  })

  return (
    <form
      ref={form}
      className="facts claim-form"
      aria-label="Claim"
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault()
        attempt(() => saveClaim(false))
      }}
    >
      <div className="spread">
        <h2>New claim</h2>
        <Button look="quiet" onClick={() => discardDraft(draft)}>
          Discard
        </Button>
        <Button
          look="quiet"
          aria-label="Close and keep what was entered"
          title="Close (Esc)"
          onClick={closeForm}
        >
          ×
        </Button>
      </div>
      <TextLine
        label="Statement"
        field="statement"
        lines
        tall
        value={values.statement}
        placeholder="The sentence that can be true or false"
        problem={problems.statement}
        onChange={(statement) => change({ statement })}
      />
      <SameStatement
        statement={values.statement}
        onChoose={({ statement, kind }) => change({ statement, kind })}
      />
      <Line label="Claimant" problem={problems.claimants} problemId="claim-claimants-problem">
        <WhoField
          {...who('claimants')}
          label="Claimant"
          several
          placeholder="Who says it"
          value={values.claimants}
          onChange={(claimants) => change({ claimants })}
          onKeyDown={(event) => {
            if (event.key !== '.' || typed.claimants) return
            event.preventDefault()
            repeatClaimant()
          }}
        />
      </Line>
      <Choice
        label="Stance"
        field="stance"
        value={values.stance}
        options={stances}
        sign={stanceGlyphs[values.stance]}
        onChange={(stance) => change({ stance: stance ?? 'asserts' })}
      />
      <Line label="Position holder" problem={problems.holder} problemId="claim-holder-problem">
        <WhoField
          {...who('holder')}
          label="Position holder"
          placeholder="Whose position it is"
          value={values.holder === null ? [] : [values.holder]}
          onChange={([holder]) => change({ holder: (holder as ActorWho | undefined) ?? null })}
        />
      </Line>
      <Choice
        label="Act"
        field="act"
        value={values.act}
        options={acts}
        none="No position"
        onChange={(act) => changeDraft((one) => withAct(one, act, known))}
      />
      <Line label="About" problem={problems.about} problemId="claim-about-problem">
        <WhoField
          {...who('about')}
          label="About"
          several
          placeholder="Whom or what it concerns"
          value={values.about.map(({ who }) => who)}
          onChange={(actors) => change({ about: aboutOf(values.about, actors) })}
          beside={(one) => (
            <select
              className="bare"
              data-plain={(values.about.find(({ who }) => who === one)?.role ?? 'subject') === 'subject'}
              aria-label={`Role of ${one.name}`}
              value={values.about.find(({ who }) => who === one)?.role ?? 'subject'}
              onChange={(event) =>
                change({
                  about: values.about.map((entry) =>
                    entry.who === one
                      ? { ...entry, role: event.target.value as (typeof entry)['role'] }
                      : entry,
                  ),
                })
              }
            >
              {Object.entries(aboutRoles).map(([role, words]) => (
                <option key={role} value={role}>
                  {words}
                </option>
              ))}
            </select>
          )}
        />
      </Line>
      <Choice
        label="Reliability"
        field="reliability"
        value={values.reliability}
        options={reliabilityOptions}
        none="Not judged"
        onChange={(reliability) => change({ reliability })}
        beside={<Grade reliability={known.reliability} />}
      />
      <Choice
        label="Credibility"
        field="credibility"
        value={credibilityToken(values.credibility)}
        options={credibilityOptions}
        none="Not judged"
        onChange={(credibility) => change({ credibility: credibility === null ? null : Number(credibility) })}
      />
      <TextLine
        label="Note"
        field="note"
        lines
        value={values.note}
        placeholder="What you make of it"
        onChange={(note) => change({ note })}
      />
      <details className="more" open={more} onToggle={(event) => setMore(event.currentTarget.open)}>
        <summary>
          More <kbd>Alt M</kbd>
        </summary>
        {more && (
          <div className="more-fields">
            <MoreFields draft={draft} problems={problems} onChange={change} />
          </div>
        )}
      </details>
      <EvidenceFields draft={draft} problem={problems.evidence} />
      {failure && (
        <p className="problem" role="alert">
          {failure}
        </p>
      )}
      <footer>
        <div className="spread">
          <Button type="submit" look="primary" title="Enter">
            Save claim
          </Button>
          <Button
            title="Shift+Enter: saves, and starts another on the same words"
            onClick={() => attempt(() => saveClaim(true))}
          >
            Save, and another
          </Button>
        </div>
        <p className="keys">
          <span>
            <kbd>1</kbd>–<kbd>6</kbd> credibility
          </span>
          <span>
            <kbd>.</kbd> last claimant
          </span>
          <span>
            <kbd>Esc</kbd> later
          </span>
        </p>
      </footer>
    </form>
  )
}

function fieldOf(target: HTMLElement): Parameters<typeof formKey>[1] {
  if (target instanceof HTMLSelectElement) return 'choice'
  if (target instanceof HTMLInputElement) return 'line'
  // A statement is one sentence: Enter ends it, as in a line.
  if (target instanceof HTMLTextAreaElement) return target.dataset.field === 'statement' ? 'line' : 'lines'
  return 'button'
}

function aboutOf(before: DraftValues['about'], actors: readonly Who[]): DraftValues['about'] {
  return actors.map(
    (who) => before.find((entry) => entry.who === who) ?? { who: who as ActorWho, role: 'subject' as const },
  )
}
