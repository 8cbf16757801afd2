import type { PassageInfo } from '../../db/contract/passage.ts'
import { runCommand } from '../commands.ts'
import { openHistoryOf } from '../history/view.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { useReadOnly } from '../state/read-only.ts'
import { selection } from '../state/selection.ts'
import { ContextMenu, type MenuItem } from '../ui/ContextMenu.tsx'
import { replaceTag, takeTagOff } from './changing.ts'

interface Props {
  readonly passage: PassageInfo
  /** Everything that can be done with a passage, or which tag is meant. */
  readonly of: 'passage' | 'replace' | 'untag'
  /** CSS pixels in the window. */
  readonly at: { readonly x: number; readonly y: number }
}

const labels: Record<Props['of'], string> = {
  passage: 'What to do with the passage',
  replace: 'Which tag to replace',
  untag: 'Which tag to take off',
}

/** What can be done with the selected passage. */
export function PassageMenu({ passage, of, at }: Props) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const readOnly = useReadOnly()
  const own = passage.tags.flatMap((uid) => tags.find((tag) => tag.uid === uid) ?? [])
  const replace = own.map(({ uid, name }): MenuItem => {
    return { label: `Replace “${name}” by…`, run: () => replaceTag(uid) }
  })
  const untag = own.map(({ uid, name }): MenuItem => {
    return { label: `Take “${name}” off`, run: () => attempt(() => takeTagOff(uid)) }
  })
  const command = (label: string, id: string, danger = false): MenuItem => ({
    label,
    danger,
    run: () => runCommand(id),
  })
  const all = [
    command('Add a tag…', 'passage.tag'),
    ...replace,
    ...untag,
    command('Write a note', 'passage.note'),
    command('New claim', 'claim.new'),
    command('Add to a board', 'passage.board'),
    command('Move the beginning', 'passage.moveStart'),
    command('Move the end', 'passage.moveEnd'),
    { label: 'History of this', run: () => openHistoryOf({ thing: passage.uid }) },
    command('Delete the passage', 'passage.remove', true),
  ]
  const items = { passage: all, replace, untag }[of]
  if (readOnly) return null
  return (
    <ContextMenu label={labels[of]} at={at} items={items} onClose={() => selection.set({ menu: null })} />
  )
}
