import type { ActorInfo } from '../../db/contract/actor.ts'
import type { SourceInfo } from '../../db/contract/source.ts'
import { actorKinds, claimantKinds } from '../../db/contract/vocabulary.ts'
import { type ActorKind, guessKind } from './kinds.ts'

/** Somebody whom a claim names: there already, or made with the claim. */
export type Who =
  | { readonly kind: 'actor'; readonly uid: string; readonly name: string }
  | { readonly kind: 'new-actor'; readonly name: string; readonly actorKind: ActorKind }
  | { readonly kind: 'source'; readonly uid: string; readonly name: string }
  | { readonly kind: 'new-source'; readonly name: string }
  | { readonly kind: 'author'; readonly name: string }
  | { readonly kind: 'analyst'; readonly name: string }

export type ActorWho = Extract<Who, { kind: 'actor' | 'new-actor' }>

/** One thing that a field offers. */
export interface WhoChoice {
  readonly who: Who
  readonly label: string
  /** What it is, in a few words. */
  readonly detail: string
}

export interface Known {
  readonly actors: readonly ActorInfo[]
  /** Sources of the document; null where sources, authors and the analyst cannot be meant. */
  readonly sources: readonly SourceInfo[] | null
  /** The name of the document's author, if it is known. */
  readonly author: string | null
  /** The lists are not all there yet: what is typed may be in them. */
  readonly pending?: boolean
}

const authorWords = claimantKinds.author
const inferenceWords = 'Own inference'

export function authorWho({ author }: Pick<Known, 'author'>): Who {
  return { kind: 'author', name: author === null ? authorWords : `${author} (author)` }
}

export const analystWho: Who = { kind: 'analyst', name: inferenceWords }

// What fits below a field without scrolling far.
const most = 9

