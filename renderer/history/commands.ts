import type { Command } from '../command.ts'
import { openDialog } from '../state/window.ts'
import { openHistory } from './view.ts'

/** Who did what, and how it was before. */
export const historyCommands: readonly Command[] = [
  {
    id: 'history.open',
    group: 'View',
    label: 'History',
    shortcut: 'Mod+Shift+H',
    enabled: ({ project }) => project,
    run: openHistory,
  },
  {
    id: 'history.asOf',
    group: 'View',
    label: 'Show the project as it was',
    enabled: ({ project }) => project,
    run: () => openDialog('as-of'),
  },
]
