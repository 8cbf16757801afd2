import type {
  Conflict,
  ConflictValue,
  Contributor,
  Duplicate,
  Incoming,
  MergePreview,
  MergeResult,
} from '../../db/contract/merge.ts'
import { count } from '../documents/importing.ts'

/** What came of a merge, in two or three sentences. */
export function mergedWords({ from, incoming, conflicts, duplicates, kept }: MergeResult): string {
  const open = [
    conflicts.total > 0 ? `${count(conflicts.total, 'conflict')} to settle` : '',
    duplicates.total > 0 ? `${count(duplicates.total, 'thing')} made twice` : '',
  ].filter(Boolean)
  const sentences = [
    `Merged ${from.file}: ${changesOf(incoming) || 'what was done to the same things'}`,
    open.join(', '),
    kept === null ? '' : `As it was before, the project is kept ${kept}`,
  ]
  return sentences.filter(Boolean).join('. ').concat('.')
}

export function nothingNew({ from }: Pick<MergePreview, 'from'>): string {
  return `There is nothing in ${from.file} that is not here already.`
}

/** "12 new, 3 changed, 1 deleted", of all kinds together. */
export function changesOf(incoming: readonly Pick<Incoming, 'added' | 'changed' | 'removed'>[]): string {
  const sum = (of: 'added' | 'changed' | 'removed') => incoming.reduce((n, kind) => n + kind[of], 0)
  const counts = { new: sum('added'), changed: sum('changed'), deleted: sum('removed') }
  return Object.entries(counts)
    .filter(([, n]) => n !== 0)
    .map(([word, n]) => `${n.toLocaleString('en')} ${word}`)
    .join(', ')
}

// What an analyst makes, in the order in which it is spoken of; everything else is a part of these.
const things: readonly string[] = [
  'document',
  'passage',
  'claim',
  'tag',
  'actor',
  'source',
  'proposition',
  'event',
  'hypothesis',
  'board',
  'card',
  'note',
  'lead',
  'view',
  'project',
]

/** What comes in, parted into what people look for and what belongs to these: evidence, names, offices. */
export function partedIncoming(incoming: readonly Incoming[]): {
  readonly things: readonly Incoming[]
  readonly parts: readonly Incoming[]
} {
  return {
    things: things.flatMap((table) => incoming.filter((kind) => kind.table === table)),
    parts: incoming.filter(({ table }) => !things.includes(table)),
  }
}

/** "Béla Writer: 5 things made, 2 actions, 21 Nov 2026 – 22 Nov 2026". */
export function contributorWords({ name, rows, actions, first, last }: Contributor): string {
  const parts = [
    rows > 0 ? `made ${count(rows, 'thing')}` : '',
    actions > 0 ? `did ${count(actions, 'action')}` : '',
  ].filter(Boolean)
  return `${name} ${parts.join(' and ')}${betweenDays(first, last)}`
}

function betweenDays(first: string | null, last: string | null): string {
  if (first === null || last === null) return ''
  const [from, to] = [first, last].map((at) =>
    new Date(at).toLocaleDateString('en-GB', { dateStyle: 'medium' }),
  )
  return from === to ? ` on ${from}` : ` between ${from} and ${to}`
}

/** Who wrote a value: "You", a name, or that nobody knows. */
export function writerWords(
  { analyst, analystName }: Pick<ConflictValue, 'analyst' | 'analystName'>,
  me: string | undefined,
): string {
  if (analyst !== null && analyst === me) return 'You'
  return analystName ?? 'Somebody'
}

/** Of a thing that one deleted and another worked on: "Bela deleted it, you changed its note." */
export function deedWords({ values }: Pick<Conflict, 'values'>, me: string | undefined): string | null {
  if (values.some(({ did }) => did === null)) return null
  const sentence = values
    .map((value, index) => {
      const who = writerWords(value, me)
      return `${index > 0 ? who.replace(/^(You|Somebody)$/, (word) => word.toLowerCase()) : who} ${value.did}`
    })
    .join(', ')
  return `${sentence}.`
}

/** What taking a value does, for its button. */
export function takeWords({ cell }: Pick<Conflict, 'cell'>, { text }: Pick<ConflictValue, 'text'>): string {
  if (cell !== 'deleted') return 'Take this'
  return text === 'Kept' ? 'Keep it' : 'Delete it'
}

export const ruleWords = {
  ours: { label: 'All mine', hint: 'Takes everywhere what this copy had before the merge' },
  theirs: { label: 'All theirs', hint: 'Takes everywhere what the other copy brought' },
  newest: { label: 'All newest', hint: 'Takes everywhere what was written last' },
} as const
export type Rule = keyof typeof ruleWords

/** What a rule came to: how many were settled, and why others were not. */
export function settledWords(resolved: number, left: number): string {
  const done = resolved === 0 ? 'Nothing was settled' : `${count(resolved, 'conflict')} settled`
  if (left === 0) return `${done}.`
  const stay = left === 1 ? '1 stays: no side of it' : `${left.toLocaleString('en')} stay: no side of them`
  return `${done}. ${stay} is known to be from this copy or the other one. Settle it by hand, or take the newest.`
}

const kinds = { document: 'document', tag: 'tag', actor: 'actor' } as const

/** "2 documents with the same text". */
export function duplicateWords({ kind, because, members }: Duplicate): string {
  return `${count(members.length, kinds[kind])} with ${because}`
}

/** That a thing was told apart from those that look the same. */
export function apartWords({ kind, members }: Pick<Duplicate, 'kind' | 'members'>, title: string): string {
  return members.length === 2
    ? `These are two ${kinds[kind]}s now, and are not offered for joining again.`
    : `“${title}” is none of the others now, and is not offered for joining with them again.`
}

/** How sure it is that documents are the same. */
export function samenessOf({ kind, because }: Pick<Duplicate, 'kind' | 'because'>): string | null {
  if (kind !== 'document') return null
  return because === 'the same text'
    ? 'Their texts are equal to the letter: they have the same SHA-256.'
    : 'They were imported from equal files: these have the same SHA-256.'
}
