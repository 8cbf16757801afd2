import { z } from 'zod'
import { FileRef, Nothing } from './common.ts'
import { query, task } from './operation.ts'
import { ProjectCounts } from './project.ts'

/** Why a backup was made: by the schedule, because somebody asked for it, or before something was done. */
export const BackupReason = z.enum(['schedule', 'asked', 'migration', 'merge'])
export type BackupReason = z.infer<typeof BackupReason>

/** The name of a backup among those of its project: never a path. */
export const BackupId = z.string().regex(/^\d{8}T\d{9}Z-[a-z]+(?:-\d+)?$/, 'This is no backup.')

export const Backup = z.object({
  id: BackupId,
  /** When it was made; ISO 8601, UTC. */
  at: z.string(),
  reason: BackupReason,
  bytes: z.int(),
  /** When it was read back completely and found sound; null for one that holds a damaged project. */
  verifiedAt: z.string().nullable(),
  title: z.string(),
  counts: ProjectCounts,
})
export type Backup = z.infer<typeof Backup>

/** What of one kind is different between a backup and the project as it is now; deleted rows count as gone. */
export const Difference = z.object({
  /** Plural, in words: "documents". */
  kind: z.string(),
  before: z.int(),
  now: z.int(),
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  /** Names of some of them, in the order of their names; empty for kinds that have none. */
  names: z.object({
    added: z.array(z.string()),
    removed: z.array(z.string()),
    changed: z.array(z.string()),
  }),
})
export type Difference = z.infer<typeof Difference>

export const backupOperations = {
  /** The backups of the project, the latest first, and where they are. */
  'backups.list': query({
    input: Nothing,
    output: z.object({
      backups: z.array(Backup),
      /** The folder as people read it; null where there is no profile to keep backups in. */
      folder: z.string().nullable(),
      bytes: z.int(),
    }),
    reads: [],
  }),
  'backups.make': task({
    input: z.object({ reason: BackupReason.default('asked') }),
    output: Backup,
    label: 'Back up',
    runs: 'reader',
  }),
  'backups.compare': task({
    input: z.object({ id: BackupId }),
    output: z.object({ differences: z.array(Difference) }),
    label: 'Compare with a backup',
    runs: 'reader',
  }),
  /** Writes a backup to a file of its own; the open project stays as it is. */
  'backups.restore': task({
    input: z.object({ id: BackupId, target: FileRef }),
    output: z.object({ bytes: z.int() }),
    label: 'Restore a backup',
    runs: 'reader',
    files: ['target'],
  }),
  /** Puts a backup away; `bringBack` undoes it until the project is closed. */
  'backups.remove': task({
    input: z.object({ id: BackupId }),
    output: Nothing,
    label: 'Delete a backup',
    runs: 'reader',
  }),
  'backups.bringBack': task({
    input: z.object({ id: BackupId }),
    output: Nothing,
    label: 'Bring a backup back',
    runs: 'reader',
  }),
}
