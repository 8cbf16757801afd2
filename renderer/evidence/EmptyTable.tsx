import type { TableShape } from '../../db/contract/evidence-columns.ts'
import { Button } from '../ui/Button.tsx'
import { changeView } from './view.ts'

const reasons: Readonly<Record<TableShape, string>> = {
  claims: 'Select a sentence in a document and press C: the claims that you record are listed here.',
  evidence:
    'Mark a passage in a document, by T for a tag or C for a claim: everything that is marked is listed here.',
  passages: 'Select text in a document and press T: the passages that you tag are listed here.',
}

/** What stands in a table without rows: why, and what to do. */
export function EmptyTable({ shape, filtered }: { readonly shape: TableShape; readonly filtered: boolean }) {
  if (filtered) {
    return (
      <div className="evidence-empty">
        <h2>Nothing fits these filters</h2>
        <p>
          <Button onClick={() => changeView({ filter: [] })}>Clear the filters</Button>
        </p>
      </div>
    )
  }
  return (
    <div className="evidence-empty">
      <h2>{shape === 'claims' ? 'No claims yet' : 'Nothing marked yet'}</h2>
      <p>{reasons[shape]}</p>
    </div>
  )
}
