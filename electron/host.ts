import { access, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { app, clipboard, shell } from 'electron'
import { backupFolder } from '../db/backups/shelf.ts'
import type { HostName, Output } from '../db/contract/contract.ts'
import { AppError } from '../db/contract/errors.ts'
import { type ChosenFile, hostOperations, isHostName, zoomSteps } from '../db/contract/host.ts'
import { chooseHandlers } from './choose-handlers.ts'
import { damagedHandlers } from './damaged-handlers.ts'
import type { Handler, Host, HostWindow } from './host-handler.ts'
import { licences } from './licences.ts'
import { logFile } from './log.ts'
import { openHandlers } from './open-handlers.ts'
import { defaultPrintChoices } from './print.ts'
import { printHandlers } from './print-handlers.ts'
import type { Settings } from './settings.ts'
import type { Tokens } from './tokens.ts'

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

  'host.showBackups': async ({ profile }, _window, { project }) => {
    const problem = await shell.openPath(backupFolder(profile, project))
    if (problem) throw new AppError('not-found', 'The folder with the backups could not be shown.', problem)
    return {}
  },

  'host.forgetRecent': ({ settings }, { tokens }, { token }) => {
    settings.forgetRecent(tokens.resolve(token, 'read'))
    return {}
  },

  ...openHandlers,
  ...damagedHandlers,
  ...chooseHandlers,
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
