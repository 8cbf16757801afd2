import { useState } from 'react'
import type { TagInfo } from '../../db/contract/tag.ts'
import { count } from '../documents/importing.ts'
import { TagField } from '../evidence/TagField.tsx'
import { useAnswer } from '../state/queries.ts'
import { useStore } from '../state/store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { mergeTag, tagWork } from './managing.ts'
import { withBelow } from './tree.ts'

/** Makes one tag of two that mean the same. */
export function TagMergeDialog() {
  const { merging } = useStore(tagWork)
  return merging === null ? null : <Merge key={merging.uid} tag={merging} />
}

function Merge({ tag }: { readonly tag: TagInfo }) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const [into, setInto] = useState<TagInfo | null>(null)
  const below = withBelow(tags, tag.uid).size - 1
  const close = () => tagWork.set({ merging: null })
  return (
    <Dialog
      title={`Merge “${shortened(tag.name)}” into another tag`}
      onClose={close}
      action={{
        label: 'Merge',
        disabled: into === null,
        run: async () => {
          if (!into) return
          await mergeTag(tag, into)
          close()
        },
      }}
    >
      <TagField
        tags={tags.filter(({ uid }) => uid !== tag.uid)}
        onChoose={(uid) => setInto(tags.find((one) => one.uid === uid) ?? null)}
      />
      {into && (
        <p className="link-to">
          What carries “{shortened(tag.name)}” ({count(tag.passages, 'passage')}) will carry{' '}
          <strong>{into.path.join(' / ')}</strong> instead
          {below > 0 && `, with ${count(below, 'tag')} below it`}.
        </p>
      )}
      <p className="quiet">
        Tags of the same name below both are merged too. Undo takes all of it back in one step.
      </p>
    </Dialog>
  )
}

// Characters of a name that a title has room for.
const longest = 60

function shortened(name: string): string {
  return name.length <= longest ? name : `${name.slice(0, longest - 1).toWellFormed()}…`
}
