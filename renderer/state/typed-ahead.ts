import { isTyping } from './typing.ts'

interface Held {
  text: string
  end(): void
}

let held: Held | null = null

/**
 * Holds what is typed until a field is up that somebody has asked for: no letter of it is a command. Escape, a click,
 * or another field that takes the focus ends it.
 *
 * @param isComing whether the field is still to come up
 */
export function typeAhead(isComing: () => boolean): void {
  held?.end()
  const mine: Held = {
    text: '',
    end: () => {
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('pointerdown', mine.end, true)
      if (held === mine) held = null
    },
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || isTyping(event.target) || !isComing()) return mine.end()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // The key that asked for the field is still held down.
    if (event.repeat && mine.text === '') return event.preventDefault()
    if (event.key === 'Backspace') mine.text = mine.text.slice(0, -1)
    else if (event.key === 'Enter') mine.text += '\n'
    else if ([...event.key].length === 1) mine.text += event.key
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('pointerdown', mine.end, true)
  held = mine
}

/** The field does not come up: keys are commands again. */
export function endTypeAhead(): void {
  held?.end()
}

/** Gives the focus to the field that was waited for, and what was typed meanwhile. */
export function focusTypedAhead(field: HTMLTextAreaElement): void {
  field.focus()
  const text = held?.text ?? ''
  held?.end()
  if (text === '') return
  field.setRangeText(text, field.value.length, field.value.length, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
