import { call } from '../api.ts'
import type { Command } from '../command.ts'
import { attempt } from '../state/notices.ts'
import { queryClient } from '../state/queries.ts'
import { closeTab, stepTab } from './dock.ts'
import { togglePanel } from './panels.ts'
import { stepVisit } from './visits.ts'

const zoom = (step: 'in' | 'out' | 'reset') => () =>
  attempt(async () => {
    await call('host.zoom', { step })
    await queryClient.invalidateQueries({ queryKey: ['host.state'] })
  })

/** What changes how the window looks and what it shows, and nothing of the project. */
export const viewCommands: readonly Command[] = [
  {
    id: 'view.sidebar',
    group: 'View',
    label: 'Show the lists',
    shortcut: 'Mod+B',
    enabled: ({ project }) => project,
    checked: ({ lists }) => lists,
    run: () => togglePanel('lists'),
  },
  {
    id: 'view.inspector',
    group: 'View',
    label: 'Show the inspector',
    shortcut: 'Mod+Shift+B',
    enabled: ({ project }) => project,
    checked: ({ inspector }) => inspector,
    run: () => togglePanel('inspector'),
  },
  {
    id: 'view.back',
    group: 'View',
    label: 'Back to what was shown before',
    shortcut: 'Alt+Left',
    macShortcut: 'Mod+[',
    enabled: ({ back }) => back,
    run: () => stepVisit(-1),
  },
  {
    id: 'view.forward',
    group: 'View',
    label: 'Forward again',
    shortcut: 'Alt+Right',
    macShortcut: 'Mod+]',
    enabled: ({ forward }) => forward,
    run: () => stepVisit(1),
  },
  {
    id: 'view.nextTab',
    group: 'View',
    label: 'Next tab',
    shortcut: 'Ctrl+Tab',
    enabled: ({ tabs }) => tabs > 1,
    run: () => stepTab(1),
  },
  {
    id: 'view.previousTab',
    group: 'View',
    label: 'Previous tab',
    shortcut: 'Ctrl+Shift+Tab',
    enabled: ({ tabs }) => tabs > 1,
    run: () => stepTab(-1),
  },
  {
    id: 'view.closeTab',
    group: 'View',
    label: 'Close the tab',
    shortcut: 'Mod+W',
    enabled: ({ tabs }) => tabs > 0,
    run: closeTab,
  },
  { id: 'view.zoomIn', group: 'View', label: 'Larger', shortcut: 'Mod+Plus', run: zoom('in') },
  { id: 'view.zoomOut', group: 'View', label: 'Smaller', shortcut: 'Mod+-', run: zoom('out') },
  { id: 'view.zoomReset', group: 'View', label: 'Actual size', shortcut: 'Mod+0', run: zoom('reset') },
  {
    id: 'view.fullScreen',
    group: 'View',
    label: 'Full screen',
    shortcut: 'F11',
    macShortcut: 'Ctrl+Cmd+F',
    run: () => attempt(() => call('host.toggleFullScreen', {})),
  },
]
