import { z } from 'zod'
import { Backup, BackupId } from './backup.ts'
import { Colour, FileRef, Name, Nothing, Text, Uid } from './common.ts'
import { host } from './operation.ts'
import { PrintChoices } from './print.ts'
import { RepairReport } from './repair.ts'
import { Passphrase, sealedExtension } from './seal.ts'

/** A file that the person chose, under a token: the renderer learns its name, never its path. */
export const ChosenFile = z.object({ token: z.string(), name: z.string(), folder: z.string() })
export type ChosenFile = z.infer<typeof ChosenFile>

export const themes = ['system', 'light', 'dark'] as const

/** How large text and controls can be made. */
export const zoomSteps = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const

/** A library that the program is made of, with the words of its licence. */
export const Licence = z.object({
  name: z.string(),
  version: z.string(),
  /** SPDX, as the library says it. */
  licence: z.string(),
  text: z.string(),
})
export type Licence = z.infer<typeof Licence>

/** The id of a command that the menu and the page share, such as `file.open`. */
const CommandId = z.string().max(100)

/** A page that `print.page` has written, and how the paper lies. */
const PrintedPage = z.object({ page: FileRef, paper: PrintChoices.shape.paper, landscape: z.boolean() })

export const WindowState = z.object({
  /** The open project's file name, or null on the first screen. */
  project: z.string().nullable(),
  recent: z.array(ChosenFile),
  /** A sealed copy that waits for its passphrase. */
  sealed: ChosenFile.nullable(),
  /** A damaged project that could not be opened, and why. */
  damaged: z.object({ file: ChosenFile, message: z.string() }).nullable(),
  /** Of a project that is shown as it was: when, in ISO 8601, and what it is an earlier state of. */
  asOf: z.object({ at: z.string(), of: z.string() }).nullable(),
  analyst: z.object({
    uid: z.string(),
    name: z.string(),
    initials: z.string(),
    colour: z.string().nullable(),
  }),
  preferences: z.object({
    theme: z.enum(themes),
    /** How large everything is drawn; 1 is the system's size. */
    zoom: z.number(),
    print: PrintChoices,
  }),
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
  /** Asks where, creates the project and opens it; not `opened` when the dialog is cancelled. */
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
  /** Looks through the damaged project: what is wrong with it, and what a repair would save. */
  'host.examineDamaged': host({ input: Nothing, output: RepairReport }),
  /** Salvages the damaged project into a new file, which is opened by `host.openProject`. */
  'host.repairDamaged': host({ input: z.object({ target: FileRef }), output: RepairReport }),
  /** Backups of projects whose file had the damaged one's name. */
  'host.backupsOfDamaged': host({
    input: Nothing,
    output: z.object({ backups: z.array(Backup.extend({ project: z.string() })) }),
  }),
  'host.forgetDamaged': host({ input: Nothing, output: Nothing }),
  /** Closes the open project in order to salvage it as a damaged one; `message` says what is wrong with it. */
  'host.salvageOpen': host({ input: z.object({ message: Text }), output: Nothing }),
  /** Closes the project and opens it again: for writing, once whoever had it has closed it. */
  'host.reopenProject': host({ input: Nothing, output: Nothing }),
  /** Opens a backup in a window of its own, for reading. */
  'host.openBackup': host({ input: z.object({ project: Uid, id: BackupId }), output: Nothing }),
  /** A private place for the open project as it was, to be written to by `history.asOf`. */
  'host.asOfTarget': host({ input: Nothing, output: z.object({ file: ChosenFile }) }),
  /** Shows what was written there in a window of its own, for reading, as of a time in ISO 8601. */
  'host.openAsOf': host({ input: z.object({ token: FileRef, at: z.string().max(64) }), output: Nothing }),
  /** Removes what was written there, where it shall not be shown. */
  'host.forgetAsOf': host({ input: z.object({ token: FileRef }), output: Nothing }),
  /** Shows the folder with the backups of a project. */
  'host.showBackups': host({ input: z.object({ project: Uid }), output: Nothing }),
  'host.closeProject': host({ input: Nothing, output: Nothing }),
  'host.forgetRecent': host({ input: z.object({ token: FileRef }), output: Nothing }),
  'host.chooseDocuments': host({
    input: z.object({ folder: z.boolean().default(false) }),
    output: z.object({ files: z.array(ChosenFile) }),
  }),
  /** Asks for a copy of the open project, to be merged into it. Null when the dialog is cancelled. */
  'host.chooseCopy': host({ input: Nothing, output: z.object({ file: ChosenFile.nullable() }) }),
  /** Asks for the folder that a team shares. Null when the dialog is cancelled. */
  'host.chooseFolder': host({ input: Nothing, output: z.object({ file: ChosenFile.nullable() }) }),
  /** Asks where to save; `name` is proposed with `extension`. */
  'host.chooseTarget': host({
    input: z.object({
      purpose: z.enum(['export', 'share', 'restore', 'repair', 'save-as']),
      /** What is written, as it is called, to make the file's name of: statements are longer than names. */
      name: Text,
      extension: z.enum([
        'csv',
        'xlsx',
        'zip',
        'json',
        'claimboard',
        'png',
        'svg',
        'canvas',
        'pdf',
        sealedExtension,
      ]),
    }),
    output: z.object({ file: ChosenFile.nullable() }),
  }),
  /** A private place for a page to be printed, to be written to by `print.page`. */
  'host.printTarget': host({ input: Nothing, output: z.object({ file: ChosenFile }) }),
  /** Asks the system's dialog for a printer and prints the page; not `printed` when the dialog is cancelled. */
  'host.print': host({ input: PrintedPage, output: z.object({ printed: z.boolean() }) }),
  /** Writes the page as a PDF, whole or not at all. */
  'host.savePdf': host({
    input: PrintedPage.extend({ target: FileRef }),
    output: z.object({ bytes: z.int() }),
  }),
  /** Removes the page, and ends its printing where that has not finished. */
  'host.forgetPrint': host({ input: z.object({ page: FileRef }), output: Nothing }),
  /** Puts text on the clipboard. */
  'host.copyText': host({ input: z.object({ text: z.string() }), output: Nothing }),
  /** Pastes as the keyboard would: the page gets a paste event with what is on the clipboard. */
  'host.paste': host({ input: Nothing, output: Nothing }),
  'host.reveal': host({ input: z.object({ token: FileRef }), output: Nothing }),
  /** Goes on in a copy that this window has just written: the open project is closed, the copy takes its place. */
  'host.continueWith': host({ input: z.object({ token: FileRef }), output: Nothing }),
  'host.updateAnalyst': host({
    input: z.object({ name: Name, initials: Name, colour: Colour.nullable().optional() }),
    output: Nothing,
  }),
  'host.updatePreferences': host({
    input: z.object({
      theme: z.enum(themes).optional(),
      zoom: z.number().min(zoomSteps[0]).max(2).optional(),
      print: PrintChoices.optional(),
    }),
    output: Nothing,
  }),
  /** One step larger or smaller, or the system's size. */
  'host.zoom': host({ input: z.object({ step: z.enum(['in', 'out', 'reset']) }), output: Nothing }),
  'host.toggleFullScreen': host({ input: Nothing, output: Nothing }),
  /** What the program is made of, and where it keeps what belongs to no project. */
  'host.about': host({
    input: Nothing,
    output: z.object({ profile: z.string(), log: z.string(), licences: z.array(Licence) }),
  }),
  'host.revealFolder': host({ input: z.object({ folder: z.enum(['profile', 'logs']) }), output: Nothing }),
  /** Tells the menu what Undo and Redo would do, whether a project is open, and which commands are off or on. */
  'host.updateMenu': host({
    input: z.object({
      undo: Text.nullable(),
      redo: Text.nullable(),
      projectOpen: z.boolean(),
      disabled: z.array(CommandId).default([]),
      checked: z.array(CommandId).default([]),
    }),
    output: Nothing,
  }),
}

export function isHostName(name: string): name is keyof typeof hostOperations {
  return Object.hasOwn(hostOperations, name)
}
