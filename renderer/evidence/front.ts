import type { TableRow } from '../../db/contract/evidence-table.ts'
import { selection } from '../state/selection.ts'
import { createStore } from '../state/store.ts'
import { showTab } from '../state/tabs.ts'

/** Whether the evidence table is in front: then an export can be of what it shows. */
export const tableInFront = createStore<{ readonly front: boolean }>({ front: false })

/** Shows the table of evidence. */
export function openEvidence(): void {
  showTab({ kind: 'evidence' })
}

/** Shows the sentence of a row in a reader beside the table, which keeps the focus; the claim is in the inspector. */
export function openRow({
  claim,
  passage,
  document,
  start,
}: Pick<TableRow, 'claim' | 'passage' | 'document' | 'start'>): void {
  const subject = claim === null ? null : { kind: 'claim' as const, uid: claim }
  const n = (selection.get().reveal?.n ?? 0) + 1
  const reveal = document === null ? null : { document, start: start ?? 0, n }
  selection.set({ document, passage, subject, text: null, picking: null, reveal })
  if (document !== null) showTab({ kind: 'document', document }, { kind: 'evidence' })
}
