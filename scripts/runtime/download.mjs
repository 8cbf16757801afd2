import fs from 'node:fs'
import path from 'node:path'
import { capture, installed, say } from './process.mjs'

/**
 * Electron by its own installer: the version that package.json names, downloaded and verified by it when it
 * is not there yet. It honours the usual settings for mirrors and proxies.
 * @returns {{ executable: string } | { reason: string }} the reason why it could not be had
 */
export function downloadedElectron() {
  const folder = installed('electron')
  if (!fs.existsSync(path.join(folder, 'path.txt'))) say('Electron: running its installer …')
  const run = capture(process.execPath, [path.join(folder, 'install.js')])
  if (!run.ok) return { reason: networkReason(run.stderr) ?? run.reason }
  const executable = path.join(folder, 'dist', fs.readFileSync(path.join(folder, 'path.txt'), 'utf8'))
  return { executable }
}

/** The message of the error itself: the installer prints it first, a stack after it. */
function networkReason(stderr) {
  return stderr.split('\n').find((line) => /^\w*Error\b/.test(line))
}
