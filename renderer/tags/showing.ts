import { firstColumns } from '../../db/contract/evidence-columns.ts'
import { call } from '../api.ts'
import { openEvidence } from '../evidence/front.ts'
import { applyView, loadTable } from '../evidence/view.ts'

/** Shows the passages that carry a tag in the evidence table. */
export async function showTagged(tag: string): Promise<void> {
  loadTable((await call('project.get', {})).uid)
  const filter = [{ test: 'oneOf' as const, column: 'tags', keys: [tag], not: false }]
  applyView({ shape: 'passages', filter, sort: [], columns: [...firstColumns.passages] })
  openEvidence()
}
