import { z } from 'zod'
import { FileRef, Nothing } from './common.ts'
import { MergeResult } from './merge.ts'
import { query, task } from './operation.ts'

/** A project file in the team folder. */
export const TeamFile = z.object({
  name: z.string(),
  /** Who published it, on which computer, as its name says; null for a file that has another name. */
  who: z.string().nullable(),
  machine: z.string().nullable(),
  /** When it was written, by the clock of whoever did; ISO 8601, UTC. */
  at: z.string(),
  bytes: z.number(),
  /**
   * `own`: published here. `merged`: all of it is in the project. `new`: not looked into yet. `waiting`: not whole yet.
   * `refused`: cannot be merged, see `reason`.
   */
  state: z.enum(['own', 'merged', 'new', 'waiting', 'refused']),
  reason: z.string().nullable(),
})
export type TeamFile = z.infer<typeof TeamFile>

/** What was not taken in, and why, as a sentence. */
const NotTaken = z.object({ name: z.string(), reason: z.string() })

export const Exchanged = z.object({
  /** Copies that were looked into now and could be merged, those without news included. */
  merged: z.array(MergeResult.extend({ who: z.string().nullable(), machine: z.string().nullable() })),
  /** Not whole yet: they are looked at again. */
  waiting: z.array(z.string()),
  refused: z.array(NotTaken),
  /** How many files are copies of other projects. */
  otherProjects: z.int(),
  /** How many files were not looked at, because there are too many. */
  left: z.int(),
  /** How many conflicts there are in the project now. */
  conflicts: z.int(),
})
export type Exchanged = z.infer<typeof Exchanged>

export const Published = z.object({
  /** The new file; null where what was published before says it all. */
  name: z.string().nullable(),
  bytes: z.number(),
})
export type Published = z.infer<typeof Published>

export const TeamState = z.object({
  /** The folder as people read it; null where the project works with none. */
  folder: z.string().nullable(),
  automatic: z.boolean(),
  /** Why nothing is exchanged without being asked for, as a sentence; null where it can be. */
  obstacle: z.string().nullable(),
  /** When copies were last looked for; ISO 8601, UTC. */
  exchangedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  /** From how many others something was merged out of this folder. */
  colleagues: z.int(),
  /** Whether there is anything that was not published yet. */
  unpublished: z.boolean(),
  /** Why the last attempt failed. */
  problem: z.string().nullable(),
})
export type TeamState = z.infer<typeof TeamState>

/** Where another folder than the one of the project is meant. A window names only what was chosen to be written to. */
const Folder = { target: FileRef.optional() }

export const teamOperations = {
  'team.state': query({ input: Nothing, output: TeamState, reads: ['*'] }),
  /** Has the project work with a folder from now on. */
  'team.choose': task({
    input: z.object({ target: FileRef }),
    output: Nothing,
    label: 'Choose a team folder',
    runs: 'reader',
    files: ['target'],
  }),
  /** Has the project work with none. What was published stays there. */
  'team.leave': task({ input: Nothing, output: Nothing, label: 'Leave the team folder', runs: 'reader' }),
  'team.automatic': task({
    input: z.object({ on: z.boolean() }),
    output: Nothing,
    label: 'Exchange by itself',
    runs: 'reader',
  }),
  /** What lies in the folder. */
  'team.look': task({
    input: Nothing,
    output: z.object({ files: z.array(TeamFile), otherProjects: z.int(), left: z.int() }),
    label: 'Look into the team folder',
    runs: 'reader',
  }),
  /** Takes in what others have published, each copy as one action, which stays off the undo stack. */
  'team.exchange': task({
    input: z.object({
      ...Folder,
      /** Looks once more into what was refused or not whole a moment ago. */
      again: z.boolean().default(true),
    }),
    output: Exchanged,
    label: 'Exchange with the team',
    runs: 'writer',
    files: ['target'],
  }),
  /** Publishes the project as a whole file, where there is anything that was not published yet. */
  'team.publish': task({
    input: z.object(Folder),
    output: Published,
    label: 'Publish to the team',
    runs: 'reader',
    files: ['target'],
  }),
}
