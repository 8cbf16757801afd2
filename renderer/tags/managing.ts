import type { TagInfo } from '../../db/contract/tag.ts'
import { count } from '../documents/importing.ts'
import { attempt, showToast } from '../state/notices.ts'
import { answered } from '../state/queries.ts'
import { selection, selectSubject } from '../state/selection.ts'
import { createStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'
import type { TagPlace } from './tree.ts'

/** What is being done to tags: one is renamed, a new one named (below which), one merged, one described. */
export const tagWork = createStore<{
  readonly renaming: string | null
  readonly naming: { readonly parent: string | null } | null
  readonly merging: TagInfo | null
  readonly describing: string | null
  /** Moved by keys: its row keeps the focus where it comes to stand. */
  readonly moved: string | null
}>({ renaming: null, naming: null, merging: null, describing: null, moved: null })

/** The tag that is being dragged: what a drag carries is not told before it is let go. */
export const draggedTag = createStore<{ readonly tag: string | null }>({ tag: null })

/** Lets a tag's passages stand out, and shows the tag in the inspector. */
export function showTag(tag: string): void {
  selection.set({ tag })
  selectSubject({ kind: 'tag', uid: tag })
}

/** As {@link showTag}; again takes that back. */
export function chooseTag(tag: string): void {
  if (selection.get().tag !== tag) showTag(tag)
  else {
    selection.set({ tag: null })
    if (selection.get().subject?.uid === tag) selectSubject(null)
  }
}

export function newTag(parent: string | null = null): void {
  tagWork.set({ naming: { parent }, renaming: null })
}

export function describeTag(tag: string): void {
  selectSubject({ kind: 'tag', uid: tag })
  tagWork.set({ describing: tag })
}

/** Does something with the chosen tag; where none is, it says how to choose one. */
export function withChosenTag(act: (tag: TagInfo) => void): () => void {
  return () => {
    const uid = selection.get().tag
    const tag = (answered('tags.list', {}) ?? []).find((one) => one.uid === uid)
    if (tag) act(tag)
    else showToast({ tone: 'plain', text: 'Choose a tag in the list on the left first.' })
  }
}

export async function moveTag(tag: string, { parent, before }: TagPlace): Promise<void> {
  await save('tags.update', { tag, parent, before })
}

export async function mergeTag({ uid, name }: TagInfo, into: Pick<TagInfo, 'uid' | 'name'>): Promise<void> {
  const { tags, passages } = await save('tags.merge', { tag: uid, into: into.uid })
  if (selection.get().tag === uid) showTag(into.uid)
  const more = tags > 1 ? `, and ${count(tags - 1, 'tag')} below it with what was called the same there` : ''
  const gained = passages > 0 ? ` ${count(passages, 'passage')} more carry that tag now.` : ''
  showUndoable({ tone: 'good', text: `“${name}” was merged into “${into.name}”${more}.${gained}` })
}

export function removeTag(tag: TagInfo): void {
  attempt(async () => {
    await save('tags.remove', { tag: tag.uid })
    if (selection.get().tag === tag.uid) selection.set({ tag: null })
    if (selection.get().subject?.uid === tag.uid) selectSubject(null)
    showUndoable({ tone: 'plain', text: `The tag “${tag.name}” was deleted; its passages stay.` })
  })
}
