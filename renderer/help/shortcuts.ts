import type { Command } from '../command.ts'
import { commands } from '../commands.ts'

type Shortcut = Pick<Command, 'label' | 'shortcut' | 'macShortcut'>

/** Keys that are no command of their own, by the group that they are shown with. */
const more: Partial<Record<Command['group'], readonly Shortcut[]>> = {
  Project: [
    { shortcut: 'Mod+V', label: 'Paste as a document, outside of a field' },
    { shortcut: 'Shift+Arrows', label: 'In the list of documents: choose several' },
    { shortcut: 'Mod+Space', label: 'In the list of documents: choose one more, or one less' },
    { shortcut: 'F2', label: 'In the lists of documents, boards and actors: rename' },
  ],
  Passages: [
    { shortcut: 'Shift+Arrows', label: 'Select text in the reader' },
    { shortcut: 'Enter', label: 'Show the passage at the cursor' },
    { shortcut: '1 … 9', label: 'Apply the tag that owns the digit' },
    { shortcut: 'Menu', label: 'What to do with the passage' },
    { shortcut: '← →', label: 'After M: move the boundary by a character; with Ctrl by a word' },
    { shortcut: 'Enter', label: 'After M: keep the boundary; Esc gives it up' },
    { shortcut: 'Esc', label: 'Let go of the selection' },
    {
      shortcut: 'Alt+Arrows',
      label: 'In the list of tags: move the tag up, down, below another and out again',
    },
    { shortcut: 'F2', label: 'In the list of tags: rename' },
  ],
  View: [
    { shortcut: 'J K', label: 'In the list of conflicts: the next one, and the one before' },
    { shortcut: '1 2', label: 'In the list of conflicts: choose a side; Enter takes it' },
    { shortcut: 'W', label: 'In the list of conflicts: write another text' },
    { shortcut: 'O', label: 'In the list of conflicts: open its place' },
  ],
  Board: [
    { shortcut: 'N', label: 'Write a note on the board' },
    { shortcut: 'Delete', label: 'Delete cards and links' },
    { shortcut: 'Space', label: 'Select the card that has the focus, too' },
    { shortcut: 'Arrows', label: 'Move cards; with Shift further' },
    { shortcut: 'Alt+Arrows', label: 'Resize cards' },
    { shortcut: 'Esc', label: 'Let go of the selection' },
  ],
}

/** Every shortcut by what it is for, in the order in which people are told of them. */
export function shortcutGroups(): { group: Command['group']; shortcuts: readonly Shortcut[] }[] {
  const groups = [...new Set(commands.map(({ group }) => group))]
  return groups
    .map((group) => ({
      group,
      shortcuts: [
        ...commands.filter((command) => command.group === group && command.shortcut),
        ...(more[group] ?? []),
      ],
    }))
    .filter(({ shortcuts }) => shortcuts.length > 0)
}
