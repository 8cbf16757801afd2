import type { ChosenFile } from '../db/contract/host.ts'

/** Whether a file is a project by its name. */
export function isProject({ name }: ChosenFile): boolean {
  return name.toLowerCase().endsWith('.claimboard')
}
