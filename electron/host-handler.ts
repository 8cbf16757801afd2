import type { BrowserWindow } from 'electron'
import type { Analyst } from '../db/analyst.ts'
import type { HostName, Input, Output } from '../db/contract/contract.ts'
import type { GateCommand } from '../db/gate.ts'
import type { AsOfFiles } from './as-of.ts'
import type { WindowMenu } from './menu.ts'
import type { Printing } from './print.ts'
import type { Settings, SettingsData } from './settings.ts'
import type { Tokens } from './tokens.ts'

/** What the operations of the host do with the window that asks. */
export interface HostWindow {
  readonly browser: BrowserWindow
  readonly tokens: Tokens
  /** Path of the open project, or null on the first screen. */
  readonly file: string | null
  /** Path of a sealed copy that waits for its passphrase. */
  sealed: string | null
  /** A damaged project that could not be opened, and why. */
  damaged: { readonly file: string; readonly message: string } | null
  /** Opens here, or in a new window when this one has a project. @throws AppError why it cannot be opened */
  open(file: string): Promise<void>
  /** @throws AppError `conflict` when there is such a file */
  create(file: string, title: string): Promise<void>
  closeProject(): Promise<void>
  /** Closes the project and opens a file here. @throws AppError why it cannot be opened; then the project is closed */
  replaceProject(file: string): Promise<void>
  setMenu(state: WindowMenu): void
  /** Shows what is wrong with a project that could not be opened. */
  showDamaged(file: string, message: string): void
}

/** What they do with the whole program. */
export interface Host {
  readonly settings: Settings
  readonly analyst: Analyst
  /** Version of SQLite, once a project was opened. */
  readonly sqlite: string | null
  setAnalyst(change: Pick<Analyst, 'name' | 'initials' | 'colour'>): void
  /** Changes how every window looks, and remembers it. */
  setAppearance(change: Partial<Pick<SettingsData, 'theme' | 'zoom'>>): void
  /** Whether a file is the open project of some window. */
  isOpen(file: string): boolean
  /** What a project is called in a window: its file's name; for a backup, what it is a backup of. */
  shownName(file: string): string
  /** Projects as they were, each in a window of its own. */
  readonly asOf: AsOfFiles
  readonly printing: Printing
  /** Folder of the person's profile. */
  readonly profile: string
  /** Starts the disposable process that reads what may be hostile or damaged. */
  readonly gate: GateCommand
}

export type Handler<Name extends HostName> = (
  host: Host,
  window: HostWindow,
  input: Input<Name>,
) => Promise<Output<Name>> | Output<Name>
