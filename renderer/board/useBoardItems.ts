import { applyEdgeChanges, applyNodeChanges, type OnEdgesChange, type OnNodesChange } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Board } from '../../db/contract/board.ts'
import { useAnswer } from '../state/queries.ts'
import { selectSubject } from '../state/selection.ts'
import { type BoardNode, edgesOf, type LinkEdge, merged, nodesOf } from './nodes.ts'
import { boardSelection, inOrder } from './state.ts'

export interface BoardItems {
  readonly nodes: readonly BoardNode[]
  readonly edges: readonly LinkEdge[]
  readonly onNodesChange: OnNodesChange<BoardNode>
  readonly onEdgesChange: OnEdgesChange<LinkEdge>
  /** The nodes after every change up to now, whether drawn already or not. */
  latestNodes(): readonly BoardNode[]
  /** Changes what is shown at once; what is saved comes back from the project. */
  setNodes(change: (nodes: readonly BoardNode[]) => readonly BoardNode[]): void
  /** What is selected after every change up to now, in the order in which it was selected. */
  selected(): { readonly cards: readonly string[]; readonly links: readonly string[] }
  /** Shows what the project says again, after a change that could not be saved. */
  reset(): void
  /** Selects these and nothing else. */
  select(cards: readonly string[], links?: readonly string[]): void
}

/** A board's cards and links as the canvas holds them: what the project says, and what is selected or being moved. */
export function useBoardItems(board: Board): BoardItems {
  const { data: tags } = useAnswer('tags.list', {})
  const fromProject = useMemo(() => nodesOf(board, tags ?? []), [board, tags])
  const links = useMemo(() => edgesOf(board), [board])
  const [nodes, latestNodes, setNodes] = useLatest<readonly BoardNode[]>(fromProject)
  const [edges, latestEdges, setEdges] = useLatest<readonly LinkEdge[]>(links)
  // What was made a moment ago is selected when it comes.
  const awaited = useRef<ReadonlySet<string>>(new Set())

  const reset = useCallback(() => setNodes((before) => merged(fromProject, before)), [fromProject, setNodes])
  useEffect(() => {
    setNodes((before) =>
      merged(fromProject, before).map((node) =>
        awaited.current.has(node.id) ? withSelection(node, true) : node,
      ),
    )
  }, [fromProject, setNodes])
  useEffect(() => {
    setEdges((before) => {
      const selected = new Set(idsOfSelected(before))
      return links.map((link) => withSelection(link, selected.has(link.id) || awaited.current.has(link.id)))
    })
  }, [links, setEdges])
  useSelection(board.uid, nodes, edges)

  return {
    nodes,
    edges,
    latestNodes,
    onNodesChange: useCallback(
      (changes) => {
        if (changes.some(({ type }) => type === 'select')) awaited.current = new Set()
        setNodes((before) => applyNodeChanges(changes, [...before]))
      },
      [setNodes],
    ),
    onEdgesChange: useCallback(
      (changes) => {
        if (changes.some(({ type }) => type === 'select')) awaited.current = new Set()
        setEdges((before) => applyEdgeChanges(changes, [...before]))
      },
      [setEdges],
    ),
    setNodes,
    reset,
    selected: useCallback(
      () => selectionOf(board.uid, latestNodes(), latestEdges()),
      [board.uid, latestNodes, latestEdges],
    ),
    select: useCallback(
      (cards, chosen = []) => {
        awaited.current = new Set([...cards, ...chosen])
        setNodes((before) => before.map((node) => withSelection(node, cards.includes(node.id))))
        setEdges((before) => before.map((edge) => withSelection(edge, chosen.includes(edge.id))))
      },
      [setNodes, setEdges],
    ),
  }
}

/** State that can be read as it is now, not only as it was drawn: keys come faster than drawings. */
function useLatest<Value>(initial: Value): [Value, () => Value, (change: (before: Value) => Value) => void] {
  const [drawn, draw] = useState(initial)
  const latest = useRef(initial)
  const get = useCallback(() => latest.current, [])
  const set = useCallback((change: (before: Value) => Value) => {
    latest.current = change(latest.current)
    draw(latest.current)
  }, [])
  return [drawn, get, set]
}

function withSelection<Item extends { selected?: boolean | undefined }>(item: Item, selected: boolean): Item {
  return (item.selected ?? false) === selected ? item : { ...item, selected }
}

/** Tells the rest of the window what is selected here. */
function useSelection(board: string, nodes: readonly BoardNode[], edges: readonly LinkEdge[]): void {
  useEffect(() => {
    const before = boardSelection.get()
    const { cards, links } = selectionOf(board, nodes, edges)
    if (before.board === board && cards === before.cards && links === before.links) return
    const uid = cards[0] ?? links[0]
    if (uid === undefined && before.board !== board) return
    boardSelection.set({ board, cards, links })
    selectSubject(uid === undefined ? null : { kind: 'card', uid })
  }, [board, nodes, edges])
}

function selectionOf(board: string, nodes: readonly BoardNode[], edges: readonly LinkEdge[]) {
  const before = boardSelection.get()
  const known = before.board === board ? before : { cards: [], links: [] }
  return {
    cards: inOrder(known.cards, idsOfSelected(nodes)),
    links: inOrder(known.links, idsOfSelected(edges)),
  }
}

function idsOfSelected(items: readonly { id: string; selected?: boolean | undefined }[]): string[] {
  return items.flatMap(({ id, selected }) => (selected ? id : []))
}
