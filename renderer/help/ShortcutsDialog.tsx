import type { Command } from '../command.ts'
import { commands } from '../commands.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { keysOf } from './keys.ts'

/** Keys that are no command of their own, by the group that they are shown with. */
const more: Partial<Record<Command['group'], readonly { keys: string; label: string }[]>> = {
  Project: [{ keys: 'Mod+V', label: 'Paste as a document, where nobody types' }],
  Passages: [
    { keys: 'Shift+Arrows', label: 'Select text in the reader' },
    { keys: 'Enter', label: 'Show the passage at the cursor' },
    { keys: '1 … 9', label: 'Apply the tag that owns the digit' },
    { keys: 'Menu', label: 'What to do with the passage' },
    { keys: '← →', label: 'After M: move the boundary by a character; with Ctrl by a word' },
    { keys: 'Enter', label: 'After M: keep the boundary; Esc gives it up' },
    { keys: 'Esc', label: 'Let go of the selection' },
  ],
  Board: [
    { keys: 'N', label: 'Write a note on the board' },
    { keys: 'Delete', label: 'Delete cards and links' },
    { keys: 'Space', label: 'Select the card that has the focus, too' },
    { keys: 'Arrows', label: 'Move cards; with Shift further' },
    { keys: 'Alt+Arrows', label: 'Resize cards' },
    { keys: 'Esc', label: 'Let go of the selection' },
  ],
}

/** Every shortcut, by what it is for. */
export function ShortcutsDialog() {
  const groups = [...new Set(commands.map(({ group }) => group))]
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={closeDialog}>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.shortcut)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.label}</dt>
                    <dd>
                      <kbd>{keysOf(command)}</kbd>
                    </dd>
                  </div>
                ))}
              {more[group]?.map(({ keys, label }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <kbd>{keysOf({ shortcut: keys })}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