/** What a field offers for what was typed, the best first; what is missing is offered to be made. */
export function whoChoices(known: Known, typed: string): WhoChoice[] {
  const query = typed.replace(/\s+/gu, ' ').trim()
  const actors = known.actors.map((actor) => ({
    names: [
      actor.name,
      ...(actor.kind === 'person' ? [actor.name.slice(actor.name.lastIndexOf(' ') + 1)] : []),
      ...actor.aliases.map(({ form }) => form),
      ...actor.merged.map(({ name }) => name),
    ],
    choice: actorChoice(actor, query),
  }))
  const sources = (known.sources ?? []).map(({ uid, wording }) => ({
    names: [wording],
    choice: {
      who: { kind: 'source' as const, uid, name: wording },
      label: `“${wording}”`,
      detail: 'source of this document',
    },
  }))
  const roles =
    known.sources === null
      ? []
      : [
          {
            names: [authorWords, 'author', ...(known.author === null ? [] : [known.author])],
            choice: { who: authorWho(known), label: authorWords, detail: known.author ?? '' },
          },
          {
            names: [inferenceWords, 'analyst'],
            choice: { who: analystWho, label: inferenceWords, detail: 'what you conclude yourself' },
          },
        ]
  const all = query === '' ? [...roles, ...sources, ...actors] : [...actors, ...sources, ...roles]
  const found = all
    .flatMap(({ names, choice }) => {
      const rank = rankOf(names, query.toLocaleLowerCase())
      return rank === null ? [] : [{ rank, choice }]
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
  const made = newChoices(known, query)
  // Somebody who writes a name with its capital means it: "Pakistan" is neither the group whose name ends in it
  // nor the office whose name begins with it.
  const unlike = guessKind(query) === 'state' ? 1 : 2
  const isName = /^\p{Lu}/u.test(query) && !isDescription(query)
  const inside = isName ? found.findIndex(({ rank }) => rank >= unlike) : -1
  const choices = found.map(({ choice }) => choice)
  return inside < 0 ? [...choices, ...made] : [...choices.slice(0, inside), ...made, ...choices.slice(inside)]
}

function actorChoice({ uid, name, kind, aliases, merged }: ActorInfo, query: string): WhoChoice {
  const lower = query.toLocaleLowerCase()
  const other = [...aliases.map(({ form }) => form), ...merged.map((one) => one.name)].find(
    (form) => query !== '' && form.toLocaleLowerCase().includes(lower),
  )
  const detail = other && !name.toLocaleLowerCase().includes(lower) ? `also “${other}”` : actorKinds[kind]
  return { who: { kind: 'actor', uid, name }, label: name, detail }
}

function rankOf(names: readonly string[], query: string): number | null {
  const words = query.split(' ')
  const ranks = names.flatMap((name) => {
    const lower = name.toLocaleLowerCase()
    if (lower === query) return [0]
    if (lower.startsWith(query)) return [1]
    if (lower.split(/[^\p{Letter}\p{Number}]+/u).some((start) => start.startsWith(query))) return [2]
    return words.every((word) => lower.includes(word)) ? [3] : []
  })
  return ranks.length === 0 ? null : Math.min(...ranks)
}

/** What can be made of what was typed. A name begins with a capital; a source is described. */
function newChoices({ actors, sources }: Known, query: string): WhoChoice[] {
  if (query === '') return []
  const lower = query.toLocaleLowerCase()
  const actor: WhoChoice[] = actors.some(({ name }) => name.toLocaleLowerCase() === lower)
    ? []
    : [
        {
          who: { kind: 'new-actor', name: query, actorKind: guessKind(query) },
          label: `New actor “${query}”`,
          detail: actorKinds[guessKind(query)],
        },
      ]
  const source: WhoChoice[] =
    sources === null || sources.some(({ wording }) => wording.toLocaleLowerCase() === lower)
      ? []
      : [
          {
            who: { kind: 'new-source', name: query },
            label: `New source “${query}”`,
            detail: 'speaks in this document only',
          },
        ]
  return isDescription(query) ? [...source, ...actor] : [...actor, ...source]
}

/** Whether words describe somebody instead of naming them: "five officials", "a person with knowledge". */
export function isDescription(words: string): boolean {
  if (/^(?:the|his|her|their|its) /u.test(words)) return true
  if (
    /^(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|\d+|un\w+ed|senior|security|local|other) /iu.test(
      words,
    )
  )
    return !/^(?:A|An|One) [A-Z]/u.test(words)
  return /^\p{Ll}/u.test(words)
}

const pronouns = /^(?:he|she|they|it|who|we|i|this|that|both)$/iu

/** Whom the words of an attribution mean: an actor or a source that is known, or one to be made. Null for a pronoun. */
export function whoOf({ actors, sources }: Known, words: string): Who | null {
  const name = words.replace(/\s+/gu, ' ').trim()
  if (name === '' || pronouns.test(name)) return null
  const bare = name.replace(/^the /iu, '').toLocaleLowerCase()
  const same = (other: string) => other.replace(/^the /iu, '').toLocaleLowerCase() === bare
  const actor = actors.find(
    (one) =>
      same(one.name) ||
      one.aliases.some(({ form }) => same(form)) ||
      one.merged.some((other) => same(other.name)),
  )
  if (actor) return { kind: 'actor', uid: actor.uid, name: actor.name }
  const source = sources?.find(({ wording }) => same(wording))
  if (source) return { kind: 'source', uid: source.uid, name: source.wording }
  const meant = definite(actors, name)
  if (meant) return { kind: 'actor', uid: meant.uid, name: meant.name }
  // "The interior ministry" is a name that nobody has entered; "the officials" is a description.
  const plain = name.replace(/^The (?=\p{Lu})/u, '')
  const described = isDescription(plain) || /^The \p{Ll}/u.test(plain)
  if (described && sources !== null) return { kind: 'new-source', name: firstLower(plain) }
  return { kind: 'new-actor', name: plain, actorKind: guessKind(plain) }
}

/** "The ministry" means the interior ministry where there is no other. */
function definite(actors: readonly ActorInfo[], words: string): ActorInfo | undefined {
  const noun = /^the (\p{Ll}[\p{Letter} -]*)$/iu.exec(words)?.[1]?.toLocaleLowerCase()
  if (noun === undefined) return undefined
  const named = actors.filter(({ name }) => name.toLocaleLowerCase().endsWith(` ${noun}`))
  return named.length === 1 ? named[0] : undefined
}

/** A sentence's first word loses its capital where it is no name. */
function firstLower(words: string): string {
  return /^(?:The|A|An|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Some|Many|Senior|Security|Local|Other|Un\w+ed) /u.test(
    words,
  )
    ? (words[0] ?? '').toLocaleLowerCase() + words.slice(1)
    : words
}

/** The actor that a statement begins with: whose position it probably is. */
export function subjectOf(actors: readonly ActorInfo[], statement: string): ActorWho | null {
  const text = statement.replace(/^the /iu, '').toLocaleLowerCase()
  const begins = (name: string) => {
    const lower = name.replace(/^the /iu, '').toLocaleLowerCase()
    return (
      lower !== '' && text.startsWith(lower) && !/^[\p{Letter}\p{Number}]/u.test(text.slice(lower.length))
    )
  }
  const found = actors
    .flatMap((actor) =>
      [actor.name, ...actor.aliases.map(({ form }) => form)].filter(begins).map((name) => ({ actor, name })),
    )
    .sort((a, b) => b.name.length - a.name.length)[0]
  return found ? { kind: 'actor', uid: found.actor.uid, name: found.actor.name } : null
}

export function sameWho(a: Who, b: Who): boolean {
  if (a.kind !== b.kind) return false
  return 'uid' in a && 'uid' in b ? a.uid === b.uid : a.name === b.name
}
