import type { Board } from '../../db/contract/board.ts'
import type { LinkInfo } from '../../db/contract/card.ts'
import { cardName } from '../../db/contract/card-words.ts'
import type { Call } from '../../db/contract/contract.ts'
import { linkDirections, linkStyles, relationKinds } from '../../db/contract/vocabulary.ts'
import { attempt } from '../state/notices.ts'
import { useReadOnly } from '../state/read-only.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceField, EditField } from '../ui/EditField.tsx'

/** A link between two cards, to be edited in place. */
export function LinkDetails({ link, board }: { readonly link: LinkInfo; readonly board: Board }) {
  const readOnly = useReadOnly()
  const edit = (change: Omit<Call<'links.edit'>, 'link'>) => save('links.edit', { link: link.uid, ...change })
  const name = (card: string) => {
    const found = board.cards.find(({ uid }) => uid === card)
    return found ? cardName(found) : ''
  }
  return (
    <section className="facts" aria-label="Link">
      <h2>Link</h2>
      <p>{name(link.from)}</p>
      <p className="quiet">to</p>
      <p>{name(link.to)}</p>
      {!readOnly && (
        <>
          <EditField
            label="Label"
            value={link.label ?? ''}
            placeholder="What joins them"
            save={(label) => edit({ label })}
          />
          <ChoiceField
            label="Kind"
            value={link.kind}
            options={relationKinds}
            none="Not said"
            save={(kind) => edit({ kind })}
          />
          <ChoiceField
            label="Arrow"
            value={link.direction}
            options={linkDirections}
            save={(direction) => edit({ direction: direction ?? 'forward' })}
          />
          <ChoiceField
            label="Line"
            value={link.style}
            options={linkStyles}
            save={(style) => edit({ style: style ?? 'solid' })}
          />
          <div className="spread">
            <Button onClick={() => attempt(() => edit({ from: link.to, to: link.from }))}>Reverse</Button>
            <Button look="danger" onClick={() => attempt(() => remove(link.uid))}>
              Delete link
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

async function remove(link: string): Promise<void> {
  await save('links.remove', { links: [link] })
  showUndoable({ tone: 'plain', text: 'Link deleted.' })
}
