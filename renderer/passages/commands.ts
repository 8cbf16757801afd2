import { addSelectionToBoard } from '../board/add-selection.ts'
import type { Command } from '../command.ts'
import type { Situation } from '../situation.ts'
import { attempt } from '../state/notices.ts'
import { grabEdge, replaceTag, takeTagOff } from './changing.ts'
import { selectNextPassage } from './going.ts'
import { addHighlight, noteSelection, openPicker, removePassage, selectSentence } from './marking.ts'

const later = (work: () => Promise<unknown>) => () => attempt(work)

const withPlace = ({ writable, text, passage }: Situation) => writable && (text || passage)
const withPassage = ({ writable, passage }: Situation) => writable && passage
const withReader = ({ reader }: Situation) => reader

/** What is done with selected text and with passages. */
export const passageCommands: readonly Command[] = [
  {
    id: 'passage.tag',
    group: 'Passages',
    label: 'Tag the selection',
    shortcut: 'T',
    enabled: withPlace,
    run: openPicker,
  },
  {
    id: 'passage.highlight',
    group: 'Passages',
    label: 'Highlight without a tag',
    shortcut: 'H',
    enabled: ({ writable, text }) => writable && text,
    run: later(addHighlight),
  },
  {
    id: 'passage.note',
    group: 'Passages',
    label: 'Write a note',
    shortcut: 'N',
    enabled: withPlace,
    run: later(noteSelection),
  },
  {
    id: 'passage.sentence',
    group: 'Passages',
    label: 'Select the sentence',
    shortcut: 'S',
    enabled: withReader,
    run: selectSentence,
  },
  {
    id: 'passage.board',
    group: 'Passages',
    label: 'Add to a board',
    shortcut: 'B',
    enabled: withPlace,
    run: later(addSelectionToBoard),
  },
  {
    id: 'passage.next',
    group: 'Passages',
    label: 'Next passage',
    shortcut: 'P',
    enabled: withReader,
    run: () => selectNextPassage(1),
  },
  {
    id: 'passage.previous',
    group: 'Passages',
    label: 'Previous passage',
    shortcut: 'Shift+P',
    enabled: withReader,
    run: () => selectNextPassage(-1),
  },
  {
    id: 'passage.retag',
    group: 'Passages',
    label: 'Replace a tag by another',
    shortcut: 'R',
    enabled: withPassage,
    run: () => replaceTag(),
  },
  {
    id: 'passage.untag',
    group: 'Passages',
    label: 'Take a tag off',
    shortcut: 'U',
    enabled: withPassage,
    run: later(() => takeTagOff()),
  },
  {
    id: 'passage.moveStart',
    group: 'Passages',
    label: 'Move the beginning of the passage',
    shortcut: 'Shift+M',
    enabled: withPassage,
    run: () => grabEdge('start'),
  },
  {
    id: 'passage.moveEnd',
    group: 'Passages',
    label: 'Move the end of the passage',
    shortcut: 'M',
    enabled: withPassage,
    run: () => grabEdge('end'),
  },
  {
    id: 'passage.remove',
    group: 'Passages',
    label: 'Delete the passage',
    shortcut: 'Delete',
    enabled: withPassage,
    run: later(removePassage),
  },
]
