import type { Command } from '../command.ts'
import type { Situation } from '../situation.ts'
import { describeTag, newTag, removeTag, tagWork, withChosenTag } from './managing.ts'

const chosen = ({ writable, tag }: Situation) => writable && tag

/** What can be done with tags, for the menu and the palette; the chosen tag is the one whose passages stand out. */
export const tagCommands: readonly Command[] = [
  {
    id: 'tag.new',
    group: 'Passages',
    label: 'New tag',
    enabled: ({ writable }) => writable,
    run: () => newTag(),
  },
  {
    id: 'tag.newBelow',
    group: 'Passages',
    label: 'New tag below the chosen one',
    enabled: chosen,
    run: withChosenTag(({ uid }) => newTag(uid)),
  },
  {
    id: 'tag.rename',
    group: 'Passages',
    label: 'Rename the chosen tag',
    enabled: chosen,
    run: withChosenTag(({ uid }) => tagWork.set({ renaming: uid })),
  },
  {
    id: 'tag.describe',
    group: 'Passages',
    label: 'Describe the chosen tag',
    enabled: chosen,
    run: withChosenTag(({ uid }) => describeTag(uid)),
  },
  {
    id: 'tag.merge',
    group: 'Passages',
    label: 'Merge the chosen tag into another',
    enabled: chosen,
    run: withChosenTag((tag) => tagWork.set({ merging: tag })),
  },
  {
    id: 'tag.remove',
    group: 'Passages',
    label: 'Delete the chosen tag',
    enabled: chosen,
    run: withChosenTag(removeTag),
  },
]
