import type { CardInfo, SourcePlace } from '../../db/contract/card.ts'
import { openActor, openProposition, showClaim } from '../claims/showing.ts'
import { showToast } from '../state/notices.ts'
import { goToPlace, openDocument } from '../state/selection.ts'
import { showTab } from '../state/tabs.ts'

/** Whether something opens for a card, and what to call that. */
export function openingOf({ content }: Pick<CardInfo, 'content'>): string | null {
  switch (content.kind) {
    case 'passage':
    case 'claim':
    case 'document':
      return 'Open the source'
    case 'actor':
      return 'Open the actor'
    case 'proposition':
      return 'Open the proposition'
    case 'event':
      return 'Open the event'
    case 'hypothesis':
      return 'Open the hypothesis'
    default:
      return null
  }
}

/** Goes from a card to the sentence that it comes from, or to the page of what it stands for: one step. */
export function openCard({ subject, content }: CardInfo): void {
  switch (content.kind) {
    case 'passage':
    case 'document':
      openPlace(content.place)
      return
    case 'claim':
      if (content.place) openPlace(content.place)
      if (subject !== null) showClaim(subject)
      return
    case 'actor':
      openActor(content.actor)
      return
    case 'proposition':
      openProposition(content.proposition)
      return
    case 'event':
      if (subject !== null) showTab({ kind: 'event', event: subject })
      return
    case 'hypothesis':
      if (subject !== null) showTab({ kind: 'hypothesis', hypothesis: subject })
      return
    case 'gone':
      showToast({ tone: 'plain', text: 'What this card showed was deleted from the project.' })
      return
    default:
      showToast({ tone: 'plain', text: 'There is no text behind this card.' })
  }
}

function openPlace({ document, start, passage }: SourcePlace): void {
  if (start === null) openDocument(document)
  else goToPlace(document, start, passage)
}
