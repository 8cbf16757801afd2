import { useEffect, useRef } from 'react'
import type { PassageInfo } from '../../db/contract/passage.ts'
import { readableTime } from '../../db/contract/readable-time.ts'
import { startDrag } from '../board/items.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { focusTypedAhead } from '../state/typed-ahead.ts'
import { hueOf } from '../tags/hues.ts'
import { Button } from '../ui/Button.tsx'
import { EditField } from '../ui/EditField.tsx'
import { replaceTag } from './changing.ts'
import { removePassage } from './marking.ts'

/** The selected passage: its words, its tags, its note. */
export function PassageDetails({ passage }: { readonly passage: PassageInfo }) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const readOnly = useReadOnly()
  const ref = useRef<HTMLElement>(null)
  const wanted = useStore(selection).noting === passage.uid
  useEffect(() => {
    if (!wanted) return
    const note = ref.current?.querySelector('textarea')
    if (note) focusTypedAhead(note)
    selection.set({ noting: null })
  }, [wanted])
  const own = passage.tags.flatMap((uid) => tags.find((tag) => tag.uid === uid) ?? [])
  const hue = own[0] ? hueOf(own[0], tags) : 'var(--plain)'
  return (
    <section ref={ref} className="facts" aria-label="Passage" style={{ '--hue': hue } as React.CSSProperties}>
      <h2>Passage</h2>
      <blockquote
        className="quote"
        dir="auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long quotation is scrolled by keys.
        tabIndex={0}
        draggable
        title="Drag it to a board"
        onDragStart={(event) => startDrag(event, { kind: 'passage', uid: passage.uid })}
      >
        {passage.quote}
      </blockquote>
      {!passage.fits && (
        <p className="problem" role="alert">
          The text at this place is not what was marked. The passage is kept as it was and not moved.
        </p>
      )}
      <ul className="chips" aria-label="Tags of the passage">
        {own.map((tag) => (
          <li key={tag.uid} className="chip" style={{ '--hue': hueOf(tag, tags) } as React.CSSProperties}>
            <span className="dot" />
            <button
              type="button"
              className="link-button ellipsis"
              aria-label={`Replace the tag ${tag.name}`}
              title={`${tag.path.join(' / ')} – replace by another tag`}
              disabled={readOnly}
              onClick={() => replaceTag(tag.uid)}
            >
              {tag.name}
            </button>
            <button
              type="button"
              aria-label={`Remove the tag ${tag.name}`}
              disabled={readOnly}
              onClick={() => attempt(() => save('passages.untag', { passages: [passage.uid], tag: tag.uid }))}
            >
              ×
            </button>
          </li>
        ))}
        <li>
          <Button
            look="quiet"
            disabled={readOnly}
            onClick={() => selection.set({ text: null, picking: 'passage', replacing: null })}
          >
            Add a tag <kbd>T</kbd>
          </Button>
        </li>
      </ul>
      <EditField
        label="Note"
        lines={3}
        value={passage.note ?? ''}
        placeholder="Why it matters"
        save={(note) => save('passages.note', { passage: passage.uid, note: note === '' ? null : note })}
      />
      <div className="actions">
        <HistoryLink of={{ thing: passage.uid }} />
      </div>
      <div className="spread">
        <span className="quiet">
          {passage.createdByName}, {readableTime(passage.createdAt)}
        </span>
        <Button look="danger" disabled={readOnly} onClick={() => attempt(removePassage)}>
          Delete passage
        </Button>
      </div>
    </section>
  )
}
