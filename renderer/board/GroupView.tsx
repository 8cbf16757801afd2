import { type NodeProps, useStore } from '@xyflow/react'
import { memo, useContext } from 'react'
import { mainText } from '../../db/contract/card-words.ts'
import { Anchor, detailOf, Handles, Resizer } from './CardView.tsx'
import { BoardContext } from './context.ts'
import type { CardNode } from './nodes.ts'
import { TextEditor } from './TextEditor.tsx'

/**
 * A frame around cards, with its title on the frame. It is taken hold of by title or border; what is inside it
 * belongs to the canvas.
 */
export const GroupView = memo(function GroupView({ id, data: { card, hue }, selected }: NodeProps<CardNode>) {
  const { editing, unsaved, finish, readOnly, resized } = useContext(BoardContext)
  const title = mainText(card.content)
  const detail = useStore(detailOf)
  const style = { '--hue': card.colour ? hue : 'var(--ink-3)' } as React.CSSProperties
  return (
    <div className={`group-frame ${detail}`} style={style}>
      {(['top', 'right', 'bottom', 'left'] as const).map((side) => (
        <span key={side} className={`group-grip ${side}`} />
      ))}
      {editing === id ? (
        <div className="group-title">
          <TextEditor
            label="Title of the group"
            line
            text={unsaved?.uid === id ? unsaved.text : title}
            onDone={(body, byKey) => finish(card, body, byKey)}
          />
        </div>
      ) : (
        <div className={title === '' ? 'group-title group-grip unnamed' : 'group-title group-grip'}>
          {title || 'Untitled group'}
        </div>
      )}
      <Anchor />
      {!readOnly && selected && <Handles id={id} />}
      {!readOnly && selected && <Resizer id={id} onResized={resized} />}
    </div>
  )
})
