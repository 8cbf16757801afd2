import { useCallback, useState } from 'react'
import type { CardInfo, LinkInfo } from '../../db/contract/card.ts'
import { showError } from '../state/notices.ts'
import { save } from '../state/tasks.ts'

/** Words that could not be saved, and whose they are. */
export interface Unsaved {
  readonly uid: string
  readonly text: string
}

export interface Writing {
  /** The card or link whose words are being written. */
  readonly editing: string | null
  readonly unsaved: Unsaved | null
  edit(uid: string | null): void
  /** Ends the writing; the words are saved where they are others. */
  finish(card: CardInfo, body: string, byKey: boolean): void
  finishLink(link: LinkInfo, label: string, byKey: boolean): void
}

/** Writes the words of cards and links in place. What could not be saved is there to be written on. */
export function useWriting(focus: (uid: string | null) => void): Writing {
  const [editing, edit] = useState<string | null>(null)
  const [unsaved, keep] = useState<Unsaved | null>(null)

  const end = useCallback(
    (uid: string, text: string, byKey: boolean, work: (() => Promise<unknown>) | null) => {
      edit(null)
      keep(null)
      if (byKey) focus(uid)
      work?.().catch((error: unknown) => {
        keep({ uid, text })
        edit(uid)
        showError(error)
      })
    },
    [focus],
  )
  const finish = useCallback(
    (card: CardInfo, body: string, byKey: boolean) => {
      const { uid } = card
      end(uid, body, byKey, body === ownWords(card) ? null : () => save('cards.write', { card: uid, body }))
    },
    [end],
  )
  const finishLink = useCallback(
    ({ uid, label: before }: LinkInfo, label: string, byKey: boolean) => {
      const same = label.trim() === (before ?? '')
      end(uid, label, byKey, same ? null : () => save('links.edit', { link: uid, label }))
    },
    [end],
  )
  return { editing, unsaved, edit, finish, finishLink }
}

/** The words of a card that are written on the board. */
export function ownWords({ content }: CardInfo): string {
  if (content.kind === 'note') return content.body
  return content.kind === 'group' ? content.title : ''
}
