import { defineConfig } from 'vitest/config'

// A whole Electron starts and stops in each of these.
const E2E_TEST_MS = 120_000

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
          // Real files and real databases on a machine that may be busy with something else.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          // The command line is run as people run it, built and as processes of its own, which takes its time too.
          include: ['tests/e2e/**/*.test.ts', 'tests/cli/processes/*.test.ts'],
          environment: 'node',
          // One window at a time: they share the display, its focus and its clipboard.
          fileParallelism: false,
          testTimeout: E2E_TEST_MS,
          hookTimeout: E2E_TEST_MS,
        },
      },
    ],
  },
})
