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
  /** Changes what is shown at once; what is saved comes back from the project. */
  setNodes(change: (nodes: readonly BoardNode[]) => BoardNode[]): void
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
  const [nodes, setNodes] = useState<BoardNode[]>(fromProject)
  const [edges, setEdges] = useState<LinkEdge[]>(links)

  const reset = useCallback(() => setNodes((before) => merged(fromProject, before)), [fromProject])
  // What was made a moment ago is selected when it comes.
  const awaited = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    setNodes((before) =>
      merged(fromProject, before).map((node) =>
        awaited.current.has(node.id) ? withSelection(node, true) : node,
      ),
    )
  }, [fromProject])
  useEffect(() => {
    setEdges((before) => {
      const selected = new Set(before.flatMap((edge) => (edge.selected ? edge.id : [])))
      return links.map((link) => withSelection(link, selected.has(link.id) || awaited.current.has(link.id)))
    })
  }, [links])
  useSelection(board.uid, nodes, edges)

  return {
    nodes,
    edges,
    onNodesChange: useCallback((changes) => {
      if (changes.some(({ type }) => type === 'select')) awaited.current = new Set()
      setNodes((before) => applyNodeChanges(changes, before))
    }, []),
    onEdgesChange: useCallback((changes) => {
      if (changes.some(({ type }) => type === 'select')) awaited.current = new Set()
      setEdges((before) => applyEdgeChanges(changes, before))
    }, []),
    setNodes: useCallback((change) => setNodes((before) => change(before)), []),
    reset,
    select: useCallback((cards, chosen = []) => {
      awaited.current = new Set([...cards, ...chosen])
      setNodes((before) => before.map((node) => withSelection(node, cards.includes(node.id))))
      setEdges((before) => before.map((edge) => withSelection(edge, chosen.includes(edge.id))))
    }, []),
  }
}

function withSelection<Item extends { selected?: boolean | undefined }>(item: Item, selected: boolean): Item {
  return (item.selected ?? false) === selected ? item : { ...item, selected }
}

/** Tells the rest of the window what is selected here. */
function useSelection(board: string, nodes: readonly BoardNode[], edges: readonly LinkEdge[]): void {
  useEffect(() => {
    const selection = boardSelection.get()
    const own = selection.board === board ? selection : { cards: [], links: [] }
    const cards = inOrder(own.cards, idsOfSelected(nodes.filter(({ type }) => type !== 'draft')))
    const links = inOrder(own.links, idsOfSelected(edges))
    const nothing = cards.length === 0 && links.length === 0
    if (nothing && selection.board !== board) return
    if (cards === own.cards && links === own.links) return
    boardSelection.set({ board, cards, links })
    const uid = cards[0] ?? links[0]
    selectSubject(uid === undefined ? null : { kind: 'card', uid })
  }, [board, nodes, edges])
}

function idsOfSelected(items: readonly { id: string; selected?: boolean | undefined }[]): string[] {
  return items.flatMap(({ id, selected }) => (selected ? id : []))
}
