import fs from 'node:fs'
import path from 'node:path'
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron'
import { sealedExtension } from '../db/contract/seal.ts'

const projectFilter = { name: 'Claimboard projects', extensions: ['claimboard'] }
const sealedFilter = { name: 'Sealed copies', extensions: ['age'] }

/** The formats that can be read, by the extensions that they usually have. */
const documentFilter = { name: 'Texts and web pages', extensions: ['txt', 'md', 'markdown', 'html', 'htm'] }

/** Asks for a project to open. @returns its path, or undefined when the dialog was cancelled */
export async function askForProject(window: BrowserWindow): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open project',
    properties: ['openFile'],
    filters: [
      { ...projectFilter, extensions: ['claimboard', 'age'] },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  return filePaths[0]
}

/**
 * Asks for a copy of a project, to be merged into it.
 *
 * @param beside the project, in whose folder the dialog starts
 * @returns its path, or undefined when the dialog was cancelled
 */
export async function askForCopy(window: BrowserWindow, beside: string | null): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Merge a copy',
    buttonLabel: 'Look at it',
    ...(beside === null ? {} : { defaultPath: path.dirname(beside) }),
    properties: ['openFile'],
    filters: [projectFilter, { name: 'All files', extensions: ['*'] }],
  })
  return filePaths[0]
}

/** Asks for the folder that a team shares. @returns its path, or undefined when the dialog was cancelled */
export async function askForFolder(window: BrowserWindow): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Team folder',
    buttonLabel: 'Share here',
    properties: ['openDirectory', 'createDirectory'],
  })
  return filePaths[0]
}

/** Asks for documents, or for one folder of them. */
export async function askForDocuments(window: BrowserWindow, folder: boolean): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: folder ? 'Import folder' : 'Import documents',
    properties: folder ? ['openDirectory'] : ['openFile', 'multiSelections'],
    filters: folder ? [] : [documentFilter, { name: 'All files', extensions: ['*'] }],
  })
  return filePaths
}

/**
 * Asks where to save.
 *
 * @param beside a file in whose folder the dialog starts; without one it starts among the person's documents
 * @returns a path that ends in the extension, or undefined when the dialog was cancelled
 */
export async function askForTarget(
  window: BrowserWindow,
  { title, name, extension, beside }: { title: string; name: string; extension: string; beside?: string },
): Promise<string | undefined> {
  const folder = beside ? path.dirname(beside) : app.getPath('documents')
  const { filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: path.join(folder, `${fileName(name)}.${extension}`),
    filters: [filterFor(extension)],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (!filePath) return undefined
  if (filePath.toLowerCase().endsWith(`.${extension}`)) return filePath
  // Not every system's dialog adds the extension; where ours names another file, nobody was asked about that.
  const complete = `${filePath}.${extension}`
  return !fs.existsSync(complete) || (await askToReplace(window, complete)) ? complete : undefined
}

function filterFor(extension: string): FileFilter {
  if (extension === 'claimboard') return projectFilter
  return extension === sealedExtension
    ? sealedFilter
    : { name: extension.toUpperCase(), extensions: [extension] }
}

async function askToReplace(window: BrowserWindow, file: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `${path.basename(file)} exists already. Replace it?`,
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}

/** Asks whether a running task shall be ended by closing its window. */
export async function askToStop(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Something is still running. Stop it and close?',
    detail: 'An import keeps the documents that are in already. An unfinished export or copy leaves no file.',
    buttons: ['Stop and close', 'Keep running'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}

// With an extension and a folder in front, well below the 255 bytes that file systems allow.
const LONGEST_NAME = 80

/** A title as a file name on every system: without what Windows forbids, control characters and outer dots. */
export function fileName(title: string): string {
  const name = [...title.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').replace(/\s+/gu, ' ')]
    .slice(0, LONGEST_NAME)
    .join('')
    .replace(/^[. ]+|[. ]+$/gu, '')
  return name === '' ? 'Untitled' : name
}
