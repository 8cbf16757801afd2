import { useState } from 'react'
import type { TableView } from '../../db/contract/evidence-table.ts'
import type { ChosenFile } from '../../db/contract/host.ts'
import { call } from '../api.ts'
import { count } from '../documents/importing.ts'
import { tableInFront } from '../evidence/front.ts'
import { currentView } from '../evidence/view.ts'
import { attempt, showToast } from '../state/notices.ts'
import { queryClient } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { runTask } from '../state/tasks.ts'
import { closeDialog } from '../state/window.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Choices } from './Choices.tsx'

const shapes = {
  claims: { label: 'Claims', hint: 'One row per claim; its tags as 0/1 columns, its passages joined.' },
  evidence: { label: 'Evidence', hint: 'One row per passage × tag × claim; nothing is left out.' },
  passages: { label: 'Passages', hint: 'One row per passage; tags as 0/1 columns.' },
  documents: { label: 'Documents', hint: 'What is known about each document.' },
  tags: { label: 'Tags', hint: 'The tag tree with counts.' },
  actors: { label: 'Actors', hint: 'Names, kinds and other spellings.' },
  tables: { label: 'Linked tables', hint: 'A ZIP of CSV files for R and pandas.' },
} as const

const formats = {
  xlsx: { label: 'Excel workbook', hint: 'Typed cells: “2024-11” stays what it is.', extension: 'xlsx' },
  exact: { label: 'CSV, exact', hint: 'Every value as it is; for scripts.', extension: 'csv' },
  spreadsheet: {
    label: 'CSV for spreadsheets',
    hint: 'What would run as a formula gets an apostrophe in front; a last column says where.',
    extension: 'csv',
  },
} as const

const extents = {
  shown: { label: 'What the table shows', hint: '' },
  everything: { label: 'Everything', hint: 'Every row and column of the project.' },
}
type Extent = keyof typeof extents

const separators = { ';': 'Semicolon', ',': 'Comma', '\t': 'Tab' } as const

type Shape = keyof typeof shapes
type Format = keyof typeof formats
type Separator = keyof typeof separators

/** Chooses what is exported and how, then where. */
export function ExportDialog() {
  const { front } = useStore(tableInFront)
  const [extent, setExtent] = useState<Extent>(front ? 'shown' : 'everything')
  const [wanted, setShape] = useState<Shape>('claims')
  const [format, setFormat] = useState<Format>('exact')
  const [separator, setSeparator] = useState<Separator>(';')
  const view = extent === 'shown' ? currentView() : null
  const shape = view?.shape ?? wanted
  const zip = shape === 'tables'
  return (
    <Dialog
      title="Export CSV"
      onClose={closeDialog}
      action={{
        label: 'Choose where to save it…',
        run: () => exportAs(shape, format, separator, view),
      }}
    >
      {front && (
        <Choices
          legend="Rows and columns"
          choices={{ ...extents, shown: { ...extents.shown, hint: viewInWords() } }}
          value={extent}
          onChange={setExtent}
        />
      )}
      {!view && <Choices legend="What" choices={shapes} value={wanted} onChange={setShape} />}
      {!zip && <Choices legend="How" choices={formats} value={format} onChange={setFormat} />}
      {!zip && format === 'spreadsheet' && (
        <label className="field">
          <span>Separator</span>
          <select value={separator} onChange={(event) => setSeparator(event.target.value as Separator)}>
            {Object.entries(separators).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
    </Dialog>
  )
}

/** What an export of the table would hold: "Claims, filtered and sorted, in 15 columns". */
function viewInWords(): string {
  const { shape, filter, sort, columns } = currentView()
  const how = [filter.length > 0 ? 'filtered' : '', sort.length > 0 ? 'sorted' : '']
    .filter(Boolean)
    .join(' and ')
  return `${[shapes[shape].label, how].filter(Boolean).join(', ')}, in ${count(columns.length, 'column')}.`
}

async function exportAs(
  shape: Shape,
  format: Format,
  separator: Separator,
  view: TableView | null,
): Promise<void> {
  const zip = shape === 'tables'
  const extension = zip ? 'zip' : formats[format].extension
  const { title } = await queryClient.fetchQuery({
    queryKey: ['project.get', {}],
    queryFn: () => call('project.get', {}),
  })
  const { file } = await call('host.chooseTarget', {
    purpose: 'export',
    name: `${title} – ${shapes[shape].label.toLowerCase()}`,
    extension,
  })
  if (!file) return
  closeDialog()
  const spreadsheet = !zip && format === 'spreadsheet'
  attempt(async () => {
    const { rows } = await runTask('export.file', `Exporting ${file.name}`, {
      what: shape,
      format: !zip && format === 'xlsx' ? 'xlsx' : 'csv',
      dialect: spreadsheet ? 'spreadsheet' : 'exact',
      separator: spreadsheet ? separator : ',',
      ...(view ? { view } : {}),
      target: file.token,
    })
    saved(file, `${count(rows, 'row')} written to ${file.name}.`)
  })
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}

/** Says that a file was written and offers to show it. */
export function saved(file: ChosenFile, text: string): void {
  showToast({
    tone: 'good',
    text,
    action: { label: 'Show in folder', run: () => attempt(() => call('host.reveal', { token: file.token })) },
  })
}
