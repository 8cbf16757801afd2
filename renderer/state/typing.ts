import { createStore } from './store.ts'

/** Counts how often the focus went elsewhere, for whoever has to know whether it is in a field. */
export const typing = createStore<{ readonly n: number }>({ n: 0 })

/** Whether keys belong to what has the focus: somebody types there. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.matches('input, textarea, select') ||
      (target.isContentEditable && !target.closest('.reader-text')))
  )
}

/** Follows the focus. @returns what ends it */
export function followFocus(): () => void {
  const moved = () => typing.set({ n: typing.get().n + 1 })
  document.addEventListener('focusin', moved)
  document.addEventListener('focusout', moved)
  return () => {
    document.removeEventListener('focusin', moved)
    document.removeEventListener('focusout', moved)
  }
}

/** Leaves the field in which somebody types, so that it saves: the window or the project is about to be closed. */
export function leaveField(): void {
  const { activeElement } = document
  if (isTyping(activeElement)) (activeElement as HTMLElement).blur()
}

/**
 * Keeps keys from everybody else while an input method composes characters: the Enter that takes them saves nothing,
 * and the Escape that drops them closes nothing.
 *
 * @returns what ends it
 */
export function guardComposition(): () => void {
  const guard = (event: KeyboardEvent) => {
    if (event.isComposing) event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', guard, true)
  return () => window.removeEventListener('keydown', guard, true)
}
