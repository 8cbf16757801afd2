import type { CardInfo } from '../../db/contract/card.ts'
import { themeColours } from '../../db/contract/tag-colours.ts'
import { openHistoryOf } from '../history/view.ts'
import { attempt } from '../state/notices.ts'
import { save } from '../state/tasks.ts'
import { ContextMenu, type MenuItem } from '../ui/ContextMenu.tsx'
import { openingOf } from './open-card.ts'
import type { BoardAction } from './state.ts'
import { alignItems } from './Toolbar.tsx'
import { isOwn } from './useBoardActions.ts'

interface Props {
  readonly at: { readonly x: number; readonly y: number }
  readonly card: CardInfo
  readonly cards: readonly string[]
  perform(action: BoardAction): void
  onClose(): void
}

/** What can be done with the selected cards, where they were clicked. */
export function CardMenu({ at, card, cards, perform, onClose }: Props) {
  const item = (label: string, action: BoardAction): MenuItem => ({ label, run: () => perform(action) })
  const single = cards.length < 2
  const opening = openingOf(card)
  const colour = (value: string | null) => {
    attempt(() => save('cards.colour', { cards: [...cards], colour: value }))
    onClose()
  }
  return (
    <ContextMenu
      label="What to do with the card"
      at={at}
      onClose={onClose}
      items={[
        ...(single && isOwn(card) ? [item('Edit', 'edit')] : []),
        ...(single && opening !== null ? [item(opening, 'open')] : []),
        item('Copy as text', 'copy'),
        item(cards.length === 2 ? 'Link the two cards' : 'Link…', 'link'),
        item('Group', 'group'),
        item('Bring to front', 'front'),
        item('Send to back', 'back'),
        ...(single ? [] : alignItems(cards.length, perform)),
        ...(single ? [{ label: 'History of this', run: () => openHistoryOf({ thing: card.uid }) }] : []),
        { ...item('Delete', 'delete'), danger: true },
      ]}
    >
      <fieldset className="swatches">
        <legend>Colour</legend>
        {themeColours.map(({ colour: value, name }, i) => (
          <button
            key={value}
            type="button"
            role="menuitem"
            aria-label={name}
            title={name}
            style={{ background: `var(--t${i + 1})` }}
            onClick={() => colour(value)}
          />
        ))}
        <button
          type="button"
          role="menuitem"
          className="no-colour"
          aria-label="Its own colour"
          title="Its own colour"
          onClick={() => colour(null)}
        />
      </fieldset>
    </ContextMenu>
  )
}
