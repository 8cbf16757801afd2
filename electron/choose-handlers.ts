import type { HostName } from '../db/contract/contract.ts'
import { AppError } from '../db/contract/errors.ts'
import { askForCopy, askForDocuments, askForFolder, askForTarget } from './dialogs.ts'
import type { Handler } from './host-handler.ts'

type Chooses = Extract<HostName, `host.${'chooseDocuments' | 'chooseCopy' | 'chooseFolder' | 'chooseTarget'}`>

const targetTitles = {
  share: 'Share a copy',
  'save-as': 'Save as',
  export: 'Export',
  restore: 'Restore a backup as a copy',
  repair: 'Repair into a new file',
} as const

/** What asks for files: the page is given their names, and a token for each. */
export const chooseHandlers: { [Name in Chooses]: Handler<Name> } = {
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
}
