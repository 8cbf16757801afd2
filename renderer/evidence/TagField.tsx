import { useState } from 'react'
import type { TagInfo } from '../../db/contract/tag.ts'
import { attempt } from '../state/notices.ts'
import { tagChoices } from '../tags/choices.ts'
import { createPath } from '../tags/create-path.ts'
import { hueOf } from '../tags/hues.ts'
import { type Choice, Combobox } from '../ui/Combobox.tsx'

interface Props {
  readonly tags: readonly TagInfo[]
  /** Whether a tag that is not there can be made. */
  readonly create?: boolean
  onChoose(tag: string, name: string): void
}

type Choosable = Choice & { readonly path: readonly string[]; readonly uid?: string }

function existing(tag: TagInfo, tags: readonly TagInfo[]): Choosable {
  const { uid, name, path } = tag
  const style = { '--hue': hueOf(tag, tags) } as React.CSSProperties
  return {
    key: uid,
    uid,
    label: name,
    detail: path.slice(0, -1).join(' / '),
    path,
    icon: <span className="dot" style={style} />,
  }
}

/** Chooses a tag by typing. */
export function TagField({ tags, create = false, onChoose }: Props) {
  const [typed, setTyped] = useState('')
  const choices = tagChoices(tags, typed).flatMap((choice): Choosable[] => {
    if (choice.kind === 'tag') return [existing(choice.tag, tags)]
    return create
      ? [{ key: 'create', label: `Create tag “${choice.path.join(' / ')}”`, path: choice.path }]
      : []
  })
  return (
    <div className="tag-field">
      <Combobox
        label="Tag name"
        placeholder="Tag name"
        autoFocus
        typed={typed}
        choices={choices}
        onTyped={setTyped}
        onChoose={({ uid, path }) => {
          const name = path.at(-1) ?? ''
          if (uid !== undefined) onChoose(uid, name)
          else attempt(async () => onChoose((await createPath(tags, path))[0], name))
        }}
      />
    </div>
  )
}
