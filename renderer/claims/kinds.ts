import type { actorKinds } from '../../db/contract/vocabulary.ts'

export type ActorKind = keyof typeof actorKinds

const kindWords: readonly (readonly [ActorKind, RegExp])[] = [
  [
    'armed-group',
    /\b(?:(?:liberation|resistance|independence|islamic) (?:army|front|force)|islamic state)\b/iu,
  ],
  [
    'government-body',
    /\b(?:ministry|department|government|police|army|military|court|parliament|embassy|agency|authority|council|commission|cabinet|office|bureau|intelligence|navy|security (?:service|division|council))\b/iu,
  ],
  ['armed-group', /\b(?:front|brigade|militia|tehrik|taliban|liberation|mujahideen|jihad)\b/iu],
  ['media', /\b(?:times|post|news|wire|herald|daily|tribune|monitor|gazette|radio|tv|press)\b/iu],
  ['company', /\b(?:ltd|inc|corp|corporation|company|group|holdings|bank|gmbh|plc|co)\b/iu],
  ['project', /\b(?:project|corridor|initiative|programme|program|dam|port|railway|motorway)\b/iu],
]

/** A guess at what kind of actor a name means; the analyst sees it and can change it. */
export function guessKind(name: string): ActorKind {
  if (states().has(name.replace(/^the /iu, '').toLocaleLowerCase())) return 'state'
  const told = kindWords.find(([, words]) => words.test(name))
  if (told) return told[0]
  const title = /^(?:mr|mrs|ms|dr|prof|general|gen|president|minister|colonel|major|captain|sir)\b/iu.test(
    name,
  )
  const words = name.split(' ')
  const capitals =
    words.length >= 2 && words.length <= 4 && words.every((word) => /^\p{Lu}[\p{Ll}.'’-]*/u.test(word))
  return title || capitals ? 'person' : 'organisation'
}

let known: ReadonlySet<string> | undefined

/** English names of states and territories, in small letters, as the browser knows them by their ISO 3166-1 codes. */
function states(): ReadonlySet<string> {
  if (known) return known
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i))
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  known = new Set(codes.flatMap((code) => names.of(code)?.toLocaleLowerCase() ?? []))
  return known
}
