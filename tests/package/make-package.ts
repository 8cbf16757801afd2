import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** Makes the package that is tested, as a person does. */
export function setup(): void {
  const made = spawnSync(process.execPath, ['scripts/package.mjs'], { cwd: root, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`npm run package failed:\n${made.stdout}${made.stderr}`)
}
