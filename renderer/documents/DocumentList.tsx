import { useState } from 'react'
import type { DocumentInfo } from '../../db/contract/document.ts'
import { runCommand } from '../commands.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { openDocument, selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { DocumentRow, type MenuPlace } from './DocumentRow.tsx'

// Below this a list is read at a glance.
const filterFrom = 8

/** The project's documents, with where and when they were published, their grade and what is marked in them. */
export function DocumentList() {
  const { data: documents = [], isSuccess } = useAnswer('documents.list', {})
  const { document: open } = useStore(selection)
  const [filter, setFilter] = useState('')
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const shown = documents.filter((document) => matches(document, filter))
  return (
    <nav aria-label="Documents">
      <div className="list-head">
        <h2>Documents</h2>
        <span className="count">{documents.length}</span>
      </div>
      {documents.length > filterFrom && (
        <input
          className="list-filter"
          type="search"
          placeholder="Filter documents"
          aria-label="Filter documents"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      )}
      {isSuccess && documents.length === 0 && (
        <div className="empty">
          <p>Articles, reports and statements that you import are listed here.</p>
          <Button look="quiet" onClick={() => runCommand('file.importFolder')}>
            Import a folder…
          </Button>
        </div>
      )}
      {filter !== '' && shown.length === 0 && <p className="empty">No document matches “{filter}”.</p>}
      <ul>
        {shown.map((document) => (
          <li key={document.uid}>
            <DocumentRow document={document} open={document.uid === open} onMenu={setMenu} />
          </li>
        ))}
      </ul>
      {menu && (
        <ContextMenu
          label={`What to do with ${menu.document.title}`}
          at={menu}
          onClose={() => setMenu(null)}
          items={[
            { label: 'Read', run: () => openDocument(menu.document.uid) },
            { label: 'Delete', danger: true, run: () => attempt(() => remove(menu.document)) },
          ]}
        />
      )}
    </nav>
  )
}

function matches({ title, publisher, author, fileName }: DocumentInfo, filter: string): boolean {
  const words = filter.toLocaleLowerCase().split(/\s+/u)
  const text = [title, publisher?.name, author?.name, fileName].join(' ').toLocaleLowerCase()
  return words.every((word) => text.includes(word))
}

async function remove({ uid, title }: DocumentInfo): Promise<void> {
  await save('documents.remove', { documents: [uid] })
  showUndoable({ tone: 'plain', text: `“${title}” was deleted.` })
}
