/** A menu item that the page carries out. */
export interface MenuCommand {
  readonly id: string
  readonly label: string
  /** As in the page's commands: `Mod` is Ctrl, or ⌘ on a Mac. A key without it is shown here and taken by the page. */
  readonly key?: string
  /** Where a Mac has another key for it. */
  readonly macKey?: string
  /** Can be done before a project is open. */
  readonly anywhere?: true
  /** Is on or off. */
  readonly toggle?: true
}

export type MenuEntry =
  | MenuCommand
  | 'separator'
  | { readonly label: string; readonly items: readonly MenuEntry[] }

export const fileItems = {
  start: [
    { id: 'file.new', label: 'New project…', key: 'Mod+N', anywhere: true },
    { id: 'file.open', label: 'Open…', key: 'Mod+O', anywhere: true },
  ],
  rest: [
    'separator',
    { id: 'file.importDocuments', label: 'Import documents…', key: 'Mod+I' },
    { id: 'file.importFolder', label: 'Import folder…' },
    { id: 'file.pasteDocument', label: 'Paste as a document' },
    'separator',
    { id: 'file.export', label: 'Export CSV…', key: 'Mod+E' },
    { id: 'file.print', label: 'Print…', key: 'Mod+P' },
    { id: 'file.savePdf', label: 'Save as PDF…' },
    'separator',
    { id: 'file.share', label: 'Share a copy…' },
    { id: 'file.pack', label: 'Evidence pack…' },
    { id: 'file.merge', label: 'Merge a copy…' },
    { id: 'file.team', label: 'Team folder…' },
    { id: 'file.saveAs', label: 'Save as…', key: 'Mod+Shift+S' },
    { id: 'file.backups', label: 'Backups…' },
    { id: 'file.verify', label: 'Verify…' },
    'separator',
    { id: 'file.preferences', label: 'Preferences…', key: 'Mod+,', anywhere: true },
    'separator',
    { id: 'file.close', label: 'Close project', key: 'Mod+Shift+W' },
  ],
} as const satisfies Record<string, readonly MenuEntry[]>

/** Undo and Redo say what they would do, which is put together when the menu is built. */
export const undoItems: readonly MenuCommand[] = [
  { id: 'edit.undo', label: 'Undo', key: 'Mod+Z' },
  { id: 'edit.redo', label: 'Redo', key: 'Mod+Shift+Z' },
]

export const findItems: readonly MenuEntry[] = [
  { id: 'text.find', label: 'Find in the text…', key: 'Mod+F' },
  { id: 'edit.find', label: 'Find anything…', key: 'Mod+K', anywhere: true },
  { id: 'edit.selectAll', label: 'Select all', key: 'Mod+A', anywhere: true },
]

export const viewItems: readonly MenuEntry[] = [
  { id: 'view.sidebar', label: 'Lists', key: 'Mod+B', toggle: true },
  { id: 'view.inspector', label: 'Inspector', key: 'Mod+Shift+B', toggle: true },
  'separator',
  { id: 'evidence.open', label: 'Evidence table', key: 'Mod+Shift+E' },
  { id: 'merge.conflicts', label: 'Conflicts' },
  { id: 'merge.duplicates', label: 'Made twice' },
  { id: 'agreement.open', label: 'Agreement of two analysts' },
  { id: 'history.open', label: 'History', key: 'Mod+Shift+H' },
  { id: 'history.asOf', label: 'The project as it was…' },
  'separator',
  { id: 'view.back', label: 'Back', key: 'Alt+Left', macKey: 'Mod+[' },
  { id: 'view.forward', label: 'Forward', key: 'Alt+Right', macKey: 'Mod+]' },
  { id: 'view.nextTab', label: 'Next tab', key: 'Ctrl+Tab' },
  { id: 'view.previousTab', label: 'Previous tab', key: 'Ctrl+Shift+Tab' },
  { id: 'view.closeTab', label: 'Close tab', key: 'Mod+W' },
  'separator',
  { id: 'view.zoomIn', label: 'Larger', key: 'Mod+Plus', anywhere: true },
  { id: 'view.zoomOut', label: 'Smaller', key: 'Mod+-', anywhere: true },
  { id: 'view.zoomReset', label: 'Actual size', key: 'Mod+0', anywhere: true },
  { id: 'view.fullScreen', label: 'Full screen', key: 'F11', macKey: 'Ctrl+Cmd+F', anywhere: true },
]

