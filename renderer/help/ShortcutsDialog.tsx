import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { keysOf } from './keys.ts'
import { shortcutGroups } from './shortcuts.ts'

/** Every shortcut, by what it is for. */
export function ShortcutsDialog() {
  return (
    <Dialog title="Keyboard shortcuts" wide onClose={closeDialog}>
      <div className="shortcuts">
        {shortcutGroups().map(({ group, shortcuts }) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.label}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <kbd>{keysOf(shortcut)}</kbd>
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
