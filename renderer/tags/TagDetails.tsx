import { useEffect, useRef } from 'react'
import type { TagInfo } from '../../db/contract/tag.ts'
import { themeColours } from '../../db/contract/tag-colours.ts'
import { count } from '../documents/importing.ts'
import { HistoryLink } from '../history/HistoryLink.tsx'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { useStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'
import { hueOf } from './hues.ts'
import { newTag, removeTag, tagWork } from './managing.ts'
import { showTagged } from './showing.ts'
import { withBelow } from './tree.ts'

const digits = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => [String(digit), String(digit)]))

/** A tag in full: what it is called and means, where it stands, its colour and its digit. */
export function TagDetails({ tag: uid }: { readonly tag: string }) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const { describing } = useStore(tagWork)
  const readOnly = useReadOnly()
  const panel = useRef<HTMLElement>(null)
  const tag = tags.find((one) => one.uid === uid)
  const shown = tag !== undefined
  useEffect(() => {
    if (!shown || describing !== uid) return
    panel.current?.querySelector<HTMLElement>('.description textarea')?.focus()
    tagWork.set({ describing: null })
  }, [shown, describing, uid])
  if (!tag) return null
  const within = withBelow(tags, uid)
  const parents = Object.fromEntries(
    tags.filter((one) => !within.has(one.uid)).map((one) => [one.uid, one.path.join(' / ')]),
  )
  const update = (change: Partial<Pick<TagInfo, 'name' | 'description' | 'digit' | 'parent' | 'colour'>>) =>
    save('tags.update', { tag: uid, ...change })
  return (
    <section ref={panel} className="facts tag-facts" aria-label="Tag">
      <div className="spread">
        <h2>Tag</h2>
        <span className="quiet">{count(tag.passages, 'passage')}</span>
      </div>
      <EditField label="Name" lines={1} value={tag.name} save={(name) => update({ name })} />
      <div className="description">
        <EditField
          label="Description"
          lines={2}
          value={tag.description ?? ''}
          placeholder="When it is to be used, and when not"
          save={(words) => update({ description: words === '' ? null : words })}
        />
      </div>
      <ChoiceField
        label="Below"
        value={tag.parent}
        options={parents}
        none="Nothing"
        save={(parent) => update({ parent })}
      />
      <ChoiceField
        label="Digit"
        value={tag.digit === null ? null : String(tag.digit)}
        options={digits}
        none="None"
        save={(digit) => update({ digit: digit === null ? null : Number(digit) })}
      />
      <fieldset className="pair tag-colours" disabled={readOnly}>
        <legend>Colour</legend>
        {themeColours.map(({ colour, name }, i) => (
          <input
            key={colour}
            type="radio"
            name={`colour of ${uid}`}
            aria-label={name}
            title={name}
            style={{ '--hue': `var(--t${i + 1})` } as React.CSSProperties}
            checked={hueOf(tag, tags) === `var(--t${i + 1})`}
            onChange={() => attempt(() => update({ colour }))}
          />
        ))}
      </fieldset>
      <div className="actions">
        <HistoryLink of={{ thing: uid }} />
      </div>
      <div className="actions">
        <Button onClick={() => attempt(() => showTagged(uid))}>Show in the table</Button>
        {!readOnly && (
          <>
            <Button onClick={() => newTag(uid)}>New below it</Button>
            <Button onClick={() => tagWork.set({ merging: tag })}>Merge</Button>
            <Button look="danger" onClick={() => removeTag(tag)}>
              Delete
            </Button>
          </>
        )}
      </div>
    </section>
  )
}
