import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** How commits are made safe: by a write-ahead log, or where that cannot be, by a rollback journal. */
export type JournalMode = 'wal' | 'delete'

/**
 * File systems that SQLite's write-ahead log does not work on, because it needs memory that all programs
 * share: by the magic numbers of Linux's statfs(2).
 */
const withoutSharedMemory: ReadonlySet<number> = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2 and 3
  0x65735546, // FUSE: sshfs and the like; some are local, but nothing tells which
  0x01021997, // 9P
  0x73757245, // Coda
  0x5346414f, // AFS
  0x00c36400, // Ceph
  0x0bd00bd0, // Lustre
  0x786f4256, // VirtualBox shared folder
  0xbacbacbc, // VMware shared folder
])

/** @param type the number that statfs(2) gives for a file system on Linux */
export function journalModeOn(type: number): JournalMode {
  return withoutSharedMemory.has(type) ? 'delete' : 'wal'
}

/**
 * The journal that fits the place of a file. Where the system does not say what a place is (macOS), SQLite
 * finds out when it is asked for the log.
 */
export function journalModeFor(file: string): JournalMode {
  if (process.platform === 'win32') return file.startsWith('\\\\') ? 'delete' : 'wal'
  if (process.platform !== 'linux') return 'wal'
  return journalModeOn(statfsSync(dirname(file)).type)
}

export const shareWarning =
  'The project is on a network share or a medium of that kind. It works there, but more slowly, and only one person can change it at a time. For daily work keep it on this computer and share copies.'
