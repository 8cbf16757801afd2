import { installed, run, say, Unavailable } from './process.mjs'

/** Builds the application into out/. */
export async function build() {
  say('Building …')
  const code = await run(process.execPath, [
    installed('electron-vite/bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  if (code !== 0) throw new Unavailable('The build failed.')
}
