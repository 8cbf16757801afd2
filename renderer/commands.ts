import { openActorPicker } from './actors/naming.ts'
import { call } from './api.ts'
import { addSelectionToBoard } from './board/add-selection.ts'
import { boardCommands } from './board/commands.ts'
import { addSelectedEvidence, newClaim, repeatClaimant } from './claims/entering.ts'
import { joinShown } from './claims/front.ts'
import { chooseAndImport } from './documents/importing.ts'
import { requestPaste } from './documents/pasting.ts'

import { openEvidence } from './evidence/front.ts'
import {
  addHighlight,
  noteSelection,
  openPicker,
  removePassage,
  selectSentence,
  tagWithDigit,
} from './passages/marking.ts'
import { attempt } from './state/notices.ts'
import { save } from './state/tasks.ts'
import { openDialog } from './state/window.ts'

/** Something that a person can do, by menu, by key or by button. */
export interface Command {
  readonly id: string
  readonly label: string
  /** As people read it; `Mod` is Ctrl, or ⌘ on a Mac. */
  readonly shortcut?: string
  /** The menu owns shortcuts with Mod; the rest are single keys that do nothing while somebody types. */
  readonly group: 'Project' | 'Edit' | 'Passages' | 'Claims' | 'Board' | 'Help'
  run(): void
}

const later = (work: () => Promise<unknown>) => () => attempt(work)

export const commands: readonly Command[] = [
  {
    id: 'file.new',
    group: 'Project',
    label: 'New project',
    shortcut: 'Mod+N',
    run: () => openDialog('new-project'),
  },
  {
    id: 'file.open',
    group: 'Project',
    label: 'Open a project',
    shortcut: 'Mod+O',
    run: later(() => call('host.openProject', {})),
  },
  {
    id: 'file.importDocuments',
    group: 'Project',
    label: 'Import documents',
    shortcut: 'Mod+I',
    run: later(() => chooseAndImport(false)),
  },
  {
    id: 'file.importFolder',
    group: 'Project',
    label: 'Import a folder',
    run: later(() => chooseAndImport(true)),
  },
  {
    id: 'file.pasteDocument',
    group: 'Project',
    label: 'Paste as a document',
    run: later(requestPaste),
  },
  {
    id: 'file.export',
    group: 'Project',
    label: 'Export CSV',
    shortcut: 'Mod+E',
    run: () => openDialog('export'),
  },
  { id: 'file.share', group: 'Project', label: 'Share a copy', run: () => openDialog('share') },
  { id: 'file.backups', group: 'Project', label: 'Backups', run: () => openDialog('backups') },
  {
    id: 'file.close',
    group: 'Project',
    label: 'Close the project',
    shortcut: 'Mod+W',
    run: later(() => call('host.closeProject', {})),
  },
  { id: 'edit.undo', group: 'Edit', label: 'Undo', shortcut: 'Mod+Z', run: () => undoOrType('undo') },
  { id: 'edit.redo', group: 'Edit', label: 'Redo', shortcut: 'Mod+Shift+Z', run: () => undoOrType('redo') },
  { id: 'edit.selectAll', group: 'Edit', label: 'Select all', shortcut: 'Mod+A', run: selectAll },
  { id: 'passage.tag', group: 'Passages', label: 'Tag the selection', shortcut: 'T', run: openPicker },
  {
    id: 'passage.highlight',
    group: 'Passages',
    label: 'Highlight without a tag',
    shortcut: 'H',
    run: later(addHighlight),
  },
  { id: 'passage.note', group: 'Passages', label: 'Write a note', shortcut: 'N', run: later(noteSelection) },
  {
    id: 'passage.sentence',
    group: 'Passages',
    label: 'Select the sentence',
    shortcut: 'S',
    run: later(selectSentence),
  },
  {
    id: 'passage.board',
    group: 'Passages',
    label: 'Add to a board',
    shortcut: 'B',
    run: later(addSelectionToBoard),
  },
  {
    id: 'passage.remove',
    group: 'Passages',
    label: 'Delete the passage',
    shortcut: 'Delete',
    run: later(removePassage),
  },
  ...boardCommands,
  {
    id: 'evidence.open',
    group: 'Claims',
    label: 'Evidence table',
    shortcut: 'Mod+Shift+E',
    run: openEvidence,
  },
  { id: 'claim.new', group: 'Claims', label: 'New claim', shortcut: 'C', run: newClaim },
  {
    id: 'claim.addEvidence',
    group: 'Claims',
    label: 'Add the selection as evidence',
    shortcut: 'E',
    run: later(addSelectedEvidence),
  },
  {
    id: 'claim.repeatClaimant',
    group: 'Claims',
    label: 'Claim by the last claimant',
    shortcut: '.',
    run: repeatClaimant,
  },
  {
    id: 'proposition.join',
    group: 'Claims',
    label: 'Join statements that say the same',
    shortcut: 'J',
    run: joinShown,
  },
  { id: 'actor.new', group: 'Claims', label: 'Name an actor', shortcut: 'A', run: openActorPicker },
  {
    id: 'edit.find',
    group: 'Edit',
    label: 'Find anything',
    shortcut: 'Mod+K',
    run: () => openDialog('palette'),
  },
  {
    id: 'help.shortcuts',
    group: 'Help',
    label: 'Keyboard shortcuts',
    shortcut: '?',
    run: () => openDialog('shortcuts'),
  },
]

export function runCommand(id: string): void {
  commands.find((command) => command.id === id)?.run()
}

/** The command of a key that was pressed alone: T, H, ?, Delete, or a digit that owns a tag. */
export function commandOfKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): (() => void) | undefined {
  // The browser would select the whole window before the menu is asked.
  if ((event.ctrlKey || event.metaKey) && event.key === 'a') return selectAll
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (/^[1-9]$/.test(event.key)) return () => attempt(() => tagWithDigit(Number(event.key)))
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  // A board takes its own keys while it has the focus; elsewhere they mean other things.
  const command = commands.find(({ shortcut, group }) => shortcut === key && group !== 'Board')
  return command && (() => command.run())
}

/** Whether keys belong to what has the focus: somebody types there. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.matches('input, textarea, select') ||
      (target.isContentEditable && !target.closest('.reader-text')))
  )
}

function undoOrType(which: 'undo' | 'redo'): void {
  if (isTyping(document.activeElement)) document.execCommand(which)
  else attempt(() => save(`history.${which}`, {}))
}

function selectAll(): void {
  if (isTyping(document.activeElement)) document.execCommand('selectAll')
  else document.dispatchEvent(new CustomEvent('claimboard:select-all'))
}
