import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The path of a file that is started by itself (a worker, a process), named by its place below `db/`
 * without extension, such as `import/extract-worker`. In a checkout that is the source itself. In a
 * build all bundles are CommonJS and lie in one folder, and it is the `.cjs` beside the running one.
 */
export function siblingFile(name: string): string {
  // Only CommonJS has __filename; asking for import.meta there would be too late.
  const here = typeof __filename === 'string' ? __filename : fileURLToPath(import.meta.url)
  return here.endsWith('.ts')
    ? join(dirname(here), `${name}.ts`)
    : join(dirname(here), `${basename(name)}.cjs`)
}
