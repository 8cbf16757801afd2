import { installed, run, say, Unavailable } from './process.mjs'

/** Builds the application and the sample project into out/. */
export async function build() {
  say('Building …')
  await step(installed('electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn')
  await step('scripts/sample.ts', 'out/sample/sample.claimboard')
}

async function step(...args) {
  if ((await run(process.execPath, args)) !== 0) throw new Unavailable('The build failed.')
}
