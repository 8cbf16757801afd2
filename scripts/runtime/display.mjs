import { spawn } from 'node:child_process'
import { say, Unavailable } from './process.mjs'
import { provideCommands } from './system.mjs'

// Larger than the application's window at its default size; 24 bits, as Chromium expects.
const SCREEN = '1920x1080x24'
const START_MS = 10_000

/** Whether windows need a virtual display here. */
export function lacksDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

/**
 * Where there is no display, starts a virtual one on a free number and names it in DISPLAY for the children
 * of this process. It ends with this process.
 * @throws {Unavailable} when there is no Xvfb, or it does not start
 */
export async function provideDisplay() {
  if (!lacksDisplay()) return
  provideCommands({ Xvfb: 'xvfb' })
  const server = spawn('Xvfb', ['-screen', '0', SCREEN, '-nolisten', 'tcp', '-displayfd', '3'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  process.once('exit', () => server.kill())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
  process.env.DISPLAY = `:${await displayNumber(server)}`
  server.unref()
  server.stdio[3].unref()
  say(`No display here: using a virtual one (Xvfb ${process.env.DISPLAY})`)
}

/** Xvfb picks the number itself, and writes it when it is ready for clients. */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Unavailable(`The virtual display did not start: ${why}`))
    const timer = setTimeout(() => {
      server.kill()
      fail(`Xvfb said nothing for ${START_MS / 1000} s`)
    }, START_MS)
    server.once('error', (error) => fail(error.message))
    server.once('exit', (code) => fail(`Xvfb ended with status ${code}`))
    server.stdio[3].once('data', (data) => {
      clearTimeout(timer)
      resolve(data.toString().trim())
    })
  })
}
