import { access, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { app, clipboard, shell } from 'electron'
import { backupFile, backupFolder, backupsOfFileName } from '../db/backups/shelf.ts'
import type { HostName, Output } from '../db/contract/contract.ts'
import { AppError } from '../db/contract/errors.ts'
import { type ChosenFile, hostOperations, isHostName, zoomSteps } from '../db/contract/host.ts'
import { checkPassphrase, unseal } from '../db/seal/unseal.ts'
import { askForCopy, askForDocuments, askForFolder, askForProject, askForTarget } from './dialogs.ts'
import type { Handler, Host, HostWindow } from './host-handler.ts'
import { licences } from './licences.ts'
import { logFile } from './log.ts'
import { defaultPrintChoices } from './print.ts'
import { printHandlers } from './print-handlers.ts'
import { repair } from './repair.ts'
import { copySample } from './sample.ts'
import type { Settings } from './settings.ts'
import type { Tokens } from './tokens.ts'

/** @throws AppError `conflict` where no damaged project waits */
function damagedFile({ damaged }: HostWindow): string {
  if (damaged) return damaged.file
  throw new AppError('conflict', 'Open the damaged project again.')
}

const targetTitles = {
  share: 'Share a copy',
  'save-as': 'Save as',
  export: 'Export',
  restore: 'Restore a backup as a copy',
  repair: 'Repair into a new file',
} as const

const handlers: { [Name in HostName]: Handler<Name> } = {
  'host.state': async (host, window) => {
    const recent = await existing(host.settings, window.tokens)
    // What is open is looked at after what takes its time: a project that is opened meanwhile would be told to the page
    // before this answer, which would not know of it.
    const { file, sealed, damaged, tokens } = window
    return {
      project: file === null ? null : host.shownName(file),
      recent,
      sealed: sealed === null ? null : tokens.give(sealed, 'read'),
      damaged: damaged && { file: tokens.give(damaged.file, 'read'), message: damaged.message },
      asOf: (file === null ? undefined : host.asOf.shown(file)) ?? null,
      analyst: { ...host.analyst, colour: host.analyst.colour ?? null },
      preferences: preferencesOf(host.settings),
      versions: {
        claimboard: app.getVersion(),
        electron: process.versions.electron,
        chromium: process.versions.chrome,
        sqlite: host.sqlite,
      },
      platform: process.platform,
    }
  },

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

  'host.showBackups': async ({ profile }, _window, { project }) => {
    const problem = await shell.openPath(backupFolder(profile, project))
    if (problem) throw new AppError('not-found', 'The folder with the backups could not be shown.', problem)
    return {}
  },

  'host.closeProject': async (_host, window) => {
    await window.closeProject()
    return {}
  },

  'host.forgetRecent': ({ settings }, { tokens }, { token }) => {
    settings.forgetRecent(tokens.resolve(token, 'read'))
    return {}
  },

  'host.chooseDocuments': async (_host, { browser, tokens }, { folder }) => {
    const files = await askForDocuments(browser, folder)
    return { files: files.map((file) => tokens.give(file, 'read')) }
  },

  'host.chooseCopy': async (_host, { browser, tokens, file: project }) => {
    const file = await askForCopy(browser, project)
    return { file: file === undefined ? null : tokens.give(file, 'read') }
  },

  'host.chooseFolder': async (_host, { browser, tokens }) => {
    const folder = await askForFolder(browser)
    return { file: folder === undefined ? null : tokens.give(folder, 'write') }
  },

  'host.chooseTarget': async (host, { browser, tokens, file: project }, { purpose, name, extension }) => {
    const title = targetTitles[purpose]
    const beside = project === null ? {} : { beside: project }
    const file = await askForTarget(browser, { title, name, extension, ...beside })
    if (file === undefined) return { file: null }
    if (host.isOpen(file)) {
      throw new AppError('conflict', 'This is a project that is open here. Choose another name.')
    }
    return { file: tokens.give(file, 'write') }
  },

  ...printHandlers,

  'host.copyText': (_host, _window, { text }) => {
    clipboard.writeText(text)
    return {}
  },

  'host.paste': (_host, { browser }) => {
    browser.webContents.paste()
    return {}
  },

  'host.reveal': (_host, { tokens }, { token }) => {
    shell.showItemInFolder(tokens.locate(token))
    return {}
  },

  'host.updateAnalyst': (host, _window, { name, initials, colour }) => {
    host.setAnalyst({ name, initials, ...(colour === undefined ? {} : { colour }) })
    return {}
  },

  'host.continueWith': async (_host, window, { token }) => {
    // Only what this window was allowed to write to: it is the copy that it has just made.
    await window.replaceProject(window.tokens.resolve(token, 'write'))
    return {}
  },

  'host.updatePreferences': (host, _window, { theme, zoom, print }) => {
    if (print !== undefined) host.settings.update({ print })
    if (theme === undefined && zoom === undefined) return {}
    host.setAppearance({ ...(theme === undefined ? {} : { theme }), ...(zoom === undefined ? {} : { zoom }) })
    return {}
  },

  'host.zoom': (host, _window, { step }) => {
    host.setAppearance({ zoom: step === 'reset' ? 1 : stepFrom(host.settings.current.zoom, step) })
    return {}
  },

  'host.toggleFullScreen': (_host, { browser }) => {
    browser.setFullScreen(!browser.isFullScreen())
    return {}
  },

  'host.about': async ({ profile }) => ({ profile, log: logFile(profile), licences: await licences() }),

  'host.revealFolder': async ({ profile }, _window, { folder }) => {
    const shown = folder === 'profile' ? profile : path.dirname(logFile(profile))
    await mkdir(shown, { recursive: true })
    const problem = await shell.openPath(shown)
    if (problem !== '') throw new AppError('not-found', `The folder ${shown} could not be shown. ${problem}`)
    return {}
  },

  'host.updateMenu': (_host, window, state) => {
    window.setMenu(state)
    return {}
  },
}

function preferencesOf({ current }: Settings): Output<'host.state'>['preferences'] {
  const { theme, zoom, print } = current
  return { theme, zoom, print: print ?? defaultPrintChoices() }
}

/** The next size in a direction; the last one stays. */
function stepFrom(zoom: number, step: 'in' | 'out'): number {
  const farther =
    step === 'in' ? zoomSteps.find((one) => one > zoom) : zoomSteps.findLast((one) => one < zoom)
  return farther ?? zoom
}

/** Answers an operation of the host. @throws AppError `invalid` for input that the contract does not allow */
export async function callHost(host: Host, window: HostWindow, name: string, raw: unknown): Promise<unknown> {
  if (!isHostName(name)) throw new AppError('invalid', `There is no operation called “${name}”.`)
  const input = hostOperations[name].input.safeParse(raw)
  if (!input.success) {
    const [issue] = input.error.issues
    throw new AppError('invalid', issue?.message ?? 'The input is not valid.', {
      field: issue?.path.join('.'),
    })
  }
  return (handlers[name] as Handler<HostName>)(host, window, input.data as never)
}

/** Recent projects that are still there. */
async function existing({ current }: Settings, tokens: Tokens): Promise<ChosenFile[]> {
  const there = await Promise.all(
    current.recent.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  )
  return current.recent.filter((_, i) => there[i]).map((file) => tokens.give(file, 'read'))
}
