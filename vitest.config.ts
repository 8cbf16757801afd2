import { defineConfig } from 'vitest/config'

// A whole Electron starts and stops in each of these.
const E2E_TEST_MS = 120_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{cli,db,contract,migrations,renderer,scripts}/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Real files and real databases on a machine that may be busy with something else.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
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
