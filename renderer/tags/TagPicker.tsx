import { useEffect, useRef, useState } from 'react'
import { tagSelection } from '../passages/marking.ts'
import { attempt } from '../state/notices.ts'
import { useAnswer } from '../state/queries.ts'
import { shownReader } from '../state/reader.ts'
import { selection } from '../state/selection.ts'
import { useStore } from '../state/store.ts'
import { PickerField } from '../ui/PickerField.tsx'
import { type TagChoice, tagChoices } from './choices.ts'
import { createPath } from './create-path.ts'
import { hueOf } from './hues.ts'

// CSS pixels that stay free at the edges of the window; below, the status bar has more.
const margin = 8
const foot = 40

interface Props {
  /** CSS pixels in the window: where it opens, and above what it stands where there is no room below. */
  readonly at: { readonly x: number; readonly y: number; readonly above: number }
}

/** Chooses a tag by typing, or makes it: Enter applies, Escape goes back to the text. */
export function TagPicker({ at }: Props) {
  const { data: tags = [] } = useAnswer('tags.list', {})
  const { replacing } = useStore(selection)
  const replaced = tags.find(({ uid }) => uid === replacing)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const ref = useRef<HTMLDivElement>(null)
  // A tag is not replaced by itself, nor made a second time.
  const choices = tagChoices(tags, typed).filter(
    (choice) => choice.kind === 'create' || choice.tag.uid !== replacing,
  )
  const index = Math.min(active, choices.length - 1)

  useEffect(() => {
    const picker = ref.current
    if (!picker) return
    picker.showPopover()
    const { width, height } = picker.getBoundingClientRect()
    picker.style.left = `${Math.max(margin, Math.min(at.x, innerWidth - width - margin))}px`
    const below = at.y + height + foot <= innerHeight
    // Above, it is held at its lower edge: what is typed makes it shorter.
    if (!below && at.above - height >= margin) picker.style.bottom = `${innerHeight - at.above}px`
    else picker.style.top = `${Math.max(margin, Math.min(at.y, innerHeight - height - foot))}px`
    picker.querySelector('input')?.focus()
  }, [at])

  const close = () => {
    selection.set({ picking: null, replacing: null })
    shownReader.get().handle?.focus()
  }
  const choose = (choice: TagChoice) => {
    attempt(() => tagSelection(choice.kind === 'tag' ? [choice.tag.uid] : createPath(tags, choice.path)))
  }

  return (
    <div
      ref={ref}
      popover="auto"
      className="tag-picker"
      onToggle={(event) => event.newState === 'closed' && selection.set({ picking: null, replacing: null })}
    >
      <PickerField
        label="Tag name"
        placeholder={replaced ? `Instead of “${replaced.name}”` : 'Tag name'}
        typed={typed}
        listLabel="Tags to choose from"
        choices={choices}
        keyOf={(choice) => (choice.kind === 'tag' ? choice.tag.uid : 'create')}
        index={index}
        empty="Type a name to make the first tag."
        onTyped={setTyped}
        onIndex={setActive}
        onChoose={choose}
        onCancel={close}
      >
        {(choice) =>
          choice.kind === 'tag' ? (
            <>
              <span className="dot" style={{ '--hue': hueOf(choice.tag, tags) } as React.CSSProperties} />
              <span className="ellipsis">{choice.tag.name}</span>
              <small className="ellipsis">{choice.tag.path.slice(0, -1).join(' / ')}</small>
              {choice.tag.digit !== null && <kbd>{choice.tag.digit}</kbd>}
            </>
          ) : (
            <span className="ellipsis">Create tag “{choice.path.join(' / ')}”</span>
          )
        }
      </PickerField>
    </div>
  )
}
