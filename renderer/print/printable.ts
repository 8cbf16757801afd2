import type { Printout } from '../../db/contract/print.ts'
import { currentView } from '../evidence/view.ts'
import { frontTab } from '../frame/dock.ts'
import { showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { selection } from '../state/selection.ts'
import { openDialog } from '../state/window.ts'
import { isPrintable } from './kinds.ts'

/** Something that can be brought to paper now. */
export interface Printable {
  /** What it is, as a choice: "The text with its passages". */
  readonly label: string
  readonly hint: string
  /** What the file is called. */
  readonly title: string
  readonly what: Printout
  /** Whether there can be notes in it, to be left out. */
  readonly noted: boolean
}

/** What can be brought to paper as the window stands: first what is in front, then the claim in the inspector. */
export function printables(): Printable[] {
  const front = frontTab()
  const { subject } = selection.get()
  return [
    ...(front && isPrintable(front.tab) ? ofTab(front) : []),
    ...(subject?.kind === 'claim' ? [ofClaim(subject.uid)] : []),
  ]
}

function ofTab({ tab, title }: NonNullable<ReturnType<typeof frontTab>>): Printable[] {
  switch (tab.kind) {
    case 'document': {
      const what = { kind: tab.kind, document: tab.document }
      return [
        {
          label: 'The text with its passages',
          hint: 'Tags in the margin, the passages with their notes behind it.',
          title,
          what: { ...what, onlyTagged: false },
          noted: true,
        },
        {
          label: 'Only the tagged passages',
          hint: 'A list of them, without the text around.',
          title: `${title} – tagged passages`,
          what: { ...what, onlyTagged: true },
          noted: true,
        },
      ]
    }
    case 'board':
      return [
        { label: `The board “${title}”`, hint: 'Drawn to fit one sheet.', title, what: tab, noted: false },
      ]
    case 'evidence': {
      const view = currentView()
      const hint = 'Its rows and columns as they stand.'
      return [{ label: 'The evidence table', hint, title, what: { kind: 'table', view }, noted: false }]
    }
    case 'actor':
    case 'proposition':
    case 'source':
    case 'event':
    case 'hypothesis':
      return [
        {
          label: `The page “${title}”`,
          hint: 'With its claims and their evidence.',
          title,
          what: tab,
          noted: true,
        },
      ]
    default:
      return []
  }
}

function ofClaim(claim: string): Printable {
  const cite = answered('claims.get', { claim })?.cite ?? ''
  return {
    label: `The claim in the inspector${cite === '' ? '' : `, ${cite}`}`,
    hint: 'With its evidence and its links.',
    title: `Claim ${cite}`.trim(),
    what: { kind: 'claim', claim },
    noted: true,
  }
}

/** Opens a dialog that asks how to print; says what is missing where there is nothing to be printed. */
export function openPrintDialog(dialog: 'print' | 'save-pdf'): void {
  if (printables().length > 0) openDialog(dialog)
  else
    showToast({
      tone: 'plain',
      text: 'Open a document, a board, the evidence table or a page first: that is what is printed.',
    })
}
