import type { TagInfo } from '../../db/contract/tag.ts'
import { themeColours } from '../../db/contract/tag-colours.ts'
import { addToBoard } from '../board/add-to-board.ts'
import { openHistoryOf } from '../history/view.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { save } from '../state/tasks.ts'
import { ContextMenu } from '../ui/ContextMenu.tsx'
import { describeTag, newTag, removeTag, tagWork } from './managing.ts'
import { showTagged } from './showing.ts'

/** What can be done with a tag of the list. */
export function TagMenu({
  tag,
  x,
  y,
  readOnly,
  onClose,
}: {
  readonly tag: TagInfo
  readonly x: number
  readonly y: number
  readonly readOnly: boolean
  onClose(): void
}) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const above = tags.some(({ parent }) => parent === tag.uid)
  const update = (change: { digit?: number | null; colour?: string }) => {
    attempt(() => save('tags.update', { tag: tag.uid, ...change }))
    onClose()
  }
  const show = { label: 'Show in the evidence table', run: () => attempt(() => showTagged(tag.uid)) }
  const label = `What to do with the tag ${tag.name}`
  const history = { label: 'History of this', run: () => openHistoryOf({ thing: tag.uid }) }
  if (readOnly) return <ContextMenu label={label} at={{ x, y }} onClose={onClose} items={[show, history]} />
  return (
    <ContextMenu
      label={label}
      at={{ x, y }}
      onClose={onClose}
      items={[
        { label: 'Rename', run: () => tagWork.set({ renaming: tag.uid }) },
        { label: 'Describe', run: () => describeTag(tag.uid) },
        { label: 'New tag below it', run: () => newTag(tag.uid) },
        { label: 'Merge into another…', run: () => tagWork.set({ merging: tag }) },
        show,
        {
          label: 'Add its passages to a board',
          run: () => attempt(() => addToBoard([{ kind: 'tag', subject: tag.uid }])),
        },
        history,
        {
          label: above ? 'Delete with the tags below it' : 'Delete',
          danger: true,
          run: () => removeTag(tag),
        },
      ]}
    >
      <fieldset className="swatches">
        <legend>Colour</legend>
        {themeColours.map(({ colour, name }, i) => (
          <button
            key={colour}
            type="button"
            role="menuitem"
            aria-label={name}
            title={name}
            style={{ background: `var(--t${i + 1})` }}
            onClick={() => update({ colour })}
          />
        ))}
      </fieldset>
      <fieldset className="digits">
        <legend>Digit that applies it</legend>
        {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => (
          <button
            key={digit}
            type="button"
            role="menuitem"
            aria-label={`Digit ${digit}`}
            className={tag.digit === digit ? 'own' : undefined}
            onClick={() => update({ digit: tag.digit === digit ? null : digit })}
          >
            {digit}
          </button>
        ))}
      </fieldset>
    </ContextMenu>
  )
}
