import path from 'node:path'
import { backupFile, backupFolder } from '../db/backups/shelf.ts'
import type { HostName } from '../db/contract/contract.ts'
import { AppError } from '../db/contract/errors.ts'
import { checkPassphrase, unseal } from '../db/seal/unseal.ts'
import { askForProject, askForTarget } from './dialogs.ts'
import type { Handler } from './host-handler.ts'
import { copySample } from './sample.ts'

type Opens = Extract<
  HostName,
  `host.${'newProject' | 'openProject' | 'openSample' | 'unseal' | 'forgetSealed' | 'reopenProject' | 'openBackup' | 'asOfTarget' | 'openAsOf' | 'forgetAsOf' | 'closeProject' | 'continueWith'}`
>

/** What opens a project in a window, and closes it. */
export const openHandlers: { [Name in Opens]: Handler<Name> } = {
  'host.newProject': async (_host, window, { title }) => {
    const file = await askForTarget(window.browser, {
      title: 'New project',
      name: title,
      extension: 'claimboard',
      ...(window.file === null ? {} : { beside: window.file }),
    })
    if (file === undefined) return { opened: false }
    await window.create(file, title)
    return { opened: true }
  },

  'host.openProject': async (_host, window, { token }) => {
    const file = token === undefined ? await askForProject(window.browser) : window.tokens.locate(token)
    if (file === undefined) return { opened: false }
    await window.open(file)
    return { opened: true }
  },

  'host.openSample': async (_host, window) => {
    const name = 'Sample project'
    const file = await askForTarget(window.browser, {
      title: 'Copy of the sample project',
      name,
      extension: 'claimboard',
    })
    if (file === undefined) return { opened: false }
    await copySample(file)
    await window.open(file)
    return { opened: true }
  },

  'host.unseal': async (_host, window, { passphrase }) => {
    const { sealed } = window
    if (sealed === null) throw new AppError('invalid', 'Choose the sealed copy again.')
    await checkPassphrase(sealed, passphrase)
    const target = await askForTarget(window.browser, {
      title: 'Where the project shall be',
      name: path.basename(sealed).replace(/(\.claimboard)?\.age$/i, ''),
      extension: 'claimboard',
      beside: sealed,
    })
    if (target === undefined) return { opened: false }
    await unseal({ sealed, target, passphrase })
    window.sealed = null
    await window.open(target)
    return { opened: true }
  },

  'host.forgetSealed': (_host, window) => {
    window.sealed = null
    return {}
  },

  'host.reopenProject': async (_host, window) => {
    if (window.file !== null) await window.replaceProject(window.file)
    return {}
  },

  'host.openBackup': async ({ profile }, window, { project, id }) => {
    await window.open(backupFile(backupFolder(profile, project), id))
    return {}
  },

  'host.asOfTarget': ({ asOf }, { tokens }) => ({ file: tokens.give(asOf.target(), 'write') }),

  'host.openAsOf': async (host, window, { token, at }) => {
    const file = window.tokens.resolve(token, 'write')
    const of = window.file === null ? '' : path.basename(host.shownName(window.file), '.claimboard')
    if (!host.asOf.fill(file, { of, at })) throw new AppError('invalid', 'This is no project as it was.')
    try {
      await window.open(file)
    } catch (error) {
      host.asOf.forget(file)
      throw error
    }
    return {}
  },

  'host.forgetAsOf': ({ asOf }, { tokens }, { token }) => {
    asOf.forget(tokens.resolve(token, 'write'))
    return {}
  },

  'host.closeProject': async (_host, window) => {
    await window.closeProject()
    return {}
  },

  'host.continueWith': async (_host, window, { token }) => {
    // Only what this window was allowed to write to: it is the copy that it has just made.
    await window.replaceProject(window.tokens.resolve(token, 'write'))
    return {}
  },
}
