import type { Situation } from './situation.ts'

/** Something that a person can do, by menu, by key or by button. */
export interface Command {
  readonly id: string
  readonly label: string
  /** `Mod` is Ctrl, or ⌘ on a Mac. */
  readonly shortcut?: string
  readonly macShortcut?: string
  /** The menu owns shortcuts with Mod, Ctrl or Alt; the rest are single keys that do nothing while somebody types. */
  readonly group: 'Project' | 'Edit' | 'View' | 'Passages' | 'Claims' | 'Board' | 'Help'
  /** Whether it can be done now; without it, always. A single key runs it all the same: it says what is missing. */
  enabled?(now: Situation): boolean
  /** Of a switch: whether it is on. */
  checked?(now: Situation): boolean
  run(): void
}

/** Whether a command can be done now. */
export function isEnabled({ enabled }: Command, now: Situation): boolean {
  return enabled ? enabled(now) : true
}
