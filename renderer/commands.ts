import { openActorPicker } from './actors/naming.ts'
import { call } from './api.ts'
import { boardCommands } from './board/commands.ts'
import { addSelectedEvidence, newClaim, repeatClaimant } from './claims/entering.ts'
import { joinShown } from './claims/front.ts'
import type { Command } from './command.ts'
import { chooseAndImport } from './documents/importing.ts'
import { requestPaste } from './documents/pasting.ts'
import { nameEvent } from './events/naming.ts'
import { openEvidence } from './evidence/front.ts'
import { viewCommands } from './frame/commands.ts'
import { historyCommands } from './history/commands.ts'
import { nameHypothesis } from './hypotheses/naming.ts'
import { mergeCommands } from './merge/commands.ts'
import { passageCommands } from './passages/commands.ts'
import { findInText } from './passages/going.ts'
import { tagWithDigit } from './passages/marking.ts'
import { openPrintDialog } from './print/printable.ts'
import { type Situation, situation } from './situation.ts'
import { attempt } from './state/notices.ts'
import { showTab } from './state/tabs.ts'
import { save } from './state/tasks.ts'
import { isTyping, leaveField } from './state/typing.ts'
import { openDialog } from './state/window.ts'
import { tagCommands } from './tags/commands.ts'

const later = (work: () => Promise<unknown>) => () => attempt(work)

const withProject = ({ project }: Situation) => project
const writing = ({ writable }: Situation) => writable
const withPlace = ({ writable, text, passage }: Situation) => writable && (text || passage)

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
    enabled: writing,
    run: later(() => chooseAndImport(false)),
  },
  {
    id: 'file.importFolder',
    group: 'Project',
    label: 'Import a folder',
    enabled: writing,
    run: later(() => chooseAndImport(true)),
  },
  {
    id: 'file.pasteDocument',
    group: 'Project',
    label: 'Paste as a document',
    enabled: writing,
    run: later(requestPaste),
  },
  {
    id: 'file.export',
    group: 'Project',
    label: 'Export CSV',
    shortcut: 'Mod+E',
    enabled: withProject,
    run: () => openDialog('export'),
  },
  {
    id: 'file.print',
    group: 'Project',
    label: 'Print',
    shortcut: 'Mod+P',
    enabled: ({ printable }) => printable,
    run: () => openPrintDialog('print'),
  },
  {
    id: 'file.savePdf',
    group: 'Project',
    label: 'Save as PDF',
    enabled: ({ printable }) => printable,
    run: () => openPrintDialog('save-pdf'),
  },
  {
    id: 'file.share',
    group: 'Project',
    label: 'Share a copy',
    enabled: withProject,
    run: () => openDialog('share'),
  },
  {
    id: 'file.pack',
    group: 'Project',
    label: 'Evidence pack',
    enabled: withProject,
    run: () => openDialog('pack'),
  },
  {
    id: 'file.saveAs',
    group: 'Project',
    label: 'Save as',
    shortcut: 'Mod+Shift+S',
    enabled: withProject,
    run: () => openDialog('save-as'),
  },
  {
    id: 'file.verify',
    group: 'Project',
    enabled: withProject,
    label: 'Verify the project',
    run: () => openDialog('verify'),
  },
  {
    id: 'file.backups',
    group: 'Project',
    label: 'Backups',
    enabled: withProject,
    run: () => openDialog('backups'),
  },
  {
    id: 'file.preferences',
    group: 'Project',
    label: 'Preferences',
    shortcut: 'Mod+,',
    run: () => openDialog('preferences'),
  },
  {
    id: 'file.close',
    group: 'Project',
    label: 'Close the project',
    shortcut: 'Mod+Shift+W',
    enabled: withProject,
    run: later(() => {
      leaveField()
      return call('host.closeProject', {})
    }),
  },
  {
    id: 'edit.undo',
    group: 'Edit',
    label: 'Undo',
    shortcut: 'Mod+Z',
    enabled: ({ writable, undo, typing }) => typing || (writable && undo !== null),
    run: () => undoOrType('undo'),
  },
  {
    id: 'edit.redo',
    group: 'Edit',
    label: 'Redo',
    shortcut: 'Mod+Shift+Z',
    enabled: ({ writable, redo, typing }) => typing || (writable && redo !== null),
    run: () => undoOrType('redo'),
  },
  { id: 'edit.selectAll', group: 'Edit', label: 'Select all', shortcut: 'Mod+A', run: selectAll },
  ...passageCommands,
  {
    id: 'text.find',
    group: 'Edit',
    label: 'Find in the text',
    shortcut: 'Mod+F',
    enabled: ({ reader }) => reader,
    run: findInText,
  },
  ...tagCommands,
  ...mergeCommands,
  ...historyCommands,
  ...viewCommands,
  ...boardCommands,
  {
    id: 'evidence.open',
    group: 'Claims',
    label: 'Evidence table',
    shortcut: 'Mod+Shift+E',
    enabled: withProject,
    run: openEvidence,
  },
  {
    id: 'agreement.open',
    group: 'View',
    label: 'Agreement of two analysts',
    enabled: withProject,
    run: () => showTab({ kind: 'agreement' }),
  },
  {
    id: 'claim.new',
    group: 'Claims',
    label: 'New claim',
    shortcut: 'C',
    enabled: ({ writable, reader }) => writable && reader,
    run: newClaim,
  },
  {
    id: 'claim.addEvidence',
    group: 'Claims',
    label: 'Add the selection as evidence',
    shortcut: 'E',
    enabled: (now) => withPlace(now) && now.claim,
    run: later(addSelectedEvidence),
  },
  {
    id: 'claim.repeatClaimant',
    group: 'Claims',
    label: 'Claim by the last claimant',
    shortcut: '.',
    enabled: ({ writable, reader }) => writable && reader,
    run: repeatClaimant,
  },
  {
    id: 'proposition.join',
    group: 'Claims',
    label: 'Join statements that say the same',
    shortcut: 'J',
    enabled: ({ writable, statement }) => writable && statement,
    run: joinShown,
  },
  {
    id: 'actor.new',
    group: 'Claims',
    label: 'Name an actor',
    shortcut: 'A',
    enabled: writing,
    run: openActorPicker,
  },
  { id: 'event.new', group: 'Claims', label: 'New event', enabled: writing, run: nameEvent },
  { id: 'hypothesis.new', group: 'Claims', label: 'New hypothesis', enabled: writing, run: nameHypothesis },
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
  {
    id: 'help.guide',
    group: 'Help',
    label: 'User guide',
    shortcut: 'F1',
    // Beside the work, where there is a place for it.
    run: () => (situation().project ? showTab({ kind: 'guide' }) : openDialog('guide')),
  },
  { id: 'help.about', group: 'Help', label: 'About Claimboard', run: () => openDialog('about') },
]

