import '@xyflow/react/dist/base.css'
import { Background, ConnectionMode, ReactFlow, SelectionMode, useReactFlow } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Board } from '../../db/contract/board.ts'
import { gridStep } from '../../db/contract/board-geometry.ts'
import { BoardMessage } from './BoardMessage.tsx'
import { CardMenu } from './CardMenu.tsx'
import { CardView } from './CardView.tsx'
import { BoardContext } from './context.ts'
import { DraftView } from './DraftView.tsx'
import { ExportButton } from './ExportButton.tsx'
import { GroupView } from './GroupView.tsx'
import { LinkView } from './LinkView.tsx'
import type { BoardNode } from './nodes.ts'
import { Overview } from './Overview.tsx'
import { boardSelection, leaveBoard, shownBoard } from './state.ts'
import { Toolbar } from './Toolbar.tsx'
import { fitOptions, useBoardActions } from './useBoardActions.ts'
import { useBoardItems } from './useBoardItems.ts'
import { useBoardKeys } from './useBoardKeys.ts'
import { useExchange } from './useExchange.ts'
import { useMoving } from './useMoving.ts'
import { keepView, keptView } from './view.ts'
import { ZoomControls } from './ZoomControls.tsx'
import './board.css'

// Not “group”: the library has its own look for that.
const nodeTypes = { card: CardView, frame: GroupView, draft: DraftView }
const edgeTypes = { link: LinkView }
const snapGrid: [number, number] = [gridStep, gridStep]
const farthest = 0.05
const nearest = 2

// Up to so many cards all of them are in the page, so that the Tab key reaches what is not in view.
const allInPage = 120

interface Props {
  readonly board: Board
  readonly readOnly: boolean
  /** Whether this is the board in front. */
  readonly active: boolean
}

/** The canvas of a board, with its tools. */
export function BoardCanvas({ board, readOnly, active }: Props) {
  const canvas = useRef<HTMLElement>(null)
  const items = useBoardItems(board)
  const moving = useMoving(items)
  const actions = useBoardActions(board, items, moving, canvas)
  const { mode, linkFrom, perform, edit, editing, unsaved, finish, finishLink, finishDraft } = actions
  const { nodes, edges } = items
  const [menu, setMenu] = useState<{ x: number; y: number; card: string } | null>(null)
  const flow = useReactFlow<BoardNode>()
  const onKeyDown = useBoardKeys({ items, moving, actions, readOnly })
  const exchange = useExchange(board, items, readOnly)
  const selected = nodes.filter((node) => node.selected)

  const { select } = items
  useEffect(() => {
    if (!active) return
    shownBoard.set({ board: board.uid, perform })
    return () => {
      select([])
      leaveBoard(board.uid)
    }
  }, [active, board.uid, perform, select])

  const { resized } = moving
  const services = useMemo(
    () => ({ readOnly, editing, unsaved, finish, finishLink, finishDraft, edit, resized }),
    [readOnly, editing, unsaved, finish, finishLink, finishDraft, edit, resized],
  )
  const [firstView] = useState(() => viewAtFirst(board))
  const menuCard = board.cards.find(({ uid }) => uid === menu?.card)

  return (
    <BoardContext value={services}>
      <section
        ref={canvas}
        className={`board ${mode}${linkFrom === null ? '' : ' linking'}`}
        aria-label="Board"
        // Reached by a click or after an editor closed, so that keys go on working.
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && moving.rest()}
        {...exchange}
      >
        <ReactFlow<BoardNode>
          nodes={nodes as BoardNode[]}
          edges={edges as never}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={items.onNodesChange}
          onEdgesChange={items.onEdgesChange as never}
          onNodeDragStop={(_, node, dragged) =>
            moving.dropped(dragged.length > 0 ? dragged.map(({ id }) => id) : [node.id])
          }
          onNodeClick={(_, node) => mode === 'link' && actions.pickForLink(node.id)}
          onNodeDoubleClick={() => perform('open')}
          onEdgeDoubleClick={(_, edge) => !readOnly && edit(edge.id)}
          onNodeContextMenu={(event, node) => {
            event.preventDefault()
            if (!node.selected) items.select([node.id])
            setMenu({ x: event.clientX, y: event.clientY, card: node.id })
          }}
          onConnectEnd={(event, { fromNode, toNode }) => {
            const to = toNode?.id ?? cardAt(event)
            if (fromNode && to && to !== fromNode.id) actions.link(fromNode.id, to)
          }}
          onDoubleClick={(event) => {
            const onCanvas = (event.target as Element).classList.contains('react-flow__pane')
            if (onCanvas && !readOnly) {
              actions.writeNote(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }))
            }
          }}
          onMoveEnd={(_, viewport) => keepView(board.uid, viewport)}
          {...firstView}
          minZoom={farthest}
          maxZoom={nearest}
          snapToGrid
          snapGrid={snapGrid}
          connectionMode={ConnectionMode.Loose}
          connectionRadius={24}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          onlyRenderVisibleElements={nodes.length > allInPage}
          zIndexMode="manual"
          selectionMode={SelectionMode.Partial}
          selectionOnDrag={mode === 'select'}
          panOnDrag={mode === 'select' ? [1, 2] : true}
          zoomOnDoubleClick={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          nodeDragThreshold={3}
          proOptions={{ hideAttribution: true }}
          aria-label="Cards and links"
        >
          <Background gap={3 * gridStep} size={1.5} color="var(--line-strong)" />
          <Overview nodes={nodes} />
        </ReactFlow>
        {!readOnly && <Toolbar mode={mode} selected={selected.length} perform={perform} />}
        <ExportButton board={board} />
        <ZoomControls perform={perform} />
        <BoardMessage
          board={board}
          mode={mode}
          linkFrom={linkFrom}
          readOnly={readOnly}
          drafting={nodes.length > board.cards.length}
        />
        {menu && menuCard && !readOnly && (
          <CardMenu
            at={menu}
            card={menuCard}
            cards={boardSelection.get().cards}
            perform={perform}
            onClose={() => setMenu(null)}
          />
        )}
      </section>
    </BoardContext>
  )
}

/** As the board was left, else the whole of it. An empty one stays where it is when its first card comes. */
function viewAtFirst({ uid, cards }: Board) {
  const view = keptView(uid)
  if (view) return { defaultViewport: view }
  return cards.length === 0 ? {} : { fitView: true, fitViewOptions: fitOptions }
}

/** The card under the pointer when a link was let go. */
function cardAt(event: MouseEvent | TouchEvent): string | undefined {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (!point) return undefined
  const element = document.elementFromPoint(point.clientX, point.clientY)
  return element?.closest<HTMLElement>('.react-flow__node')?.dataset.id
}
