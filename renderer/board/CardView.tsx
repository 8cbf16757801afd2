import {
  Handle,
  type NodeProps,
  NodeResizer,
  Position,
  useStore,
  useUpdateNodeInternals,
} from '@xyflow/react'
import { memo, useContext, useEffect, useState } from 'react'
import { smallestCard } from '../../db/contract/board-geometry.ts'
import type { CardContent, CardInfo } from '../../db/contract/card.ts'
import { hasFoot, hasHead, linesIn } from '../../db/contract/card-measures.ts'
import { footing, gradesOf, heading, headingDetail, mainText } from '../../db/contract/card-words.ts'
import { Grade } from '../ui/Grade.tsx'
import { BoardContext } from './context.ts'
import { type Detail, detailAt } from './detail.ts'
import type { CardNode } from './nodes.ts'
import { PictureView } from './PictureView.tsx'
import { TextEditor } from './TextEditor.tsx'
import { ownWords } from './useWriting.ts'
import './card.css'

// What card.css gives a card that is seen from further away, in canvas pixels.
const titleFrame = 24
const titleLineHeight = 25

/** A card on the canvas: as much of it as can be read at this distance. */
export const CardView = memo(function CardView({
  id,
  data: { card, hue },
  selected,
  height = card.height,
}: NodeProps<CardNode>) {
  const detail = useStore(detailOf)
  const { editing, unsaved, finish, readOnly, resized } = useContext(BoardContext)
  const [near, setNear] = useState(false)
  const style = { '--hue': hue } as React.CSSProperties
  const state = `${card.content.kind === 'gone' ? ' gone' : ''}${card.colour === null ? '' : ' coloured'}`
  if (detail === 'shape') {
    return (
      <div className={`card ${card.kind} shape${state}`} style={style}>
        <Anchor />
      </div>
    )
  }
  return (
    <div
      className={`card ${card.kind} ${detail}${state}`}
      style={style}
      onPointerEnter={() => setNear(true)}
      // A link that is being drawn has left the card with the button down.
      onPointerLeave={({ buttons }) => buttons === 0 && setNear(false)}
    >
      {detail === 'title' ? (
        <Title card={card} height={height} />
      ) : editing === id ? (
        <TextEditor
          label="Text of the note"
          text={unsaved?.uid === id ? unsaved.text : ownWords(card)}
          onDone={(body, byKey) => finish(card, body, byKey)}
        />
      ) : (
        <Content card={card} height={height} />
      )}
      <Anchor />
      {!readOnly && (near || selected) && <Handles id={id} />}
      {!readOnly && selected && <Resizer id={id} onResized={resized} />}
    </div>
  )
})

export function detailOf({
  transform: [, , zoom],
}: {
  transform: readonly [number, number, number]
}): Detail {
  return detailAt(zoom)
}

/** From further away: what it is and says, in letters that can still be read. */
function Title({ card: { content }, height }: { readonly card: CardInfo; readonly height: number }) {
  if (content.kind === 'picture') return <PictureView content={content} />
  const lines = Math.max(1, Math.floor((height - titleFrame) / titleLineHeight))
  return <Text content={content} lines={lines} />
}

/** A quotation is set as one; what does not fit ends in an ellipsis. */
function Text({ content, lines }: { readonly content: CardContent; readonly lines: number }) {
  const quote = content.kind === 'passage' ? ' quote' : ''
  return (
    <p className={`card-text${quote}`} dir="auto" style={{ WebkitLineClamp: lines }}>
      {mainText(content)}
    </p>
  )
}

function Content({ card: { kind, content }, height }: { readonly card: CardInfo; readonly height: number }) {
  if (content.kind === 'picture') return <PictureView content={content} />
  const text = <Text content={content} lines={linesIn(height, kind, content)} />
  if (!hasHead(kind)) return text
  const detail = headingDetail(content)
  return (
    <>
      <header>
        <span className="card-kind">
          {heading(kind, content)}
          {detail !== '' && <span className="card-stance"> {detail}</span>}
        </span>
        <Grade {...gradesOf(content)} />
      </header>
      {text}
      {hasFoot(content) && <footer className="ellipsis">{footing(content)}</footer>}
    </>
  )
}

const sides = [
  ['top', Position.Top],
  ['right', Position.Right],
  ['bottom', Position.Bottom],
  ['left', Position.Left],
] as const

/**
 * The canvas takes a link's ends from points that it finds in a card by these names and measures; links
 * themselves run between the sides that face each other. A whole handle in every card would cost each frame.
 */
export function Anchor() {
  return <span className="source anchor" data-handleid="anchor" data-handlepos="top" aria-hidden="true" />
}

/** Points at the sides from which a link is drawn. The keyboard has L. */
export function Handles({ id }: { readonly id: string }) {
  const measure = useUpdateNodeInternals()
  useEffect(() => measure(id), [id, measure])
  return sides.map(([side, position]) => <Handle key={side} id={side} type="source" position={position} />)
}

export function Resizer({
  id,
  onResized,
}: {
  readonly id: string
  onResized(cards: readonly string[]): void
}) {
  return (
    <NodeResizer
      minWidth={smallestCard.width}
      minHeight={smallestCard.height}
      onResizeEnd={() => onResized([id])}
    />
  )
}
