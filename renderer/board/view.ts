import type { Viewport } from '@xyflow/react'
import { z } from 'zod'

const Kept = z.object({ x: z.number(), y: z.number(), zoom: z.number().positive() })

const keyOf = (board: string) => `claimboard.board.${board}`

/** Where the canvas of a board was left, on this computer; undefined for one that was never seen. */
export function keptView(board: string): Viewport | undefined {
  const kept = localStorage.getItem(keyOf(board))
  if (kept === null) return undefined
  try {
    return Kept.safeParse(JSON.parse(kept)).data
  } catch {
    // Not ours, or damaged: the board is shown as if for the first time.
    return undefined
  }
}

export function keepView(board: string, view: Viewport): void {
  localStorage.setItem(keyOf(board), JSON.stringify(view))
}
