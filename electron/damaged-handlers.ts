import path from 'node:path'
import { backupsOfFileName } from '../db/backups/shelf.ts'
import type { HostName } from '../db/contract/contract.ts'
import { AppError } from '../db/contract/errors.ts'
import type { Handler, HostWindow } from './host-handler.ts'
import { repair } from './repair.ts'

type OfDamaged = Extract<
  HostName,
  `host.${'examineDamaged' | 'repairDamaged' | 'backupsOfDamaged' | 'forgetDamaged' | 'salvageOpen'}`
>

/** @throws AppError `conflict` where no damaged project waits */
function damagedFile({ damaged }: HostWindow): string {
  if (damaged) return damaged.file
  throw new AppError('conflict', 'Open the damaged project again.')
}

/** What is done with a project that cannot be opened for its damage. */
export const damagedHandlers: { [Name in OfDamaged]: Handler<Name> } = {
  'host.examineDamaged': ({ gate }, window) => repair(gate, damagedFile(window), null),

  'host.repairDamaged': async ({ gate }, window, { target }) => {
    const file = window.tokens.resolve(target, 'write')
    return repair(gate, damagedFile(window), file)
  },

  'host.backupsOfDamaged': ({ profile }, window) => {
    const name = path.basename(damagedFile(window))
    return { backups: backupsOfFileName(profile, name) }
  },

  'host.forgetDamaged': (_host, window) => {
    window.damaged = null
    return {}
  },

  'host.salvageOpen': async (_host, window, { message }) => {
    const { file } = window
    if (file === null) throw new AppError('conflict', 'No project is open in this window.')
    await window.closeProject()
    if (window.file === null) window.showDamaged(file, message)
    return {}
  },
}
