import { z } from 'zod'

/** Fewer characters are guessed in days; how much more is wise depends on who might try. */
export const shortestPassphrase = 10

/**
 * A passphrase for a new sealed copy. It is used as Unicode NFC, so that the same words typed on another system
 * open the copy.
 */
export const NewPassphrase = z
  .string()
  .min(shortestPassphrase, `A passphrase has at least ${shortestPassphrase} characters.`)
  .max(1000, 'A passphrase has at most 1,000 characters.')
  .overwrite((words) => words.toWellFormed().normalize('NFC'))

/** A passphrase as somebody types it to open a sealed copy, which another program may have made. */
export const Passphrase = z.string().min(1, 'The passphrase is missing.').max(1000)

/** How the name of a sealed copy ends. */
export const sealedExtension = 'claimboard.age'
