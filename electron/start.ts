import path from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import { traceOf } from '../db/trace.ts'
import { hardenApplication } from './harden.ts'
import { openLog } from './log.ts'
import { registerScheme } from './protocol.ts'
import { createShell } from './shell.ts'

/**
 * Starts the program with windows: in one instance, which other starts hand their files over to.
 *
 * @param files projects to open
 */
export function startShell(files: readonly string[]): void {
  const { CLAIMBOARD_PROFILE: profile } = process.env
  if (profile) app.setPath('userData', path.resolve(profile))
  const wanted = files.map((file) => path.resolve(file))
  if (!app.requestSingleInstanceLock({ files: wanted })) {
    app.quit()
    return
  }
  const log = openLog(app.getPath('userData'))
  hardenApplication(log)
  registerScheme()
  const shell = createShell(app.getPath('userData'), log)
  // macOS hands files over before `ready` as well.
  const early = [...wanted]
  app.on('open-file', (event, file) => {
    event.preventDefault()
    if (app.isReady()) shell.openFromOutside([file])
    else early.push(file)
  })
  app.on('second-instance', (_event, _argv, _folder, data) => {
    shell.openFromOutside(SecondStart.parse(data).files)
  })
  app.whenReady().then(
    () => shell.start(early),
    (error) => log(`The start failed: ${traceOf(error)}`),
  )
}

/** What a start of the program hands over to the one that runs already, which may be of another version. */
const SecondStart = z.object({ files: z.array(z.string()) }).catch({ files: [] })
