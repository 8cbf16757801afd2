import { type Edge, type Node, Position } from '@xyflow/react'
import type { Board } from '../../db/contract/board.ts'
import { labelStop, lanesOf, type Point, type Rect, routeLink } from '../../db/contract/board-geometry.ts'
import { hueTag, kindHues } from '../../db/contract/board-look.ts'
import type { CardInfo, LinkInfo } from '../../db/contract/card.ts'
import { cardName, linkText, mainText } from '../../db/contract/card-words.ts'
import type { TagInfo } from '../../db/contract/tag.ts'
import { hueOf } from '../tags/hues.ts'

/** A card as the canvas holds it. Its position is its group's child's, if it is in one. */
export type CardNode = Node<{ card: CardInfo; hue: string }, 'card' | 'frame'>
/** A note that is being written and is not on the board yet. */
export type DraftNode = Node<{ body: string }, 'draft'>
export type BoardNode = CardNode | DraftNode
export type LinkEdge = Edge<{ link: LinkInfo; lane: number; labelAt: number }, 'link'>

export const draftId = 'draft'

/** CSS for a card's hue: its own colour, its first tag's, or its kind's. */
export function hueOfCard({ kind, colour, content }: CardInfo, tags: readonly TagInfo[]): string {
  if (colour) return hueOf({ uid: '', parent: null, colour }, tags)
  const tag = tags.find(({ uid }) => uid === hueTag(content))
  if (tag) return hueOf(tag, tags)
  const own = kindHues[kind]
  return own === null ? 'var(--ink-3)' : `var(--t${own})`
}

/**
 * The cards of a board for the canvas, groups before what is in them. Sizes and handles are given, so that
 * nothing is mounted only to be measured.
 */
export function nodesOf(board: Board, tags: readonly TagInfo[]): CardNode[] {
  const byUid = new Map(board.cards.map((card) => [card.uid, card]))
  const depths = new Map(board.cards.map((card) => [card.uid, depthOf(card, byUid)]))
  const depth = ({ uid }: CardInfo) => depths.get(uid) ?? 0
  return board.cards
    .map((card, order) => ({ card, order }))
    .sort((a, b) => groupFirst(a.card, b.card) || depth(a.card) - depth(b.card) || a.order - b.order)
    .map(({ card, order }) =>
      nodeOf(card, byUid.get(card.container ?? ''), order, depth(card), hueOfCard(card, tags)),
    )
}

function groupFirst(a: CardInfo, b: CardInfo): number {
  return Number(b.kind === 'group') - Number(a.kind === 'group')
}

function depthOf({ container }: CardInfo, byUid: ReadonlyMap<string, CardInfo>): number {
  let depth = 0
  for (let at = container; at !== null && depth < byUid.size; depth++) at = byUid.get(at)?.container ?? null
  return depth
}

// Groups lie below the links, cards above them.
const belowLinks = -100_000

function nodeOf(
  card: CardInfo,
  group: CardInfo | undefined,
  order: number,
  depth: number,
  hue: string,
): CardNode {
  const { uid, kind, x, y, width, height } = card
  const isGroup = kind === 'group'
  return {
    id: uid,
    type: isGroup ? 'frame' : 'card',
    position: { x: x - (group?.x ?? 0), y: y - (group?.y ?? 0) },
    ...(group ? { parentId: group.uid } : {}),
    width,
    height,
    measured: { width, height },
    handles: handlesOf({ width, height }),
    zIndex: isGroup ? belowLinks + depth * 1000 + order : 1 + order,
    data: { card, hue },
    ariaLabel: cardName(card),
    ...(isGroup ? { dragHandle: '.group-grip', style: { pointerEvents: 'none' } } : {}),
  }
}

const sides = [
  ['top', Position.Top, 0.5, 0],
  ['right', Position.Right, 1, 0.5],
  ['bottom', Position.Bottom, 0.5, 1],
  ['left', Position.Left, 0, 0.5],
] as const

function handlesOf({ width, height }: Pick<Rect, 'width' | 'height'>): NonNullable<Node['handles']> {
  return sides.map(([id, position, across, down]) => {
    return { id, type: 'source', position, x: across * width, y: down * height, width: 1, height: 1 }
  })
}

export function edgesOf(board: Board): LinkEdge[] {
  const lanes = lanesOf(board.links)
  const byUid = new Map(board.cards.map((card) => [card.uid, card]))
  const obstacles = board.cards.filter(({ kind }) => kind !== 'group')
  const nameOf = (uid: string) => {
    const card = byUid.get(uid)
    return named(card && mainText(card.content))
  }
  return board.links.map((link) => {
    const text = linkText(link)
    const lane = lanes.get(link.uid) ?? 0
    const from = byUid.get(link.from)
    const to = byUid.get(link.to)
    const labelAt = text !== '' && from && to ? labelStop(routeLink(from, to, lane), text, obstacles) : 0.5
    const ends = `from ${nameOf(link.from)} to ${nameOf(link.to)}`
    return {
      id: link.uid,
      type: 'link',
      source: link.from,
      target: link.to,
      data: { link, lane, labelAt },
      ariaLabel: text === '' ? `Link ${ends}` : `Link ${text}, ${ends}`,
    }
  })
}

// Enough of a card to know it by, in a link's name.
const nameLength = 60

function named(text = ''): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length <= nameLength ? `“${line}”` : `“${line.slice(0, nameLength).toWellFormed().trimEnd()}…”`
}

/** Where nodes are on the canvas, whatever groups they are in. */
export function placesOf(nodes: readonly BoardNode[]): Map<string, Rect> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const places = new Map<string, Rect>()
  for (const node of nodes) {
    let { x, y } = node.position
    let parent = node.parentId
    for (let steps = 0; parent !== undefined && steps < nodes.length; steps++) {
      const group = byId.get(parent)
      x += group?.position.x ?? 0
      y += group?.position.y ?? 0
      parent = group?.parentId
    }
    places.set(node.id, { x, y, width: node.width ?? 0, height: node.height ?? 0 })
  }
  return places
}

/** Everything inside these groups, at any depth. */
export function insideOf(groups: ReadonlySet<string>, nodes: readonly BoardNode[]): Set<string> {
  const inside = new Set<string>()
  // Groups come before what is in them, so one pass finds all.
  for (const { id, parentId } of nodes) {
    if (parentId !== undefined && (groups.has(parentId) || inside.has(parentId))) inside.add(id)
  }
  return inside
}

/** Takes over what the board says, and keeps of the canvas what it alone knows: what is selected or being written. */
export function merged(next: readonly CardNode[], before: readonly BoardNode[]): BoardNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  const draft = known.get(draftId)
  const nodes: BoardNode[] = next.map((node) => {
    const old = known.get(node.id)
    if (!old || old.type === 'draft') return node
    if (sameNode(old, node)) return old
    const selected = old.selected ?? false
    if (!old.dragging) return { ...node, selected }
    // What a hand or a key holds stays in it, whatever happens around it.
    const { position, width = node.width, height = node.height, measured = node.measured } = old
    return { ...node, selected, dragging: true, position, width, height, measured } as CardNode
  })
  return draft ? [...nodes, draft] : nodes
}

/** An unchanged node stays the same object, so that it is not drawn again. */
function sameNode(old: CardNode, node: CardNode): boolean {
  return (
    old.data.card === node.data.card &&
    old.data.hue === node.data.hue &&
    old.zIndex === node.zIndex &&
    old.parentId === node.parentId &&
    samePoint(old.position, node.position) &&
    old.width === node.width &&
    old.height === node.height
  )
}

function samePoint(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y
}
