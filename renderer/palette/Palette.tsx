import { useEffect, useId, useRef, useState } from 'react'
import { closeDialog } from '../state/window.ts'
import type { Entry } from './entries.ts'
import { useEntries } from './useEntries.ts'
import './palette.css'

/** Finds anything by typing: every command, every document and tag, and every place where words occur. */
export function Palette() {
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const list = useId()
  const ref = useRef<HTMLDialogElement>(null)
  const { entries, pending, last } = useEntries(typed)
  const index = Math.min(active, entries.length - 1)

  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  const choose = (entry: Entry | undefined) => {
    if (!entry || entry.disabled) return
    closeDialog()
    entry.run()
  }

  // Who types faster than is looked for means the first of what will be found.
  const [waiting, setWaiting] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only that everything was found counts.
  useEffect(() => {
    if (!waiting || pending) return
    setWaiting(false)
    choose(entries[index])
  }, [waiting, pending])

  return (
    <dialog ref={ref} className="palette" aria-label="Find anything" onClose={closeDialog}>
      <input
        role="combobox"
        aria-label="Find anything"
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={index >= 0 ? `${list}-${index}` : undefined}
        placeholder="Find a command, a document, a tag, or words in the texts"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
          setWaiting(false)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setActive(Math.max(0, Math.min(index + 1, entries.length - 1)))
          else if (event.key === 'ArrowUp') setActive(Math.max(index - 1, 0))
          else if (event.key === 'Enter' && pending && !entries[index]) setWaiting(true)
          else if (event.key === 'Enter') choose(entries[index])
          else return
          event.preventDefault()
        }}
      />
      <div id={list} className="options" role="listbox" aria-label="What was found">
        {entries.map((entry, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and its keys.
          <div
            key={`${entry.kind} ${entry.key}`}
            id={`${list}-${i}`}
            className="option"
            role="option"
            tabIndex={-1}
            aria-selected={i === index}
            aria-disabled={entry.disabled ?? false}
            ref={i === index ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => choose(entry)}
          >
            <EntryLine entry={entry} />
          </div>
        ))}
        {last.length > 0 && (
          <div aria-hidden="true" className="last">
            {last.map((entry) => (
              <div key={`${entry.kind} ${entry.key}`} className="option">
                <EntryLine entry={entry} />
              </div>
            ))}
          </div>
        )}
        {entries.length === 0 && !pending && (
          <p className="empty">Nothing is called “{typed}”, and no text has these words.</p>
        )}
      </div>
    </dialog>
  )
}

function EntryLine({ entry: { kind, label, detail, shortcut } }: { readonly entry: Entry }) {
  return (
    <>
      <small className="kind">{kind}</small>
      <span className={kind === 'In a text' ? 'quote ellipsis' : 'ellipsis'}>{label}</span>
      <small className="ellipsis detail">{detail}</small>
      {shortcut && <kbd>{shortcut}</kbd>}
    </>
  )
}
