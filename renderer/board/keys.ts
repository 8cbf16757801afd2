import { gridStep, type Point } from '../../db/contract/board-geometry.ts'
import type { BoardAction } from './state.ts'

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

const actions: Readonly<Record<string, BoardAction>> = {
  v: 'select',
  n: 'note',
  l: 'link',
  g: 'group',
  f: 'fit',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'zoom-reset',
  ']': 'front',
  '[': 'back',
  Enter: 'open',
  F2: 'edit',
  Delete: 'delete',
  Backspace: 'delete',
}

/** What a key does on a board; undefined for one that is nothing to it. */
export function actionOfKey({ key, ctrlKey, metaKey, altKey }: Pressed): BoardAction | undefined {
  if (ctrlKey || metaKey || altKey) return undefined
  return actions[key.length === 1 ? key.toLowerCase() : key]
}

const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

// With Shift, a step is as long as a small card is high.
const bigStep = 8 * gridStep

/** How far an arrow key goes, in canvas pixels. With Alt it resizes. */
export function stepOfKey({
  key,
  shiftKey,
  altKey,
  ctrlKey,
  metaKey,
}: Pressed): { readonly step: Point; readonly does: 'move' | 'resize' } | undefined {
  const direction = directions[key]
  if (!direction || ctrlKey || metaKey) return undefined
  const length = shiftKey ? bigStep : gridStep
  return { step: { x: direction.x * length, y: direction.y * length }, does: altKey ? 'resize' : 'move' }
}
