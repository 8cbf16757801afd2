import { showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { selection } from '../state/selection.ts'
import { createStore } from '../state/store.ts'
import { joining } from './JoinDialog.tsx'

interface Stated {
  readonly uid: string
  readonly statement: string
}

/** The statement whose page is in front, if one is. */
export const frontProposition = createStore<{ readonly proposition: Stated | null }>({ proposition: null })

/** Asks what the statement that is shown is to be joined with: that of the claim in the inspector, else the page's. */
export function joinShown(): void {
  const { subject } = selection.get()
  const claim = subject?.kind === 'claim' ? answered('claims.get', { claim: subject.uid }) : undefined
  const stated = claim
    ? { uid: claim.proposition, statement: claim.statement }
    : frontProposition.get().proposition
  if (stated) joining.set({ proposition: stated })
  else
    showToast({
      tone: 'plain',
      text: 'Open a claim or a statement first, then press J to join it with another.',
    })
}
