/**
 * How much a decoded sample looks like something that people write, −3 to 1, averaged over its
 * characters outside ASCII (1 if it has none). Language statistics fail on short texts; these rules
 * need a few letters only: words do not mix alphabets, a capital does not follow a small letter,
 * accented Latin letters stand among plain ones, quotation marks stand at words.
 */
export function plausibility(sample: string): number {
  let sum = 0
  let rated = 0
  let before = 0x20
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at)
    if (code >= 0x80) {
      sum += rate(before, code, at + 1 < sample.length ? sample.charCodeAt(at + 1) : 0x20)
      rated++
    }
    before = code
  }
  return rated === 0 ? 1 : sum / rated
}

/** One character with its neighbours, as UTF-16 code units. */
function rate(before: number, code: number, after: number): number {
  const kind = kindOf(code)
  if (kind === 'broken') return -3
  const left = kindOf(before)
  const right = kindOf(after)
  switch (kind) {
    case 'latin': {
      if (isLower(before) && isUpper(code)) return -1
      if (clashes(kind, left) || clashes(kind, right)) return -1
      if (left === 'latin' || right === 'latin') return -0.5
      return left === 'ascii-letter' || right === 'ascii-letter' ? 1 : 0.5
    }
    case 'cyrillic':
    case 'greek':
      if (isLower(before) && isUpper(code)) return -1
      return clashes(kind, left) || clashes(kind, right) ? -1 : 1
    case 'arabic':
    case 'hebrew':
    case 'cjk':
      return clashes(kind, left) || clashes(kind, right) ? -1 : 1
    case 'opening':
      return isWord(right) && !isWord(left) ? 1 : 0
    case 'closing':
      return isWord(left) || left === 'other-ascii' ? 1 : 0
    case 'cjk-mark':
      return isWord(left) && left !== 'cjk' ? -1 : 1
    case 'space':
    case 'mark':
      return 0.5
    default:
      return isWord(left) && isWord(right) ? -1 : 0
  }
}

type Kind =
  | 'ascii-letter'
  | 'other-ascii'
  | 'latin'
  | 'greek'
  | 'cyrillic'
  | 'hebrew'
  | 'arabic'
  | 'cjk'
  | 'cjk-mark'
  | 'opening'
  | 'closing'
  | 'mark'
  | 'space'
  | 'symbol'
  | 'broken'

function kindOf(code: number): Kind {
  if (code < 0x80) {
    const letter = code | 0x20
    return letter >= 0x61 && letter <= 0x7a ? 'ascii-letter' : 'other-ascii'
  }
  if (code < 0xa0 || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) return 'broken'
  if (code === 0xa0) return 'space'
  if (code === 0x201c || code === 0x2018 || code === 0xab || code === 0x201e) return 'opening'
  if (code === 0x201d || code === 0x2019 || code === 0xbb) return 'closing'
  if ((code >= 0x200c && code <= 0x200f) || (code >= 0x2010 && code <= 0x2026)) return 'mark'
  if (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) return 'latin'
  if (code >= 0x370 && code <= 0x3ff) return 'greek'
  if (code >= 0x400 && code <= 0x52f) return 'cyrillic'
  if (code >= 0x5d0 && code <= 0x5ea) return 'hebrew'
  if (code === 0x60c || code === 0x61b || code === 0x61f || code === 0x6d4) return 'mark'
  if (code >= 0x620 && code <= 0x6ff) return 'arabic'
  if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xff60)) return 'cjk-mark'
  if (code >= 0x3040 && code <= 0x30ff) return 'cjk'
  if ((code >= 0x3400 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af)) return 'cjk'
  return 'symbol'
}

/** Whether two letters would not stand in one word. */
function clashes(kind: Kind, neighbour: Kind): boolean {
  if (kind === 'latin' && neighbour === 'ascii-letter') return false
  return isWord(neighbour) && neighbour !== kind
}

function isWord(kind: Kind): boolean {
  return (
    kind === 'ascii-letter' ||
    kind === 'latin' ||
    kind === 'greek' ||
    kind === 'cyrillic' ||
    kind === 'hebrew' ||
    kind === 'arabic' ||
    kind === 'cjk'
  )
}

function isUpper(code: number): boolean {
  const character = String.fromCharCode(code)
  return character !== character.toLowerCase()
}

function isLower(code: number): boolean {
  const character = String.fromCharCode(code)
  return character !== character.toUpperCase()
}
