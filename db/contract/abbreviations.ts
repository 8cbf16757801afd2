/** Never the end of a sentence: a name or a word follows. */
const ALWAYS_CONTINUED = new Set(
  (
    'mr mrs ms mx dr prof gen lt col maj sgt capt cpt cmdr cdr adm brig gov sen rep rev hon pres amb supt insp ' +
    'st ste messrs mme mlle herr sra dra shri smt vs cf viz al e.g i.e z.b d.h u.a p.ex'
  ).split(' '),
)

/** Abbreviations before a figure or a date; elsewhere they are words or end a sentence. */
const BEFORE_NUMBERS = new Set(
  (
    'no nos nr art para sec sect fig figs vol vols ch p pp ca est approx ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec'
  ).split(' '),
)

/** The end of a sentence or not: the word after them decides. */
const SOMETIMES_LAST = new Set(
  'u.s u.k u.n e.u u.s.a u.s.s.r u.a.e d.c a.m p.m jr sr inc ltd corp co bros plc llc dept govt ph.d m.d b.c a.d'.split(
    ' ',
  ),
)

/** Words that open an English sentence far more often than they follow an abbreviation inside one. */
const OPENERS = new Set(
  (
    'the a an in on at by for from with as if it its he she they we i you this that these those there here his her ' +
    'their our my but and or so yet however meanwhile moreover although while when after before since according ' +
    'what who why how where both some many most no not one two another other others'
  ).split(' '),
)

/**
 * Whether the full stop at the end of `before` belongs to an abbreviation or an initial and the
 * sentence goes on with `after` (which begins at its first letter).
 */
export function endsInAbbreviation(before: string, after: string): boolean {
  const word = /(?:^|[\s("“‘«[])([\p{L}.]*\p{L})\.$/u.exec(before)?.[1]
  if (word === undefined) return false
  const lower = word.toLowerCase()
  if (ALWAYS_CONTINUED.has(lower)) return /^[\p{L}\p{N}"“‘(]/u.test(after)
  if (BEFORE_NUMBERS.has(lower)) return /^[\p{N}$€£#§]/u.test(after)
  const initial = /^\p{Lu}(?:\.\p{Lu})*$/u.test(word)
  if (!initial && !SOMETIMES_LAST.has(lower)) return false
  const next = /^["“‘(]?(\p{L}+)/u.exec(after)?.[1]
  if (next === undefined) return /^\p{N}/u.test(after)
  return !OPENERS.has(next.toLowerCase()) || /^\p{Ll}/u.test(after)
}
