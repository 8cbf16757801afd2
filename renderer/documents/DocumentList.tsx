import { useEffect, useRef, useState } from 'react'
import type { DocumentInfo } from '../../db/contract/document.ts'
import { addToBoard } from '../board/add-to-board.ts'
import { startDrag } from '../board/items.ts'
import { runCommand } from '../commands.ts'
import { openHistoryOf } from '../history/view.ts'
import { attempt } from '../state/notices.ts'
import { answeredAgain, useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { openDocument, selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { ListFilter } from '../ui/ListFilter.tsx'
import { NameField } from '../ui/NameField.tsx'
import { ArrangeDocuments } from './ArrangeDocuments.tsx'
import { useArrangement } from './arrangement.ts'
import { arranged, isFiltered } from './arranging.ts'
import { ChosenDocuments } from './ChosenDocuments.tsx'
import { type Chosen, extended, nothingChosen, toggled, within } from './chosen.ts'
import { DocumentRow } from './DocumentRow.tsx'
import { removeDocuments, setStatus } from './managing.ts'
import { rowHeight, useWindow } from './useWindow.ts'
import './documents.css'

const noDocuments: DocumentInfo[] = []

/** The project's documents, with where and when they were published, their grade, how far they are read and what is marked in them. */
export function DocumentList() {
  const { data: documents = noDocuments, isSuccess } = useAnswer('documents.list', {})
  const { data: project } = useAnswer('project.get', {})
  const { document: open } = useStore(selection)
  const readOnly = useReadOnly()
  const [arrangement, arrange] = useArrangement(project?.uid ?? '')
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState(nothingChosen)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ documents: readonly DocumentInfo[]; x: number; y: number } | null>(null)
  const scroller = useRef<HTMLUListElement>(null)
  const shown = arranged(documents, arrangement, filter)
  const order = shown.map(({ uid }) => uid)
  const marked = within(chosen, order)
  const rows = useWindow(scroller, shown.length)
  const narrowed = filter.trim() !== '' || isFiltered(arrangement)
  const acts = useRows({ order, chosen, setChosen, rows, scroller, readOnly, rename: setRenaming })

  return (
    <nav aria-label="Documents" className="documents">
      <div className="list-head">
        <h2>Documents</h2>
        <span className="count">
          {narrowed ? `${shown.length.toLocaleString('en')} of ` : ''}
          {documents.length.toLocaleString('en')}
        </span>
        {documents.length > 1 && (
          <ArrangeDocuments documents={documents} arrangement={arrangement} onArrange={arrange} />
        )}
      </div>
      <ListFilter of="documents" count={documents.length} value={filter} onChange={setFilter} />
      {marked.length > 0 && (
        <ChosenDocuments documents={marked} readOnly={readOnly} onDone={() => setChosen(nothingChosen)} />
      )}
      {isSuccess && documents.length === 0 && (
        <div className="empty">
          <p>Articles, reports and statements that you import are listed here.</p>
          <Button look="quiet" onClick={() => runCommand('file.importFolder')}>
            Import a folder…
          </Button>
        </div>
      )}
      {documents.length > 0 && shown.length === 0 && (
        <div className="empty">
          <p>No document is left by what is asked for.</p>
          <Button
            look="quiet"
            onClick={() => {
              setFilter('')
              arrange({ statuses: [], grades: [], publishers: [] })
            }}
          >
            Show all
          </Button>
        </div>
      )}
      <ul
        ref={scroller}
        className={rows.long ? 'long' : undefined}
        {...(rows.long ? { style: { '--count': shown.length } as React.CSSProperties } : {})}
        onClick={acts.onClick}
        onKeyDown={acts.onKeyDown}
        onDragStart={(event) => {
          const uid = rowOf(event.target)
          if (uid === null) return
          const dragged = marked.includes(uid) ? marked : [uid]
          startDrag(event, ...dragged.map((one) => ({ kind: 'document' as const, uid: one })))
        }}
        onContextMenu={(event) => {
          const uid = rowOf(event.target)
          const row = (event.target as HTMLElement).closest('.document-row')
          if (uid === null || !row) return
          event.preventDefault()
          const { right, bottom } = row.getBoundingClientRect()
          // The menu key has no place of its own.
          const byKey = event.clientX === 0 && event.clientY === 0
          const uids = marked.includes(uid) ? marked : [uid]
          setMenu({
            documents: shown.filter((one) => uids.includes(one.uid)),
            x: byKey ? right - 40 : event.clientX,
            y: byKey ? bottom : event.clientY,
          })
        }}
      >
        {rows.from > 0 && <li aria-hidden style={{ height: rows.from * rowHeight }} />}
        {shown.slice(rows.from, rows.to).map((document, i) => (
          <li
            key={document.uid}
            {...(rows.long ? { 'aria-setsize': shown.length, 'aria-posinset': rows.from + i + 1 } : {})}
          >
            {renaming === document.uid ? (
              <NameField
                label="Title of the document"
                name={document.title}
                onCancel={() => setRenaming(null)}
                save={async (title) => {
                  await save('documents.update', { document: document.uid, title })
                  await answeredAgain()
                  // Another title may be in the making by now.
                  setRenaming((now) => (now === document.uid ? null : now))
                }}
              />
            ) : (
              <DocumentRow
                document={document}
                open={document.uid === open}
                chosen={marked.length === 0 ? null : chosen.documents.has(document.uid)}
              />
            )}
          </li>
        ))}
        {rows.to < shown.length && (
          <li aria-hidden style={{ height: (shown.length - rows.to) * rowHeight }} />
        )}
      </ul>
      {menu && (
        <DocumentMenu {...menu} readOnly={readOnly} onRename={setRenaming} onClose={() => setMenu(null)} />
      )}
    </nav>
  )
}

function rowOf(target: EventTarget): string | null {
  return (target as Element).closest<HTMLElement>('.document-row')?.dataset.document ?? null
}

/** Opens documents by a click, chooses several by Ctrl and Shift, walks by the arrows. */
function useRows({
  order,
  chosen,
  setChosen,
  rows,
  scroller,
  readOnly,
  rename,
}: {
  readonly order: readonly string[]
  readonly chosen: Chosen
  setChosen(chosen: Chosen): void
  readonly rows: ReturnType<typeof useWindow>
  readonly scroller: React.RefObject<HTMLUListElement | null>
  readonly readOnly: boolean
  rename(document: string): void
}) {
  const wanted = useRef<string | null>(null)
  const focusWanted = () => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-document="${wanted.current}"]`)
    if (wanted.current === null || !row) return
    wanted.current = null
    row.focus()
  }
  // A row that was scrolled to is there after one of the next renderings.
  useEffect(focusWanted)
  const focus = (uid: string) => {
    wanted.current = uid
    rows.show(order.indexOf(uid))
    focusWanted()
  }
  const anchored = (uid: string): Chosen => (chosen.anchor === null ? { ...chosen, anchor: uid } : chosen)
  return {
    onClick: (event: React.MouseEvent) => {
      const uid = rowOf(event.target)
      if (uid === null) return
      if (event.ctrlKey || event.metaKey) setChosen(toggled(chosen, uid))
      else if (event.shiftKey) setChosen(extended(anchored(selection.get().document ?? uid), order, uid))
      else {
        setChosen({ documents: new Set(), anchor: uid })
        openDocument(uid)
      }
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      const uid = rowOf(event.target)
      if (uid === null || event.altKey) return
      const command = event.ctrlKey || event.metaKey
      const at = order.indexOf(uid)
      const places: Readonly<Record<string, number>> = {
        ArrowDown: at + 1,
        ArrowUp: at - 1,
        Home: 0,
        End: order.length - 1,
      }
      const next = order[places[event.key] ?? -1]
      if (event.key in places) {
        if (next !== undefined) {
          if (event.shiftKey) setChosen(extended(anchored(uid), order, next))
          focus(next)
        }
      } else if (command && event.key === ' ') setChosen(toggled(chosen, uid))
      else if (command && event.key === 'a') setChosen({ documents: new Set(order), anchor: uid })
      else if (event.key === 'Escape' && chosen.documents.size > 0) setChosen(nothingChosen)
      else if (event.key === 'F2' && !readOnly) rename(uid)
      else if (event.key === 'Delete' && !readOnly) {
        const marked = within(chosen, order)
        attempt(() => removeDocuments(marked.length > 0 ? marked : [uid]))
      } else return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}

function DocumentMenu({
  documents,
  x,
  y,
  readOnly,
  onRename,
  onClose,
}: {
  readonly documents: readonly DocumentInfo[]
  readonly x: number
  readonly y: number
  readonly readOnly: boolean
  onRename(document: string): void
  onClose(): void
}) {
  const uids = documents.map(({ uid }) => uid)
  const [first] = documents
  const label =
    documents.length === 1
      ? `What to do with ${first?.title}`
      : `What to do with ${documents.length} documents`
  return (
    <ContextMenu
      label={label}
      at={{ x, y }}
      onClose={onClose}
      items={[
        ...(first && documents.length === 1
          ? [
              { label: 'Read', run: () => openDocument(first.uid) },
              { label: 'History of this', run: () => openHistoryOf({ document: first.uid }) },
            ]
          : []),
        ...(readOnly
          ? []
          : [
              ...(first && documents.length === 1
                ? [{ label: 'Rename', run: () => onRename(first.uid) }]
                : []),
              {
                label: 'Add to board',
                run: () =>
                  attempt(() => addToBoard(uids.map((subject) => ({ kind: 'document' as const, subject })))),
              },
              { label: 'Mark as done', run: () => attempt(() => setStatus(uids, 'done')) },
              { label: 'Mark as unread', run: () => attempt(() => setStatus(uids, 'unread')) },
              { label: 'Delete', danger: true, run: () => attempt(() => removeDocuments(uids)) },
            ]),
      ]}
    />
  )
}
