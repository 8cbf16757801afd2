import type { Command } from '../command.ts'
import { attempt } from '../state/notices.ts'
import { openDialog } from '../state/window.ts'
import { chooseAndMerge } from './merging.ts'
import { openSettling } from './settling.ts'

/** Bringing copies of the project together, and settling what came of it. */
export const mergeCommands: readonly Command[] = [
  {
    id: 'file.merge',
    group: 'Project',
    label: 'Merge a copy',
    enabled: ({ writable }) => writable,
    run: () => attempt(chooseAndMerge),
  },
  {
    id: 'file.team',
    group: 'Project',
    label: 'Team folder',
    enabled: ({ project }) => project,
    run: () => openDialog('team'),
  },
  {
    id: 'merge.conflicts',
    group: 'View',
    label: 'Conflicts',
    enabled: ({ project }) => project,
    run: () => openSettling('conflicts'),
  },
  {
    id: 'merge.duplicates',
    group: 'View',
    label: 'Made twice',
    enabled: ({ project }) => project,
    run: () => openSettling('duplicates'),
  },
]
