import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import path from 'node:path'
import { afterFile } from './cleanup.ts'
import { aFolder } from './project-files.ts'

function run(...words: readonly string[]): boolean {
  const [program = '', ...args] = words
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

/** Whether file systems can be mounted here: as root, and not in every container. */
export const mayMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = aFolder()
  const mounted = run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder)
  return mounted && run('umount', folder)
})()

/** A small disk that can be filled, pulled out and write-protected. */
export interface SmallDisk {
  /** Where it is, as a stick that is plugged in. */
  readonly folder: string
  /** @param free megabytes of room that are left */
  fill(free?: number): void
  makeSpace(): void
  pullOut(): void
  plugIn(): void
  protect(on: boolean): void
}

/** @param megabytes of room */
export function aSmallDisk(megabytes: number): SmallDisk {
  const base = aFolder()
  const disk = path.join(base, 'disk')
  const folder = path.join(base, 'stick')
  mkdirSync(disk)
  mkdirSync(folder)
  const must = (...words: readonly string[]) => {
    if (!run(...words)) throw new Error(`${words.join(' ')} failed.`)
  }
  must('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk)
  must('mount', '--bind', disk, folder)
  afterFile(() => {
    for (const mounted of [folder, disk]) run('umount', '-l', mounted)
  })
  const filler = path.join(disk, 'filler')
  return {
    folder,
    fill: (free = 0) => {
      const file = openSync(filler, 'w')
      const left = () => {
        const { bavail, bsize } = statfsSync(disk)
        return bavail * bsize
      }
      try {
        while (free === 0 || left() > free * 2 ** 20) writeSync(file, Buffer.alloc(4096))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    makeSpace: () => rmSync(filler),
    pullOut: () => must('umount', '-l', folder),
    plugIn: () => must('mount', '--bind', disk, folder),
    // In place, that is refused while a file is open for writing; a system that does it after a fault does not ask.
    protect: (on) => {
      must('umount', '-l', folder)
      must('mount', '--bind', disk, folder)
      if (on) must('mount', '-o', 'remount,bind,ro', folder)
    },
  }
}
