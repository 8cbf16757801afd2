import { BaseEdge, EdgeLabelRenderer, type EdgeProps, useInternalNode, useStore } from '@xyflow/react'
import { memo, useContext } from 'react'
import { headOf, pathOf, pointOn, type Rect, routeLink } from '../../db/contract/board-geometry.ts'
import { hasHeadAt, linkTone } from '../../db/contract/board-look.ts'
import { linkText } from '../../db/contract/card-words.ts'
import { BoardContext } from './context.ts'
import { detailAt } from './detail.ts'
import type { LinkEdge } from './nodes.ts'
import { TextEditor } from './TextEditor.tsx'

// How far from a link a click still means it, in canvas pixels.
const reach = 16

/** A link between two cards, from the sides that face each other, with its words in the middle. */
export const LinkView = memo(function LinkView({ id, source, target, data, selected }: EdgeProps<LinkEdge>) {
  const from = useRect(source)
  const to = useRect(target)
  const { editing, unsaved, finishLink } = useContext(BoardContext)
  const readable = useStore(({ transform }) => detailAt(transform[2]) === 'full')
  if (!from || !to || !data) return null
  const { link, lane, labelAt } = data
  const route = routeLink(from, to, lane)
  const { x, y } = pointOn(route, labelAt)
  const text = linkText(link)
  const style = link.colour ? ({ '--tone': link.colour } as React.CSSProperties) : undefined
  return (
    <g className={`link ${linkTone(link)} ${link.style}${selected ? ' selected' : ''}`} style={style}>
      <BaseEdge id={id} path={pathOf(route)} interactionWidth={reach} />
      {(['from', 'to'] as const).map(
        (end) =>
          hasHeadAt(link.direction, end) && <path key={end} className="link-head" d={headOf(route, end)} />,
      )}
      {editing === id ? (
        <EdgeLabelRenderer>
          <div
            className="link-editor"
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            <TextEditor
              label="Label of the link"
              line
              text={unsaved?.uid === id ? unsaved.text : (link.label ?? '')}
              onDone={(label, byKey) => finishLink(link, label, byKey)}
            />
          </div>
        </EdgeLabelRenderer>
      ) : (
        readable &&
        text !== '' && (
          <text className="link-label" x={x} y={y} textAnchor="middle" dominantBaseline="central">
            {text}
          </text>
        )
      )}
    </g>
  )
})

function useRect(id: string): Rect | null {
  const node = useInternalNode(id)
  if (!node) return null
  const { x, y } = node.internals.positionAbsolute
  return { x, y, width: node.measured.width ?? 0, height: node.measured.height ?? 0 }
}
