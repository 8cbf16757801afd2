import path from 'node:path'
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { development } from './origin.ts'
import { type SettingsData, themes } from './settings.ts'

/** What the menu shows, as far as it changes. */
export interface MenuState {
  /** Labels of what Undo and Redo would do. */
  readonly undo: string | null
  readonly redo: string | null
  readonly projectOpen: boolean
  readonly recent: readonly string[]
  readonly theme: SettingsData['theme']
}

export interface MenuActions {
  /** A menu item that the page carries out. */
  command(id: string): void
  openRecent(file: string): void
  setTheme(theme: SettingsData['theme']): void
}

/** Shows a menu. On macOS there is one for the whole program, elsewhere every window has this one. */
export function showMenu(state: MenuState, actions: MenuActions): void {
  const mac = process.platform === 'darwin'
  const menus: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    fileMenu(state, actions, mac),
    editMenu(state, actions),
    viewMenu(state, actions),
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    helpMenu(actions, mac),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus))
}

function item(
  { command }: MenuActions,
  id: string,
  label: string,
  more: MenuItemConstructorOptions = {},
): MenuItemConstructorOptions {
  return { id, label, click: () => command(id), ...more }
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

function fileMenu(state: MenuState, actions: MenuActions, mac: boolean): MenuItemConstructorOptions {
  const withProject = { enabled: state.projectOpen }
  const recent = state.recent.map((file) => ({
    // A single ampersand would mark the next letter as the item's key.
    label: `${path.basename(file)} — ${path.basename(path.dirname(file))}`.replaceAll('&', '&&'),
    click: () => actions.openRecent(file),
  }))
  return {
    label: '&File',
    submenu: [
      item(actions, 'file.new', 'New project…', { accelerator: 'CmdOrCtrl+N' }),
      item(actions, 'file.open', 'Open…', { accelerator: 'CmdOrCtrl+O' }),
      { label: 'Open recent', submenu: recent, enabled: recent.length > 0 },
      separator,
      item(actions, 'file.importDocuments', 'Import documents…', {
        accelerator: 'CmdOrCtrl+I',
        ...withProject,
      }),
      item(actions, 'file.importFolder', 'Import folder…', withProject),
      item(actions, 'file.pasteDocument', 'Paste as a document', withProject),
      separator,
      item(actions, 'file.export', 'Export CSV…', { accelerator: 'CmdOrCtrl+E', ...withProject }),
      item(actions, 'file.share', 'Share a copy…', withProject),
      separator,
      item(actions, 'file.backups', 'Backups…', withProject),
      separator,
      item(actions, 'file.close', 'Close project', { accelerator: 'CmdOrCtrl+W', ...withProject }),
      ...(mac ? [] : [separator, { role: 'quit' } as const]),
    ],
  }
}

function editMenu({ undo, redo }: MenuState, actions: MenuActions): MenuItemConstructorOptions {
  // Always enabled: in a text field they undo typing, which the page decides by what has the focus.
  return {
    label: '&Edit',
    submenu: [
      item(actions, 'edit.undo', labelled('Undo', undo), { accelerator: 'CmdOrCtrl+Z' }),
      item(actions, 'edit.redo', labelled('Redo', redo), { accelerator: 'CmdOrCtrl+Shift+Z' }),
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      separator,
      item(actions, 'edit.find', 'Find anything…', { accelerator: 'CmdOrCtrl+K' }),
      item(actions, 'edit.selectAll', 'Select all', { accelerator: 'CmdOrCtrl+A' }),
    ],
  }
}

function labelled(verb: string, what: string | null): string {
  return what === null ? verb : `${verb}: ${what.replaceAll('&', '&&')}`
}

const themeLabels = { system: 'As the system', light: 'Light', dark: 'Dark' } as const

function viewMenu({ theme, projectOpen }: MenuState, actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      item(actions, 'evidence.open', 'Evidence table', {
        accelerator: 'CmdOrCtrl+Shift+E',
        enabled: projectOpen,
      }),
      separator,
      { role: 'resetZoom', label: 'Actual size' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      {
        label: 'Theme',
        submenu: themes.map((name) => ({
          label: themeLabels[name],
          type: 'radio' as const,
          checked: name === theme,
          click: () => actions.setTheme(name),
        })),
      },
      { role: 'togglefullscreen' },
      ...(development ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  }
}

function helpMenu(actions: MenuActions, mac: boolean): MenuItemConstructorOptions {
  return {
    role: 'help',
    label: '&Help',
    submenu: [
      item(actions, 'help.shortcuts', 'Keyboard shortcuts'),
      ...(mac ? [] : [{ role: 'about', label: `About ${app.name}` } as const]),
    ],
  }
}
