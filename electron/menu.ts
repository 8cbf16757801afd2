import path from 'node:path'
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { themes } from '../db/contract/host.ts'
import { visibleText } from '../db/contract/visible-text.ts'
import {
  allCommands,
  boardItems,
  claimItems,
  fileItems,
  findItems,
  helpItems,
  type MenuCommand,
  type MenuEntry,
  passageItems,
  tagItems,
  undoItems,
  viewItems,
} from './menu-items.ts'
import { development } from './origin.ts'
import type { SettingsData } from './settings.ts'

/** What a window says of its menu. */
export interface WindowMenu {
  /** Labels of what Undo and Redo would do. */
  readonly undo: string | null
  readonly redo: string | null
  readonly projectOpen: boolean
  /** Ids of what cannot be done now. */
  readonly disabled: readonly string[]
  /** Ids of what is on. */
  readonly checked: readonly string[]
}

/** What the menu shows, as far as it changes. */
export interface MenuState extends WindowMenu {
  readonly recent: readonly string[]
  readonly theme: SettingsData['theme']
}

export interface MenuActions {
  /** A menu item that the page carries out. */
  command(id: string): void
  openRecent(file: string): void
  setTheme(theme: SettingsData['theme']): void
}

const mac = process.platform === 'darwin'

/** What the menu that is shown was built from: what else changes is changed in place, so that it stays open. */
let builtFrom = ''

/** Shows a menu. On macOS there is one for the whole program, elsewhere every window has this one. */
export function showMenu(state: MenuState, actions: MenuActions): void {
  const { undo, redo, recent, theme } = state
  const from = JSON.stringify({ undo, redo, recent, theme })
  if (from !== builtFrom) {
    builtFrom = from
    Menu.setApplicationMenu(Menu.buildFromTemplate(menusOf(state, actions)))
  }
  for (const { id, anywhere, toggle } of allCommands) {
    const shown = Menu.getApplicationMenu()?.getMenuItemById(id)
    if (!shown) continue
    shown.enabled = (anywhere || state.projectOpen) && !state.disabled.includes(id)
    if (toggle) shown.checked = state.checked.includes(id)
  }
}

function menusOf(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const built = (entries: readonly MenuEntry[]) => entries.map((entry) => itemOf(entry, actions))
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        ...built(fileItems.start),
        recentMenu(state, actions),
        ...built(fileItems.rest),
        ...(mac ? [] : [separator, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        ...undoItems.map((entry) =>
          itemOf(
            { ...entry, label: labelled(entry.label, entry.id === 'edit.undo' ? state.undo : state.redo) },
            actions,
          ),
        ),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        separator,
        ...built(findItems),
      ],
    },
    {
      label: '&View',
      submenu: [
        ...built(viewItems),
        // The key of the + without Shift, which people press.
        {
          label: 'Larger',
          accelerator: 'CmdOrCtrl+=',
          visible: false,
          click: () => actions.command('view.zoomIn'),
        },
        themeMenu(state, actions),
        ...(development ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    { label: '&Passage', submenu: built(passageItems) },
    { label: '&Tag', submenu: built(tagItems) },
    { label: '&Claim', submenu: built(claimItems) },
    { label: '&Board', submenu: built(boardItems) },
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', label: '&Help', submenu: built(helpItems) },
  ]
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

function itemOf(entry: MenuEntry, actions: MenuActions): MenuItemConstructorOptions {
  if (entry === 'separator') return separator
  if ('items' in entry)
    return { label: entry.label, submenu: entry.items.map((item) => itemOf(item, actions)) }
  const { id, label, toggle } = entry
  return {
    id,
    label,
    ...(toggle ? { type: 'checkbox' } : {}),
    ...acceleratorOf(entry),
    click: (item) => {
      // The system has ticked it already; what is shown is for the page to say, which may change it back at once.
      if (toggle) item.checked = !item.checked
      actions.command(id)
    },
  }
}

/**
 * Keys with Ctrl, Alt and the like are the menu's, and F1 and F11, which nobody types. A key that is pressed alone
 * or with Shift belongs to the page, which knows whether somebody is typing: it is only shown, and a Mac cannot only
 * show one.
 */
function acceleratorOf({ key, macKey }: MenuCommand): MenuItemConstructorOptions {
  if (key === undefined) return {}
  const accelerator = (mac ? (macKey ?? key) : key).replace('Mod', 'CmdOrCtrl')
  if (/^F1+$|.\+./.test(accelerator.replace(/^Shift\+/, ''))) return { accelerator }
  return mac ? {} : { accelerator: accelerator === '+' ? 'Plus' : accelerator, registerAccelerator: false }
}

function labelled(verb: string, what: string | null): string {
  return what === null ? verb : `${verb}: ${what.replaceAll('&', '&&')}`
}

function recentMenu({ recent }: MenuState, actions: MenuActions): MenuItemConstructorOptions {
  const submenu = recent.map((file) => ({
    // A single ampersand would mark the next letter as the item's key.
    label: visibleText(`${path.basename(file)} — ${path.basename(path.dirname(file))}`).replaceAll('&', '&&'),
    click: () => actions.openRecent(file),
  }))
  return { label: 'Open recent', submenu, enabled: recent.length > 0 }
}

const themeLabels = { system: 'As the system', light: 'Light', dark: 'Dark' } as const

function themeMenu({ theme }: MenuState, actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: 'Theme',
    submenu: themes.map((name) => ({
      label: themeLabels[name],
      type: 'radio' as const,
      checked: name === theme,
      click: () => actions.setTheme(name),
    })),
  }
}
