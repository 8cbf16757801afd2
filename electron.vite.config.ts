import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { collectLicences } from './scripts/licences.ts'

// The oldest runtime that the program is tested in; everything newer understands the same code.
const OLDEST_NODE = 'node20.18'
const OLDEST_CHROMIUM = 'chrome130'

/** Every process and worker of the back: each is built to out/main/<name>.cjs, and starts its siblings. */
const ENTRIES = {
  main: 'electron/main.ts',
  'store-process': 'electron/store-process.ts',
  cli: 'db/cli.ts',
  'gate-process': 'db/gate-process.ts',
  'reader-worker': 'db/reader-worker.ts',
  'extract-worker': 'db/import/extract-worker.ts',
  'seal-worker': 'db/seal/seal-worker.ts',
  'prepare-worker': 'db/merge/prepare-worker.ts',
}

export default defineConfig({
  main: {
    plugins: [collectLicences(['better-sqlite3'])],
    build: {
      target: OLDEST_NODE,
      // All dependencies are bundled but the one with a native binary, so a package needs nothing else.
      externalizeDeps: false,
      rolldownOptions: {
        input: ENTRIES,
        external: ['better-sqlite3'],
        // CommonJS, because an ES module cannot be loaded before Electron's `ready`. What several entries
        // share lies beside them: `import.meta.dirname` is out/main wherever the code ends up.
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    plugins: [collectLicences()],
    build: {
      target: OLDEST_NODE,
      // A sandboxed preload is a single file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), collectLicences()],
    // The development server serves what lies outside renderer/ too: the contract, fonts, libraries.
    server: { fs: { allow: [import.meta.dirname] } },
    build: {
      target: OLDEST_CHROMIUM,
      outDir: 'out/renderer',
      minify: true,
      // The page's policy lets nothing but images come from a data: address.
      assetsInlineLimit: 0,
      rolldownOptions: { input: path.join(import.meta.dirname, 'renderer/index.html') },
    },
  },
})
