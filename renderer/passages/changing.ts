import type { PassageInfo } from '../../db/contract/passage.ts'
import { showError, showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { shownReader } from '../state/reader.ts'
import { selection, type TextSelection } from '../state/selection.ts'
import { save } from '../state/tasks.ts'
import type { Edge } from './edges.ts'

/** The selected passage as the window knows it; null where none is selected, or the project cannot be changed. */
function changeable(hint: string): PassageInfo | null {
  const { passage, document } = selection.get()
  const info =
    passage === null || document === null
      ? undefined
      : answered('passages.list', { document })?.find(({ uid }) => uid === passage)
  if (answered('project.get', {})?.readOnly) {
    showToast({ tone: 'plain', text: 'This project can be read but not changed.' })
  } else if (info) return info
  else if (shownReader.get().handle) showToast({ tone: 'plain', text: hint })
  return null
}

/** Lets the arrow keys move a boundary of the selected passage. */
export function grabEdge(edge: Edge): void {
  const key = edge === 'start' ? 'Shift+M' : 'M'
  const passage = changeable(
    `Select a passage first, then press ${key} and move its boundary by the arrow keys.`,
  )
  if (passage && !shownReader.get().handle?.grab(edge)) {
    showToast({ tone: 'plain', text: 'The text at this place is not what was marked: it is not moved.' })
  }
}

/** Keeps a boundary where it was put. @throws what the store has refused, after it was told to the person */
export async function movePassage(passage: string, span: TextSelection): Promise<void> {
  try {
    await save('passages.move', { passage, ...span })
  } catch (error) {
    showError(error)
    throw error
  }
}

/** Opens the picker for the tag that takes the place of one; asks which, where the passage has several. */
export function replaceTag(tag?: string): void {
  const passage = changeable('Select a passage first, then press R to replace a tag of it.')
  if (!passage) return
  const replacing = tag ?? (passage.tags.length === 1 ? passage.tags[0] : undefined)
  if (replacing !== undefined) selection.set({ text: null, picking: 'passage', replacing, menu: null })
  else if (passage.tags.length > 1) selection.set({ menu: { of: 'replace', at: null } })
  else showToast({ tone: 'plain', text: 'This passage has no tag. Press T to give it one.' })
}

/** Takes a tag off the selected passage; asks which, where it has several. */
export async function takeTagOff(tag?: string): Promise<void> {
  const passage = changeable('Select a passage first, then press U to take a tag off it.')
  if (!passage) return
  const gone = tag ?? (passage.tags.length === 1 ? passage.tags[0] : undefined)
  if (gone !== undefined) await save('passages.untag', { passages: [passage.uid], tag: gone })
  else if (passage.tags.length > 1) selection.set({ menu: { of: 'untag', at: null } })
  else showToast({ tone: 'plain', text: 'This passage has no tag to take off.' })
}
