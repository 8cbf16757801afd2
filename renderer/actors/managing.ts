import type { ActorInfo } from '../../db/contract/actor.ts'
import { count } from '../documents/importing.ts'
import { createStore } from '../state/store.ts'
import { save } from '../state/tasks.ts'
import { showUndoable } from '../state/undo.ts'

/** The actor that is being merged into another one. */
export const merging = createStore<{
  readonly actor: { readonly uid: string; readonly name: string } | null
}>({
  actor: null,
})

export async function mergeActor(
  { uid, name }: { readonly uid: string; readonly name: string },
  into: { readonly uid: string; readonly name: string },
): Promise<void> {
  await save('actors.merge', { into: into.uid, actors: [uid] })
  showUndoable({ tone: 'good', text: `“${name}” was merged into “${into.name}”.` })
}

export async function removeActor({ uid, name, claims }: ActorInfo): Promise<void> {
  await save('actors.remove', { actors: [uid] })
  const still = claims === 0 ? '' : ` ${count(claims, 'claim')} ${claims === 1 ? 'goes' : 'go'} on naming it.`
  showUndoable({ tone: 'plain', text: `“${name}” was deleted.${still}` })
}
