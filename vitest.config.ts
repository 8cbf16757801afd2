import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// A test that takes this long hangs: a busy machine, and a whole Electron that starts and stops, take far less.
const HANGS_MS = 120_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'tests/{db,contract,migrations,renderer,scripts}/**/*.test.{ts,tsx}',
            'tests/cli/*.test.ts',
          ],
          environment: 'node',
          setupFiles: 'tests/support/setup.ts',
          // Modules are loaded once a worker, not once a file: they keep nothing that tests could meet in.
          isolate: false,
          maxWorkers: availableParallelism(),
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        test: {
          name: 'fuzz',
          // Hostile input takes too long for every commit: `npm run faults` and `npm test` have it.
          include: ['tests/fuzz/**/*.test.ts'],
          environment: 'node',
          setupFiles: 'tests/support/setup.ts',
          isolate: false,
          maxWorkers: availableParallelism(),
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          setupFiles: 'tests/support/setup.ts',
          // One window at a time: they share the display, its focus and its clipboard.
          fileParallelism: false,
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        test: {
          name: 'package',
          include: ['tests/package/*.test.ts'],
          // Packages the application first, where one of these tests is to be run.
          globalSetup: 'tests/package/make-package.ts',
          environment: 'node',
          setupFiles: 'tests/support/setup.ts',
          fileParallelism: false,
          // After the other windows.
          sequence: { groupOrder: 1 },
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        test: {
          name: 'processes',
          // The command line as people run it, built and as processes of its own, which takes its time.
          include: ['tests/cli/processes/*.test.ts'],
          environment: 'node',
          setupFiles: 'tests/support/setup.ts',
          maxWorkers: availableParallelism(),
          // Not beside a window, whose tests they would hold up.
          sequence: { groupOrder: 2 },
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        test: {
          name: 'faults',
          // `npm run faults`: the short set takes minutes, the full one hours.
          include: ['tests/faults/**/*.test.ts'],
          environment: 'node',
          setupFiles: 'tests/support/setup.ts',
          // Each waits for processes most of the time.
          maxWorkers: availableParallelism(),
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
    ],
  },
})
