import { AppError } from '../../db/contract/errors.ts'
import type { TagInfo } from '../../db/contract/tag.ts'
import { call } from '../api.ts'
import { save } from '../state/tasks.ts'

/** Makes the tags of a path that are not there, from the root down. @returns the id of the last, alone */
export async function createPath(tags: readonly TagInfo[], path: readonly string[]): Promise<[string]> {
  let parent: string | null = null
  for (const name of path) {
    const there: TagInfo | undefined = tags.find((tag) => tag.parent === parent && tag.name === name)
    parent = there?.uid ?? (await makeTag(name, parent))
  }
  if (parent === null) throw new Error('A tag needs a name.')
  return [parent]
}

/** Makes a tag, or takes the one that was made a moment ago and that the window has not heard of yet. */
async function makeTag(name: string, parent: string | null): Promise<string> {
  try {
    return (await save('tags.create', { name, parent })).tag
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    const there = (await call('tags.list', {})).find((tag) => tag.parent === parent && tag.name === name)
    if (!there) throw error
    return there.uid
  }
}
