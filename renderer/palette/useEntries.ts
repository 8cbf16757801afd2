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

// One letter finds half of everything.
const shortestSearch = 2
const mostHits = 12

/** What the palette offers for what was typed: commands, then what the project holds, then places in texts. */
export function useEntries(typed: string): readonly Entry[] {
  const now = useSituation()
  const projectOpen = now.project
  const { data: documents = [] } = useAnswer('documents.list', {}, projectOpen)
  const { data: tags = [] } = useAnswer('tags.list', {}, projectOpen)
  const { data: actors = [] } = useAnswer('actors.list', {}, projectOpen)
  const { data: boards = [] } = useAnswer('boards.list', {}, projectOpen)
  const { data: events = [] } = useAnswer('events.list', {}, projectOpen)
  const { data: hypotheses = [] } = useAnswer('hypotheses.list', {}, projectOpen)
  const query = typed.trim()
  const searches = projectOpen && query.length >= shortestSearch
  const { data: found } = useAnswer('search.find', { query, limit: mostHits }, searches)
  const { data: claims } = useAnswer('claims.find', { text: query, limit: mostHits }, searches)

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
  const hits = searches ? (found?.hits ?? []) : []
  const cited = searches ? (claims ?? []) : []
  return [...matching(known, typed), ...cited.map(claimEntry), ...hits.flatMap(placeOf)]
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
function placeOf({ kind, uid, document, start, title, snippet }: SearchHit): Entry[] {
  if (document === null || start === null) return []
  const passage = kind === 'passage' ? uid : null
  return [
    {
      key: `hit ${kind} ${uid}`,
      kind: 'In a text',
      label: snippet,
      detail: title,
      run: () => goToPlace(document, start, passage),
    },
  ]
}
