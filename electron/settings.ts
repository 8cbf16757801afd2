import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { writeFileDurably } from '../db/profile.ts'

// As many as fit into a menu and the first screen without scrolling.
const MOST_RECENT = 12

export const themes = ['system', 'light', 'dark'] as const

/** What the shell remembers from one start to the next. A part that cannot be read falls back to its default. */
const Settings = z.object({
  /** Paths of projects, the latest first. */
  recent: z.array(z.string()).catch([]),
  /** Of the window that was used last, in device-independent pixels. */
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() })
    .nullable()
    .catch(null),
  theme: z.enum(themes).catch('system'),
})
export type SettingsData = z.infer<typeof Settings>

export interface Settings {
  readonly current: SettingsData
  update(change: Partial<SettingsData>): void
  addRecent(file: string): void
  forgetRecent(file: string): void
}

/** @param log is told when the file cannot be read or written: the shell works without it */
export function openSettings(profile: string, log: (text: string) => void): Settings {
  const file = path.join(profile, 'shell.json')
  let current = Settings.parse(read(file, log))
  const update = (change: Partial<SettingsData>) => {
    current = { ...current, ...change }
    try {
      fs.mkdirSync(profile, { recursive: true })
      writeFileDurably(file, `${JSON.stringify(current, null, 2)}\n`)
    } catch (error) {
      log(`The settings could not be saved: ${String(error)}`)
    }
  }
  const others = (project: string) => current.recent.filter((known) => known !== project)
  return {
    get current() {
      return current
    },
    update,
    addRecent: (project) => update({ recent: [project, ...others(project)].slice(0, MOST_RECENT) }),
    forgetRecent: (project) => update({ recent: others(project) }),
  }
}

function read(file: string, log: (text: string) => void): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log(`The settings are made anew: ${String(error)}`)
    return {}
  }
}
