import type { LeadInfo } from '../../db/contract/lead.ts'
import { openActor, openProposition, openSource, showClaim } from '../claims/showing.ts'
import { goToPlace, openDocument } from '../state/selection.ts'
import { showTab } from '../state/tabs.ts'
import { showTag } from '../tags/managing.ts'

/** Goes to what a lead belongs to: one step. */
export function openSubject({ kind, uid, document, start }: NonNullable<LeadInfo['subject']>): void {
  switch (kind) {
    case 'document':
      openDocument(uid)
      return
    case 'passage':
      if (document !== null && start !== null) goToPlace(document, start, uid)
      return
    case 'claim':
      if (document !== null && start !== null) goToPlace(document, start)
      showClaim(uid)
      return
    case 'proposition':
      openProposition(uid)
      return
    case 'actor':
      openActor(uid)
      return
    case 'source':
      openSource(uid)
      return
    case 'event':
      showTab({ kind: 'event', event: uid })
      return
    case 'hypothesis':
      showTab({ kind: 'hypothesis', hypothesis: uid })
      return
    case 'tag':
      showTag(uid)
  }
}
