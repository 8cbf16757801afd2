import type { ClaimInfo } from '../../db/contract/claim.ts'
import { claimantNames } from '../../db/contract/claim-words.ts'
import type { SearchHit } from '../../db/contract/exchange.ts'
import { readableDate } from '../../db/contract/readable-date.ts'
import { actorKinds } from '../../db/contract/vocabulary.ts'
import { goToEvidence, openActor, showClaim } from '../claims/showing.ts'
import { isEnabled } from '../command.ts'
import { commands } from '../commands.ts'
import { keysOf } from '../help/keys.ts'
import { latest, likelihoodWords } from '../hypotheses/words.ts'
import { useSituation } from '../situation.ts'
import { useAnswer } from '../state/queries.ts'
import { goToPlace, openDocument } from '../state/selection.ts'
import { showTab } from '../state/tabs.ts'
import { showTag } from '../tags/managing.ts'
import { type Entry, matching } from './entries.ts'
import { nearMatch } from './near-match.ts'

// One letter finds half of everything.
const shortestSearch = 2
const mostHits = 12

interface Offered {
  readonly entries: readonly Entry[]
  /** More is being looked for, which will stand below what is there. */
  readonly pending: boolean
  /** What was found before, in its place as long as it is: only to be seen. */
  readonly last: readonly Entry[]
}

/**
 * What the palette offers for what was typed: commands, then what the project holds, then places in texts. What was
 * found comes in below the rest and all at once, so that nothing moves under the hand that is about to choose.
 */
export function useEntries(typed: string): Offered {
  const now = useSituation()
  const projectOpen = now.project
  const { data: documents = [], isLoading: noDocuments } = useAnswer('documents.list', {}, projectOpen)
  const { data: tags = [], isLoading: noTags } = useAnswer('tags.list', {}, projectOpen)
  const { data: actors = [], isLoading: noActors } = useAnswer('actors.list', {}, projectOpen)
  const { data: boards = [], isLoading: noBoards } = useAnswer('boards.list', {}, projectOpen)
  const { data: events = [], isLoading: noEvents } = useAnswer('events.list', {}, projectOpen)
  const { data: hypotheses = [], isLoading: noHypotheses } = useAnswer('hypotheses.list', {}, projectOpen)
  const query = typed.trim()
  const searches = projectOpen && query.length >= shortestSearch
  const found = useAnswer('search.find', { query, limit: mostHits }, searches)
  const claims = useAnswer('claims.find', { text: query, limit: mostHits }, searches)
  const unread = noDocuments || noTags || noActors || noBoards || noEvents || noHypotheses
  // A project that was only just opened is known as a whole or not at all.
  if (unread) return { entries: [], pending: true, last: [] }
  const pending =
    searches && [found, claims].some(({ isLoading, isPlaceholderData }) => isLoading || isPlaceholderData)

  const known: Entry[] = [
    ...commands.map((command) => {
      const { id, label, group, run } = command
      const shortcut = keysOf(command)
      // The palette's own line is no field to undo in.
      const disabled = !isEnabled(command, { ...now, typing: false })
      return {
        key: id,
        kind: 'Command',
        label,
        detail: group,
        disabled,
        ...(shortcut ? { shortcut } : {}),
        run,
      }
    }),
    ...documents.map(({ uid, title, publisher, published }) => ({
      key: uid,
      kind: 'Document',
      label: title,
      detail: [publisher?.name, readableDate(published)].filter(Boolean).join(' · '),
      run: () => openDocument(uid),
    })),
    ...boards.map(({ uid, title }) => ({
      key: uid,
      kind: 'Board',
      label: title,
      run: () => showTab({ kind: 'board', board: uid }),
    })),
    ...hypotheses.map(({ uid, statement, judgements }) => ({
      key: uid,
      kind: 'Hypothesis',
      label: statement,
      detail: likelihoodWords(latest(judgements)?.likelihood ?? null),
      run: () => showTab({ kind: 'hypothesis', hypothesis: uid }),
    })),
    ...events.map(({ uid, title, date, place }) => ({
      key: uid,
      kind: 'Event',
      label: title,
      detail: [readableDate(date), place?.name].filter(Boolean).join(' · '),
      run: () => showTab({ kind: 'event', event: uid }),
    })),
    ...tags.map(({ uid, name, path }) => ({
      key: uid,
      kind: 'Tag',
      label: name,
      detail: path.slice(0, -1).join(' / '),
      run: () => showTag(uid),
    })),
    ...actors.map(({ uid, name, kind, aliases }) => ({
      key: uid,
      kind: 'Actor',
      label: name,
      detail: [actorKinds[kind], ...aliases.map(({ form }) => form)].join(' · '),
      run: () => openActor(uid),
    })),
  ]
  const named = matching(known, typed)
  const hits = searches ? (found.data?.hits ?? []) : []
  const cited = searches ? (claims.data ?? []) : []
  const read = [...cited.map(claimEntry), ...hits.flatMap(placeOf)]
  return pending
    ? { entries: named, pending, last: read }
    : { entries: [...named, ...read], pending, last: [] }
}

/** A claim by its number or its sentence: it is shown, and so is the sentence that carries it. */
function claimEntry(claim: ClaimInfo): Entry {
  const { uid, cite, statement, evidence } = claim
  const [first] = evidence
  return {
    key: uid,
    kind: 'Claim',
    label: statement,
    detail: `${cite} · ${claimantNames(claim)}`,
    run: () => (first ? goToEvidence(uid, first) : showClaim(uid)),
  }
}

/** A place in a text that was found; what is not in a text is found by its name above. */
function placeOf(hit: SearchHit): Entry[] {
  const { kind, uid, document, start, title } = hit
  if (document === null || start === null) return []
  const passage = kind === 'passage' ? uid : null
  return [
    {
      key: `hit ${kind} ${uid}`,
      kind: 'In a text',
      label: nearMatch(hit),
      detail: title,
      run: () => goToPlace(document, start, passage),
    },
  ]
}
