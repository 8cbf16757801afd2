import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { themes } from '../db/contract/host.ts'
import { PrintChoices } from '../db/contract/print.ts'
import { writeFileDurably } from '../db/profile.ts'

// As many as fit into a menu and the first screen without scrolling.
const MOST_RECENT = 12

// Windows of projects that were closed longest ago open where the last one stood.
const MOST_PLACES = 100

/** Where a window stands, in device-independent pixels. */
const Place = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  maximized: z.boolean(),
})
export type Place = z.infer<typeof Place>

/** What the shell remembers from one start to the next. A part that cannot be read falls back to its default. */
const Settings = z.object({
  /** Paths of projects, the latest first. */
  recent: z.array(z.string()).catch([]),
  /** Of the window that was closed last. */
  bounds: Place.nullable().catch(null),
  /** Of the window of each project, by its path, the latest last. */
  places: z.record(z.string(), Place).catch({}),
  theme: z.enum(themes).catch('system'),
  zoom: z.number().min(0.25).max(5).catch(1),
  /** Null until somebody has printed: then it is what people have where the computer is. */
  print: PrintChoices.nullable().catch(null),
})
export type SettingsData = z.infer<typeof Settings>

export interface Settings {
  readonly current: SettingsData
  update(change: Partial<SettingsData>): void
  addRecent(file: string): void
  forgetRecent(file: string): void
  /** Remembers where a window stood; without a project, that of the first screen. */
  keepPlace(project: string | null, place: Place): void
}

/** @param log is told when the file cannot be read or written: the shell works without it */
export function openSettings(profile: string, log: (text: string) => void): Settings {
  const file = path.join(profile, 'shell.json')
  let current = read(file, log)
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
    keepPlace: (project, place) => {
      if (project === null) return update({ bounds: place })
      const { [project]: _, ...rest } = current.places
      const kept = [...Object.entries(rest), [project, place] as const].slice(-MOST_PLACES)
      update({ bounds: place, places: Object.fromEntries(kept) })
    },
  }
}

function read(file: string, log: (text: string) => void): SettingsData {
  try {
    return Settings.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log(`The settings are made anew: ${String(error)}`)
    return Settings.parse({})
  }
}
