import { leftOutWords, publicationWords } from '../contract/left-out-words.ts'
import type { LeftOut } from '../contract/project.ts'
import { say } from './output.ts'
import type { Session } from './session.ts'
import { oneLine } from './terminal-text.ts'

/** Says what a copy leaves out, with how much of it there is; beforehand, before anything is written. */
export function sayLeftOut({ call }: Session, without: readonly LeftOut[], preview: boolean): void {
  const parts = call('project.parts', {})
  for (const part of new Set(without)) {
    say(oneLine(`${preview ? 'Would leave out' : 'Leaves out'} ${leftOutWords(part, parts)}`))
  }
  if (without.some((part) => part !== 'history')) say(publicationWords(parts))
  else if (preview) say('A colleague can work on this copy, and it can be merged back.')
}

export function share(
  { task }: Session,
  input: { target: string; without: LeftOut[]; passphrase: string | undefined },
): number {
  const { bytes } = task('project.share', input)
  say(`Wrote ${input.target} (${bytes} bytes${input.passphrase === undefined ? '' : ', sealed'})`)
  return 0
}
