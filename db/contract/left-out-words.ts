import type { Output } from './contract.ts'
import type { LeftOut } from './project.ts'

/** How much there is of what a copy can leave out. */
export type Parts = Output<'project.parts'>

const counted = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

// More names than fit on a line; the rest is counted.
const mostNames = 4

/** What leaving out a part takes away: "the history: 12 actions". */
export function leftOutWords(part: LeftOut, { actions, privateNotes, remarks, names }: Parts): string {
  switch (part) {
    case 'history':
      return `the history: ${counted(actions, 'action')}, with every value that was written over.`
    case 'notes':
      return `the notes: ${counted(privateNotes, 'private note')}, and ${counted(remarks, 'note')} on documents, passages, claims and what belongs to them.`
    case 'names': {
      const shown = names.slice(0, mostNames).join(', ')
      const others = names.length - mostNames
      const all = others > 0 ? `${shown} and ${counted(others, 'other')}` : shown
      return `the names of ${counted(names.length, 'analyst')}${all === '' ? '' : `: ${all}`}.`
    }
  }
}

/** What a copy for publication is besides what it leaves out by choice. */
export function publicationWords({ actions, deleted }: Pick<Parts, 'actions' | 'deleted'>): string {
  const gone = [
    actions > 0 ? `${counted(actions, 'action')} of the history` : '',
    deleted > 0 ? `${counted(deleted, 'thing')} that ${deleted === 1 ? 'was' : 'were'} deleted` : '',
  ].filter(Boolean)
  const are = actions + deleted === 1 ? 'is' : 'are'
  const without = gone.length > 0 ? `: ${gone.join(' and ')} ${are} not in it` : ''
  return `This makes a publication copy${without}. It becomes a project of its own and cannot be merged back.`
}
