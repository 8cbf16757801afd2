import type { CardContent, CardInfo } from '../../db/contract/board.ts'
import { showToast } from '../state/notices.ts'
import { goToPlace, openDocument } from '../state/selection.ts'

/** Goes from a card to the sentence that it comes from: one step. */
export function openSource({ content }: CardInfo): void {
  const place = 'place' in content ? content.place : null
  if (place?.start != null) goToPlace(place.document, place.start, place.passage)
  else if (place) openDocument(place.document)
  else showToast({ tone: 'plain', text: withoutSource(content) })
}

function withoutSource({ kind }: CardContent): string {
  if (kind === 'claim') return 'This claim rests on no passage that is in the project.'
  if (kind === 'gone') return 'What this card showed was deleted from the project.'
  return 'There is no text behind this card.'
}
