import type { TagInfo } from '../../db/contract/tag.ts'
import { save } from '../state/tasks.ts'

/** Makes the tags of a path that are not there, from the root down. @returns the id of the last, alone */
export async function createPath(tags: readonly TagInfo[], path: readonly string[]): Promise<[string]> {
  let parent: string | null = null
  for (const name of path) {
    const there: TagInfo | undefined = tags.find((tag) => tag.parent === parent && tag.name === name)
    parent = there?.uid ?? (await save('tags.create', { name, parent })).tag
  }
  if (parent === null) throw new Error('A tag needs a name.')
  return [parent]
}
