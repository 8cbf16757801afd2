import type { ChosenFile } from '../db/contract/host.ts'

/** Whether a file is a project by its name, sealed or not. */
export function isProject({ name }: ChosenFile): boolean {
  return /\.claimboard(\.age)?$/i.test(name)
}

/** Whether it is a sealed copy, by its name: first it needs its passphrase. */
export function isSealed({ name }: ChosenFile): boolean {
  return /\.age$/i.test(name)
}
