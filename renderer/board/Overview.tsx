import { MiniMap, useStore } from '@xyflow/react'
import { useMemo } from 'react'
import { type BoardNode, placesOf } from './nodes.ts'

/** A small map of the board, while a part of the board is out of sight; otherwise it would only cover cards. */
export function Overview({ nodes }: { readonly nodes: readonly BoardNode[] }) {
  const bounds = useMemo(() => boundsOf(nodes), [nodes])
  const whole = useStore(
    ({ transform: [x, y, zoom], width, height }) =>
      bounds.left * zoom + x >= 0 &&
      bounds.top * zoom + y >= 0 &&
      bounds.right * zoom + x <= width &&
      bounds.bottom * zoom + y <= height,
  )
  if (nodes.length === 0 || whole) return null
  return (
    <MiniMap<BoardNode>
      ariaLabel="Overview of the board"
      pannable
      zoomable
      nodeColor={miniColour}
      nodeStrokeWidth={0}
      nodeBorderRadius={8}
      maskColor="color-mix(in srgb, var(--ground) 65%, transparent)"
    />
  )
}

/** The edges of all cards together, in canvas pixels. */
function boundsOf(nodes: readonly BoardNode[]) {
  const rects = [...placesOf(nodes).values()]
  return {
    left: Math.min(...rects.map(({ x }) => x)),
    top: Math.min(...rects.map(({ y }) => y)),
    right: Math.max(...rects.map(({ x, width }) => x + width)),
    bottom: Math.max(...rects.map(({ y, height }) => y + height)),
  }
}

function miniColour({ type, data }: BoardNode): string {
  if (type === 'frame') return 'var(--line)'
  if (!('card' in data)) return 'var(--line-strong)'
  return data.card.kind === 'note' ? 'light-dark(#e0cc7a, #7a6f42)' : data.hue
}
