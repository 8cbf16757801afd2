import { useState } from 'react'
import type { ClaimPage } from '../../db/contract/proposition.ts'
import { aboutRoles, acts, stanceGlyphs, stances } from '../../db/contract/vocabulary.ts'
import { EditField } from '../ui/EditField.tsx'
import { useChosen } from '../ui/useChosen.ts'
import { actorInput, claimantInput } from './draft-input.ts'
import {
  Choice,
  type CredibilityToken,
  credibilityOptions,
  credibilityToken,
  Line,
  reliabilityOptions,
  SavedChoice,
} from './fields.tsx'
import { PositionLine } from './Positions.tsx'
import { openWho } from './showing.ts'
import { useKnown } from './useKnown.ts'
import { WhoField } from './WhoField.tsx'
import type { ActorWho, Who } from './who.ts'
import { actorWho, type ClaimEdit, claimantsOf } from './words.ts'

/** Who says what of whom in a claim, and how far it can be believed. */
export function ClaimFacts({
  claim,
  update,
}: {
  readonly claim: ClaimPage
  update(edit: ClaimEdit): Promise<unknown>
}) {
  const document = claim.evidence.find(({ document }) => document !== null)?.document ?? null
  const known = useKnown(document)
  const actorsOnly = { ...known, sources: null }
  const [typed, setTyped] = useState({ claimants: '', holder: '', about: '' })
  // Who is named before the one before is saved stands beside that one, not in its place.
  const [claimants, nameClaimants] = useChosen<readonly Who[]>(claimantsOf(claim), (named) =>
    update({ claimants: named.map((who) => claimantInput(who, document)) }),
  )
  const [holder, nameHolder] = useChosen<ActorWho | null>(claim.holder && actorWho(claim.holder), (named) =>
    update({ holder: named && actorInput(named) }),
  )
  const [about, writeAbout] = useChosen<readonly AboutEntry[]>(
    claim.about.map((one) => ({ who: actorWho(one), role: one.role })),
    (entries) => update({ about: entries.map(({ who, role }) => ({ actor: actorInput(who), role })) }),
  )
  const [stance, takeStance] = useChosen(claim.stance, (stance) => update({ stance }))
  return (
    <>
      <Line label="Claimant">
        <WhoField
          label="Claimant"
          onOpen={openWho}
          several
          known={known}
          value={claimants}
          typed={typed.claimants}
          onTyped={(claimants) => setTyped({ ...typed, claimants })}
          onChange={nameClaimants}
        />
      </Line>
      <Choice
        label="Stance"
        value={stance}
        options={stances}
        sign={stanceGlyphs[stance]}
        onChange={(next) => next && takeStance(next)}
      />
      <Line label="Position holder">
        <WhoField
          label="Position holder"
          onOpen={openWho}
          known={actorsOnly}
          value={holder === null ? [] : [holder]}
          typed={typed.holder}
          placeholder="Whose position it is"
          onTyped={(holder) => setTyped({ ...typed, holder })}
          onChange={([named]) => nameHolder((named as ActorWho | undefined) ?? null)}
        />
      </Line>
      <SavedChoice
        label="Act"
        value={claim.act}
        options={acts}
        none="No position"
        save={(act) => update({ act })}
      />
      {claim.positions.length > 1 && (
        <Line label="Position">
          <PositionLine positions={claim.positions} current={claim.uid} />
        </Line>
      )}
      <Line label="About">
        <WhoField
          label="About"
          onOpen={openWho}
          several
          known={actorsOnly}
          value={about.map(({ who }) => who)}
          typed={typed.about}
          placeholder="Whom or what it concerns"
          onTyped={(words) => setTyped({ ...typed, about: words })}
          onChange={(actors) => writeAbout(actors.map((who) => entryOf(about, who)))}
          beside={(who) => (
            <select
              className="bare"
              data-plain={entryOf(about, who).role === 'subject'}
              aria-label={`Role of ${who.name}`}
              value={entryOf(about, who).role}
              onChange={(event) => {
                const role = event.target.value as keyof typeof aboutRoles
                writeAbout(about.map((one) => (sameActor(one.who, who) ? { ...one, role } : one)))
              }}
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
      <SavedChoice
        label="Reliability"
        value={claim.reliability}
        options={reliabilityOptions}
        none="Not judged"
        save={(reliability) => update({ reliability })}
      />
      {(claim.reliability !== null || claim.reliabilityReason !== null) && (
        <EditField
          label="Why this letter"
          wraps
          value={claim.reliabilityReason ?? ''}
          placeholder="Not said"
          save={(words) => update({ reliabilityReason: words === '' ? null : words })}
        />
      )}
      <SavedChoice<CredibilityToken>
        label="Credibility"
        value={credibilityToken(claim.credibility)}
        options={credibilityOptions}
        none="Not judged"
        save={(credibility) => update({ credibility: credibility === null ? null : Number(credibility) })}
      />
      {(claim.credibility !== null || claim.credibilityReason !== null) && (
        <EditField
          label="Why this digit"
          wraps
          value={claim.credibilityReason ?? ''}
          placeholder="Not said"
          save={(words) => update({ credibilityReason: words === '' ? null : words })}
        />
      )}
      <EditField
        label="Note"
        lines={1}
        value={claim.note ?? ''}
        placeholder="What you make of it"
        save={(note) => update({ note: note === '' ? null : note })}
      />
    </>
  )
}

interface AboutEntry {
  readonly who: ActorWho
  readonly role: keyof typeof aboutRoles
}

function sameActor(a: ActorWho, b: Who): boolean {
  return a === b || (a.kind === 'actor' && b.kind === 'actor' && a.uid === b.uid)
}

function entryOf(about: readonly AboutEntry[], who: Who): AboutEntry {
  return about.find((one) => sameActor(one.who, who)) ?? { who: who as ActorWho, role: 'subject' }
}