export const passageItems: readonly MenuEntry[] = [
  { id: 'passage.tag', label: 'Tag…', key: 'T' },
  { id: 'passage.highlight', label: 'Highlight without a tag', key: 'H' },
  { id: 'passage.note', label: 'Write a note', key: 'N' },
  { id: 'passage.board', label: 'Add to a board', key: 'B' },
  'separator',
  { id: 'passage.sentence', label: 'Select the sentence', key: 'S' },
  { id: 'passage.next', label: 'Next passage', key: 'P' },
  { id: 'passage.previous', label: 'Previous passage', key: 'Shift+P' },
  'separator',
  { id: 'passage.retag', label: 'Replace a tag by another…', key: 'R' },
  { id: 'passage.untag', label: 'Take a tag off', key: 'U' },
  { id: 'passage.moveStart', label: 'Move the beginning', key: 'Shift+M' },
  { id: 'passage.moveEnd', label: 'Move the end', key: 'M' },
  'separator',
  { id: 'passage.remove', label: 'Delete the passage', key: 'Delete' },
]

export const tagItems: readonly MenuEntry[] = [
  { id: 'tag.new', label: 'New tag' },
  { id: 'tag.newBelow', label: 'New tag below the chosen one' },
  'separator',
  { id: 'tag.rename', label: 'Rename' },
  { id: 'tag.describe', label: 'Describe' },
  { id: 'tag.merge', label: 'Merge into another…' },
  { id: 'tag.remove', label: 'Delete with the tags below it' },
]

export const claimItems: readonly MenuEntry[] = [
  { id: 'claim.new', label: 'New claim', key: 'C' },
  { id: 'claim.repeatClaimant', label: 'Claim by the last claimant', key: '.' },
  { id: 'claim.addEvidence', label: 'Add the selection as evidence', key: 'E' },
  { id: 'proposition.join', label: 'Join statements that say the same…', key: 'J' },
  'separator',
  { id: 'actor.new', label: 'Name an actor…', key: 'A' },
  { id: 'event.new', label: 'New event' },
  { id: 'hypothesis.new', label: 'New hypothesis' },
]

export const boardItems: readonly MenuEntry[] = [
  { id: 'board.new', label: 'New board' },
  'separator',
  { id: 'board.note', label: 'Write a note' },
  { id: 'board.link', label: 'Link two cards', key: 'L' },
  { id: 'board.group', label: 'Group the selected cards', key: 'G' },
  { id: 'board.select', label: 'Select cards with a frame', key: 'V' },
  'separator',
  { id: 'board.open', label: 'Open what a card comes from', key: 'Enter' },
  { id: 'board.edit', label: 'Edit the words of a card or link', key: 'F2' },
  { id: 'board.copy', label: 'Copy cards as text' },
  { id: 'board.delete', label: 'Delete cards and links' },
  'separator',
  {
    label: 'Arrange',
    items: [
      { id: 'board.align-left', label: 'Align left edges' },
      { id: 'board.align-centre', label: 'Align centres' },
      { id: 'board.align-right', label: 'Align right edges' },
      { id: 'board.align-top', label: 'Align top edges' },
      { id: 'board.align-middle', label: 'Align middles' },
      { id: 'board.align-bottom', label: 'Align bottom edges' },
      'separator',
      { id: 'board.distribute-across', label: 'Spread evenly across' },
      { id: 'board.distribute-down', label: 'Spread evenly down' },
      'separator',
      { id: 'board.front', label: 'Bring to front', key: ']' },
      { id: 'board.back', label: 'Send to back', key: '[' },
    ],
  },
  {
    label: 'Show',
    items: [
      { id: 'board.fit', label: 'The whole board', key: 'F' },
      { id: 'board.zoom-in', label: 'Nearer', key: '+' },
      { id: 'board.zoom-out', label: 'Farther', key: '-' },
      { id: 'board.zoom-reset', label: 'At 100 %', key: '0' },
    ],
  },
]

export const helpItems: readonly MenuEntry[] = [
  { id: 'help.shortcuts', label: 'Keyboard shortcuts', key: '?', anywhere: true },
  { id: 'help.guide', label: 'User guide', key: 'F1', anywhere: true },
  'separator',
  { id: 'help.about', label: 'About Claimboard', anywhere: true },
]

/** Every item that the page carries out, in the order of the menus. */
export const allCommands: readonly MenuCommand[] = [
  fileItems.start,
  fileItems.rest,
  undoItems,
  findItems,
  viewItems,
  passageItems,
  tagItems,
  claimItems,
  boardItems,
  helpItems,
].flatMap(commandsIn)

function commandsIn(entries: readonly MenuEntry[]): MenuCommand[] {
  return entries.flatMap((entry) => {
    if (entry === 'separator') return []
    return 'items' in entry ? commandsIn(entry.items) : [entry]
  })
}
