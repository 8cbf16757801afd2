import { z } from 'zod'
import { BackupId } from './backup.ts'
import { FileRef, Name, Nothing, Text, Uid } from './common.ts'
import { host } from './operation.ts'
import { Passphrase, sealedExtension } from './seal.ts'

/** A file that the person chose, under a token: the renderer learns its name, never its path. */
export const ChosenFile = z.object({ token: z.string(), name: z.string(), folder: z.string() })
export type ChosenFile = z.infer<typeof ChosenFile>

export const WindowState = z.object({
  /** The open project's file name, or null on the first screen. */
  project: z.string().nullable(),
  recent: z.array(ChosenFile),
  /** A sealed copy that waits for its passphrase. */
  sealed: ChosenFile.nullable(),
  analyst: z.object({ uid: z.string(), name: z.string(), initials: z.string() }),
  versions: z.object({
    claimboard: z.string(),
    electron: z.string(),
    chromium: z.string(),
    /** Null until a project was opened: nothing loads the database before. */
    sqlite: z.string().nullable(),
  }),
  platform: z.string(),
})
export type WindowState = z.infer<typeof WindowState>

export const hostOperations = {
  'host.state': host({ input: Nothing, output: WindowState }),
  /** Asks where, creates the project and opens it. Null when the dialog is cancelled. */
  'host.newProject': host({ input: z.object({ title: Name }), output: z.object({ opened: z.boolean() }) }),
  /** Opens a file by token, or asks for one. */
  'host.openProject': host({
    input: z.object({ token: FileRef.optional() }),
    output: z.object({ opened: z.boolean() }),
  }),
  /** Asks where to put a copy of the sample project and opens it. */
  'host.openSample': host({ input: Nothing, output: z.object({ opened: z.boolean() }) }),
  /** Asks where the project in the sealed copy that waits shall be, makes it there and opens it. */
  'host.unseal': host({
    input: z.object({ passphrase: Passphrase }),
    output: z.object({ opened: z.boolean() }),
  }),
  'host.forgetSealed': host({ input: Nothing, output: Nothing }),
  /** Opens a backup in a window of its own, for reading. */
  'host.openBackup': host({ input: z.object({ project: Uid, id: BackupId }), output: Nothing }),
  /** Shows the folder with the backups of a project. */
  'host.showBackups': host({ input: z.object({ project: Uid }), output: Nothing }),
  'host.closeProject': host({ input: Nothing, output: Nothing }),
  'host.forgetRecent': host({ input: z.object({ token: FileRef }), output: Nothing }),
  'host.chooseDocuments': host({
    input: z.object({ folder: z.boolean().default(false) }),
    output: z.object({ files: z.array(ChosenFile) }),
  }),
  /** Asks where to save; `name` is proposed with `extension`. */
  'host.chooseTarget': host({
    input: z.object({
      purpose: z.enum(['export', 'share', 'restore', 'repair']),
      name: Name,
      extension: z.enum([
        'csv',
        'xlsx',
        'zip',
        'json',
        'claimboard',
        'png',
        'svg',
        'canvas',
        sealedExtension,
      ]),
    }),
    output: z.object({ file: ChosenFile.nullable() }),
  }),
  /** Puts text on the clipboard. */
  'host.copyText': host({ input: z.object({ text: z.string() }), output: Nothing }),
  /** Pastes as the keyboard would: the page gets a paste event with what is on the clipboard. */
  'host.paste': host({ input: Nothing, output: Nothing }),
  'host.reveal': host({ input: z.object({ token: FileRef }), output: Nothing }),
  'host.updateAnalyst': host({ input: z.object({ name: Name, initials: Name }), output: Nothing }),
  /** Tells the menu what Undo and Redo would do and whether a project is open. */
  'host.updateMenu': host({
    input: z.object({ undo: Text.nullable(), redo: Text.nullable(), projectOpen: z.boolean() }),
    output: Nothing,
  }),
}
