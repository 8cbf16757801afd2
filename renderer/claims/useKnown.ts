import { useMemo } from 'react'
import type { ActorInfo } from '../../db/contract/actor.ts'
import type { DocumentInfo } from '../../db/contract/document.ts'
import type { SourceInfo } from '../../db/contract/source.ts'
import { useAnswer } from '../state/queries.ts'
import type { Known } from './who.ts'

const noActors: ActorInfo[] = []
const noSources: SourceInfo[] = []

/** Who may be named in a claim on a document. */
export function useKnown(document: string | null): Known & Pick<DocumentInfo, 'reliability'> {
  const { data: actors, isFetching: askingActors } = useAnswer('actors.list', {})
  const {
    data: sources,
    isPlaceholderData: ofAnother,
    isFetching: askingSources,
  } = useAnswer('sources.list', { document: document ?? '' }, document !== null)
  const { data: documents } = useAnswer('documents.list', {})
  // Sources of the document before this one are nobody who speaks here.
  const own = document === null || ofAnother ? undefined : sources
  // Also while they are asked for again: whoever was entered a moment ago is not among them yet.
  const pending =
    actors === undefined || (document !== null && own === undefined) || askingActors || askingSources
  const info = documents?.find(({ uid }) => uid === document)
  const author = info?.author?.name ?? null
  const reliability = info?.reliability ?? null
  return useMemo(
    () => ({ actors: actors ?? noActors, sources: own ?? noSources, author, reliability, pending }),
    [actors, own, author, reliability, pending],
  )
}
