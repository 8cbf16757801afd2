import type { ClaimInfo } from './claim.ts'
import type { RelationInfo } from './relation.ts'
import { contradictionKinds, relationKinds } from './vocabulary.ts'

/** What a link says from here: "derived from", or from its other side "source of". */
export function relationWords({ kind, direction, contradiction }: RelationInfo): string {
  if (kind === 'contradicts' && contradiction !== null)
    return `contradicts: ${contradictionKinds[contradiction].toLocaleLowerCase()}`
  return direction === 'to' ? relationKinds[kind] : reversed[kind]
}

/** The kinds of links as they read from their target. */
const reversed: Readonly<Record<RelationInfo['kind'], string>> = {
  'derived-from': 'is the source of',
  'corroborates-independently': 'is corroborated independently by',
  contradicts: 'contradicts',
  'changed-position': 'was followed by another position',
  causes: 'is caused by',
  'infers-from': 'is inferred from in',
  retracts: 'is retracted by',
  updates: 'is updated by',
  qualifies: 'is qualified by',
}

const affirming: readonly ClaimInfo['stance'][] = ['asserts', 'describes', 'predicts']

/** Whether two claims of one sentence are at odds: one speaks for it, and the other denies it. */
export function isOpposed(a: Pick<ClaimInfo, 'stance'>, b: Pick<ClaimInfo, 'stance'>): boolean {
  return (
    (a.stance === 'denies' && affirming.includes(b.stance)) ||
    (b.stance === 'denies' && affirming.includes(a.stance))
  )
}

/** Claims of one sentence by what they say of it, in this order; groups without claims are left out. */
export function bySide(claims: readonly ClaimInfo[]): { title: string; claims: ClaimInfo[] }[] {
  const sides = [
    { title: 'Speak for it', has: (stance: ClaimInfo['stance']) => affirming.includes(stance) },
    { title: 'Deny it', has: (stance: ClaimInfo['stance']) => stance === 'denies' },
    {
      title: 'Neither',
      has: (stance: ClaimInfo['stance']) => stance !== 'denies' && !affirming.includes(stance),
    },
  ]
  return sides
    .map(({ title, has }) => ({ title, claims: claims.filter(({ stance }) => has(stance)) }))
    .filter((side) => side.claims.length > 0)
}

/** "3 sources, 1 origin." */
export function supportWords(sources: number, origins: number): string {
  if (sources === 0) return 'Nobody speaks for it yet.'
  const number = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  return `${number(sources, 'source')}, ${number(origins, 'origin')}.`
}
