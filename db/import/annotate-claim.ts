import type { ClaimFields } from '../claims.ts'
import type { ClaimInput } from '../contract/claim.ts'
import type { PlannedActor } from './annotate-actors.ts'
import type { PlannedPassage } from './annotate-passages.ts'
import type { PlannedSource } from './annotate-sources.ts'

export type PlannedClaimant =
  | { readonly actor: PlannedActor }
  | { readonly source: PlannedSource }
  | { readonly author: true }
  | { readonly analyst: true }

export type PlannedEvidence =
  | { readonly role: 'content' | 'source' | 'cue' | 'condition'; readonly passage: PlannedPassage }
  | { readonly role: 'absence'; readonly document: string; readonly lookedFor: string }

type Undefinable<T> = { [Key in keyof T]?: T[Key] | undefined }

/** The fields that lines of the file give; those of the same claim are folded. */
export type PlannedClaimFields = Undefinable<Omit<ClaimFields, 'stance' | 'holder' | 'nestedIn'>> & {
  claimKind?: ClaimInput['kind'] | undefined
  holder?: PlannedActor | null | undefined
  nestedIn?: PlannedClaim | null | undefined
}

/** A claim that the file makes: in the project already, or about to be recorded. */
export interface PlannedClaim {
  readonly statement: string
  readonly given: PlannedClaimFields
  uid: string | undefined
}
