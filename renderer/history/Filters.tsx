import { useEffect, useState } from 'react'
import type { Output } from '../../db/contract/contract.ts'
import { call } from '../api.ts'
import { count } from '../documents/importing.ts'
import { saved } from '../share/ExportDialog.tsx'
import { attempt } from '../state/notices.ts'
import { useStore } from '../state/store.ts'
import { runTask } from '../state/tasks.ts'
import { openDialog } from '../state/window.ts'
import { Button } from '../ui/Button.tsx'
import { DateInput } from '../ui/DateInput.tsx'
import { everything, filterOf, type HistoryView, historyView, isFiltered } from './view.ts'

/** What of the history is shown, and what can be done with it. */
export function Filters({ kinds }: { readonly kinds: Output<'history.kinds'> }) {
  const view = useStore(historyView)
  const change = (part: Partial<HistoryView>) => historyView.set(part)
  return (
    <search className="history-filters" aria-label="Filter the history">
      <label>
        <span>Who</span>
        <select
          value={view.analyst ?? ''}
          onChange={(event) => change({ analyst: event.target.value || null })}
        >
          <option value="">everybody</option>
          {kinds.analysts.map(({ uid, name }) => (
            <option key={uid} value={uid}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>What</span>
        <select value={view.table ?? ''} onChange={(event) => change({ table: event.target.value || null })}>
          <option value="">everything</option>
          {kinds.kinds.map(({ table, kind }) => (
            <option key={table} value={table}>
              {kind}
            </option>
          ))}
        </select>
      </label>
      <div className="history-date">
        <label htmlFor="history-from">From</label>
        <DateInput
          id="history-from"
          value={view.from}
          placeholder="5 Nov 2026"
          onChange={(from) => change({ from })}
        />
      </div>
      <div className="history-date">
        <label htmlFor="history-until">Until</label>
        <DateInput
          id="history-until"
          value={view.until}
          placeholder="5 Nov 2026"
          onChange={(until) => change({ until })}
        />
      </div>
      <div className="history-words">
        <label htmlFor="history-words">Words</label>
        <Words />
      </div>
      <span className="history-acts">
        {isFiltered(view) && (
          <Button look="quiet" onClick={() => historyView.set({ ...everything, of: view.of })}>
            Clear the filters
          </Button>
        )}
        <Button onClick={() => openDialog('as-of')}>Show as of…</Button>
        <Button onClick={() => attempt(() => exportShown(view))}>Export this as CSV</Button>
      </span>
    </search>
  )
}

// Between two letters: the whole history is read for what was typed.
const pauseMs = 300

/** What is looked for, once nobody types for a moment. */
function Words() {
  const { text } = useStore(historyView)
  const [typed, setTyped] = useState(text)
  // Cleared from elsewhere.
  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    const timer = setTimeout(() => historyView.set({ text: typed }), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <input
      id="history-words"
      type="search"
      value={typed}
      placeholder="of what was done or written"
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}

async function exportShown(view: HistoryView): Promise<void> {
  const { title } = await call('project.get', {})
  const { file } = await call('host.chooseTarget', {
    purpose: 'export',
    name: `${title} – history`,
    extension: 'csv',
  })
  if (!file) return
  const { rows } = await runTask('history.export', `Exporting ${file.name}`, {
    target: file.token,
    filter: filterOf(view),
    dialect: 'spreadsheet',
  })
  saved(file, `${count(rows, 'row')} written to ${file.name}.`)
}
