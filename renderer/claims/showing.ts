import type { EvidenceInfo } from '../../db/contract/claim.ts'
import { goToPlace, openDocument, selection } from '../state/selection.ts'
import { showTab } from '../state/tabs.ts'
import type { Who } from './who.ts'

/** Shows a claim in the inspector; the passage that it was reached from stays selected. */
export function showClaim(uid: string): void {
  selection.set({ subject: { kind: 'claim', uid }, picking: null })
}

export function openProposition(proposition: string): void {
  showTab({ kind: 'proposition', proposition })
}

export function openActor(actor: string): void {
  showTab({ kind: 'actor', actor })
}

export function openSource(source: string): void {
  showTab({ kind: 'source', source })
}

/** The page of somebody whom a claim names, where there is one. */
export function openWho(who: Who): void {
  if (who.kind === 'actor') openActor(who.uid)
  else if (who.kind === 'source') openSource(who.uid)
}

/** Goes to the sentence of a piece of evidence; the claim stays in the inspector. */
export function goToEvidence(claim: string, { document, start, passage }: EvidenceInfo): void {
  if (document === null) return
  if (start === null) openDocument(document)
  else goToPlace(document, start, passage)
  showClaim(claim)
}