/** @throws TypeError where there is none of that id */
export function commandNamed(id: string): Command {
  const command = commands.find((one) => one.id === id)
  if (!command) throw new TypeError(`There is no command “${id}”.`)
  return command
}

/** Does what the menu was asked for. What an older menu asks for in vain is left. */
export function runCommand(id: string): void {
  commands.find((command) => command.id === id)?.run()
}

/** The command of a key that was pressed alone: T, H, ?, Delete, or a digit that owns a tag. */
export function commandOfKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): (() => void) | undefined {
  // The browser would select the whole window before the menu is asked.
  if ((event.ctrlKey || event.metaKey) && event.key === 'a') return selectAll
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (/^[1-9]$/.test(event.key)) return () => attempt(() => tagWithDigit(Number(event.key)))
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  // A board takes its own keys while it has the focus; elsewhere they mean other things.
  const commandOf = (keys: string) =>
    commands.find(({ shortcut, group }) => shortcut === keys && group !== 'Board')
  const command = (event.shiftKey ? commandOf(`Shift+${key}`) : undefined) ?? commandOf(key)
  return command && (() => command.run())
}

function undoOrType(which: 'undo' | 'redo'): void {
  if (isTyping(document.activeElement)) document.execCommand(which)
  else attempt(() => save(`history.${which}`, {}))
}

function selectAll(): void {
  if (isTyping(document.activeElement)) document.execCommand('selectAll')
  else document.dispatchEvent(new CustomEvent('claimboard:select-all'))
}
